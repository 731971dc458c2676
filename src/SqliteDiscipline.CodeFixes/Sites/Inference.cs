using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SqliteDiscipline.CodeFixes.Sites;

/// <summary>Tells whether the type of a connection decides what a generic call around it is about.</summary>
internal static class Inference
{
    /// <summary>
    /// Whether a call infers a type argument from the site, as <c>services.AddScoped(_ => new SqliteConnection(…))</c> does: it compiles with the
    /// database's own type too, and then registers another service.
    /// </summary>
    public static bool IsFedBy(RawSite site) => site.Expression.Ancestors()
        .OfType<InvocationExpressionSyntax>()
        .Any(call => call.ArgumentList.Span.Contains(site.Expression.Span)
                     && !call.Expression.DescendantNodesAndSelf().Any(node => node is GenericNameSyntax && node.Span.End == call.Expression.Span.End)
                     && site.Model.GetSymbolInfo(call).Symbol is IMethodSymbol { TypeArguments: var arguments }
                     && arguments.Any(argument => Mentions(argument, site.Operation.Type)));

    private static bool Mentions(ITypeSymbol argument, ITypeSymbol? type) => SymbolEqualityComparer.Default.Equals(argument, type) || argument switch
    {
        INamedTypeSymbol named => named.TypeArguments.Any(inner => Mentions(inner, type)),
        IArrayTypeSymbol array => Mentions(array.ElementType, type),
        _ => false,
    };
}
