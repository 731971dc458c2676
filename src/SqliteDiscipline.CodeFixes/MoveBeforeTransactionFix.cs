using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;
using SqliteDiscipline.CodeFixes.Pragmas;
using SqliteDiscipline.CodeFixes.Rewriting;

namespace SqliteDiscipline.CodeFixes;

/// <summary>SQLD203: sends the pragma before the transaction begins.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MoveBeforeTransactionFix))]
[Shared]
public sealed class MoveBeforeTransactionFix : CodeFixProvider
{
    private const string Title = "Send the pragma before the transaction";
    private const string Key = "SqliteDiscipline.MoveBeforeTransaction";

    private static readonly DocumentFixAll s_fixAll = new(Title, Key, FixAsync);

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create("SQLD203");

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => s_fixAll;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var text = await context.Document.GetTextAsync(context.CancellationToken).ConfigureAwait(false);
        foreach (var diagnostic in context.Diagnostics)
        {
            var changed = await FixAsync(context.Document, ImmutableArray.Create(diagnostic), context.CancellationToken).ConfigureAwait(false);
            if (!changed.ContentEquals(text))
            {
                context.RegisterCodeFix(CodeAction.Create(Title, _ => Task.FromResult(context.Document.WithText(changed)), Key), diagnostic);
            }
        }
    }

    private static async Task<SourceText> FixAsync(Document document, ImmutableArray<Diagnostic> diagnostics, CancellationToken cancellation)
    {
        var text = await document.GetTextAsync(cancellation).ConfigureAwait(false);
        if (await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false) is not { } model)
        {
            return text;
        }

        var root = await model.SyntaxTree.GetRootAsync(cancellation).ConfigureAwait(false);
        var check = new CompileCheck(model.Compilation, model.SyntaxTree, cancellation);
        var changes = ImmutableArray<TextChange>.Empty;
        foreach (var diagnostic in diagnostics.Where(diagnostic => diagnostic.AdditionalLocations.Count > 0))
        {
            var moved = changes.AddRange(PragmaMove.Of(root, text, diagnostic.Location.SourceSpan, diagnostic.AdditionalLocations[0].SourceSpan));
            if (moved.Length > changes.Length && check.Holds(SourceEdits.Apply(text, moved), Enumerable.Empty<string>()))
            {
                changes = moved;
            }
        }

        return SourceEdits.Apply(text, changes);
    }
}
