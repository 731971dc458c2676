using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using SqliteDiscipline.Analyzers.Rules;
using SqliteDiscipline.CodeFixes.Rewriting;

namespace SqliteDiscipline.CodeFixes;

/// <summary>SQLD104, SQLD105: takes a keyword out of a connection string, or writes what was meant.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ConnectionStringFix))]
[Shared]
public sealed class ConnectionStringFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create("SQLD104", "SQLD105");

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => SourceEditFixAll.Instance;

    /// <inheritdoc/>
    public override Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach (var diagnostic in context.Diagnostics)
        {
            if (SourceEdit.Of(diagnostic) is { } edit)
            {
                context.RegisterCodeFix(
                    CodeAction.Create(
                        edit.Title,
                        cancellation => SourceEditFixAll.ApplyAsync(context.Document.Project.Solution, new[] { edit }, cancellation),
                        nameof(ConnectionStringFix)),
                    diagnostic);
            }
        }

        return Task.CompletedTask;
    }
}
