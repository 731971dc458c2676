using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SqliteDiscipline.Analyzers.Rules.Census;
using SqliteDiscipline.Analyzers.Sql.Statements;
using SqliteDiscipline.Analyzers.Timeline;
using SqliteDiscipline.Analyzers.Timeline.Building;
using SqliteDiscipline.Analyzers.Timeline.Events;

namespace SqliteDiscipline.Analyzers.Rules.Pragmas;

/// <summary>
/// A guard that a body switches off and that stays off on some way out of it. One that no path switches back is SQLD204's, one that some paths
/// do is SQLD210's: both ask here, so that none is both.
/// </summary>
/// <param name="Off">What switches it off.</param>
/// <param name="Path">What can happen after it.</param>
/// <param name="Leak">How it stays off.</param>
internal sealed record GuardLeftOff(Ran Off, GuardPath Path, GuardLeak Leak)
{
    /// <summary>
    /// The guards that stay off. What a helper switches off is judged in the helper, and here only where this body has the rest of it: the connection itself, or
    /// what switches it back.
    /// </summary>
    public static IEnumerable<GuardLeftOff> In(BodyTimeline timeline, TimelineContext context)
    {
        foreach (var connection in timeline.Connections(Guards.IsOff))
        {
            var points = OpenTransaction.On(timeline, connection).Where(point => Guards.IsOff(point.Event)).GroupBy(point => point.Event, point => point.Transaction);
            foreach (var group in points)
            {
                if (group.Key is Ran off && Of(off, group.ToList(), timeline, context) is { } left && (off.Run.IsSpeltHere || IsMatterOf(timeline, left)))
                {
                    yield return left;
                }
            }
        }
    }

    private static bool IsMatterOf(BodyTimeline timeline, GuardLeftOff left) => left.Path.IsSwitchedBack
        ? !left.Path.After.Any(later => later.Operation.Syntax == left.Off.Operation.Syntax && Guards.IsSwitchBack(later, left.Off))
        : left.Off.Connection.Made is { } made && timeline.Body.Contains(made);

    private static GuardLeftOff? Of(Ran off, List<OpenTransaction> transactions, BodyTimeline timeline, TimelineContext context)
    {
        // Inside a transaction it fails or does nothing: that is SQLD203's to say.
        if (IsOfNoDatabase(off, timeline) || MayBeInTransaction(off, timeline) || transactions.Any(transaction => TransactionalPragmas.FateOf(off.Setting()!, transaction.GivenOne(off).Stages) is not null))
        {
            return null;
        }

        // Where the process ends, no connection is left.
        var entry = context.Rules.Compilation.GetEntryPoint(context.Cancellation);
        var isProgram = entry is not null && SymbolEqualityComparer.Default.Equals(entry, timeline.Symbol);
        var path = new GuardPath(off, timeline, isProgram, () =>
            context.Rules.Census?.IsSetOnEveryOpen(off.Setting()!.Name.Value!, context.Cancellation) == true);
        var leak = path.Find(transactions.Contains(OpenTransaction.None) ? OpenTransaction.None : OpenTransaction.Unsure);
        return leak is null ? null : new GuardLeftOff(off, path, leak);
    }

    /// <summary>Whether it is spelt with the name of a database that nobody has attached: SQLite refuses it.</summary>
    private static bool IsOfNoDatabase(Ran off, BodyTimeline timeline) =>
        off.Setting()!.Schema is { Value: not null } schema && !schema.Is("main") && !schema.Is("temp")
        && off.Connection.IsMadeHere
        && !timeline.EventsOf(off.Connection).Any(happening => happening is Ran { Statement: AttachStatement or UnknownStatement } or RanUnknown or Unknown or HandedOut);

    /// <summary>Whether a transaction is begun on the variable under its general type, before a cast says that it is a connection to SQLite.</summary>
    private static bool MayBeInTransaction(Ran off, BodyTimeline timeline) =>
        off.Connection is { Type: { } type, Symbol: { } variable } && Evaluator.IsAbstractConnection(type)
        && timeline.Body.DescendantNodes().OfType<MemberAccessExpressionSyntax>().Any(access =>
            access.SpanStart < timeline.PlaceOf(off).SourceSpan.Start
            && access.Name.Identifier.ValueText is "BeginTransaction" or "BeginTransactionAsync"
            && SymbolEqualityComparer.Default.Equals(timeline.Model.GetSymbolInfo(access.Expression).Symbol, variable));
}
