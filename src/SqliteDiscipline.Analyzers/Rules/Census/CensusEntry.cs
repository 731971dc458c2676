using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SqliteDiscipline.Analyzers.Rules.Pragmas;
using SqliteDiscipline.Analyzers.Sql.Statements;
using SqliteDiscipline.Analyzers.Timeline;
using SqliteDiscipline.Analyzers.Timeline.Events;

namespace SqliteDiscipline.Analyzers.Rules.Census;

/// <summary>What one body adds to the census.</summary>
/// <param name="Acquired">The connections that it gets for itself.</param>
/// <param name="SetElsewhere">The pragmas that it sets on connections of unseen origin: in which type, or on what is kept in which field or property.</param>
/// <param name="SwitchedBack">The guards that it switches back on connections that it has not made itself, and the member it does so in; none for what runs on every open.</param>
/// <param name="Deletes">The tables of which it deletes or changes rows over connections that are not its own, and where.</param>
/// <param name="PooledOpenings">For each pooled connection that it makes, the guards that the string or the pragmas right after the opening set.</param>
internal sealed record CensusEntry(
    ImmutableArray<Acquisition> Acquired, ImmutableArray<(ISymbol Place, string Pragma)> SetElsewhere, ImmutableArray<(ISymbol? Member, string Guard)> SwitchedBack,
    ImmutableArray<(ISymbol Member, string Table)> Deletes, ImmutableArray<ImmutableArray<string>> PooledOpenings)
{
    public bool IsEmpty => Acquired.IsEmpty && SetElsewhere.IsEmpty && SwitchedBack.IsEmpty && Deletes.IsEmpty && PooledOpenings.IsEmpty;

    /// <summary>What the timelines of one body add.</summary>
    /// <param name="timelines">Of the body, and of the lambdas and local functions in it.</param>
    /// <param name="cancellation">The compiler's wish to stop.</param>
    public static CensusEntry Of(IEnumerable<BodyTimeline> timelines, CancellationToken cancellation)
    {
        var own = timelines.ToList();
        return new CensusEntry(
            own.SelectMany(timeline => AcquiredIn(timeline, cancellation)).ToImmutableArray(),
            own.SelectMany(SetElsewhereIn).ToImmutableArray(),
            own.Where(timeline => !IsShownByItsCalls(timeline)).SelectMany(SwitchedBackIn).ToImmutableArray(),
            own.SelectMany(DeletesIn).ToImmutableArray(),
            own.SelectMany(PooledOpeningsIn).ToImmutableArray());
    }

    private static IEnumerable<Acquisition> AcquiredIn(BodyTimeline timeline, CancellationToken cancellation)
    {
        foreach (var connection in timeline.Connections(happening => happening is Created { Connection: { IsMadeHere: true, IsInMemory: false } }))
        {
            if (DatabaseKey.Of(connection, cancellation) is { } key && new Acquisition(timeline, connection, key) is { IsOpened: true } acquisition)
            {
                yield return acquisition;
            }
        }
    }

    private static IEnumerable<(ISymbol Place, string Pragma)> SetElsewhereIn(BodyTimeline timeline) =>
        from happening in timeline.Events
        where !happening.Connection.IsMadeHere
        let pragma = happening.Setting()?.Name.Value
        where pragma is not null
        from place in new[] { timeline.Symbol.ContainingType, happening.Connection.Symbol }
        where place is not null
        select (place.OriginalDefinition, pragma);

    private static IEnumerable<(ISymbol? Member, string Guard)> SwitchedBackIn(BodyTimeline timeline) => timeline.Events
        .OfType<Ran>()
        .Where(ran => ran.Run.IsSpeltHere && ran.Setting() is { Name.Value: not null } pragma && !Guards.IsOff(pragma)
            && !ran.Connection.IsInMemory
            && !(ran.Connection.Made is { } made && timeline.Body.Contains(made)))
        .Select(ran => (timeline.RunsOnEveryOpen ? null : timeline.Symbol, ran.Setting()!.Name.Value!));

    /// <summary>
    /// Whether this is a local function that is called and nothing else: each call is followed with the values that it gives, in the body that it stands in. By itself, a
    /// value that is its parameter would be taken for one that was saved before.
    /// </summary>
    private static bool IsShownByItsCalls(BodyTimeline timeline) =>
        timeline.Symbol is IMethodSymbol { MethodKind: MethodKind.LocalFunction, Name: var name }
        && timeline.Body.FirstAncestorOrSelf<LocalFunctionStatementSyntax>()?.Parent is { } around
        && (around is GlobalStatementSyntax ? around.Parent! : around).DescendantNodes().OfType<SimpleNameSyntax>()
            .Where(use => use.Identifier.ValueText == name)
            .All(use => use.Parent is InvocationExpressionSyntax call && call.Expression == use);

    private static IEnumerable<(ISymbol Member, string Table)> DeletesIn(BodyTimeline timeline) => timeline.Events
        .OfType<Ran>()
        .Where(ran => !ran.Connection.IsMadeHere && ran.Statement is DeleteStatement or UpdateStatement && ((DataStatement)ran.Statement).Target.Name.Value is not null)
        .Select(ran => (timeline.Symbol, ((DataStatement)ran.Statement).Target.Name.Value!));

    private static IEnumerable<ImmutableArray<string>> PooledOpeningsIn(BodyTimeline timeline) =>
        from connection in timeline.Connections(happening => happening is Created { Connection: { IsMadeHere: true, IsInMemory: false, Database: null } })
        let keywords = connection.Text.Keywords
        where !connection.Text.IsUnpooled
        let first = timeline.EventsOf(connection)
            .SkipWhile(happening => happening is not (Ran or RanUnknown or Unknown or HandedOut))
            .TakeWhile(happening => happening.Setting() is { Name.Value: not null } pragma && !Guards.IsOff(pragma))
            .Select(happening => happening.Setting()!.Name.Value!)
        select (keywords.ContainsKey(ConnectionKeywords.ForeignKeys) ? first.Append("foreign_keys") : first).ToImmutableArray();
}
