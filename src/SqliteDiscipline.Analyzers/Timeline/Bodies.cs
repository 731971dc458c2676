using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SqliteDiscipline.Analyzers.Timeline;

/// <summary>The bodies of a file, or of a member: of methods, constructors, accessors and properties, initializers, and the top-level program.</summary>
internal static class Bodies
{
    public static IEnumerable<SyntaxNode> In(SyntaxNode root)
    {
        if (root is CompilationUnitSyntax unit && unit.Members.Any(SyntaxKind.GlobalStatement))
        {
            yield return root;
        }

        foreach (var node in root.DescendantNodesAndSelf(node => node is not (BlockSyntax or ExpressionSyntax or ParameterListSyntax or AttributeListSyntax)))
        {
            if (node is BaseMethodDeclarationSyntax or AccessorDeclarationSyntax or PrimaryConstructorBaseTypeSyntax
                || (node is ArrowExpressionClauseSyntax && node.Parent is BasePropertyDeclarationSyntax)
                || (node is EqualsValueClauseSyntax && (node.Parent is PropertyDeclarationSyntax || node.Parent?.Parent?.Parent is BaseFieldDeclarationSyntax)))
            {
                yield return node;
            }
        }
    }

    /// <summary>Whose body it is.</summary>
    public static ISymbol? OwnerOf(SyntaxNode body, SemanticModel model, CancellationToken cancellation) => body switch
    {
        ArrowExpressionClauseSyntax { Parent: { } property } => (model.GetDeclaredSymbol(property, cancellation) as IPropertySymbol)?.GetMethod,
        PrimaryConstructorBaseTypeSyntax initializer => model.GetEnclosingSymbol(initializer.ArgumentList.OpenParenToken.Span.End, cancellation),
        EqualsValueClauseSyntax { Parent: { } declared } => model.GetDeclaredSymbol(declared, cancellation),
        _ => model.GetDeclaredSymbol(body, cancellation) ?? model.GetEnclosingSymbol(body.SpanStart, cancellation),
    };
}
