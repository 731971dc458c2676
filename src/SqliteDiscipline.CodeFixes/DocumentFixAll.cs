using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;

namespace SqliteDiscipline.CodeFixes;

/// <summary>Fixes all diagnostics of a document, a project or the solution in one pass, for fixes that change one document each.</summary>
/// <param name="title">What the action is called.</param>
/// <param name="key">The equivalence key of the fix.</param>
/// <param name="fix">The text of a document without those of its diagnostics that can be fixed.</param>
internal sealed class DocumentFixAll(
    string title, string key, Func<Document, ImmutableArray<Diagnostic>, CancellationToken, Task<SourceText>> fix) : FixAllProvider
{
    public override IEnumerable<FixAllScope> GetSupportedFixAllScopes() => FixAllSites.Instance.GetSupportedFixAllScopes();

    public override Task<CodeAction?> GetFixAsync(FixAllContext fixAllContext) => Task.FromResult<CodeAction?>(CodeAction.Create(
        title, cancellation => FixAsync(fixAllContext.WithCancellationToken(cancellation)), key));

    private async Task<Solution> FixAsync(FixAllContext context)
    {
        var solution = context.Solution;
        foreach (var document in Documents(context))
        {
            var diagnostics = await context.GetDocumentDiagnosticsAsync(document).ConfigureAwait(false);
            if (!diagnostics.IsEmpty)
            {
                var ordered = diagnostics.OrderBy(diagnostic => diagnostic.Location.SourceSpan.Start).ToImmutableArray();
                solution = solution.WithDocumentText(document.Id, await fix(document, ordered, context.CancellationToken).ConfigureAwait(false));
            }
        }

        return solution;
    }

    private static IEnumerable<Document> Documents(FixAllContext context) => context.Scope switch
    {
        FixAllScope.Document => context.Document is { } document ? new[] { document } : Enumerable.Empty<Document>(),
        FixAllScope.Project => context.Project.Documents,
        _ => context.Solution.Projects.Where(project => project.Language == context.Project.Language).SelectMany(project => project.Documents),
    };
}
