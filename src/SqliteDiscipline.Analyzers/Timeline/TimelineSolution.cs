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
        var work = new SortedSet<int> { 0 };
        (_states[0], _reached[0]) = (initial, true);
        while (work.Count > 0)
        {
            var index = work.Min;
            work.Remove(index);
            if (++visits[index] > MaxVisits)
            {
                return false;
            }

            var node = _timeline.Nodes[index];
            var before = _states[index];
            var after = node.Event is { } happening ? transfer(before, happening) : before;
            node.Next.ForEach(next => Reach(next, after));
            if (exceptionPaths)
            {
                node.Thrown.ForEach(handler => Reach(handler, before));
            }
        }

        return true;

        void Reach(TimelineNode node, TState state)
        {
            if (node.Index < 0)
            {
                return;
            }

            if (!_reached[node.Index])
            {
                (_states[node.Index], _reached[node.Index]) = (state, true);
                work.Add(node.Index);
                return;
            }

            var joined = join(_states[node.Index], state);
            if (!joined.Equals(_states[node.Index]))
            {
                _states[node.Index] = joined;
                work.Add(node.Index);
            }
        }
    }
}
