using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SqliteDiscipline.Analyzers.Rules;

/// <summary>
/// Finds the name by which the statement's own text splices something in that is put together elsewhere: <c>tempPath</c> in
/// <c>var tempPath = $"{path}.tmp"; … $"ATTACH '{tempPath}' AS t"</c>. There it is to be quoted, for other code may use the name as what it is, a path.
/// </summary>
internal static class SplicedName
{
    /// <summary>Whether the spliced expression stands elsewhere than the statement's text; and the name in that text, where it can be told.</summary>
    /// <param name="literal">What spells the quote that is open before it.</param>
    /// <param name="spliced">The expression that nothing is known of.</param>
    public static (bool IsElsewhere, ExpressionSyntax? Name) Of(SyntaxNode literal, SyntaxNode spliced)
    {
        var text = Whole(literal);
        if (text.SyntaxTree == spliced.SyntaxTree && text.Span.Contains(spliced.Span))
        {
            return default;
        }

        var behind = Leaves(text).Where(leaf => leaf.SpanStart >= literal.Span.End).ToList();
        return behind.Count == 0 ? default : (true, behind.FirstOrDefault(leaf => NameOf(leaf) is { } name && name == DeclaredBy(spliced)) ?? (behind.Count == 1 ? behind[0] : null));
    }

    private static SyntaxNode Whole(SyntaxNode literal)
    {
        while (literal.Parent is InterpolatedStringExpressionSyntax or InterpolationSyntax or ParenthesizedExpressionSyntax or BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression })
        {
            literal = literal.Parent;
        }

        return literal;
    }

    private static IEnumerable<ExpressionSyntax> Leaves(SyntaxNode text) => text switch
    {
        LiteralExpressionSyntax => Enumerable.Empty<ExpressionSyntax>(),
        ParenthesizedExpressionSyntax parenthesized => Leaves(parenthesized.Expression),
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression } sum => Leaves(sum.Left).Concat(Leaves(sum.Right)),
        InterpolatedStringExpressionSyntax interpolated => interpolated.Contents.OfType<InterpolationSyntax>().SelectMany(part => Leaves(part.Expression)),
        ExpressionSyntax leaf => new[] { leaf },
        _ => Enumerable.Empty<ExpressionSyntax>(),
    };

    private static string? NameOf(ExpressionSyntax leaf) => leaf switch
    {
        IdentifierNameSyntax name => name.Identifier.ValueText,
        MemberAccessExpressionSyntax access => access.Name.Identifier.ValueText,
        _ => null,
    };

    private static string? DeclaredBy(SyntaxNode spliced) => spliced.Ancestors().Select(around => around switch
    {
        VariableDeclaratorSyntax variable => variable.Identifier.ValueText,
        PropertyDeclarationSyntax property => property.Identifier.ValueText,
        AssignmentExpressionSyntax assignment => NameOf(assignment.Left),
        _ => null,
    }).FirstOrDefault(name => name is not null);
}
