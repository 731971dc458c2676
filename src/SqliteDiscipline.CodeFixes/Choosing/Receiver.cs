using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using SqliteDiscipline.CodeFixes.Sites;

namespace SqliteDiscipline.CodeFixes.Choosing;

/// <summary>How a site says the factory: by its type's name, or an instance that is in scope.</summary>
/// <param name="Text">What stands before the dot.</param>
/// <param name="Import">The namespace that must be imported for it.</param>
internal sealed record Receiver(string Text, string? Import = null)
{
    public ImmutableArray<string> Imports => Import is null ? ImmutableArray<string>.Empty : ImmutableArray.Create(Import);

    /// <summary>The ways to say it, the preferred first; whether one compiles where the site stands is for the compiler to say.</summary>
    public static IEnumerable<Receiver> Of(RawSite site, DatabaseUse use) => use.Model.IsStatic ? Types(site, use.Factory) : Instances(site, use.Factory);

    private static IEnumerable<Receiver> Types(RawSite site, INamedTypeSymbol factory)
    {
        var minimal = factory.ToMinimalDisplayString(site.Model, site.Position);
        var nested = factory.ToDisplayString(s_nestedName);
        var isImported = minimal == nested || factory.ContainingNamespace.IsGlobalNamespace;
        if (!isImported && site.Model.LookupNamespacesAndTypes(site.Position, name: Outermost(factory).Name).IsEmpty)
        {
            yield return new Receiver(nested, factory.ContainingNamespace.ToDisplayString());
        }

        yield return new Receiver(minimal);
        yield return new Receiver(factory.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat));
    }

    private static IEnumerable<Receiver> Instances(RawSite site, INamedTypeSymbol factory) => site.Model.LookupSymbols(site.Position)
        .Where(symbol => TypeOf(symbol) is { } type && SymbolEqualityComparer.Default.Equals(type, factory))
        .Where(symbol => symbol is not ILocalSymbol || symbol.Locations.All(location => location.SourceSpan.End < site.Position))
        .Select(symbol => SyntaxFacts.GetKeywordKind(symbol.Name) == SyntaxKind.None ? symbol.Name : "@" + symbol.Name)
        .Distinct()
        .OrderBy(name => name.Length)
        .ThenBy(name => name, StringComparer.Ordinal)
        .Select(name => new Receiver(name));

    private static readonly SymbolDisplayFormat s_nestedName = new(
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypes,
        genericsOptions: SymbolDisplayGenericsOptions.IncludeTypeParameters,
        miscellaneousOptions: SymbolDisplayMiscellaneousOptions.EscapeKeywordIdentifiers);

    private static INamedTypeSymbol Outermost(INamedTypeSymbol type) => type.ContainingType is { } outer ? Outermost(outer) : type;

    private static ITypeSymbol? TypeOf(ISymbol symbol) => symbol switch
    {
        ILocalSymbol local => local.Type,
        IParameterSymbol parameter => parameter.Type,
        IFieldSymbol field => field.Type,
        IPropertySymbol { IsIndexer: false } property => property.Type,
        _ => null,
    };
}
