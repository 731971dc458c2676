using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SqliteDiscipline.Analyzers.Rules.Splicing;

/// <summary>
/// Asks a condition on a character about one character: <c>char.IsLetter</c> is not true of a quote, <c>c => c != ' '</c> is. Absent where the code of the condition is
/// not all there.
/// </summary>
internal static class CharacterCondition
{
    /// <summary>What a method or lambda says that is given to <c>All</c> or <c>Any</c>.</summary>
    public static bool? Says(ExpressionSyntax predicate, char character) => predicate switch
    {
        MemberAccessExpressionSyntax named => IsOfClass(named, character),
        SimpleLambdaExpressionSyntax { Parameter.Identifier.ValueText: var variable, ExpressionBody: { } body } => Holds(body, variable, character),
        ParenthesizedLambdaExpressionSyntax { ParameterList.Parameters: { Count: 1 } variables, ExpressionBody: { } body } => Holds(body, variables[0].Identifier.ValueText, character),
        _ => null,
    };

    /// <summary>Whether the condition is true when the variable is that character.</summary>
    public static bool? Holds(ExpressionSyntax condition, string variable, char character) => condition switch
    {
        ParenthesizedExpressionSyntax parenthesized => Holds(parenthesized.Expression, variable, character),
        PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalNotExpression } not => !Holds(not.Operand, variable, character),
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalAndExpression } both => Holds(both.Left, variable, character) & Holds(both.Right, variable, character),
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalOrExpression } either => Holds(either.Left, variable, character) | Holds(either.Right, variable, character),
        BinaryExpressionSyntax comparison => Compare(comparison.Kind(), Number(comparison.Left, variable, character), Number(comparison.Right, variable, character)),
        IsPatternExpressionSyntax { Expression: var matched, Pattern: var pattern } => Number(matched, variable, character) is { } number ? Fits(pattern, number) : null,
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax called, ArgumentList.Arguments: { Count: 1 } arguments } when Number(arguments[0].Expression, variable, character) == character =>
            called is { Name.Identifier.ValueText: "Contains", Expression: LiteralExpressionSyntax { Token: { RawKind: (int)SyntaxKind.StringLiteralToken, ValueText: var set } } }
                ? set.IndexOf(character) >= 0
                : IsOfClass(called, character),
        _ => null,
    };

    // Of the classes that char knows, quotes and semicolons are in these only.
    private static bool? IsOfClass(MemberAccessExpressionSyntax called, char character) => called switch
    {
        { Expression: not (PredefinedTypeSyntax or IdentifierNameSyntax { Identifier.ValueText: "Char" }) } => null,
        { Name.Identifier.ValueText: "IsPunctuation" } => char.IsPunctuation(character),
        { Name.Identifier.ValueText: "IsSymbol" } => char.IsSymbol(character),
        { Name.Identifier.ValueText: "IsAscii" } => true,
        { Name.Identifier.ValueText: var name } => name.StartsWith("Is", StringComparison.Ordinal) ? false : null,
    };

    private static int? Number(ExpressionSyntax expression, string variable, char character) => expression switch
    {
        IdentifierNameSyntax { Identifier.ValueText: var name } => name == variable ? character : null,
        ParenthesizedExpressionSyntax parenthesized => Number(parenthesized.Expression, variable, character),
        CastExpressionSyntax cast => Number(cast.Expression, variable, character),
        LiteralExpressionSyntax { Token.Value: char literal } => literal,
        LiteralExpressionSyntax { Token.Value: int literal } => literal,
        PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.UnaryMinusExpression, Operand: LiteralExpressionSyntax { Token.Value: int literal } } => -literal,
        InvocationExpressionSyntax
        {
            Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "IndexOf", Expression: LiteralExpressionSyntax { Token: { RawKind: (int)SyntaxKind.StringLiteralToken, ValueText: var set } } },
            ArgumentList.Arguments: { Count: 1 } arguments,
        } => Number(arguments[0].Expression, variable, character) == character ? set.IndexOf(character) : null,
        _ => null,
    };

    private static bool? Compare(SyntaxKind kind, int? left, int? right) => left is null || right is null ? null : kind switch
    {
        SyntaxKind.EqualsExpression => left == right,
        SyntaxKind.NotEqualsExpression => left != right,
        SyntaxKind.LessThanExpression => left < right,
        SyntaxKind.LessThanOrEqualExpression => left <= right,
        SyntaxKind.GreaterThanExpression => left > right,
        SyntaxKind.GreaterThanOrEqualExpression => left >= right,
        _ => null,
    };

    private static bool? Fits(PatternSyntax pattern, int number) => pattern switch
    {
        ParenthesizedPatternSyntax parenthesized => Fits(parenthesized.Pattern, number),
        UnaryPatternSyntax not => !Fits(not.Pattern, number),
        BinaryPatternSyntax { RawKind: (int)SyntaxKind.OrPattern } either => Fits(either.Left, number) | Fits(either.Right, number),
        BinaryPatternSyntax both => Fits(both.Left, number) & Fits(both.Right, number),
        ConstantPatternSyntax { Expression: LiteralExpressionSyntax { Token.Value: char literal } } => literal == number,
        RelationalPatternSyntax { OperatorToken: var comparison, Expression: LiteralExpressionSyntax { Token.Value: char literal } } =>
            Compare(SyntaxFacts.GetBinaryExpression(comparison.Kind()), number, literal),
        _ => null,
    };
}
