using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using SqliteDiscipline.Analyzers.Rules.Edits;
using SqliteDiscipline.CodeFixes.Pragmas;

namespace SqliteDiscipline.CodeFixes;

/// <summary>
/// SQLD203: sends the pragma before the transaction begins, or after it has been committed: where, the diagnostic shows as its other location.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MoveOutOfTransactionFix))]
[Shared]
public sealed class MoveOutOfTransactionFix() : SourceEditFix("SQLD203")
{
    private protected override async Task<SourceEdit?> EditOfAsync(Document document, Diagnostic diagnostic, CancellationToken cancellation)
    {
        if (diagnostic.AdditionalLocations.Count == 0 || await document.GetSyntaxTreeAsync(cancellation).ConfigureAwait(false) is not { } tree)
        {
            return null;
        }

        var root = await tree.GetRootAsync(cancellation).ConfigureAwait(false);
        var text = await tree.GetTextAsync(cancellation).ConfigureAwait(false);
        var (pragma, place) = (diagnostic.Location.SourceSpan, diagnostic.AdditionalLocations[0].SourceSpan);
        var isBehind = place.Start > pragma.Start;
        var changes = PragmaMove.Of(root, text, pragma, place)
            .Select(change => new SourceChange(Location.Create(tree, change.Span), change.NewText!))
            .ToImmutableArray();
        return SourceEdit.Of(isBehind ? "Send the pragma after the transaction" : "Send the pragma before the transaction", changes);
    }
}
