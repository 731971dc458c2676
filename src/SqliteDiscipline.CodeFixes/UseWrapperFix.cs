using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using SqliteDiscipline.CodeFixes.Choosing;
using SqliteDiscipline.CodeFixes.Sites;

namespace SqliteDiscipline.CodeFixes;

/// <summary>SQLD101: replaces a raw connection by the wrapper of its database.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(UseWrapperFix))]
[Shared]
public sealed class UseWrapperFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create("SQLD101");

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => FixAllSites.Instance;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach (var diagnostic in context.Diagnostics)
        {
            var actions = await ActionsAsync(context.Document, diagnostic, context.CancellationToken).ConfigureAwait(false);
            var sure = actions.Where(action => action.EquivalenceKey == FixKeys.Unambiguous).ToImmutableArray();
            var chosen = actions.RemoveRange(sure);
            foreach (var action in sure)
            {
                context.RegisterCodeFix(action, diagnostic);
            }

            if (!chosen.IsEmpty)
            {
                // In a group, so that what applies the first action everywhere does not choose for the author.
                context.RegisterCodeFix(CodeAction.Create("Use a wrapper of the factory", chosen, isInlinable: true), diagnostic);
            }
        }
    }

    private static async Task<ImmutableArray<CodeAction>> ActionsAsync(Document document, Diagnostic diagnostic, CancellationToken cancellation)
    {
        var root = await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false);
        var model = await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false);
        if (root is null || model is null || RawSite.At(diagnostic.Location.SourceSpan, root, model, cancellation) is not { } site)
        {
            return ImmutableArray<CodeAction>.Empty;
        }

        var actions = ImmutableArray.CreateBuilder<CodeAction>();
        foreach (var offer in DatabasePicker.Offers(site, cancellation))
        {
            var location = new SiteLocation(document.Id, diagnostic.Location.SourceSpan);
            var (changed, members) = await RawConnectionFixer.ReplaceAsync(document.Project.Solution, new[] { location }, _ => offer, cancellation).ConfigureAwait(false);
            if (!members.IsEmpty)
            {
                actions.Add(CodeAction.Create(offer.Title(members[0]), _ => Task.FromResult(changed), offer.Key));
            }
        }

        return actions.ToImmutable();
    }
}
