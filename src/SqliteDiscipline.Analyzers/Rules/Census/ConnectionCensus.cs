using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using SqliteDiscipline.Analyzers.Rules.Pragmas;
using SqliteDiscipline.Analyzers.Sql;
using SqliteDiscipline.Analyzers.Timeline;
using SqliteDiscipline.Analyzers.Timeline.Building;
using SqliteDiscipline.Analyzers.Timeline.Creation;
using SqliteDiscipline.Analyzers.Timeline.Events;

namespace SqliteDiscipline.Analyzers.Rules.Census;

/// <summary>
/// Who in a compilation gets a connection of his own, and to which database. Taken when a rule first asks, which few compilations give it reason to.
/// </summary>
internal sealed class ConnectionCensus
{
    private static readonly ConditionalWeakTable<Compilation, ConnectionCensus> s_byCompilation = new();

    private readonly ILookup<string, Acquisition> _byDatabase;
    private readonly ImmutableHashSet<(ISymbol? Place, string Pragma)> _setElsewhere;
    private readonly HashSet<string> _switchedBack;
    private readonly HashSet<string> _setOnEveryOpen;

    private ConnectionCensus(IReadOnlyCollection<BodyTimeline> timelines, CancellationToken cancellation)
    {
        var found = timelines.SelectMany(timeline => Acquired(timeline, cancellation)).ToList();
        var databases = found.Select(acquisition => acquisition.Key).Where(key => key != DatabaseKey.Copied).Distinct().ToList();

        // A string that is taken from another connection leads to the one database that there is; among several it cannot be told.
        All = found.Where(acquisition => acquisition.Key != DatabaseKey.Copied || databases.Count == 1).ToImmutableArray();
        _byDatabase = All.ToLookup(acquisition => acquisition.Key == DatabaseKey.Copied ? databases[0] : acquisition.Key);
        _setElsewhere = timelines
            .SelectMany(timeline => timeline.Events, (timeline, happening) => (timeline, happening))
            .Where(pair => !pair.happening.Connection.IsMadeHere && pair.happening.Setting()?.Name.Value is not null)
            .SelectMany(pair => new[] { pair.timeline.Symbol.ContainingType, pair.happening.Connection.Symbol }, (pair, place) => (place?.OriginalDefinition, pair.happening.Setting()!.Name.Value!.ToLowerInvariant()))
            .ToImmutableHashSet(new ByPlaceAndName());
        _switchedBack = new HashSet<string>(timelines.SelectMany(SwitchedBack), SqlIdentifier.Comparer!);
        _setOnEveryOpen = new HashSet<string>(
            timelines.SelectMany(PooledOpenings).Aggregate((IEnumerable<string>?)null, (all, own) => all?.Intersect(own, SqlIdentifier.Comparer!) ?? own) ?? Enumerable.Empty<string>(),
            SqlIdentifier.Comparer!);
    }

    /// <summary>Whether some body switches this guard back on a connection that it has not made itself.</summary>
    public bool IsSwitchedBackElsewhere(string guard) => _switchedBack.Contains(guard);

    /// <summary>Whether every pooled connection that the code makes sets this guard before it does anything else: a handle on which it was left off is not used so.</summary>
    public bool IsSetOnEveryOpen(string guard) => _setOnEveryOpen.Contains(guard);

    public ImmutableArray<Acquisition> All { get; }

    /// <summary>Every connection of the database that the code opens.</summary>
    public IEnumerable<Acquisition> Of(string database) => _byDatabase[database];

    /// <summary>Whether the pragma is set on a connection of unseen origin in that type, or on one that is kept in that field or property.</summary>
    public bool IsSetOnWhatIsIn(ISymbol? place, string pragma) => place is not null && _setElsewhere.Contains((place.OriginalDefinition, pragma));

    public static ConnectionCensus Of(Compilation compilation, ProviderTypes types, CancellationToken cancellation)
    {
        if (!s_byCompilation.TryGetValue(compilation, out var census))
        {
            var known = CompilationKnowledge.Of(compilation, types);
            var timelines = compilation.SyntaxTrees.Where(known.Gate.Passes).SelectMany(tree => Timelines(tree, known, cancellation)).ToList();
            census = new ConnectionCensus(timelines, cancellation);
            census = s_byCompilation.GetValue(compilation, _ => census);
        }

        return census;
    }

    private static IEnumerable<Acquisition> Acquired(BodyTimeline timeline, CancellationToken cancellation)
    {
        foreach (var connection in timeline.Connections(happening => happening is Created { Connection: { IsMadeHere: true, IsInMemory: false } }))
        {
            if (DatabaseKey.Of(connection, cancellation) is { } key && new Acquisition(timeline, connection, key) is { IsOpened: true } acquisition)
            {
                yield return acquisition;
            }
        }
    }

    private static IEnumerable<string> SwitchedBack(BodyTimeline timeline) => timeline.Events
        .OfType<Ran>()
        .Where(ran => ran.Run.IsSpeltHere && ran.Setting() is { Name.Value: not null } pragma && !Guards.IsOff(pragma)
            && !(ran.Connection.Made is { } made && timeline.Body.Contains(made)))
        .Select(ran => ran.Setting()!.Name.Value!);

    /// <summary>For each pooled connection that is made, the guards that its string or the pragmas right after its opening set.</summary>
    private static IEnumerable<IEnumerable<string>> PooledOpenings(BodyTimeline timeline) =>
        from connection in timeline.Connections(happening => happening is Created { Connection: { IsMadeHere: true, IsInMemory: false, Database: null } })
        let keywords = connection.Text.Keywords
        where !(keywords.TryGetValue("Pooling", out var pooling) && string.Equals(pooling, "False", StringComparison.OrdinalIgnoreCase))
        let first = timeline.Events
            .Where(happening => happening.Connection.Equals(connection))
            .SkipWhile(happening => happening is not (Ran or RanUnknown or Unknown or HandedOut))
            .TakeWhile(happening => happening.Setting() is { Name.Value: not null } pragma && !Guards.IsOff(pragma))
            .Select(happening => happening.Setting()!.Name.Value!)
        select keywords.ContainsKey(ConnectionKeywords.ForeignKeys) ? first.Append("foreign_keys").ToList() : first.ToList();

    private static IEnumerable<BodyTimeline> Timelines(SyntaxTree tree, CompilationKnowledge known, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var model = known.Compilation.GetSemanticModel(tree);
        foreach (var body in Bodies.In(tree.GetRoot(cancellation)).Where(body => known.Gate.Passes(body, model, cancellation)))
        {
            if (Bodies.Read(body, model, cancellation) is not var (operation, symbol))
            {
                continue;
            }

            foreach (var timeline in BodyTimelines.Of(operation, symbol, model, known, own => Graphs.Of(own, cancellation), _ => false, cancellation))
            {
                yield return timeline;
            }
        }
    }

    private sealed class ByPlaceAndName : IEqualityComparer<(ISymbol? Place, string Pragma)>
    {
        public bool Equals((ISymbol? Place, string Pragma) x, (ISymbol? Place, string Pragma) y) =>
            x.Pragma == y.Pragma && SymbolEqualityComparer.Default.Equals(x.Place, y.Place);

        public int GetHashCode((ISymbol? Place, string Pragma) value) =>
            unchecked((SymbolEqualityComparer.Default.GetHashCode(value.Place) * 31) + value.Pragma.GetHashCode());
    }
}
