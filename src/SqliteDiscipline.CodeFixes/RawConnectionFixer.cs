using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using SqliteDiscipline.CodeFixes.Choosing;
using SqliteDiscipline.CodeFixes.Declaring;
using SqliteDiscipline.CodeFixes.Rewriting;
using SqliteDiscipline.CodeFixes.Sites;

namespace SqliteDiscipline.CodeFixes;

/// <summary>Replaces raw connections in a solution: one or all, it is the same way.</summary>
internal static class RawConnectionFixer
{
    /// <summary>The solution with the sites replaced, and the generated members that they now call.</summary>
    /// <param name="solution">The solution.</param>
    /// <param name="sites">Where the diagnostics stand.</param>
    /// <param name="pick">What to replace a site by; <see langword="null"/> leaves it.</param>
    /// <param name="cancellation">Cancels.</param>
    public static async Task<(Solution Solution, ImmutableArray<string> Members)> ReplaceAsync(
        Solution solution, IEnumerable<SiteLocation> sites, Func<RawSite, Offer?> pick, CancellationToken cancellation)
    {
        var picked = await PickAsync(solution, sites, pick, cancellation).ConfigureAwait(false);
        var declared = DatabaseDeclarations.For(picked.SelectMany(document => document.Sites).ToImmutableArray(), solution, cancellation);
        var basis = await SharedFiles.ApplyAsync(solution, declared.Changes, cancellation).ConfigureAwait(false);

        var members = ImmutableArray.CreateBuilder<string>();
        var changes = declared.Changes.ToDictionary(change => change.Key, change => change.Value.ToList());
        foreach (var document in picked)
        {
            var check = await CheckAsync(basis, document.Id, cancellation).ConfigureAwait(false);
            var further = declared.Changes.TryGetValue(document.Id, out var inSameFile) ? inSameFile : ImmutableArray<TextChange>.Empty;
            var rewriter = new DocumentRewriter(document.Root, document.Model, check, further, cancellation);
            var (replaced, rewrites) = rewriter.Replace(document.Sites.Select(site => (site.Site, declared.Resolve(site.Offer))));
            if (rewrites.IsEmpty)
            {
                continue;
            }

            members.AddRange(rewrites.Select(rewrite => rewrite.Member));
            if (!changes.TryGetValue(document.Id, out var list))
            {
                changes.Add(document.Id, list = new List<TextChange>());
            }

            list.AddRange(replaced);
        }

        return members.Count == 0
            ? (solution, ImmutableArray<string>.Empty)
            : (await SharedFiles.ApplyAsync(solution, changes, cancellation).ConfigureAwait(false), members.ToImmutable());
    }

    private static async Task<List<PickedDocument>> PickAsync(
        Solution solution, IEnumerable<SiteLocation> sites, Func<RawSite, Offer?> pick, CancellationToken cancellation)
    {
        var picked = new List<PickedDocument>();
        foreach (var group in sites.GroupBy(site => site.Document))
        {
            if (solution.GetDocument(group.Key) is not { } document
                || await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false) is not CompilationUnitSyntax root
                || await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false) is not { } model)
            {
                continue;
            }

            var found = group
                .Select(location => location.Span)
                .Distinct()
                .Select(span => RawSite.At(span, root, model, cancellation))
                .OfType<RawSite>()
                .Select(site => (Site: site, Offer: pick(site)))
                .Where(site => site.Offer is not null)
                .Select(site => new PickedSite(site.Site, site.Offer!))
                .ToImmutableArray();
            if (!found.IsEmpty)
            {
                picked.Add(new PickedDocument(group.Key, document.FilePath ?? document.Name, root, model, found));
            }
        }

        return picked.OrderBy(document => document.Path, StringComparer.Ordinal).ToList();
    }

    private static async Task<CompileCheck> CheckAsync(Solution solution, DocumentId id, CancellationToken cancellation)
    {
        var document = solution.GetDocument(id)!;
        var compilation = (await document.Project.GetCompilationAsync(cancellation).ConfigureAwait(false))!;
        var tree = (await document.GetSyntaxTreeAsync(cancellation).ConfigureAwait(false))!;
        return new CompileCheck(compilation, tree, cancellation);
    }

    private sealed record PickedDocument(
        DocumentId Id, string Path, CompilationUnitSyntax Root, SemanticModel Model, ImmutableArray<PickedSite> Sites);
}

/// <summary>Where a diagnostic stands.</summary>
internal readonly record struct SiteLocation(DocumentId Document, TextSpan Span);

/// <summary>A site and what it is replaced by.</summary>
internal sealed record PickedSite(RawSite Site, Offer Offer);
