using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;
using SqliteDiscipline.Analyzers.Rules;
using SqliteDiscipline.CodeFixes.Rewriting;

namespace SqliteDiscipline.CodeFixes;

/// <summary>SQLD205: writes the name or value that is nearest.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(PragmaSpellingFix))]
[Shared]
public sealed class PragmaSpellingFix : CodeFixProvider
{
    private const string Key = "SqliteDiscipline.NearestPragma";

    private static readonly DocumentFixAll s_fixAll = new("Write the nearest name or value", Key, FixAsync);

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create("SQLD205");

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => s_fixAll;

    /// <inheritdoc/>
    public override Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach (var diagnostic in context.Diagnostics.Where(diagnostic => Replacement(diagnostic) is not null))
        {
            context.RegisterCodeFix(
                CodeAction.Create(
                    $"Write '{Replacement(diagnostic)}'",
                    async cancellation => context.Document.WithText(await FixAsync(context.Document, ImmutableArray.Create(diagnostic), cancellation).ConfigureAwait(false)),
                    Key),
                diagnostic);
        }

        return Task.CompletedTask;
    }

    private static async Task<SourceText> FixAsync(Document document, ImmutableArray<Diagnostic> diagnostics, CancellationToken cancellation) => SourceEdits.Apply(
        await document.GetTextAsync(cancellation).ConfigureAwait(false),
        diagnostics
            .Where(diagnostic => Replacement(diagnostic) is not null)
            .Select(diagnostic => new TextChange(diagnostic.Location.SourceSpan, Replacement(diagnostic)!)));

    private static string? Replacement(Diagnostic diagnostic) => diagnostic.Properties.TryGetValue(SQLD205PragmaSpelling.Replacement, out var replacement) ? replacement : null;
}
