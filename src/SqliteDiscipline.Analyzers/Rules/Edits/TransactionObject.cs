using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using SqliteDiscipline.Analyzers.Rules.Transactions;
using SqliteDiscipline.Analyzers.Sql.Statements;
using SqliteDiscipline.Analyzers.Timeline;
using SqliteDiscipline.Analyzers.Timeline.Events;

namespace SqliteDiscipline.Analyzers.Rules.Edits;

/// <summary>
/// Makes a transaction of text one of an object, that <c>using</c> ends on every path. Only where <c>BEGIN</c> and all that end it are sent by themselves, in the
/// scope that the object then has.
/// </summary>
internal static class TransactionObject
{
    private static readonly ImmutableArray<SourceChange> s_none = ImmutableArray<SourceChange>.Empty;

    public static ImmutableArray<SourceChange> Of(Ran begin, BodyTimeline timeline)
    {
        if (begin.Statement is not BeginStatement { Mode: not TransactionMode.Exclusive } || Sent(begin) is not { First.Parent: BlockSyntax or GlobalStatementSyntax } head)
        {
            return s_none;
        }

        var container = head.First.Parent is GlobalStatementSyntax { Parent: { } file } ? file : head.First.Parent!;
        var own = timeline.EventsOf(begin.Connection);
        var next = own.OfType<Ran>().Where(ran => ran.Statement is BeginStatement or SavepointStatement && ran.Operation.Syntax.SpanStart > begin.Operation.Syntax.SpanStart)
            .Select(ran => ran.Operation.Syntax.SpanStart).DefaultIfEmpty(int.MaxValue).Min();
        var ends = own.OfType<Ran>()
            .Where(ran => ran.Statement is CommitStatement or RollbackStatement && ran.Operation.Syntax.SpanStart > head.Span.End && ran.Operation.Syntax.SpanStart < next)
            .ToList();
        var ended = ends.Select(end => (End: end, Sent: Sent(end))).ToList();
        if (!ends.Any(end => end.Statement is CommitStatement)
            || ended.Any(end => end.Sent is null || !container.Span.Contains(end.Sent.Span) || end.End.Statement is RollbackStatement { Savepoint: not null }))
        {
            return s_none;
        }

        var statements = StatementRange.In(container).SkipWhile(statement => statement != head.First)
            .TakeWhile(statement => statement.SpanStart < ended.Max(end => end.Sent!.Span.End)).ToList();
        var range = new StatementRange(container, head.First, statements);
        return Given(range, begin, own, timeline) is { Connection: { } connection } given && range.Lines is { } lines
            ? Build(range, lines, head, ended.Select(end => (end.Sent!, Text: end.End.Statement is CommitStatement ? "Commit" : "Rollback")), Head(begin, connection, own, range), OpeningEdit.Before(begin, timeline, connection), given)
            : s_none;
    }

    private static SentAlone? Sent(Ran ran) =>
        ran.Run.Helper is null or IMethodSymbol && (ran.Run.Helper is not IMethodSymbol helper || TransactionGiving.MakesItsCommands(helper)) ? SentAlone.Of(ran.Run) : null;

    /// <summary>What has to be told of the transaction: what runs while it is open, and nothing that runs when it is over.</summary>
    private static TransactionGiving? Given(StatementRange range, Ran begin, IReadOnlyList<TimelineEvent> own, BodyTimeline timeline)
    {
        var given = new TransactionGiving(range);
        if (!given.Name(begin.Run))
        {
            return null;
        }

        // What only a failure leads to is on no path here, and not known to be open.
        var states = OpenTransaction.On(timeline, begin.Connection).ToLookup(point => point.Event, point => point.Transaction);
        foreach (var happening in own.Where(happening => range.Span.Contains(happening.Operation.Syntax.Span) && happening is not Ran { Statement: TransactionStatement }))
        {
            if (happening is not Ran { Statement: DataStatement or SelectStatement or SchemaStatement } ran
                || !states[happening].Any() || !states[happening].All(transaction => transaction.IsOpen) || !given.Give(ran.Run))
            {
                return null;
            }
        }

        return given;
    }

    // Who goes on to write does well to have the lock before anything is read; who only reads must not ask for it.
    private static string Head(Ran begin, string connection, IReadOnlyList<TimelineEvent> own, StatementRange range)
    {
        var file = new MainFile(own);
        var writes = begin.Statement is BeginStatement { Mode: TransactionMode.Immediate }
            || own.OfType<Ran>().Any(ran => range.Span.Contains(ran.Operation.Syntax.Span) && file.IsWrittenBy(ran));
        return $"var {TransactionEdit.Variable} = {connection}.BeginTransaction({(writes ? string.Empty : "deferred: true")})";
    }

    private static ImmutableArray<SourceChange> Build(
        StatementRange range, RangeLines lines, SentAlone begin, IEnumerable<(SentAlone Sent, string Text)> ends, string head, string? open, TransactionGiving given)
    {
        var tree = range.First.SyntaxTree;
        var isOld = ((CSharpParseOptions)tree.Options).LanguageVersion < LanguageVersion.CSharp8;
        var unit = isOld ? lines.Unit : string.Empty;
        var made = isOld ? $"using ({head})" : $"using {head};";
        var first = (open is null ? new[] { made } : new[] { open, lines.Indent + made })
            .Concat(isOld ? new[] { lines.Indent + "{" } : Array.Empty<string>())
            .Concat(given.Commands.Select(command => $"{lines.Indent}{unit}{command}.Transaction = {TransactionEdit.Variable};"));
        var changes = ImmutableArray.CreateBuilder<SourceChange>();
        changes.Add(new SourceChange(Location.Create(tree, begin.Span), string.Join(lines.NewLine, first)));
        changes.AddRange(ends.Select(end => new SourceChange(Location.Create(tree, end.Sent.Span), $"{TransactionEdit.Variable}.{end.Text}();")));
        changes.AddRange(given.Arguments);
        if (isOld)
        {
            var replaced = ends.Select(end => end.Sent.Span).ToList();
            changes.AddRange(lines.Moving
                .Where(start => start > begin.Span.End && !replaced.Any(span => span.Start < start && start < span.End))
                .Select(start => new SourceChange(Location.Create(tree, new TextSpan(start, 0)), unit)));
            changes.Add(new SourceChange(Location.Create(tree, new TextSpan(lines.End, 0)), lines.NewLine + lines.Indent + "}"));
        }

        return changes.ToImmutable();
    }
}
