using Microsoft.CodeAnalysis;
using SqliteDiscipline.Analyzers.Timeline.Events;

namespace SqliteDiscipline.Analyzers.Timeline.Building;

/// <summary>
/// The states in which a block is entered. A few are kept apart, so that what a variable holds goes with the path that set it; of more, those
/// that differ in strings only are made one, and at last all: what differs is then not known.
/// </summary>
/// <param name="after">Where it goes on after the <c>finally</c> that the block is in.</param>
internal sealed class BlockEntries(Continuation? after)
{
    private const int MaxApart = 4;
    private const int MaxMerged = 4;

    // A loop over a list that is written out is walked once for each element.
    private const int MaxCounted = 64;

    // Most blocks are entered in one state.
    private readonly List<BlockEntry> _apart = new(1);
    private List<BlockEntry>? _merged;

    public Continuation? After { get; } = after;

    public IEnumerable<BlockEntry> All => _merged is null ? _apart : _apart.Concat(_merged);

    /// <summary>The entry for the state; it has to be walked (again) where <see cref="BlockEntry.IsPending"/> says so.</summary>
    public BlockEntry Enter(PathState state, IOperation at, GraphWriter graph)
    {
        if ((Find(_apart, state) ?? Find(_merged, state)) is { } same)
        {
            return same;
        }

        if (_apart.Count < MaxApart || (state.IsCounting && _apart.Count < MaxCounted))
        {
            return Add(_apart, state, graph);
        }

        _merged ??= new List<BlockEntry>(1);
        foreach (var entry in _merged)
        {
            if (entry.State.DiffersInStringsOnly(state))
            {
                return entry.Merge(state, at);
            }
        }

        return _merged.Count < MaxMerged ? Add(_merged, state, graph) : _merged[MaxMerged - 1].Merge(state, at);
    }

    private static BlockEntry? Find(List<BlockEntry>? entries, PathState state)
    {
        for (var i = 0; i < entries?.Count; i++)
        {
            if (entries[i].State.Equals(state))
            {
                return entries[i];
            }
        }

        return null;
    }

    private BlockEntry Add(List<BlockEntry> entries, PathState state, GraphWriter graph)
    {
        var entry = new BlockEntry(state, After, graph.Step());
        entries.Add(entry);
        return entry;
    }
}

/// <summary>One way to enter a block.</summary>
internal sealed class BlockEntry(PathState state, Continuation? after, TimelineNode node)
{
    private HashSet<ConnectionSubject>? _lost;

    public PathState State { get; private set; } = state;

    public Continuation? After { get; } = after;

    public TimelineNode Node { get; } = node;

    /// <summary>Whether it has not been walked in this state.</summary>
    public bool IsPending { get; set; } = true;

    public bool IsQueued { get; set; }

    /// <summary>The entry of the same block that is walked after this one, while both wait.</summary>
    public BlockEntry? QueuedBehind;

    /// <summary>The connections of which it is no longer known which variable holds them.</summary>
    public IReadOnlyCollection<ConnectionSubject> Lost => (IReadOnlyCollection<ConnectionSubject>?)_lost ?? Array.Empty<ConnectionSubject>();

    public BlockEntry Merge(PathState other, IOperation at)
    {
        var joined = State.Join(other, at);
        if (!joined.Equals(State))
        {
            (_lost ??= new HashSet<ConnectionSubject>()).UnionWith(State.Conflicts(other).OfType<ConnectionValue>().Select(value => value.Subject));
            State = joined;
            IsPending = true;

            // What hung on the former state is walked anew.
            Node.Next.Clear();
            Node.Thrown.Clear();
        }

        return this;
    }
}
