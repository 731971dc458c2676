using System.Collections.Immutable;
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
            if (edit.Changes.All(change => change.Place.SourceTree is not null) && !HasBranches(edit, cancellation) && !together.Any(made => Conflict(made, edit)))
            {
                together.Add(edit);
            }
        }

        var trial = new Trial(solution, cancellation);
        var made = await trial.FailingAsync(together).ConfigureAwait(false) is { Count: > 0 } failing ? await trial.SelectAsync(together, failing).ConfigureAwait(false) : together;
        return await trial.ApplyAsync(made).ConfigureAwait(false);
    }

    // From its first change in a file to its last.
    private static bool HasBranches(SourceEdit edit, CancellationToken cancellation) => edit.Changes.GroupBy(change => change.Place.SourceTree!).Any(file => Branches.AreIn(
        file.Key.GetRoot(cancellation), TextSpan.FromBounds(file.Min(change => change.Place.SourceSpan.Start), file.Max(change => change.Place.SourceSpan.End))));

    private static bool Conflict(SourceEdit made, SourceEdit edit) =>
        made.Changes.Any(one => edit.Changes.Any(other => FileOf(one).Equals(FileOf(other)) && Conflict(one, other)));

    // The same twice is once, and two removals are one.
    private static bool Conflict(SourceChange one, SourceChange other)
    {
        var (left, right) = (one.Place.SourceSpan, other.Place.SourceSpan);
        return (left.OverlapsWith(right) || IsWithin(left, right) || IsWithin(right, left))
            && !(left == right && one.Text == other.Text)
            && !(one.Text.Length == 0 && other.Text.Length == 0);
    }

    private static bool IsWithin(TextSpan insertion, TextSpan around) => insertion.IsEmpty && around.Start < insertion.Start && insertion.Start < around.End;

    private static object FileOf(SourceChange change) => change.Place.SourceTree is { FilePath.Length: > 0 } tree ? tree.FilePath : change.Place.SourceTree!;

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

    /// <summary>Tries edits out: a file that several documents are must compile in each of them.</summary>
    private sealed class Trial(Solution solution, CancellationToken cancellation)
    {
        private readonly Dictionary<object, (Document? Document, List<CompileCheck> Checks)> _files = new();

        /// <summary>The files that compile no longer with these edits.</summary>
        public async Task<HashSet<object>> FailingAsync(List<SourceEdit> edits)
        {
            var failing = new HashSet<object>();
            foreach (var file in edits.SelectMany(edit => edit.Changes).Select(FileOf).Distinct())
            {
                if (!await HoldsAsync(file, edits).ConfigureAwait(false))
                {
                    failing.Add(file);
                }
            }

            return failing;
        }

        /// <summary>Of the edits of files that fail, those that go together, one by one; and all others.</summary>
        public async Task<List<SourceEdit>> SelectAsync(List<SourceEdit> edits, HashSet<object> failing)
        {
            var made = edits.Where(edit => !edit.Changes.Any(change => failing.Contains(FileOf(change)))).ToList();
            if (edits.Count == 1 || (await FailingAsync(made).ConfigureAwait(false)).Count > 0)
            {
                made.Clear();
            }

            foreach (var edit in edits.Count == 1 ? Enumerable.Empty<SourceEdit>() : edits.Except(made).ToList())
            {
                made.Add(edit);
                foreach (var file in edit.Changes.Select(FileOf).Distinct())
                {
                    if (!await HoldsAsync(file, made).ConfigureAwait(false))
                    {
                        made.RemoveAt(made.Count - 1);
                        break;
                    }
                }
            }

            return made;
        }

        public async Task<Solution> ApplyAsync(List<SourceEdit> edits)
        {
            var result = solution;
            foreach (var file in edits.SelectMany(edit => edit.Changes).Select(FileOf).Distinct())
            {
                if ((await OpenAsync(file, edits).ConfigureAwait(false)).Document is { } document)
                {
                    var changed = await ChangedAsync(document, file, edits).ConfigureAwait(false);
                    result = SharedFiles.Write(result, document, changed);
                }
            }

            return result;
        }

        private async Task<bool> HoldsAsync(object file, List<SourceEdit> edits)
        {
            var (document, checks) = await OpenAsync(file, edits).ConfigureAwait(false);
            if (document is null)
            {
                return true;
            }

            var changed = await ChangedAsync(document, file, edits).ConfigureAwait(false);
            return checks.TrueForAll(check => check.Holds(changed, Enumerable.Empty<string>()));
        }

        private async Task<SourceText> ChangedAsync(Document document, object file, IEnumerable<SourceEdit> edits) => SourceEdits.Apply(
            await document.GetTextAsync(cancellation).ConfigureAwait(false),
            Merged(edits.SelectMany(edit => edit.Changes).Where(change => FileOf(change).Equals(file)).Select(change => new TextChange(change.Place.SourceSpan, change.Text))));

        private async Task<(Document? Document, List<CompileCheck> Checks)> OpenAsync(object file, IEnumerable<SourceEdit> edits)
        {
            if (!_files.TryGetValue(file, out var opened))
            {
                var tree = edits.SelectMany(edit => edit.Changes).First(change => FileOf(change).Equals(file)).Place.SourceTree;
                opened = (solution.GetDocument(tree), new List<CompileCheck>());
                foreach (var id in opened.Document is { } document ? document.GetLinkedDocumentIds().Add(document.Id) : ImmutableArray<DocumentId>.Empty)
                {
                    var shared = solution.GetDocument(id)!;
                    if (await shared.Project.GetCompilationAsync(cancellation).ConfigureAwait(false) is { } compilation
                        && await shared.GetSyntaxTreeAsync(cancellation).ConfigureAwait(false) is { } own)
                    {
                        opened.Checks.Add(new CompileCheck(compilation, own, cancellation));
                    }
                }

                _files.Add(file, opened);
            }

            return opened;
        }
    }
}
