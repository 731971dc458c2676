using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace SqliteDiscipline.CodeFixes.Rewriting;

/// <summary>A file that several projects share, or one compiles for several frameworks, is a document in each: what is written to one of them is written to all.</summary>
internal static class SharedFiles
{
    /// <summary>What makes two documents one file.</summary>
    public static string KeyOf(TextDocument document) => document.FilePath ?? document.Id.Id.ToString();

    /// <summary>The solution with the changes made: each file once, by what each of its documents saw in it.</summary>
    public static async Task<Solution> ApplyAsync<TChanges>(Solution solution, IEnumerable<KeyValuePair<DocumentId, TChanges>> changes, CancellationToken cancellation)
        where TChanges : IEnumerable<TextChange>
    {
        var result = solution;
        foreach (var file in changes.GroupBy(change => KeyOf(solution.GetDocument(change.Key)!), StringComparer.Ordinal))
        {
            var document = solution.GetDocument(file.First().Key)!;
            var text = await document.GetTextAsync(cancellation).ConfigureAwait(false);
            result = Write(result, document, SourceEdits.Apply(text, file.SelectMany(change => change.Value)));
        }

        return result;
    }

    /// <summary>Gives a file a new text.</summary>
    public static Solution Write(Solution solution, TextDocument document, SourceText text) => document is Document source
        ? source.GetLinkedDocumentIds().Add(source.Id).Aggregate(solution, (changing, id) => changing.WithDocumentText(id, text))
        : solution.Projects.SelectMany(project => project.AdditionalDocuments)
            .Where(additional => additional.Id == document.Id || (document.FilePath is not null && additional.FilePath == document.FilePath))
            .Aggregate(solution, (changing, additional) => changing.WithAdditionalDocumentText(additional.Id, text));
}
