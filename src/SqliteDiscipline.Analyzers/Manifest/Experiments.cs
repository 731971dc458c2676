using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace SqliteDiscipline.Analyzers.Manifest;

/// <summary>Reads <c>[Experimental("ID")]</c>, of whichever assembly it is. The compiler reports a use as an error of that id.</summary>
internal static class Experiments
{
    /// <summary>The ids that a use of the member brings: its own, those of what it is declared in, and of the types of its parameters.</summary>
    public static IEnumerable<string> In(ISymbol member) => Used(member)
        .SelectMany(Chain)
        .SelectMany(symbol => symbol.GetAttributes())
        .Where(attribute => attribute.AttributeClass is
        {
            Name: "ExperimentalAttribute",
            ContainingNamespace: { Name: "CodeAnalysis", ContainingNamespace: { Name: "Diagnostics", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } } },
        })
        .Select(attribute => attribute.ConstructorArguments.FirstOrDefault().Value)
        .OfType<string>()

        // Any other is refused by the compiler, and would be read here as something else than an id.
        .Where(SyntaxFacts.IsValidIdentifier)
        .Distinct()
        .OrderBy(id => id, StringComparer.Ordinal);

    private static IEnumerable<ISymbol> Used(ISymbol member) => member switch
    {
        IPropertySymbol { GetMethod: { } getter } => new[] { member, getter },
        IMethodSymbol method => method.Parameters.SelectMany(parameter => Types(parameter.Type)).Prepend(member),
        _ => new[] { member },
    };

    private static IEnumerable<ISymbol> Types(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol array => Types(array.ElementType),
        INamedTypeSymbol named => named.TypeArguments.SelectMany(Types).Prepend(named),
        _ => Enumerable.Empty<ISymbol>(),
    };

    private static IEnumerable<ISymbol> Chain(ISymbol symbol)
    {
        for (var part = symbol; part is not null and not INamespaceSymbol; part = part.ContainingType)
        {
            yield return part;
        }

        // What is marked as a whole marks all that is in it.
        if (symbol.ContainingModule is { } module)
        {
            yield return module;
        }

        if (symbol.ContainingAssembly is { } assembly)
        {
            yield return assembly;
        }
    }
}
