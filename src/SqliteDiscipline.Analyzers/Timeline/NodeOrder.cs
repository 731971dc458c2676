using System.Collections.Immutable;

namespace SqliteDiscipline.Analyzers.Timeline;

/// <summary>Puts the nodes of a graph in reverse postorder: a node comes after all that lead to it, but for loops.</summary>
internal static class NodeOrder
{
    /// <summary>The nodes in order, numbered. Nodes without a number have not been come by; a graph is put in order once.</summary>
    public static ImmutableArray<TimelineNode> From(TimelineNode entry)
    {
        var finished = new List<TimelineNode>();
        entry.Index = 0;

        // By hand: a body of a thousand statements is a path of a thousand nodes.
        var path = new Stack<(TimelineNode Node, int Successor)>();
        path.Push((entry, 0));
        while (path.Count > 0)
        {
            var (node, successor) = path.Pop();
            if (SuccessorAt(node, successor) is not { } next)
            {
                finished.Add(node);
                continue;
            }

            path.Push((node, successor + 1));
            if (next.Index < 0)
            {
                next.Index = 0;
                path.Push((next, 0));
            }
        }

        finished.Reverse();
        for (var i = 0; i < finished.Count; i++)
        {
            finished[i].Index = i;
        }

        return finished.ToImmutableArray();
    }

    // Handlers first, and of two branches the later: what is finished last comes first in the order.
    private static TimelineNode? SuccessorAt(TimelineNode node, int index) =>
        index < node.Thrown.Count ? node.Thrown[index]
        : index < node.Thrown.Count + node.Next.Count ? node.Next[node.Next.Count - 1 - (index - node.Thrown.Count)]
        : null;
}
