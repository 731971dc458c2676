using Microsoft.CodeAnalysis;
using SqliteDiscipline.Analyzers.Sql;
using SqliteDiscipline.Analyzers.Timeline;
using SqliteDiscipline.Analyzers.Timeline.Building;

namespace SqliteDiscipline.Analyzers.Rules.Census;

/// <summary>
/// Who in a compilation gets a connection of his own, and to which database. Body after body is looked at, only as far as a question needs it: few
/// compilations give a rule reason to ask, and the first bodies often answer.
/// </summary>
internal sealed class ConnectionCensus(CompilationKnowledge known)
{
    private readonly object _counting = new();
    private readonly List<CensusEntry> _counted = new();
    private List<SyntaxNode>? _bodies;
    private int _next;

    /// <summary>Whether some body switches this guard back on a connection that it has not made itself.</summary>
    public bool IsSwitchedBackElsewhere(string guard, CancellationToken cancellation) =>
        Entries(cancellation).Any(entry => entry.SwitchedBack.Contains(guard, SqlIdentifier.Comparer));

    /// <summary>Whether every pooled connection that the code makes sets this guard before it does anything else: a handle on which it was left off is not used so.</summary>
    public bool IsSetOnEveryOpen(string guard, CancellationToken cancellation)
    {
        var openings = Entries(cancellation).SelectMany(entry => entry.PooledOpenings).Select(set => set.Contains(guard, SqlIdentifier.Comparer));
        var isSet = false;
        foreach (var isSetHere in openings)
        {
            if (!isSetHere)
            {
                return false;
            }

            isSet = true;
        }

        return isSet;
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
            lock (_counting)
            {
                if (i == _counted.Count && !CountOneMore(cancellation))
                {
                    yield break;
                }
            }

            yield return _counted[i];
        }
    }

    /// <summary>Goes on to the next body that adds something; says no where there is none.</summary>
    private bool CountOneMore(CancellationToken cancellation)
    {
        _bodies ??= known.Compilation.SyntaxTrees.Where(known.Gate.Passes).SelectMany(tree => Bodies.In(tree.GetRoot(cancellation))).ToList();

        // Who is stopped has not moved on: the body is the next one's who asks.
        for (; _next < _bodies.Count; _next++)
        {
            cancellation.ThrowIfCancellationRequested();
            if (CensusEntry.Of(Timelines(_bodies[_next], cancellation), cancellation) is { IsEmpty: false } entry)
            {
                _counted.Add(entry);
                _next++;
                return true;
            }
        }

        return false;
    }

    private IEnumerable<BodyTimeline> Timelines(SyntaxNode body, CancellationToken cancellation)
    {
        var model = known.Compilation.GetSemanticModel(body.SyntaxTree);
        return known.Gate.Passes(body, model, cancellation) && Bodies.Read(body, model, cancellation) is var (operation, symbol)
            ? BodyTimelines.Of(operation, symbol, model, known, own => Graphs.Of(own, cancellation), _ => false, cancellation)
            : Enumerable.Empty<BodyTimeline>();
    }
}
