using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using SqliteDiscipline.CodeFixes.Declaring;

namespace SqliteDiscipline.CodeFixes;

/// <summary>SQLD202: says in the manifest what is set on one typed connection, so that every one has it.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MoveToManifestFix))]
[Shared]
public sealed class MoveToManifestFix : CodeFixProvider
{
    private const string Key = "SqliteDiscipline.MoveToManifest";

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create("SQLD202");

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => FixAll.Instance;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach (var diagnostic in context.Diagnostics)
        {
            var solution = context.Document.Project.Solution;
            var changed = await ManifestPragmas.MoveAsync(solution, new[] { diagnostic }, context.CancellationToken).ConfigureAwait(false);
            if (changed != solution)
            {
                context.RegisterCodeFix(CodeAction.Create("Move it into the manifest", _ => Task.FromResult(changed), Key), diagnostic);
            }
        }
    }

    private sealed class FixAll : FixAllProvider
    {
        public static readonly FixAll Instance = new();

        public override IEnumerable<FixAllScope> GetSupportedFixAllScopes() => FixAllSites.Instance.GetSupportedFixAllScopes();

        public override Task<CodeAction?> GetFixAsync(FixAllContext fixAllContext) => Task.FromResult<CodeAction?>(CodeAction.Create(
            "Move them into the manifest", cancellation => MoveAsync(fixAllContext.WithCancellationToken(cancellation)), Key));

        private static async Task<Solution> MoveAsync(FixAllContext context)
        {
            var documents = context.Scope switch
            {
                FixAllScope.Document => new[] { context.Document! },
                FixAllScope.Project => context.Project.Documents,
                _ => context.Solution.Projects.Where(project => project.Language == context.Project.Language).SelectMany(project => project.Documents),
            };
            var diagnostics = new List<Diagnostic>();
            foreach (var document in documents)
            {
                diagnostics.AddRange(await context.GetDocumentDiagnosticsAsync(document).ConfigureAwait(false));
            }

            return await ManifestPragmas.MoveAsync(context.Solution, diagnostics, context.CancellationToken).ConfigureAwait(false);
        }
    }
}
