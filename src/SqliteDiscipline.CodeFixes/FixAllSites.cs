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
        var solution = context.Scope == FixAllScope.Document ? context.Project.Solution : context.Solution;
        var diagnostics = await DiagnosticsAsync(context).ConfigureAwait(false);
        return diagnostics
            .Select(diagnostic => (Tree: diagnostic.Location.SourceTree, Span: diagnostic.Location.SourceSpan))
            .Select(place => (Id: place.Tree is null ? null : solution.GetDocumentId(place.Tree), place.Span))
            .Where(place => place.Id is not null)
            .Select(place => new SiteLocation(place.Id!, place.Span))
            .ToImmutableArray();
    }

    /// <summary>The diagnostics of the scope, in a fixed order.</summary>
    public static async Task<ImmutableArray<Diagnostic>> DiagnosticsAsync(FixAllContext context)
    {
        var found = ImmutableArray.CreateBuilder<Diagnostic>();
        if (context.Scope == FixAllScope.Document && context.Document is { } document)
        {
            Add(await context.GetDocumentDiagnosticsAsync(document).ConfigureAwait(false));
            return found.ToImmutable();
        }

        var projects = context.Scope == FixAllScope.Solution
            ? context.Solution.Projects.Where(project => project.Language == context.Project.Language)
            : new[] { context.Project };
        foreach (var project in projects)
        {
            Add(await context.GetAllDiagnosticsAsync(project).ConfigureAwait(false));
        }

        return found.ToImmutable();

        void Add(IEnumerable<Diagnostic> diagnostics) => found.AddRange(diagnostics.OrderBy(diagnostic => diagnostic.Location.SourceSpan.Start));
    }
}
