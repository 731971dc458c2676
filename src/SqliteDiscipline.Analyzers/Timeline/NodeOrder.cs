using System.Collections.Immutable;

namespace SqliteDiscipline.Analyzers.Timeline;

/// <summary>Puts the nodes of a graph in reverse postorder: a node comes after all that lead to it, but for loops.</summary>
internal static class NodeOrder
{
    public static ImmutableArray<TimelineNode> From(TimelineNode entry)
    {
        var finished = new List<TimelineNode>();
        var visited = new HashSet<TimelineNode> { entry };

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
            if (visited.Add(next))
            {
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
