using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using SqliteDiscipline.Analyzers.Sql.Statements;
using SqliteDiscipline.Analyzers.Timeline;
using SqliteDiscipline.Analyzers.Timeline.Events;
using SqliteDiscipline.Analyzers.Timeline.Gate;

namespace SqliteDiscipline.Analyzers.Rules.Edits;

/// <summary>
/// Puts writes into one transaction: begun before the first, committed after the last, and given to the commands that have to be told. Only where
/// all stand in one block that is not left in between, and everything that the connection does there can be done in a transaction.
/// </summary>
internal static class TransactionEdit
{
    public const string Variable = "transaction";

    // How many methods are looked into, in all.
    private const int MaxFollowed = 32;

    private static readonly ImmutableArray<SourceChange> s_none = ImmutableArray<SourceChange>.Empty;

    /// <param name="writes">What is to be in the transaction.</param>
    /// <param name="timeline">All that happens in the body.</param>
    /// <param name="text">The text whose own transaction this one takes the place of.</param>
    public static ImmutableArray<SourceChange> Of(IReadOnlyList<Ran> writes, BodyTimeline timeline, Run? text = null)
    {
        if (StatementRange.Of(writes, timeline) is not { } range || range.IsLeft || range.Lines is not { } lines || writes.Any(range.IsRescued))
        {
            return s_none;
        }

        var connection = writes[0].Connection;
        var inside = timeline.EventsOf(connection).Where(happening => range.Span.Contains(happening.Operation.Syntax.Span)).ToList();
        if (UsesAnother(range, timeline, inside) || !inside.All(happening => CanBeInTransaction(happening) || happening is Ran { Statement: TransactionStatement, Run: var run } && run == text))
        {
            return s_none;
        }

        var given = new TransactionGiving(range);
        foreach (var run in inside.OfType<Ran>().Select(ran => ran.Run).Distinct())
        {
            if (!given.Give(run))
            {
                return s_none;
            }
        }

        return given.Connection is { } name ? Build(range, lines, name, OpeningEdit.Before(writes[0], timeline, name), given) : s_none;
    }

    /// <summary>Whether something there may write over another connection: it would wait for the end of this transaction, which comes only after it.</summary>
    private static bool UsesAnother(StatementRange range, BodyTimeline timeline, List<TimelineEvent> inside) =>
        timeline.Events.Any(happening => happening is Ran or RanUnknown or Began && !inside.Contains(happening) && range.Span.Contains(happening.Operation.Syntax.Span))
        || range.Statements.SelectMany(statement => statement.DescendantNodes()).OfType<InvocationExpressionSyntax>()
            .Where(call => !inside.Exists(happening => happening.Operation.Syntax == call))
            .Any(call => Touches(call, timeline.Model, new HashSet<SyntaxNode>()));

    private static bool Touches(InvocationExpressionSyntax call, SemanticModel model, HashSet<SyntaxNode> seen)
    {
        // That of a typed connection is source as well; whatever makes a command runs none.
        if (model.GetSymbolInfo(call).Symbol?.OriginalDefinition is not { Name: not "CreateCommand" } called)
        {
            return false;
        }

        foreach (var reference in called.DeclaringSyntaxReferences)
        {
            var member = MemberWords.MemberOf(reference.GetSyntax());
            if (seen.Count < MaxFollowed && seen.Add(member)
                && (MemberWords.Of(member)?.Touches == true
                    || (model.Compilation.ContainsSyntaxTree(member.SyntaxTree) && model.Compilation.GetSemanticModel(member.SyntaxTree) is var own
                        && member.DescendantNodes().OfType<InvocationExpressionSyntax>().Any(inner => Touches(inner, own, seen)))))
            {
                return true;
            }
        }

        return false;
    }

    private static bool CanBeInTransaction(TimelineEvent happening) => happening is Ran { Statement: DataStatement or SelectStatement or SchemaStatement };

    private static ImmutableArray<SourceChange> Build(StatementRange range, RangeLines lines, string connection, string? open, TransactionGiving given)
    {
        var tree = range.First.SyntaxTree;
        var declaration = $"using var {Variable} = {connection}.BeginTransaction();";
        var assignments = given.Commands.Select(command => $"{command}.Transaction = {Variable};").ToList();
        var commit = $"{Variable}.Commit();";
        var opened = open is null ? Array.Empty<string>() : new[] { open };
        if (((CSharpParseOptions)tree.Options).LanguageVersion >= LanguageVersion.CSharp8)
        {
            return ImmutableArray.CreateRange(given.Arguments)
                .Insert(0, At(lines.Start, string.Concat(opened.Append(declaration).Concat(assignments).Select(line => lines.Indent + line + lines.NewLine))))
                .Add(At(lines.End, lines.NewLine + lines.Indent + commit));
        }

        // A block of its own, and everything in it further in.
        var (opening, unit) = ($"using (var {Variable} = {connection}.BeginTransaction())", lines.Unit);
        var changes = ImmutableArray.CreateBuilder<SourceChange>();
        changes.AddRange(given.Arguments);
        var head = opened.Concat(new[] { opening, "{" }).Concat(assignments.Select(line => unit + line)).Select(line => lines.Indent + line + lines.NewLine);
        changes.Add(At(lines.Start, string.Concat(head) + (lines.Moving.Contains(lines.Start) ? unit : string.Empty)));
        changes.AddRange(lines.Moving.Where(start => start != lines.Start).Select(start => At(start, unit)));
        changes.Add(At(lines.End, lines.NewLine + lines.Indent + unit + commit + lines.NewLine + lines.Indent + "}"));
        return changes.ToImmutable();

        SourceChange At(int position, string text) => new(Location.Create(tree, new TextSpan(position, 0)), text);
    }
}
