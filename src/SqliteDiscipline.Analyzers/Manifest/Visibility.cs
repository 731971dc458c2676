using Microsoft.CodeAnalysis;

namespace SqliteDiscipline.Analyzers.Manifest;

/// <summary>From how far a type can be seen, with all that it is nested in and made of.</summary>
internal static class Visibility
{
    public const int Public = 2;
    public const int Internal = 1;
    public const int Nested = 0;

    public static int Of(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol array => Of(array.ElementType),
        INamedTypeSymbol named => Math.Min(OfDeclaration(named), named.TypeArguments.Select(Of).DefaultIfEmpty(Public).Min()),
        _ => Public,
    };

    private static int OfDeclaration(INamedTypeSymbol type)
    {
        var visibility = Public;
        for (var part = type; part is not null; part = part.ContainingType)
        {
            visibility = Math.Min(visibility, part.DeclaredAccessibility switch
            {
                Accessibility.Public => Public,
                Accessibility.Internal or Accessibility.ProtectedOrInternal => Internal,
                Accessibility.NotApplicable => Public,
                _ => Nested,
            });
        }

        return visibility;
    }
}
