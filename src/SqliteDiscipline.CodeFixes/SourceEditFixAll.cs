using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;
using SqliteDiscipline.Analyzers.Rules;
using SqliteDiscipline.CodeFixes.Rewriting;

namespace SqliteDiscipline.CodeFixes;

/// <summary>Makes all the edits that the diagnostics of a document, a project or the solution bring with them, in one pass.</summary>
internal sealed class SourceEditFixAll : FixAllProvider
{
    public static readonly SourceEditFixAll Instance = new();

    public override IEnumerable<FixAllScope> GetSupportedFixAllScopes() => FixAllSites.Instance.GetSupportedFixAllScopes();

    public override async Task<CodeAction?> GetFixAsync(FixAllContext fixAllContext)
    {
        var diagnostics = await FixAllSites.DiagnosticsAsync(fixAllContext).ConfigureAwait(false);
        var edits = diagnostics.Select(SourceEdit.Of).OfType<SourceEdit>().ToList();
        return CodeAction.Create(
            $"Fix all {fixAllContext.CodeActionEquivalenceKey}",
            cancellation => ApplyAsync(fixAllContext.Solution, edits, cancellation),
            fixAllContext.CodeActionEquivalenceKey);
    }

    /// <summary>The solution with the edits made. What several places share is changed once.</summary>
    public static async Task<Solution> ApplyAsync(Solution solution, IEnumerable<SourceEdit> edits, CancellationToken cancellation)
    {
        var result = solution;
        foreach (var file in edits.Where(edit => edit.Place.SourceTree is not null).GroupBy(edit => edit.Place.SourceTree!))
        {
            if (solution.GetDocument(file.Key) is not { } document)
            {
                continue;
            }

            var text = await document.GetTextAsync(cancellation).ConfigureAwait(false);
            var changed = SourceEdits.Apply(text, Merged(file.Select(edit => new TextChange(edit.Place.SourceSpan, edit.Text))));
            foreach (var id in document.GetLinkedDocumentIds().Add(document.Id))
            {
                result = result.WithDocumentText(id, changed);
            }
        }

        return result;
    }

    /// <summary>Two removals that share a semicolon or a comma are one.</summary>
    private static List<TextChange> Merged(IEnumerable<TextChange> changes)
    {
        var merged = new List<TextChange>();
        foreach (var change in changes.OrderBy(change => change.Span.Start).ThenBy(change => change.Span.End))
        {
            var last = merged.Count > 0 ? merged[merged.Count - 1] : default;
            if (merged.Count > 0 && change.NewText!.Length == 0 && last.NewText!.Length == 0 && change.Span.IntersectsWith(last.Span))
            {
                merged[merged.Count - 1] = new TextChange(TextSpan.FromBounds(last.Span.Start, Math.Max(last.Span.End, change.Span.End)), string.Empty);
            }
            else
            {
                merged.Add(change);
            }
        }

        return merged;
    }
}
