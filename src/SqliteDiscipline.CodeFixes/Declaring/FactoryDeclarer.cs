using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using SqliteDiscipline.Analyzers.Manifest;
using SqliteDiscipline.CodeFixes.Choosing;
using SqliteDiscipline.CodeFixes.Sites;

namespace SqliteDiscipline.CodeFixes.Declaring;

/// <summary>Adds a factory to every project that has raw connections and none in sight, then replaces them by its wrappers.</summary>
internal static class FactoryDeclarer
{
    /// <summary>The solution with the factories and the replaced sites, and the members that they call; unchanged where nothing can be replaced.</summary>
    public static async Task<(Solution Solution, ImmutableArray<string> Members)> DeclareAsync(
        Solution solution, IEnumerable<SiteLocation> sites, CancellationToken cancellation)
    {
        var result = solution;
        var members = ImmutableArray<string>.Empty;

        // The builds of one project for several frameworks share their files, and so the factory. Those that others refer to come first.
        var order = solution.GetProjectDependencyGraph().GetTopologicallySortedProjects(cancellation).ToList();
        foreach (var project in sites.OrderBy(site => order.IndexOf(site.Document.ProjectId)).GroupBy(site => FactoryPlace.ProjectKey(result.GetProject(site.Document.ProjectId)!)).ToList())
        {
            var (declared, called) = await DeclareInProjectAsync(result, project.ToImmutableArray(), cancellation).ConfigureAwait(false);
            result = declared;
            members = members.AddRange(called);
        }

        return (members.IsEmpty ? solution : result, members);
    }

    private static async Task<(Solution Solution, ImmutableArray<string> Members)> DeclareInProjectAsync(
        Solution solution, ImmutableArray<SiteLocation> locations, CancellationToken cancellation)
    {
        var unchanged = (solution, ImmutableArray<string>.Empty);
        var found = await FindAsync(solution, locations, cancellation).ConfigureAwait(false);
        var factory = new NewFactory(found, cancellation);
        if (factory.IsEmpty || found[0].Model.Compilation.GetTypeByMetadataName(FactoriesInSight.AttributeMetadataName) is null)
        {
            return unchanged;
        }

        var (declared, fullName) = await FactoryPlace.AddAsync(solution, factory, found, cancellation).ConfigureAwait(false);
        var (replaced, members) = await RawConnectionFixer.ReplaceAsync(
            declared, locations, site => Use(site, factory, fullName, cancellation), cancellation).ConfigureAwait(false);
        return members.IsEmpty ? unchanged : (replaced, members);
    }

    // A site that would do something otherwise than before (Pooling=False) stays, for its author to choose: the database is declared, and the site is SQLD101.
    private static Offer? Use(RawSite site, NewFactory factory, string fullName, CancellationToken cancellation)
    {
        var name = factory.DatabaseOf(site, cancellation);
        return DatabaseUse.InSight(site.Model.Compilation, cancellation)
            .Where(use => use.Database.Name == name && use.Factory.ToDisplayString() == fullName && DatabasePicker.Change(site, use, cancellation) is null)
            .Select(use => new Offer(use, FixKeys.DeclareFactory))
            .FirstOrDefault();
    }

    private static async Task<List<RawSite>> FindAsync(Solution solution, IEnumerable<SiteLocation> locations, CancellationToken cancellation)
    {
        var found = new List<RawSite>();
        foreach (var group in locations.GroupBy(site => site.Document).OrderBy(group => solution.GetDocument(group.Key)?.FilePath, StringComparer.Ordinal))
        {
            if (solution.GetDocument(group.Key) is { } document
                && await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false) is { } root
                && await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false) is { } model)
            {
                found.AddRange(group.OrderBy(site => site.Span.Start).Select(site => RawSite.At(site.Span, root, model, cancellation)).OfType<RawSite>());
            }
        }

        return found;
    }
}
