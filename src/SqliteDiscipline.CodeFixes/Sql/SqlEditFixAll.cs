using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;
using SqliteDiscipline.Analyzers.Schema.Sources;
using SqliteDiscipline.CodeFixes.Rewriting;

namespace SqliteDiscipline.CodeFixes.Sql;

/// <summary>Makes the changes within SQL that the diagnostics of a document, a project or the solution bring with them, in one pass.</summary>
/// <param name="title">What the fix does.</param>
/// <param name="key">Its equivalence key.</param>
/// <param name="isMeant">Whether a diagnostic is among those to be fixed without a look at each.</param>
internal sealed class SqlEditFixAll(string title, string key, Func<Diagnostic, bool> isMeant) : FixAllProvider
{
    public override IEnumerable<FixAllScope> GetSupportedFixAllScopes() => FixAllSites.Instance.GetSupportedFixAllScopes();

    public override Task<CodeAction?> GetFixAsync(FixAllContext fixAllContext) => Task.FromResult<CodeAction?>(CodeAction.Create(
        title, cancellation => FixAsync(fixAllContext.WithCancellationToken(cancellation)), key));

    public static bool HasEdit(Diagnostic diagnostic) => diagnostic.Properties.ContainsKey(SqlEdit.Text);

    /// <summary>
    /// The solution with the changes made. What is inserted at one place stands there as if done one after the other: the last first.
    /// </summary>
    public static async Task<Solution> ApplyAsync(Solution solution, IEnumerable<(Project Project, Diagnostic Diagnostic)> found, CancellationToken cancellation)
    {
        var files = found.Where(edit => HasEdit(edit.Diagnostic))
            .Select(edit => (Document: DocumentOf(edit.Project, edit.Diagnostic.Location), edit.Diagnostic))
            .Where(edit => edit.Document is not null)
            .GroupBy(edit => SharedFiles.KeyOf(edit.Document!), StringComparer.Ordinal);
        var result = solution;
        foreach (var file in files)
        {
            var document = file.First().Document!;
            var text = await document.GetTextAsync(cancellation).ConfigureAwait(false);
            var changes = file.OrderByDescending(edit => edit.Diagnostic.Location.SourceSpan.Start).Select(edit => Read(edit.Diagnostic))
                .GroupBy(change => change.Span)
                .Select(same => new TextChange(same.Key, string.Concat(same.Select(change => change.NewText).Distinct())))
                .OrderBy(change => change.Span.Start);
            result = SharedFiles.Write(result, document, text.WithChanges(changes));
        }

        return result;
    }

    private async Task<Solution> FixAsync(FixAllContext context)
    {
        if (context.Scope == FixAllScope.Document)
        {
            var here = context.Document is { } document ? await context.GetDocumentDiagnosticsAsync(document).ConfigureAwait(false) : ImmutableArray<Diagnostic>.Empty;
            return await ApplyAsync(context.Solution, here.Where(isMeant).Select(diagnostic => (context.Project, diagnostic)), context.CancellationToken).ConfigureAwait(false);
        }

        var projects = context.Scope == FixAllScope.Solution
            ? context.Solution.Projects.Where(project => project.Language == context.Project.Language)
            : new[] { context.Project };
        var found = new List<(Project, Diagnostic)>();
        foreach (var project in projects)
        {
            var diagnostics = await context.GetAllDiagnosticsAsync(project).ConfigureAwait(false);
            found.AddRange(diagnostics.Where(isMeant).Select(diagnostic => (project, diagnostic)));
        }

        return await ApplyAsync(context.Solution, found, context.CancellationToken).ConfigureAwait(false);
    }

    /// <summary>The file that a location is in: a source, or an additional file, which has a path only.</summary>
    private static TextDocument? DocumentOf(Project project, Location location) => location.SourceTree is { } tree
        ? project.GetDocument(tree)
        : project.AdditionalDocuments.FirstOrDefault(document => document.FilePath == location.GetLineSpan().Path);

    private static TextChange Read(Diagnostic diagnostic) => new(
        new TextSpan(
            int.Parse(diagnostic.Properties[SqlEdit.Start]!, CultureInfo.InvariantCulture),
            int.Parse(diagnostic.Properties[SqlEdit.Length]!, CultureInfo.InvariantCulture)),
        diagnostic.Properties[SqlEdit.Text]!);
}
