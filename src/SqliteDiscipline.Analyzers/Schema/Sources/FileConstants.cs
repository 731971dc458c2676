using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SqliteDiscipline.Analyzers.Timeline;

namespace SqliteDiscipline.Analyzers.Schema.Sources;

/// <summary>The string constants that a file declares, read from the syntax alone: what is declared elsewhere is not known.</summary>
internal static class FileConstants
{
    // A constant may be made of others; one that is made of itself is an error, and has no end.
    private const int MaxDepth = 8;

    /// <summary>The constant that an expression (or an interpolation) names, if this file declares it.</summary>
    public static string? Find(SyntaxNode node) => Find(node, 0);

    /// <summary>The names of the constants of a file that have such a string in them.</summary>
    public static HashSet<string> Named(SyntaxNode root, Func<string, bool> isMeant) => new(FileTokens.Of(root.SyntaxTree).ConstantDeclarations
        .SelectMany(declaration => declaration.DescendantNodes().OfType<VariableDeclaratorSyntax>())
        .Where(constant => constant.Initializer?.DescendantNodes().OfType<LiteralExpressionSyntax>().Any(literal => literal.Token.Value is string text && isMeant(text)) == true)
        .Select(constant => constant.Identifier.ValueText));

    private static string? Find(SyntaxNode node, int depth) => node switch
    {
        _ when depth > MaxDepth => null,
        LiteralExpressionSyntax { RawKind: (int)SyntaxKind.StringLiteralExpression } literal => literal.Token.ValueText,
        InterpolationSyntax { AlignmentClause: null, FormatClause: null, Expression: var expression } => Find(expression, depth),
        ParenthesizedExpressionSyntax parenthesized => Find(parenthesized.Expression, depth),
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression } add =>
            Find(add.Left, depth + 1) is { } left && Find(add.Right, depth + 1) is { } right ? left + right : null,
        IdentifierNameSyntax name => Declared(name.Identifier.ValueText, name.Ancestors(), depth),
        MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax type } access => TypesNamed(type.Identifier.ValueText, access) is { Count: 1 } types
            ? Declared(access.Name.Identifier.ValueText, types, depth)
            : null,
        _ => null,
    };

    /// <summary>What the innermost scope declares by that name: if that is no constant, a constant further out is hidden.</summary>
    private static string? Declared(string name, IEnumerable<SyntaxNode> scopes, int depth)
    {
        foreach (var scope in scopes)
        {
            foreach (var (variable, isConstant) in VariablesOf(scope))
            {
                if (variable.Identifier.ValueText == name)
                {
                    return isConstant && variable.Initializer is { Value: var value } ? Find(value, depth + 1) : null;
                }
            }

            if (Hides(scope, name))
            {
                return null;
            }
        }

        return null;
    }

    private static IEnumerable<(VariableDeclaratorSyntax Variable, bool IsConstant)> VariablesOf(SyntaxNode scope) => scope switch
    {
        BlockSyntax block => block.Statements.OfType<LocalDeclarationStatementSyntax>().SelectMany(local => local.Declaration.Variables.Select(variable => (variable, local.IsConst))),
        TypeDeclarationSyntax type => type.Members.OfType<FieldDeclarationSyntax>().SelectMany(
            field => field.Declaration.Variables.Select(variable => (variable, field.Modifiers.Any(SyntaxKind.ConstKeyword)))),
        CompilationUnitSyntax unit => unit.Members.OfType<GlobalStatementSyntax>().Select(global => global.Statement).OfType<LocalDeclarationStatementSyntax>()
            .SelectMany(local => local.Declaration.Variables.Select(variable => (variable, local.IsConst))),
        _ => Enumerable.Empty<(VariableDeclaratorSyntax, bool)>(),
    };

    private static bool Hides(SyntaxNode scope, string name) => scope switch
    {
        BaseMethodDeclarationSyntax method => method.ParameterList.Parameters.Any(parameter => parameter.Identifier.ValueText == name),
        LocalFunctionStatementSyntax function => function.ParameterList.Parameters.Any(parameter => parameter.Identifier.ValueText == name),
        ParenthesizedLambdaExpressionSyntax lambda => lambda.ParameterList.Parameters.Any(parameter => parameter.Identifier.ValueText == name),
        SimpleLambdaExpressionSyntax lambda => lambda.Parameter.Identifier.ValueText == name,
        ForEachStatementSyntax each => each.Identifier.ValueText == name,
        TypeDeclarationSyntax type => type.Members.OfType<PropertyDeclarationSyntax>().Any(property => property.Identifier.ValueText == name),
        _ => false,
    };

    // Parts of one type may lie in other files: then a constant that is found is the right one all the same.
    private static List<TypeDeclarationSyntax> TypesNamed(string name, SyntaxNode node) => node.SyntaxTree.GetRoot()
        .DescendantNodes(inner => inner is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax or TypeDeclarationSyntax)
        .OfType<TypeDeclarationSyntax>().Where(type => type.Identifier.ValueText == name).ToList();
}
