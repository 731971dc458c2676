using SqliteDiscipline.Analyzers.Timeline.Events;

namespace SqliteDiscipline.Analyzers.Timeline;

/// <summary>
/// A point of the graph. One event may stand on several nodes, one for each way in which the code can get there: a <c>finally</c> after
/// success and after failure, an element of a list that is run in a loop.
/// </summary>
internal sealed class TimelineNode(NodeKind kind, TimelineEvent? happening = null)
{
    public NodeKind Kind { get; } = kind;

    /// <summary>What happens here; <see langword="null"/> where paths only meet, or other code runs that may throw.</summary>
    public TimelineEvent? Event { get; set; } = happening;

    /// <summary>Where it goes on.</summary>
    public List<TimelineNode> Next { get; } = new(1);

    /// <summary>Where an exception goes, before the event has happened: handlers, <c>finally</c> regions, or out of the body.</summary>
    public List<TimelineNode> Thrown { get; } = new(1);

    /// <summary>
    /// Whether an exception is to be reckoned with here: of what is run on a connection, or where one is thrown; not of the helping calls around, which hardly
    /// fail: a <c>ConfigureAwait</c>, a line of a log.
    /// </summary>
    public bool MayFail => Event switch
    {
        null => Kind == NodeKind.Throw || Next.Count == 0,
        Created or Configured or HandedOut => false,
        var happening => happening.CanThrow,
    };

    /// <summary>The place in <see cref="BodyTimeline.Nodes"/>: along every path that does not loop, places ascend.</summary>
    public int Index { get; set; } = -1;

    /// <summary>What comes after some of these nodes in the same round of the loops around.</summary>
    public static IEnumerable<TimelineNode> After(IEnumerable<TimelineNode> nodes) => From(nodes, Onward);

    /// <summary>What comes after some of these nodes, the next rounds of the loops around left out, and what follows on the loops not.</summary>
    public static IEnumerable<TimelineNode> AfterAndBeyond(IEnumerable<TimelineNode> nodes)
    {
        var left = new HashSet<TimelineNode>();
        return From(nodes, node => Onward(node).Concat(node.Next.Where(head => head.Index <= node.Index && left.Add(head)).SelectMany(Beyond)));
    }

    private static IEnumerable<TimelineNode> From(IEnumerable<TimelineNode> nodes, Func<TimelineNode, IEnumerable<TimelineNode>> onward)
    {
        var seen = new HashSet<TimelineNode>();
        var pending = new Queue<TimelineNode>(nodes.SelectMany(onward));
        while (pending.Count > 0)
        {
            var node = pending.Dequeue();
            if (!seen.Add(node))
            {
                continue;
            }

            yield return node;
            foreach (var next in onward(node))
            {
                pending.Enqueue(next);
            }
        }
    }

    private static IEnumerable<TimelineNode> Onward(TimelineNode node) => node.Next.Where(next => next.Index > node.Index);

    /// <summary>Where the loop goes on that begins with this node, once it is done.</summary>
    private static IEnumerable<TimelineNode> Beyond(TimelineNode head)
    {
        var reached = From(new[] { head }, node => node.Next.Where(next => next.Index > head.Index)).OrderByDescending(node => node.Index).ToList();
        var loop = new HashSet<TimelineNode> { head };

        // Each round goes against the order but for the loops within.
        for (var size = 0; size < loop.Count;)
        {
            size = loop.Count;
            loop.UnionWith(reached.Where(node => node.Next.Exists(loop.Contains)));
        }

        return loop.SelectMany(node => node.Next).Where(next => next.Index > head.Index && !loop.Contains(next)).ToList();
    }
}

internal enum NodeKind : byte
{
    Step,

    /// <summary>What is called here is there to throw: <c>ThrowIfCancellationRequested</c>.</summary>
    Throw,
    Exit,

    /// <summary>An exception leaves the body.</summary>
    ThrownExit,
}
