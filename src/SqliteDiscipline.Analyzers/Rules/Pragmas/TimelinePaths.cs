using SqliteDiscipline.Analyzers.Timeline;
using SqliteDiscipline.Analyzers.Timeline.Events;

namespace SqliteDiscipline.Analyzers.Rules.Pragmas;

/// <summary>What can come after what, whichever way a body goes.</summary>
internal static class TimelinePaths
{
    /// <summary>The events of the same connection that some path leads to from this one, up to one with which it ends.</summary>
    public static HashSet<TimelineEvent> After(TimelineEvent start, BodyTimeline timeline, Func<TimelineEvent, bool>? isEnd = null)
    {
        var found = new HashSet<TimelineEvent>();
        var visited = new HashSet<TimelineNode>();
        var pending = new Stack<TimelineNode>(timeline.Nodes.Where(node => ReferenceEquals(node.Event, start)).SelectMany(node => node.Next));
        while (pending.Count > 0)
        {
            var node = pending.Pop();
            if (!visited.Add(node))
            {
                continue;
            }

            if (node.Event is { } happening && happening.Connection.Equals(start.Connection))
            {
                found.Add(happening);
                if (isEnd?.Invoke(happening) == true)
                {
                    continue;
                }
            }

            node.Next.ForEach(pending.Push);
            node.Thrown.ForEach(pending.Push);
        }

        return found;
    }
}
