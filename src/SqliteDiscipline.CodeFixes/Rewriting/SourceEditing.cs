using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using SqliteDiscipline.Analyzers.Rules.Edits;

namespace SqliteDiscipline.CodeFixes.Rewriting;

/// <summary>Makes edits: each whole or not at all, and none after which a file no longer compiles.</summary>
internal static class SourceEditing
{
    /// <summary>The solution with the edits made, as far as they go together. What several of them want alike is done once.</summary>
    public static async Task<Solution> ApplyAsync(Solution solution, IReadOnlyCollection<SourceEdit> edits, CancellationToken cancellation)
    {
        var together = new List<SourceEdit>();
        foreach (var edit in edits.OrderBy(edit => edit.Changes[0].Place.SourceTree?.FilePath, StringComparer.Ordinal).ThenBy(edit => edit.Changes[0].Place.SourceSpan.Start))
        {
            if (edit.Changes.All(change => change.Place.SourceTree is not null) && !together.Any(made => Conflict(made, edit)))
            {
                together.Add(edit);
            }
        }

        // All at once nearly always compiles; where it does not, those that do not are found one by one.
        if (await TryApplyAsync(solution, together, cancellation).ConfigureAwait(false) is { } all)
        {
            return all;
        }

        var result = solution;
        var made = new List<SourceEdit>();
        foreach (var edit in together.Count == 1 ? new List<SourceEdit>() : together)
        {
            made.Add(edit);
            if (await TryApplyAsync(solution, made, cancellation).ConfigureAwait(false) is { } further)
            {
                result = further;
            }
            else
            {
                made.RemoveAt(made.Count - 1);
            }
        }

        return result;
    }

    /// <summary><see langword="null"/> where a file would compile no longer.</summary>
    private static async Task<Solution?> TryApplyAsync(Solution solution, IReadOnlyCollection<SourceEdit> edits, CancellationToken cancellation)
    {
        var result = solution;
        foreach (var file in edits.SelectMany(edit => edit.Changes).GroupBy(change => change.Place.SourceTree!))
        {
            if (solution.GetDocument(file.Key) is not { } document || await document.Project.GetCompilationAsync(cancellation).ConfigureAwait(false) is not { } compilation)
            {
                continue;
            }

            var text = await document.GetTextAsync(cancellation).ConfigureAwait(false);
            var changed = SourceEdits.Apply(text, Merged(file.Select(change => new TextChange(change.Place.SourceSpan, change.Text))));
            if (!new CompileCheck(compilation, file.Key, cancellation).Holds(changed, Enumerable.Empty<string>()))
            {
                return null;
            }

            foreach (var id in document.GetLinkedDocumentIds().Add(document.Id))
            {
                result = result.WithDocumentText(id, changed);
            }
        }

        return result;
    }

    private static bool Conflict(SourceEdit made, SourceEdit edit) =>
        made.Changes.Any(one => edit.Changes.Any(other => one.Place.SourceTree == other.Place.SourceTree && Conflict(one, other)));

    // The same twice is once, and two removals are one.
    private static bool Conflict(SourceChange one, SourceChange other)
    {
        var (left, right) = (one.Place.SourceSpan, other.Place.SourceSpan);
        return (left.OverlapsWith(right) || IsWithin(left, right) || IsWithin(right, left))
            && !(left == right && one.Text == other.Text)
            && !(one.Text.Length == 0 && other.Text.Length == 0);
    }

    private static bool IsWithin(TextSpan insertion, TextSpan around) => insertion.IsEmpty && around.Start < insertion.Start && insertion.Start < around.End;

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
