using SqliteDiscipline.Analyzers.Timeline.Events;

namespace SqliteDiscipline.Analyzers.Timeline;

/// <summary>The states that <see cref="BodyTimeline.Solve"/> found. Empty where they did not settle: nothing is then said.</summary>
internal sealed class TimelineSolution<TState>
    where TState : IEquatable<TState>
{
    // A state of a few facts settles in a few rounds; one that does not is no finite state.
    private const int MaxVisits = 100;

    private readonly BodyTimeline _timeline;
    private readonly TState[] _states;
    private readonly bool[] _reached;

    private TimelineSolution(BodyTimeline timeline)
    {
        _timeline = timeline;
        _states = new TState[timeline.Nodes.Length];
        _reached = new bool[timeline.Nodes.Length];
    }

    /// <summary>Each event that some path reaches, with the state before it, in order; several times where several nodes bear it.</summary>
    public IEnumerable<(TimelineEvent Event, TState State)> Before => _timeline.Nodes
        .Where(node => node.Event is not null && _reached[node.Index])
        .Select(node => (node.Event!, _states[node.Index]));

    /// <summary>The states in which the body can be left in the ordinary way.</summary>
    public IEnumerable<TState> Exits => At(NodeKind.Exit);

    /// <summary>The states in which an exception can leave the body; none without exception paths.</summary>
    public IEnumerable<TState> ThrownExits => At(NodeKind.ThrownExit);

    internal static TimelineSolution<TState> Of(
        BodyTimeline timeline, TState initial, Func<TState, TimelineEvent, TState> transfer, Func<TState, TState, TState> join, bool exceptionPaths)
    {
        var solution = new TimelineSolution<TState>(timeline);
        return solution.Settle(initial, transfer, join, exceptionPaths) ? solution : new TimelineSolution<TState>(timeline);
    }

    private IEnumerable<TState> At(NodeKind kind) =>
        _timeline.Nodes.Where(node => node.Kind == kind && _reached[node.Index]).Select(node => _states[node.Index]);

    private bool Settle(
        TState initial, Func<TState, TimelineEvent, TState> transfer, Func<TState, TState, TState> join, bool exceptionPaths)
    {
        var visits = new int[_states.Length];
        var isPending = new bool[_states.Length];
        (_states[0], _reached[0], isPending[0]) = (initial, true, true);
        for (var index = 0; index < isPending.Length; index++)
        {
            if (!isPending[index])
            {
                continue;
            }

            isPending[index] = false;
            if (++visits[index] > MaxVisits)
            {
                return false;
            }

            var node = _timeline.Nodes[index];
            var before = _states[index];
            var after = node.Event is { } happening ? transfer(before, happening) : before;
            var first = int.MaxValue;
            foreach (var next in node.Next)
            {
                Reach(next, after);
            }

            if (exceptionPaths && node.MayFail)
            {
                foreach (var handler in node.Thrown)
                {
                    Reach(handler, before);
                }
            }

            // A loop goes back to what comes before.
            index = Math.Min(index, first - 1);

            void Reach(TimelineNode reached, TState state)
            {
                var at = reached.Index;
                if (at < 0)
                {
                    return;
                }

                var joined = _reached[at] ? join(_states[at], state) : state;
                if (!_reached[at] || !joined.Equals(_states[at]))
                {
                    (_states[at], _reached[at], isPending[at]) = (joined, true, true);
                    first = Math.Min(first, at);
                }
            }
        }

        return true;
    }
}
