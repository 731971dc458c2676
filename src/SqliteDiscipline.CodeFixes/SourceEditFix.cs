using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using SqliteDiscipline.Analyzers.Rules.Edits;
using SqliteDiscipline.CodeFixes.Rewriting;

namespace SqliteDiscipline.CodeFixes;

/// <summary>
/// A fix whose edit comes with the diagnostic: the rule that saw the fault knows what to write. Offered where the result compiles; one by one, or all of a document,
/// a project or the solution in one pass.
/// </summary>
/// <param name="ids">The rules that it fixes.</param>
public abstract class SourceEditFix(params string[] ids) : CodeFixProvider
{
    /// <inheritdoc/>
    public sealed override ImmutableArray<string> FixableDiagnosticIds { get; } = ids.ToImmutableArray();

    /// <inheritdoc/>
    public sealed override FixAllProvider GetFixAllProvider() => new FixAll(this);

    /// <inheritdoc/>
    public sealed override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var solution = context.Document.Project.Solution;
        foreach (var diagnostic in context.Diagnostics)
        {
            if (await EditOfAsync(context.Document, diagnostic, context.CancellationToken).ConfigureAwait(false) is { } edit
                && await SourceEditing.ApplyAsync(solution, new[] { edit }, context.CancellationToken).ConfigureAwait(false) is var changed && changed != solution)
            {
                context.RegisterCodeFix(CodeAction.Create(edit.Title, _ => Task.FromResult(changed), diagnostic.Id), diagnostic);
            }
        }
    }

    /// <summary>What is to be changed; a fix that has to look at the code itself does so here.</summary>
    private protected virtual Task<SourceEdit?> EditOfAsync(Document document, Diagnostic diagnostic, CancellationToken cancellation) =>
        Task.FromResult(SourceEdit.Of(diagnostic));

    private sealed class FixAll(SourceEditFix fix) : FixAllProvider
    {
        public override IEnumerable<FixAllScope> GetSupportedFixAllScopes() => FixAllSites.Instance.GetSupportedFixAllScopes();

        public override Task<CodeAction?> GetFixAsync(FixAllContext fixAllContext) => Task.FromResult<CodeAction?>(CodeAction.Create(
            $"Fix all {fixAllContext.CodeActionEquivalenceKey}",
            cancellation => FixAsync(fixAllContext.WithCancellationToken(cancellation)),
            fixAllContext.CodeActionEquivalenceKey));

        private async Task<Solution> FixAsync(FixAllContext context)
        {
            var edits = new List<SourceEdit>();
            foreach (var diagnostic in await FixAllSites.DiagnosticsAsync(context).ConfigureAwait(false))
            {
                if (context.Solution.GetDocument(diagnostic.Location.SourceTree) is { } document
                    && await fix.EditOfAsync(document, diagnostic, context.CancellationToken).ConfigureAwait(false) is { } edit)
                {
                    edits.Add(edit);
                }
            }

            return await SourceEditing.ApplyAsync(context.Solution, edits, context.CancellationToken).ConfigureAwait(false);
        }
    }
}
