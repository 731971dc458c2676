using Microsoft.CodeAnalysis;
using SqliteDiscipline.Analyzers.Manifest;

namespace SqliteDiscipline.Analyzers.Rules;

/// <summary>Whether code may make raw connections: it, or what it is declared in, bears the attribute or stands in the options.</summary>
internal static class Blessing
{
    public static bool Covers(ISymbol? code, RuleOptions options)
    {
        for (var symbol = code; symbol is not null and not INamespaceSymbol; symbol = symbol.ContainingSymbol)
        {
            if (symbol is not (IMethodSymbol or INamedTypeSymbol))
            {
                continue;
            }

            if (IsBlessedItself(symbol, options))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// Whether it bears the attribute or stands in the options by itself. An accessor's attributes stand on the accessor, its id is the property's:
    /// both count.
    /// </summary>
    public static bool IsBlessedItself(ISymbol symbol, RuleOptions options) => FactoriesInSight.IsFactory(symbol) || IsListed(symbol, options);

    private static bool IsListed(ISymbol symbol, RuleOptions options)
    {
        if (options.Factories.IsEmpty)
        {
            return false;
        }

        var declared = symbol is IMethodSymbol { AssociatedSymbol: { } property } ? property : symbol;
        return declared.OriginalDefinition.GetDocumentationCommentId() is { } id && options.Factories.Contains(id);
    }
}
