using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SqliteDiscipline.Analyzers.Rules.Splicing;

/// <summary>Methods of the project that make text of nothing but what they are given: <c>ToSnakeCase(name)</c>.</summary>
internal static class TextFunctions
{
    // What they may use: nothing in these knows of a file, a setting or the user.
    private static readonly HashSet<string> s_types = new() { "String", "Char", "StringBuilder", "Enumerable", "MemoryExtensions", "Regex", "Match", "Capture", "Group", "Math", "CultureInfo", "TextInfo", "StringComparison", "RegexOptions" };

    public static bool IsOne(IMethodSymbol method, Compilation compilation, CancellationToken cancellation) =>
        method.OriginalDefinition is { Parameters.IsEmpty: false, DeclaringSyntaxReferences.Length: 1 } declared
        && declared.Parameters.All(parameter => parameter is { RefKind: RefKind.None, Type: { SpecialType: SpecialType.System_String } or { IsValueType: true } })
        && declared.DeclaringSyntaxReferences[0].GetSyntax(cancellation) is (BaseMethodDeclarationSyntax or LocalFunctionStatementSyntax) and var declaration
        && compilation.ContainsSyntaxTree(declaration.SyntaxTree)
        && compilation.GetSemanticModel(declaration.SyntaxTree) is var model
        && declaration.ChildNodes().Where(child => child is BlockSyntax or ArrowExpressionClauseSyntax).SelectMany(body => body.DescendantNodes().OfType<SimpleNameSyntax>())
            .All(name => IsOfText(model.GetSymbolInfo(name, cancellation).Symbol, declaration));

    private static bool IsOfText(ISymbol? symbol, SyntaxNode declaration) => symbol switch
    {
        ILocalSymbol or IParameterSymbol => symbol.DeclaringSyntaxReferences.All(reference => reference.SyntaxTree == declaration.SyntaxTree && declaration.Span.Contains(reference.Span)),
        IFieldSymbol { HasConstantValue: true } or INamespaceSymbol => true,
        IFieldSymbol { IsReadOnly: true, IsStatic: true, Type: var type } => TextPattern.IsRegex(type),
        ITypeSymbol type => s_types.Contains(type.Name) || type.TypeKind == TypeKind.Enum,
        IMethodSymbol or IPropertySymbol or IFieldSymbol => symbol.ContainingType is { } of && s_types.Contains(of.Name) && symbol.DeclaringSyntaxReferences.IsEmpty,
        _ => false,
    };
}
