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
    /// Whether it bears the attribute or stands in the options by itself. An accessor's attributes stand on the accessor, the id is its own or the
    /// property's.
    /// </summary>
    public static bool IsBlessedItself(ISymbol symbol, RuleOptions options) => FactoriesInSight.IsFactory(symbol) || IsListed(symbol, options);

    /// <summary>What an id in the options blesses. The compiler reads ids leniently: to it, <c>M:Db.Open()</c> is a method whose id has no parentheses.</summary>
    public static ISymbol? Named(string id, Compilation compilation) =>
        DocumentationCommentId.GetFirstSymbolForDeclarationId(id, compilation) is { } found && Ids(found).Contains(id) ? found : null;

    private static bool IsListed(ISymbol symbol, RuleOptions options) => !options.Factories.IsEmpty && Ids(symbol).Any(options.Factories.Contains);

    private static IEnumerable<string> Ids(ISymbol symbol) => new[] { symbol, (symbol as IMethodSymbol)?.AssociatedSymbol }
        .Select(named => named?.OriginalDefinition.GetDocumentationCommentId())
        .OfType<string>();
}
