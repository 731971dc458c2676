using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;

namespace SqliteDiscipline.CodeFixes;

/// <summary>SQLD205: writes the name or value that is nearest.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(PragmaSpellingFix))]
[Shared]
public sealed class PragmaSpellingFix : CodeFixProvider
{
    private static readonly FixAllTexts s_fixAll = new("Write the nearest name or value", "SQLD205.Nearest", (diagnostic, _, _) => Changes(diagnostic));

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create("SQLD205");

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => s_fixAll;

    /// <inheritdoc/>
    public override Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach (var diagnostic in context.Diagnostics)
        {
            if (diagnostic.Properties.TryGetValue("Replacement", out var replacement) && replacement is not null)
            {
                context.RegisterCodeFix(s_fixAll.One($"Write '{replacement}'", context.Document, diagnostic), diagnostic);
            }
        }

        return Task.CompletedTask;
    }

    private static TextChange[] Changes(Diagnostic diagnostic) =>
        diagnostic.Properties.TryGetValue("Replacement", out var replacement) && replacement is not null
            ? new[] { new TextChange(diagnostic.Location.SourceSpan, replacement) }
            : Array.Empty<TextChange>();
}
