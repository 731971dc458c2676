using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using SqliteDiscipline.Analyzers.Timeline.Events;

namespace SqliteDiscipline.Analyzers.Rules.Edits;

/// <summary>
/// The statements, one behind the other, that do nothing but send one text: the call, what sets the text before it, and what declares a command that
/// is used for nothing else.
/// </summary>
/// <param name="First">The first of them.</param>
/// <param name="Last">The last.</param>
internal sealed record SentAlone(StatementSyntax First, StatementSyntax Last)
{
    public TextSpan Span => TextSpan.FromBounds(First.SpanStart, Last.Span.End);

    /// <summary>The statements; <see langword="null"/> where they do more, or a comment stands among them.</summary>
    public static SentAlone? Of(Run run)
    {
        if (run.Statements.Length != 1
            || run.Operation.Syntax is not InvocationExpressionSyntax call
            || WholeStatement(call) is not { } sends
            || Sent(run, call, sends) is not { } sent)
        {
            return null;
        }

        var hasComment = sent.First.Parent!.DescendantTrivia(sent.Span)
            .Any(trivia => sent.Span.Contains(trivia.Span) && trivia.Kind() is SyntaxKind.SingleLineCommentTrivia or SyntaxKind.MultiLineCommentTrivia);
        return hasComment ? null : sent;
    }

    /// <summary>The statement that is the call, awaited or not, and nothing else.</summary>
    public static ExpressionStatementSyntax? WholeStatement(InvocationExpressionSyntax call)
    {
        if (call.FirstAncestorOrSelf<StatementSyntax>() is not ExpressionStatementSyntax { Parent: BlockSyntax or GlobalStatementSyntax } statement)
        {
            return null;
        }

        var expression = statement.Expression is AwaitExpressionSyntax { Expression: var awaited } ? awaited : statement.Expression;
        var inner = expression is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ConfigureAwait", Expression: var configured } }
            ? configured
            : expression;
        return inner == call ? statement : null;
    }

    /// <summary>Whether it is <c>command.CommandText = …</c>.</summary>
    public static bool SetsText(AssignmentExpressionSyntax assignment, string command) =>
        assignment.IsKind(SyntaxKind.SimpleAssignmentExpression)
        && assignment.Left is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "CommandText", Expression: IdentifierNameSyntax name }
        && name.Identifier.ValueText == command;

    private static SentAlone? Sent(Run run, InvocationExpressionSyntax call, ExpressionStatementSyntax sends)
    {
        if (call.Span.Contains(run.Expression.Span))
        {
            return new SentAlone(sends, sends);
        }

        if (call.Expression is not MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: var command } })
        {
            return null;
        }

        var siblings = StatementRange.In(sends.Parent is GlobalStatementSyntax ? sends.Parent.Parent! : sends.Parent!);
        var index = siblings.TakeWhile(statement => statement != sends).Count();
        var start = index;
        if (start > 0 && siblings[start - 1] is ExpressionStatementSyntax { Expression: AssignmentExpressionSyntax assignment }
            && SetsText(assignment, command) && assignment.Right == run.Expression)
        {
            start--;
        }

        if (sends.Parent is BlockSyntax { Parent: UsingStatementSyntax { Declaration: { } resource } around } && Declares(resource, command))
        {
            return siblings.Count == index - start + 1 && around.Parent is BlockSyntax && IsOfText(start, around) ? new SentAlone(around, around)
                : start < index ? new SentAlone(siblings[start], sends)
                : null;
        }

        if (start > 0 && siblings[start - 1] is LocalDeclarationStatementSyntax { Declaration: var declaration } local && Declares(declaration, command)
            && !IsMentioned(siblings.Skip(index + 1), command) && IsOfText(start, local))
        {
            return new SentAlone(local, sends);
        }

        return start < index ? new SentAlone(siblings[start], sends) : null;

        bool IsOfText(int first, StatementSyntax declares) => first < index || declares.Span.Contains(run.Expression.Span);
    }

    private static bool Declares(VariableDeclarationSyntax declaration, string command) =>
        declaration.Variables.Count == 1 && declaration.Variables[0].Identifier.ValueText == command;

    private static bool IsMentioned(IEnumerable<StatementSyntax> statements, string name) => statements
        .SelectMany(statement => statement.DescendantTokens())
        .Any(token => token.IsKind(SyntaxKind.IdentifierToken) && token.ValueText == name);
}
