using System.Collections.Immutable;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using SqliteDiscipline.Analyzers.Rules;

namespace SqliteDiscipline.CodeFixes;

/// <summary>A fix whose edit comes with the diagnostic: the rule that saw the fault knows what to write.</summary>
/// <param name="ids">The rules that it fixes.</param>
public abstract class SourceEditFix(params string[] ids) : CodeFixProvider
{
    /// <inheritdoc/>
    public sealed override ImmutableArray<string> FixableDiagnosticIds { get; } = ids.ToImmutableArray();

    /// <inheritdoc/>
    public sealed override FixAllProvider GetFixAllProvider() => SourceEditFixAll.Instance;

    /// <inheritdoc/>
    public sealed override Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach (var diagnostic in context.Diagnostics)
        {
            if (SourceEdit.Of(diagnostic) is { } edit)
            {
                var solution = context.Document.Project.Solution;
                context.RegisterCodeFix(
                    CodeAction.Create(edit.Title, cancellation => SourceEditFixAll.ApplyAsync(solution, new[] { edit }, cancellation), diagnostic.Id), diagnostic);
            }
        }

        return Task.CompletedTask;
    }
}
