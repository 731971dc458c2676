using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using SqliteDiscipline.Analyzers.Rules.Edits;
using SqliteDiscipline.CodeFixes.Pragmas;

namespace SqliteDiscipline.CodeFixes;

/// <summary>SQLD203: sends the pragma before the transaction begins, which the diagnostic shows as its other location.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MoveBeforeTransactionFix))]
[Shared]
public sealed class MoveBeforeTransactionFix() : SourceEditFix("SQLD203")
{
    private protected override async Task<SourceEdit?> EditOfAsync(Document document, Diagnostic diagnostic, CancellationToken cancellation)
    {
        if (diagnostic.AdditionalLocations.Count == 0 || await document.GetSyntaxTreeAsync(cancellation).ConfigureAwait(false) is not { } tree)
        {
            return null;
        }

        var root = await tree.GetRootAsync(cancellation).ConfigureAwait(false);
        var text = await tree.GetTextAsync(cancellation).ConfigureAwait(false);
        var changes = PragmaMove.Of(root, text, diagnostic.Location.SourceSpan, diagnostic.AdditionalLocations[0].SourceSpan)
            .Select(change => new SourceChange(Location.Create(tree, change.Span), change.NewText!))
            .ToImmutableArray();
        return SourceEdit.Of("Send the pragma before the transaction", changes);
    }
}
