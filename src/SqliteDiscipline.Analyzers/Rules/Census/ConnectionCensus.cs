using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using SqliteDiscipline.Analyzers.Sql;
using SqliteDiscipline.Analyzers.Timeline;
using SqliteDiscipline.Analyzers.Timeline.Building;
using SqliteDiscipline.Analyzers.Timeline.Gate;

namespace SqliteDiscipline.Analyzers.Rules.Census;

/// <summary>
/// Who in a compilation gets a connection of his own, and to which database. Body after body is looked at, only as far as a question needs it: few
/// compilations give a rule reason to ask, and the first bodies often answer.
/// </summary>
/// <param name="known">What is known of the compilation.</param>
/// <param name="isFactory">Whether a symbol is in a blessed factory, by the options of a file.</param>
internal sealed class ConnectionCensus(CompilationKnowledge known, Func<ISymbol, SyntaxTree, bool> isFactory)
{
    // What is kept of bodies that may be counted later, and of those whose own turn may come only after that, or never, as in an editor.
    private const int MaxNodes = 100_000;

    private readonly ConcurrentDictionary<ISymbol, IReadOnlyList<BodyTimeline>> _early = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<ISymbol, IReadOnlyList<BodyTimeline>> _learnt = new(SymbolEqualityComparer.Default);
    private readonly object _counting = new();
    private readonly List<CensusEntry> _counted = new();
    private readonly Lazy<CalledTogether> _together = new(() => new CalledTogether(new Callers(known.Compilation, known.Compilation.SyntaxTrees.Where(known.Gate.Passes).ToList())));
    private int _nodes;
    private List<SyntaxNode>? _bodies;
    private int _next;

    /// <summary>The timelines of a body that was counted before its own turn came; <see langword="null"/> for any other.</summary>
    public IReadOnlyList<BodyTimeline>? TakeTimelines(ISymbol owner) => _early.TryRemove(owner, out var timelines) ? timelines : null;

    /// <summary>
    /// Keeps what happens in the body whose turn has come, for whoever asks later. The compiler has bound it for its own ends just now: it would have to do so once more.
    /// </summary>
    public void Learn(ISymbol owner, IReadOnlyList<BodyTimeline> timelines)
    {
        if (HasRoomFor(timelines))
        {
            _learnt[owner] = timelines;
        }
    }

    /// <summary>Whether some body switches this guard back on a connection that it has not made itself, and that may be the one on which this member switches it off.</summary>
    public bool IsSwitchedBackElsewhere(string guard, ISymbol member, CancellationToken cancellation) =>
        Entries(cancellation).SelectMany(entry => entry.SwitchedBack).Any(back =>
            SqlIdentifier.Equals(back.Guard, guard) && (back.Member is not { } other || _together.Value.MayBe(member, other, cancellation)));

    /// <summary>Whether some other body deletes or changes rows of this table over a connection that is not its own, and is called together with this member.</summary>
    public bool IsDeletedTogether(string table, ISymbol member, CancellationToken cancellation) => Entries(cancellation).SelectMany(entry => entry.Deletes).Any(delete =>
        SqlIdentifier.Equals(delete.Table, table) && !SymbolEqualityComparer.Default.Equals(delete.Member, member) && _together.Value.Are(member, delete.Member, cancellation));

    /// <summary>Whether some other member calls this one, which may do so more than once.</summary>
    public bool IsCalled(ISymbol member, CancellationToken cancellation) => _together.Value.IsCalled(member, cancellation);

    /// <summary>Whether every pooled connection that the code makes sets this guard before it does anything else: a handle on which it was left off is not used so.</summary>
    public bool IsSetOnEveryOpen(string guard, CancellationToken cancellation)
    {
        var openings = Entries(cancellation).SelectMany(entry => entry.PooledOpenings);
        return openings.Any() && openings.All(set => set.Contains(guard, SqlIdentifier.Comparer));
    }

    /// <summary>Every connection of the database that the code opens.</summary>
    public IEnumerable<Acquisition> Of(string database, CancellationToken cancellation)
    {
        foreach (var acquisition in Acquired(cancellation).Where(acquisition => acquisition.Key == database))
        {
            yield return acquisition;
        }

        // A string that is taken from another connection leads to the one database that there is; among several it cannot be told.
        if (Acquired(cancellation).All(acquisition => acquisition.Key == database || acquisition.Key == DatabaseKey.Copied))
        {
            foreach (var acquisition in Acquired(cancellation).Where(acquisition => acquisition.Key == DatabaseKey.Copied))
            {
                yield return acquisition;
            }
        }
    }

    /// <summary>Whether the pragma is set on a connection of unseen origin in that type, or on one that is kept in that field or property.</summary>
    public bool IsSetOnWhatIsIn(ISymbol? place, string pragma, CancellationToken cancellation) =>
        place is not null && Entries(cancellation).SelectMany(entry => entry.SetElsewhere).Any(set =>
            SqlIdentifier.Equals(set.Pragma, pragma) && SymbolEqualityComparer.Default.Equals(set.Place, place.OriginalDefinition));

    private IEnumerable<Acquisition> Acquired(CancellationToken cancellation) => Entries(cancellation).SelectMany(entry => entry.Acquired);

    /// <summary>What every body adds, in the order of the files: counted by whoever gets so far first.</summary>
    private IEnumerable<CensusEntry> Entries(CancellationToken cancellation)
    {
        for (var i = 0; ; i++)
        {
            CensusEntry entry;
            lock (_counting)
            {
                if (i == _counted.Count && !CountOneMore(cancellation))
                {
                    yield break;
                }

                entry = _counted[i];
            }

            yield return entry;
        }
    }

    /// <summary>Goes on to the next body that adds something; says no where there is none.</summary>
    private bool CountOneMore(CancellationToken cancellation)
    {
        _bodies ??= known.Compilation.SyntaxTrees
            .Where(tree => known.Gate.Passes(tree) && !GeneratedCode.Is(tree))
            .SelectMany(tree => Bodies.In(tree.GetRoot(cancellation)))
            .ToList();

        // Who is stopped has not moved on: the body is the next one's who asks.
        for (; _next < _bodies.Count; _next++)
        {
            cancellation.ThrowIfCancellationRequested();
            if (Count(_bodies[_next], cancellation) is { IsEmpty: false } entry)
            {
                _counted.Add(entry);
                _next++;
                return true;
            }
        }

        return false;
    }

    private CensusEntry? Count(SyntaxNode body, CancellationToken cancellation)
    {
        var model = known.Compilation.GetSemanticModel(body.SyntaxTree);
        if (Bodies.OwnerOf(body, model, cancellation) is not { } owner)
        {
            return null;
        }

        if (_learnt.TryRemove(owner, out var learnt))
        {
            return CensusEntry.Of(learnt, cancellation);
        }

        if (!known.Gate.Passes(body, () => model.OperationOf(body, cancellation), cancellation) || model.OperationOf(body, cancellation) is not { } operation)
        {
            return null;
        }

        var timelines = BodyTimelines.Of(operation, owner, model, known, code => isFactory(code, body.SyntaxTree), cancellation).ToList();
        if (HasRoomFor(timelines))
        {
            _early[owner] = timelines;
        }

        return CensusEntry.Of(timelines, cancellation);
    }

    private bool HasRoomFor(IReadOnlyList<BodyTimeline> timelines) => Interlocked.Add(ref _nodes, timelines.Sum(timeline => timeline.Nodes.Length)) < MaxNodes;
}
