using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;
using SqliteDiscipline.CodeFixes.Rewriting;

namespace SqliteDiscipline.CodeFixes;

/// <summary>Fixes that are changes of text where the diagnostic stands: one of them, or all of a document, a project or the solution in one pass.</summary>
/// <param name="title">What the fix for all is called.</param>
/// <param name="key">The fix's equivalence key.</param>
/// <param name="changes">The changes of its document that fix a diagnostic; none where it has no fix.</param>
internal sealed class FixAllTexts(string title, string key, Func<Diagnostic, SyntaxNode, SemanticModel, IEnumerable<TextChange>> changes) : FixAllProvider
{
    public override IEnumerable<FixAllScope> GetSupportedFixAllScopes() => FixAllSites.Instance.GetSupportedFixAllScopes();

    public override Task<CodeAction?> GetFixAsync(FixAllContext fixAllContext) => Task.FromResult<CodeAction?>(CodeAction.Create(
        title,
        async cancellation =>
        {
            var solution = fixAllContext.Solution;
            var found = await FixAllSites.DiagnosticsAsync(fixAllContext.WithCancellationToken(cancellation)).ConfigureAwait(false);
            foreach (var group in found.GroupBy(item => item.Document))
            {
                solution = await ApplyAsync(solution, group.Key, group.Select(item => item.Diagnostic), cancellation).ConfigureAwait(false);
            }

            return solution;
        },
        key));

    /// <summary>The action that fixes one diagnostic.</summary>
    public CodeAction One(string title, Document document, Diagnostic diagnostic) => CodeAction.Create(
        title,
        cancellation => ApplyAsync(document.Project.Solution, document.Id, new[] { diagnostic }, cancellation),
        key);

    private async Task<Solution> ApplyAsync(Solution solution, DocumentId id, IEnumerable<Diagnostic> diagnostics, CancellationToken cancellation)
    {
        var document = solution.GetDocument(id)!;
        var text = await document.GetTextAsync(cancellation).ConfigureAwait(false);
        if (await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false) is not { } root
            || await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false) is not { } model)
        {
            return solution;
        }

        return solution.WithDocumentText(id, SourceEdits.Apply(text, diagnostics.SelectMany(diagnostic => changes(diagnostic, root, model))));
    }
}
