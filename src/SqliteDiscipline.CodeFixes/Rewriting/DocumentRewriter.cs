using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using SqliteDiscipline.CodeFixes.Choosing;
using SqliteDiscipline.CodeFixes.Sites;

namespace SqliteDiscipline.CodeFixes.Rewriting;

/// <summary>Replaces sites of one file, in the order in which they stand; every one only where the result compiles.</summary>
/// <param name="root">The file as it is.</param>
/// <param name="model">What its names mean.</param>
/// <param name="check">The compiler's word.</param>
/// <param name="further">Changes of the file that go with any replacement.</param>
/// <param name="cancellation">Cancels.</param>
internal sealed class DocumentRewriter(
    CompilationUnitSyntax root, SemanticModel model, CompileCheck check, ImmutableArray<TextChange> further, CancellationToken cancellation)
{
    private readonly SourceText _text = root.SyntaxTree.GetText(cancellation);

    /// <summary>The changes that replace the sites, and the rewrites that were taken.</summary>
    public (ImmutableArray<TextChange> Changes, ImmutableArray<Rewrite> Rewrites) Replace(IEnumerable<(RawSite Site, DatabaseUse Use)> sites)
    {
        var ordered = sites.OrderBy(site => site.Site.Position).ToList();

        // Mostly the preferred form of every site compiles, and the compiler need be asked but once.
        var preferred = new List<Rewrite>();
        foreach (var (site, use) in ordered)
        {
            if (Rewriter.Variants(site, use, Consumed(preferred), cancellation).FirstOrDefault() is { } rewrite)
            {
                preferred.Add(rewrite);
            }
        }

        return Compiles(preferred) is { } all ? (all, preferred.ToImmutableArray()) : OneByOne(ordered);
    }

    private (ImmutableArray<TextChange> Changes, ImmutableArray<Rewrite> Rewrites) OneByOne(List<(RawSite Site, DatabaseUse Use)> ordered)
    {
        var taken = new List<Rewrite>();
        var changes = further;
        foreach (var (site, use) in ordered)
        {
            foreach (var rewrite in Rewriter.Variants(site, use, Consumed(taken), cancellation))
            {
                taken.Add(rewrite);
                if (Compiles(taken) is { } compiled)
                {
                    changes = compiled;
                    break;
                }

                taken.RemoveAt(taken.Count - 1);
            }
        }

        return (changes, taken.ToImmutableArray());
    }

    private ImmutableArray<TextChange>? Compiles(List<Rewrite> rewrites)
    {
        if (rewrites.Count == 0)
        {
            return null;
        }

        var changes = rewrites.SelectMany(rewrite => rewrite.Changes)
            .Concat(DeadCode.After(root, model, rewrites, cancellation))
            .Concat(Usings.Add(root, _text, rewrites.SelectMany(rewrite => rewrite.Imports)))
            .Concat(further)
            .ToImmutableArray();
        return check.Holds(SourceEdits.Apply(_text, changes), rewrites.Select(rewrite => rewrite.Member)) ? changes : null;
    }

    private static List<TextSpan> Consumed(List<Rewrite> rewrites) => rewrites.SelectMany(rewrite => rewrite.Consumed).ToList();
}
