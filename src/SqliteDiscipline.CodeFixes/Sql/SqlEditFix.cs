using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using SqliteDiscipline.Analyzers.Schema.Sources;

namespace SqliteDiscipline.CodeFixes.Sql;

/// <summary>A fix within SQL, in a string of the code or in a <c>.sql</c> file, whose change comes with the diagnostic: see <see cref="SqlEdit"/>.</summary>
/// <param name="id">The rule that it fixes.</param>
/// <param name="title">What it does.</param>
public abstract class SqlEditFix(string id, string title) : CodeFixProvider
{

    /// <inheritdoc/>
    public sealed override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(id);

    /// <inheritdoc/>
    public sealed override FixAllProvider GetFixAllProvider() => new SqlEditFixAll(title, id, diagnostic => !IsForNewDatabasesOnly(diagnostic));

    /// <inheritdoc/>
    public sealed override Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var solution = context.TextDocument.Project.Solution;
        foreach (var diagnostic in context.Diagnostics.Where(SqlEditFixAll.HasEdit))
        {
            context.RegisterCodeFix(
                CodeAction.Create(
                    IsForNewDatabasesOnly(diagnostic) ? title + ", in new databases only" : title,
                    cancellation => SqlEditFixAll.ApplyAsync(solution, new[] { (context.TextDocument.Project, diagnostic) }, cancellation),
                    id),
                diagnostic);
        }

        return Task.CompletedTask;
    }

    /// <summary>Whether the databases that there are already never see the change: it is then made only where it is asked for.</summary>
    private protected virtual bool IsForNewDatabasesOnly(Diagnostic diagnostic) => false;
}
