using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SqliteDiscipline.Analyzers.Rules.Splicing;

/// <summary>Methods of which the result is quoted, or has been looked at.</summary>
internal static class QuotingMethods
{
    // Quoting, Escaped, SafeName; not GetUnsafePath, Unquote or Unchecked.
    private static readonly string[] s_stems = { "Quote", "Quoting", "Escape", "Escaping", "Delimit", "Sanitiz", "Sanitis", "Validate" };
    private static readonly string[] s_words = { "Checked", "Safe", "Safely" };

    public static bool IsByName(IMethodSymbol method) => NameWords.HasStem(method.Name, s_stems) || NameWords.Has(method.Name, s_words);

    /// <summary>Whether it is a helper of the project's own that doubles quotes, or one that can only give what stands in it.</summary>
    public static bool GivesConstantsOrQuotes(IMethodSymbol method, CancellationToken cancellation) =>
        method.DeclaringSyntaxReferences.Any(reference => GivesConstantsOrQuotes(reference.GetSyntax(cancellation)));

    private static bool GivesConstantsOrQuotes(SyntaxNode declaration)
    {
        var nodes = declaration.DescendantNodes().ToList();
        var returned = nodes.Select(node => node switch
        {
            ReturnStatementSyntax { Expression: { } value } => value,
            ArrowExpressionClauseSyntax { Expression: not SwitchExpressionSyntax and var value } => value,
            ConditionalExpressionSyntax { WhenTrue: LiteralExpressionSyntax, WhenFalse: not LiteralExpressionSyntax and var value } => value,
            SwitchExpressionArmSyntax { Expression: var value } => value,
            _ => null,
        });
        return returned.All(value => value is null or LiteralExpressionSyntax or ThrowExpressionSyntax or SwitchExpressionSyntax or ConditionalExpressionSyntax { WhenTrue: LiteralExpressionSyntax })
            || nodes.OfType<InvocationExpressionSyntax>().Any(call =>
                call is { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Replace" }, ArgumentList.Arguments: { Count: >= 2 } arguments }
                && arguments[0].Expression is LiteralExpressionSyntax { Token.ValueText: "'" or "\"" or "`" } from
                && arguments[1].Expression is LiteralExpressionSyntax { Token.ValueText: var to } && to == from.Token.ValueText + from.Token.ValueText);
    }
}
