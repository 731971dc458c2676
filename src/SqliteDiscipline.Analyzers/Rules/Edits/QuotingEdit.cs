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
            : new SourceEdit(expression.GetLocation(), $"{Literal(one)} + {doubled} + {Literal(one)}", Title);

        SourceChange Insertion(int position) => new(Location.Create(expression.SyntaxTree, new TextSpan(position, 0)), one);
    }

    private static string Literal(string text) => SymbolDisplay.FormatLiteral(text, quote: true);

    private static bool NeedsParentheses(ExpressionSyntax expression) => expression is not
        (IdentifierNameSyntax or MemberAccessExpressionSyntax or InvocationExpressionSyntax or ElementAccessExpressionSyntax
        or ParenthesizedExpressionSyntax or ThisExpressionSyntax or LiteralExpressionSyntax);
}
