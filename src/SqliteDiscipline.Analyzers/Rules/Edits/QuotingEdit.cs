using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace SqliteDiscipline.Analyzers.Rules.Edits;

/// <summary>Doubles the quotes of text that is spliced into SQL, and puts quotes around it where there are none.</summary>
internal static class QuotingEdit
{
    private const string Title = "Quote the text that is spliced in";

    /// <param name="expression">The expression that is spliced in; absent for what is no string.</param>
    /// <param name="quote">The quote that stands around it in the SQL, if one does.</param>
    /// <param name="isDoubled">Whether the quotes in it are doubled already.</param>
    /// <param name="model">The model of its file.</param>
    public static SourceEdit? Of(ExpressionSyntax expression, char? quote, bool isDoubled, SemanticModel model)
    {
        var type = model.GetTypeInfo(expression);
        if (type.Type?.SpecialType != SpecialType.System_String)
        {
            return null;
        }

        var one = (quote ?? '\'').ToString();
        var receiver = NeedsParentheses(expression) ? $"({expression})" : expression.ToString();
        var access = type.Nullability.FlowState == NullableFlowState.MaybeNull ? "?." : ".";
        var doubled = isDoubled ? receiver : $"{receiver}{access}Replace({Literal(one)}, {Literal(one + one)})";
        if (quote is not null)
        {
            return new SourceEdit(expression.GetLocation(), doubled, Title);
        }

        return expression.Parent is InterpolationSyntax interpolation
            ? new SourceEdit(Title, ImmutableArray.Create(
                Insertion(interpolation.SpanStart), new SourceChange(expression.GetLocation(), doubled), Insertion(interpolation.Span.End)))
            : InSum(expression, doubled, one);

        SourceChange Insertion(int position) => new(Location.Create(expression.SyntaxTree, new TextSpan(position, 0)), one);
    }

    /// <summary>The quotes go into the literals on either side, where there are such.</summary>
    private static SourceEdit InSum(ExpressionSyntax expression, string doubled, string quote)
    {
        var tree = expression.SyntaxTree;
        var (before, after) = (Before(expression), After(expression));
        var changes = ImmutableArray.CreateBuilder<SourceChange>();
        if (before is { } opening)
        {
            changes.Add(new SourceChange(Location.Create(tree, new TextSpan(opening.Span.End - 1, 0)), quote));
        }

        changes.Add(new SourceChange(
            expression.GetLocation(), (before is null ? Literal(quote) + " + " : string.Empty) + doubled + (after is null ? " + " + Literal(quote) : string.Empty)));
        if (after is { } closing)
        {
            changes.Add(new SourceChange(Location.Create(tree, new TextSpan(closing.Span.Start + closing.Text.IndexOf('"') + 1, 0)), quote));
        }

        return new SourceEdit(Title, changes.ToImmutable());
    }

    private static SyntaxToken? Before(ExpressionSyntax operand) =>
        operand.Parent is BinaryExpressionSyntax { Left: var left, Right: var right } && right == operand
            ? PlainLiteral(left is BinaryExpressionSyntax inner ? inner.Right : left)
            : null;

    private static SyntaxToken? After(ExpressionSyntax operand) => operand.Parent switch
    {
        BinaryExpressionSyntax sum when sum.Left == operand => PlainLiteral(sum.Right),
        BinaryExpressionSyntax { Parent: BinaryExpressionSyntax around } sum when around.Left == sum => PlainLiteral(around.Right),
        _ => null,
    };

    private static SyntaxToken? PlainLiteral(ExpressionSyntax operand) =>
        operand is LiteralExpressionSyntax { RawKind: (int)SyntaxKind.StringLiteralExpression, Token: var token }
        && token.IsKind(SyntaxKind.StringLiteralToken) && token.Text[token.Text.Length - 1] == '"' && token.Text.IndexOf('"') is 0 or 1
            ? token
            : null;

    private static string Literal(string text) => SymbolDisplay.FormatLiteral(text, quote: true);

    private static bool NeedsParentheses(ExpressionSyntax expression) => expression is not
        (IdentifierNameSyntax or MemberAccessExpressionSyntax or InvocationExpressionSyntax or ElementAccessExpressionSyntax
        or ParenthesizedExpressionSyntax or ThisExpressionSyntax or LiteralExpressionSyntax);
}
