using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using SqliteDiscipline.CodeFixes.Choosing;
using SqliteDiscipline.CodeFixes.Declaring;
using SqliteDiscipline.CodeFixes.Sites;

namespace SqliteDiscipline.CodeFixes;

/// <summary>SQLD100: declares a factory for the database that a call site opens, and uses it there.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(DeclareFactoryFix))]
[Shared]
public sealed class DeclareFactoryFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create("SQLD100");

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => FixAll.Instance;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var cancellation = context.CancellationToken;
        var root = await context.Document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false);
        var model = await context.Document.GetSemanticModelAsync(cancellation).ConfigureAwait(false);
        foreach (var diagnostic in context.Diagnostics)
        {
            if (root is null || model is null || RawSite.At(diagnostic.Location.SourceSpan, root, model, cancellation) is not { } site || !NewFactory.Covers(site, cancellation))
            {
                continue;
            }

            var location = new SiteLocation(context.Document.Id, diagnostic.Location.SourceSpan);
            var (changed, members) = await FactoryDeclarer.DeclareAsync(context.Document.Project.Solution, new[] { location }, cancellation).ConfigureAwait(false);
            if (!members.IsEmpty)
            {
                var file = site.Text.DataSource ?? site.Text.DataSourceEnding;
                var title = $"Declare a factory for {(string.IsNullOrEmpty(file) ? "this database" : $"'{file}'")} and use it";
                context.RegisterCodeFix(CodeAction.Create(title, _ => Task.FromResult(changed), FixKeys.DeclareFactory), diagnostic);
            }
        }
    }

    private sealed class FixAll : FixAllProvider
    {
        public static readonly FixAll Instance = new();

        public override IEnumerable<FixAllScope> GetSupportedFixAllScopes() => FixAllSites.Instance.GetSupportedFixAllScopes();

        public override Task<CodeAction?> GetFixAsync(FixAllContext fixAllContext) => Task.FromResult<CodeAction?>(CodeAction.Create(
            "Declare factories and use them",
            async cancellation =>
            {
                var context = fixAllContext.WithCancellationToken(cancellation);
                var sites = await FixAllSites.SitesAsync(context).ConfigureAwait(false);
                return (await FactoryDeclarer.DeclareAsync(context.Solution, sites, cancellation).ConfigureAwait(false)).Solution;
            },
            FixKeys.DeclareFactory));
    }
}
