using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using SqliteDiscipline.CodeFixes.Choosing;

namespace SqliteDiscipline.CodeFixes;

/// <summary>Replaces all sites of a document, a project or the solution in one pass.</summary>
internal sealed class FixAllSites : FixAllProvider
{
    public static readonly FixAllSites Instance = new();

    public override IEnumerable<FixAllScope> GetSupportedFixAllScopes() => new[] { FixAllScope.Document, FixAllScope.Project, FixAllScope.Solution };

    public override Task<CodeAction?> GetFixAsync(FixAllContext fixAllContext) => Task.FromResult<CodeAction?>(CodeAction.Create(
        "Use the factory's wrappers",
        cancellation => ReplaceAsync(fixAllContext.WithCancellationToken(cancellation)),
        FixKeys.OfFixAll(fixAllContext.CodeActionEquivalenceKey)));

    private static async Task<Solution> ReplaceAsync(FixAllContext context)
    {
        var key = FixKeys.OfFixAll(context.CodeActionEquivalenceKey);
        var sites = await SitesAsync(context).ConfigureAwait(false);
        var (changed, _) = await RawConnectionFixer.ReplaceAsync(
            context.Solution,
            sites,
            site => DatabasePicker.Offers(site, context.CancellationToken).FirstOrDefault(offer => offer.Key == key),
            context.CancellationToken).ConfigureAwait(false);
        return changed;
    }

    /// <summary>Where the diagnostics of the scope stand, in a fixed order.</summary>
    public static async Task<ImmutableArray<SiteLocation>> SitesAsync(FixAllContext context)
    {
        var sites = ImmutableArray.CreateBuilder<SiteLocation>();
        if (context.Scope == FixAllScope.Document && context.Document is { } document)
        {
            Add(context.Project.Solution, await context.GetDocumentDiagnosticsAsync(document).ConfigureAwait(false));
            return sites.ToImmutable();
        }

        var projects = context.Scope == FixAllScope.Solution
            ? context.Solution.Projects.Where(project => project.Language == context.Project.Language)
            : new[] { context.Project };
        foreach (var project in projects)
        {
            Add(context.Solution, await context.GetAllDiagnosticsAsync(project).ConfigureAwait(false));
        }

        return sites.ToImmutable();

        void Add(Solution solution, IEnumerable<Diagnostic> diagnostics)
        {
            foreach (var diagnostic in diagnostics.OrderBy(diagnostic => diagnostic.Location.SourceSpan.Start))
            {
                if (diagnostic.Location.SourceTree is { } tree && solution.GetDocumentId(tree) is { } id)
                {
                    sites.Add(new SiteLocation(id, diagnostic.Location.SourceSpan));
                }
            }
        }
    }
}
