using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace SqliteDiscipline.CodeFixes.Sql;

/// <summary>SQLD501: creates an index for a child key, right behind the statement that declares the key.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AddIndexFix))]
[Shared]
public sealed class AddIndexFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create("SQLD501");

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => SqlEdits.FixAll;

    /// <inheritdoc/>
    public override Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach (var diagnostic in context.Diagnostics.Where(SqlEdits.HasEdit))
        {
            context.RegisterCodeFix(
                CodeAction.Create(
                    "Create an index for the foreign key",
                    cancellation => SqlEdits.ApplyAsync(context.Document, ImmutableArray.Create(diagnostic), cancellation),
                    nameof(AddIndexFix)),
                diagnostic);
        }

        return Task.CompletedTask;
    }
}
