using System.Collections.Immutable;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using SqliteDiscipline.Analyzers.Rules.Transactions;
using SqliteDiscipline.Analyzers.Timeline;
using SqliteDiscipline.Analyzers.Timeline.Events;

namespace SqliteDiscipline.Analyzers.Rules.Edits;

/// <summary>
/// Cuts a text into several that are sent one after the other, by the same command or the same call. Only where the call is a statement whose
/// answer nobody wants, and nothing else of it would be done twice.
/// </summary>
internal static class BatchSplit
{
    private static readonly ImmutableArray<SourceChange> s_none = ImmutableArray<SourceChange>.Empty;

    public static ImmutableArray<SourceChange> Of(SwallowingBatch batch, BodyTimeline timeline)
    {
        var run = batch.Run;
        if (run.Helper is not null
            || run.Expression is not ExpressionSyntax expression
            || run.Operation.Syntax is not InvocationExpressionSyntax call
            || SentAlone.WholeStatement(call) is not { } sends
            || TextPieces.Of(run, expression, batch.Cuts) is not { } pieces)
        {
            return s_none;
        }

        // Run once more, the command would have another text than it has now.
        var isRunOnce = timeline.Events.OfType<Ran>().Select(ran => ran.Run).Where(other => other.Expression == expression).Distinct().Count() == 1;
        var further = call.Span.Contains(expression.Span) ? IsRepeatable(call, expression) ? Repeated(sends, expression) : null
            : isRunOnce ? SetAnew(sends, call, expression)
            : null;
        if (further is null)
        {
            return s_none;
        }

        var added = new StringBuilder();
        foreach (var line in pieces.Skip(1).SelectMany(further))
        {
            added.Append(LineStart(sends)).Append(line);
        }

        return ImmutableArray.Create(
            new SourceChange(expression.GetLocation(), pieces[0]),
            new SourceChange(Location.Create(sends.SyntaxTree, new TextSpan(sends.Span.End, 0)), added.ToString()));
    }

    // Making a command or an object of parameters twice is no harm; calling something is.
    private static bool IsRepeatable(InvocationExpressionSyntax call, ExpressionSyntax text) => call
        .DescendantNodes(node => node != text)
        .All(node => node is not (InvocationExpressionSyntax or AssignmentExpressionSyntax or AwaitExpressionSyntax or PostfixUnaryExpressionSyntax or DeclarationExpressionSyntax)
            || node.IsKind(SyntaxKind.SuppressNullableWarningExpression));

    private static Func<string, IEnumerable<string>> Repeated(ExpressionStatementSyntax sends, ExpressionSyntax text)
    {
        var source = sends.ToString();
        var start = text.SpanStart - sends.SpanStart;
        return piece => new[] { source.Substring(0, start) + piece + source.Substring(start + text.Span.Length) };
    }

    /// <summary><c>command.CommandText = …; command.ExecuteNonQuery();</c>, the text set in the same block, or given to the command in its declaration.</summary>
    private static Func<string, IEnumerable<string>>? SetAnew(ExpressionStatementSyntax sends, InvocationExpressionSyntax call, ExpressionSyntax text)
    {
        if (call.Expression is not MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: var command } }
            || call.ArgumentList.Arguments.Any(argument => argument.Expression is InvocationExpressionSyntax)
            || text.FirstAncestorOrSelf<StatementSyntax>() is not { } sets
            || !(sets.Parent == sends.Parent || (sets is UsingStatementSyntax { Statement: var body } && body == sends.Parent)))
        {
            return null;
        }

        var isItsText = sets switch
        {
            ExpressionStatementSyntax { Expression: AssignmentExpressionSyntax assignment } => SentAlone.SetsText(assignment, command) && assignment.Right == text,
            LocalDeclarationStatementSyntax { Declaration.Variables: { Count: 1 } variables } => variables[0].Identifier.ValueText == command,
            UsingStatementSyntax { Declaration.Variables: { Count: 1 } variables } => variables[0].Identifier.ValueText == command,
            _ => false,
        };
        return isItsText ? piece => new[] { $"{command}.CommandText = {piece};", sends.ToString() } : null;
    }

    private static string LineStart(StatementSyntax statement)
    {
        var source = statement.SyntaxTree.GetText();
        var line = source.Lines.GetLineFromPosition(statement.SpanStart);
        var before = source.ToString(TextSpan.FromBounds(line.Start, statement.SpanStart));
        var ending = source.ToString(TextSpan.FromBounds(line.End, line.EndIncludingLineBreak));

        // A statement that shares its line with others goes on there.
        return before.Trim().Length > 0 ? " " : (ending.Length == 0 ? "\n" : ending) + before;
    }
}
