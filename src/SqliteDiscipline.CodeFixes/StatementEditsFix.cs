using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;
using SqliteDiscipline.Analyzers.Rules.Edits;
using SqliteDiscipline.CodeFixes.Rewriting;

namespace SqliteDiscipline.CodeFixes;

/// <summary>SQLD103, SQLD201, SQLD207, SQLD210, SQLD211: makes the changes that the rule found and sent along, where the result compiles.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(StatementEditsFix))]
[Shared]
public sealed class StatementEditsFix : CodeFixProvider
{
    private const string Key = "SqliteDiscipline.Statements";

    private static readonly DocumentFixAll s_fixAll = new(
        "Put the statements right",
        Key,
        async (document, diagnostics, cancellation) =>
            await ApplyAsync(document, diagnostics, cancellation).ConfigureAwait(false) ?? await document.GetTextAsync(cancellation).ConfigureAwait(false));

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create("SQLD103", "SQLD201", "SQLD207", "SQLD210", "SQLD211");

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => s_fixAll;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach (var diagnostic in context.Diagnostics)
        {
            if (StatementEdits.TitleOf(diagnostic) is not { } title)
            {
                continue;
            }

            var changed = await ApplyAsync(context.Document, new[] { diagnostic }, context.CancellationToken).ConfigureAwait(false);
            if (changed is not null)
            {
                context.RegisterCodeFix(
                    CodeAction.Create(title, _ => Task.FromResult(context.Document.WithText(changed)), Key), diagnostic);
            }
        }
    }

    /// <summary>The text with the changes of the diagnostics made, those left out that would not compile or that touch another's; <see langword="null"/> where none is left.</summary>
    internal static async Task<SourceText?> ApplyAsync(Document document, IEnumerable<Diagnostic> diagnostics, CancellationToken cancellation)
    {
        if (await document.GetSyntaxTreeAsync(cancellation).ConfigureAwait(false) is not { } tree
            || await document.Project.GetCompilationAsync(cancellation).ConfigureAwait(false) is not { } compilation)
        {
            return null;
        }

        var text = await tree.GetTextAsync(cancellation).ConfigureAwait(false);
        var check = new CompileCheck(compilation, tree, cancellation);
        var made = new List<TextChange>();
        foreach (var diagnostic in diagnostics.OrderBy(diagnostic => diagnostic.Location.SourceSpan.Start))
        {
            var changes = StatementEdits.Of(diagnostic).Select(change => new TextChange(change.Place.SourceSpan, change.Text)).ToList();
            if (changes.Count == 0 || changes.Any(change => made.Any(other => Touch(change.Span, other.Span))))
            {
                continue;
            }

            if (check.Holds(SourceEdits.Apply(text, made.Concat(changes)), Enumerable.Empty<string>()))
            {
                made.AddRange(changes);
            }
        }

        return made.Count == 0 ? null : SourceEdits.Apply(text, made);
    }

    private static bool Touch(TextSpan left, TextSpan right) => left.IntersectsWith(right) && !(left.IsEmpty && right.IsEmpty && left != right);
}
