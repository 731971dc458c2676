using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SqliteDiscipline.Analyzers.Timeline.Events;

namespace SqliteDiscipline.Analyzers.Rules.Edits;

/// <summary><c>if (c.State != ConnectionState.Open) c.Open();</c>: whichever way it goes, it is open afterwards.</summary>
internal static class OpeningIfClosed
{
    public static bool Begins(StateAsked asked) =>
        asked.Operation.Syntax is MemberAccessExpressionSyntax { Expression: var connection } question
        && question.FirstAncestorOrSelf<StatementSyntax>() is IfStatementSyntax { Condition: var condition, Statement: var body }
        && IsWhetherClosed(condition, question)
        && (body is BlockSyntax { Statements: { Count: > 0 } statements } ? statements[0] : body) is ExpressionStatementSyntax { Expression: var opening }
        && Opens(opening is AwaitExpressionSyntax { Expression: var awaited } ? awaited : opening, connection);

    private static bool IsWhetherClosed(ExpressionSyntax condition, ExpressionSyntax question) => condition switch
    {
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.NotEqualsExpression, Left: var left, Right: var state } => left == question && Is(state, "Open"),
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.EqualsExpression or (int)SyntaxKind.IsExpression, Left: var left, Right: var state } => left == question && Is(state, "Closed"),
        IsPatternExpressionSyntax { Expression: var left, Pattern: UnaryPatternSyntax { Pattern: ConstantPatternSyntax { Expression: var state } } } => left == question && Is(state, "Open"),
        _ => false,
    };

    // Behind `is`, the parser takes it for a type.
    private static bool Is(ExpressionSyntax state, string name) => state switch
    {
        MemberAccessExpressionSyntax { Name: var called } => called.Identifier.ValueText == name,
        QualifiedNameSyntax { Right: var called } => called.Identifier.ValueText == name,
        _ => false,
    };

    private static bool Opens(ExpressionSyntax call, ExpressionSyntax connection) =>
        call is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Open" or "OpenAsync", Expression: var opened } }
        && opened.ToString() == connection.ToString();
}
