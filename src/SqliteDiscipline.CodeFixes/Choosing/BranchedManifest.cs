using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SqliteDiscipline.CodeFixes.Rewriting;
using SqliteDiscipline.CodeFixes.Sites;

namespace SqliteDiscipline.CodeFixes.Choosing;

/// <summary>A manifest in which <c>#if</c> says which file a database is.</summary>
internal static class BranchedManifest
{
    public static bool Decides(DatabaseUse use, RawSite site, CancellationToken cancellation) =>
        (use.DataSourceMember is { } member && Branches.AreAt(member, site, cancellation))
        || use.Factory.GetAttributes()
            .Where(attribute => attribute.AttributeClass?.Name == "SqliteDatabaseAttribute" && attribute.ConstructorArguments.FirstOrDefault().Value as string == use.Database.Name)
            .Select(attribute => attribute.ApplicationSyntaxReference?.GetSyntax(cancellation))
            .OfType<AttributeSyntax>()
            .Any(attribute => Branches.AreAt(attribute, site) || Constants(attribute, site.Model.Compilation, cancellation).Any(constant => Branches.AreAt(constant, site, cancellation)));

    private static IEnumerable<ISymbol> Constants(AttributeSyntax attribute, Compilation compilation, CancellationToken cancellation)
    {
        if (!compilation.ContainsSyntaxTree(attribute.SyntaxTree))
        {
            return Enumerable.Empty<ISymbol>();
        }

        var model = compilation.GetSemanticModel(attribute.SyntaxTree);
        return attribute.DescendantNodes().OfType<IdentifierNameSyntax>().Select(name => model.GetSymbolInfo(name, cancellation).Symbol).OfType<IFieldSymbol>();
    }
}
