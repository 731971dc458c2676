using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;
using SqliteDiscipline.Analyzers.Schema.Sources;

namespace SqliteDiscipline.CodeFixes.Sql;

/// <summary>Makes the changes within SQL that the diagnostics of a document, a project or the solution bring with them, in one pass.</summary>
/// <param name="title">What the fix does.</param>
/// <param name="key">Its equivalence key.</param>
internal sealed class SqlEditFixAll(string title, string key) : FixAllProvider
{
    public override IEnumerable<FixAllScope> GetSupportedFixAllScopes() => FixAllSites.Instance.GetSupportedFixAllScopes();

    public override Task<CodeAction?> GetFixAsync(FixAllContext fixAllContext) => Task.FromResult<CodeAction?>(CodeAction.Create(
        title, cancellation => FixAsync(fixAllContext.WithCancellationToken(cancellation)), key));

    public static bool HasEdit(Diagnostic diagnostic) => diagnostic.Properties.ContainsKey(SqlEdit.Text);

    /// <summary>
    /// The solution with the changes made. What is inserted at one place stands there as if done one after the other: the last first.
    /// </summary>
    public static async Task<Solution> ApplyAsync(
        Solution solution, Project project, IEnumerable<Diagnostic> diagnostics, CancellationToken cancellation)
    {
        foreach (var file in diagnostics.Where(HasEdit).GroupBy(diagnostic => DocumentOf(project, diagnostic.Location)))
        {
            if (file.Key is not { } id || (solution.GetDocument(id) ?? solution.GetAdditionalDocument(id)) is not { } document)
            {
                continue;
            }

            var text = await document.GetTextAsync(cancellation).ConfigureAwait(false);
            var changes = file.OrderByDescending(diagnostic => diagnostic.Location.SourceSpan.Start).Select(Read)
                .GroupBy(change => change.Span)
                .Select(same => new TextChange(same.Key, string.Concat(same.Select(change => change.NewText).Distinct())))
                .OrderBy(change => change.Span.Start);
            var changed = text.WithChanges(changes);
            solution = document is Document ? solution.WithDocumentText(id, changed) : solution.WithAdditionalDocumentText(id, changed);
        }

        return solution;
    }

    private static async Task<Solution> FixAsync(FixAllContext context)
    {
        if (context.Scope == FixAllScope.Document)
        {
            return context.Document is { } document
                ? await ApplyAsync(
                    context.Solution, document.Project, await context.GetDocumentDiagnosticsAsync(document).ConfigureAwait(false), context.CancellationToken).ConfigureAwait(false)
                : context.Solution;
        }

        var projects = context.Scope == FixAllScope.Solution
            ? context.Solution.Projects.Where(project => project.Language == context.Project.Language)
            : new[] { context.Project };
        var solution = context.Solution;
        foreach (var project in projects)
        {
            var diagnostics = await context.GetAllDiagnosticsAsync(project).ConfigureAwait(false);
            solution = await ApplyAsync(solution, project, diagnostics, context.CancellationToken).ConfigureAwait(false);
        }

        return solution;
    }

    /// <summary>The file that a location is in: a source, or an additional file, which has a path only.</summary>
    private static DocumentId? DocumentOf(Project project, Location location) => location.SourceTree is { } tree
        ? project.GetDocument(tree)?.Id
        : project.AdditionalDocuments.FirstOrDefault(document => document.FilePath == location.GetLineSpan().Path)?.Id;

    private static TextChange Read(Diagnostic diagnostic) => new(
        new TextSpan(
            int.Parse(diagnostic.Properties[SqlEdit.Start]!, CultureInfo.InvariantCulture),
            int.Parse(diagnostic.Properties[SqlEdit.Length]!, CultureInfo.InvariantCulture)),
        diagnostic.Properties[SqlEdit.Text]!);
}
