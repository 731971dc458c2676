using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;
using SqliteDiscipline.Analyzers.Schema.Sources;

namespace SqliteDiscipline.CodeFixes.Sql;

/// <summary>Applies changes within SQL that the rules themselves have worked out, see <see cref="SqlEdit"/>.</summary>
internal static class SqlEdits
{
    /// <summary>All of a document in one pass. What is inserted at one place stands there as if done one after the other: the last first.</summary>
    public static readonly FixAllProvider FixAll = FixAllProvider.Create(
        async (context, document, diagnostics) => await ApplyAsync(document, diagnostics, context.CancellationToken).ConfigureAwait(false));

    public static bool HasEdit(Diagnostic diagnostic) => diagnostic.Properties.ContainsKey(SqlEdit.Text);

    public static async Task<Document> ApplyAsync(Document document, ImmutableArray<Diagnostic> diagnostics, CancellationToken cancellation)
    {
        var text = await document.GetTextAsync(cancellation).ConfigureAwait(false);
        var changes = diagnostics.Where(HasEdit).OrderByDescending(diagnostic => diagnostic.Location.SourceSpan.Start).Select(Read)
            .GroupBy(change => change.Span)
            .Select(changes => new TextChange(changes.Key, string.Concat(changes.Select(change => change.NewText).Distinct())))
            .OrderBy(change => change.Span.Start);
        return document.WithText(text.WithChanges(changes));
    }

    private static TextChange Read(Diagnostic diagnostic) => new(
        new TextSpan(int.Parse(diagnostic.Properties[SqlEdit.Start]!), int.Parse(diagnostic.Properties[SqlEdit.Length]!)), diagnostic.Properties[SqlEdit.Text]!);
}
