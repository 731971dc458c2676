using System.Collections.Immutable;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Microsoft.CodeAnalysis.Testing;

/// <summary>Applies fixes until there is nothing left to fix, and compares what that leaves with what a state says.</summary>
internal sealed class FixRun(
    Func<Project, CancellationToken, Task<ImmutableArray<Diagnostic>>> getDiagnostics,
    Func<IReadOnlyList<CodeAction>, CodeAction?> choose,
    Func<Solution, CodeAction, IVerifier, CancellationToken, Task<Solution>> apply,
    Func<ImmutableArray<Diagnostic>, IEnumerable<Diagnostic>> select,
    ImmutableArray<CodeFixProvider> providers,
    ImmutableArray<string> fixable)
{
    // All ways of fixing should lead to the same code; what is on offer in it is asked for once.
    private readonly List<Solution> _finished = [];

    /// <summary>A fix on offer.</summary>
    private sealed record Offer(Document Document, Diagnostic Diagnostic, CodeFixProvider Provider, CodeAction Action);

    public Task OneByOneAsync(
        Project project,
        EvaluatedState expected,
        int iterations,
        CodeFixTestBehaviors behaviors,
        IVerifier verifier,
        CancellationToken cancellationToken) => RunAsync(
            project,
            expected,
            iterations,
            behaviors.HasFlag(CodeFixTestBehaviors.FixOne),
            offer =>
            {
                if (!behaviors.HasFlag(CodeFixTestBehaviors.SkipLocalDiagnosticCheck))
                {
                    RequireLocal(offer, verifier);
                }

                return Task.FromResult<CodeAction?>(offer.Action);
            },
            verifier,
            cancellationToken);

    public Task AllAsync(
        Project project, EvaluatedState expected, FixAllScope scope, int iterations, IVerifier verifier, CancellationToken cancellationToken) =>
        RunAsync(project, expected, iterations, once: false, offer => FixAllAsync(offer, scope, verifier, cancellationToken), verifier, cancellationToken);

    private async Task RunAsync(
        Project project,
        EvaluatedState expected,
        int iterations,
        bool once,
        Func<Offer, Task<CodeAction?>> act,
        IVerifier verifier,
        CancellationToken cancellationToken)
    {
        var solution = project.Solution;
        var done = 0;
        while (await NextAsync(solution, cancellationToken).ConfigureAwait(false) is { } offer)
        {
            if (await act(offer).ConfigureAwait(false) is not { } action)
            {
                break;
            }

            var changed = await apply(solution, action, verifier, cancellationToken).ConfigureAwait(false);
            if (!await SolutionComparison.DiffersAsync(solution, changed, cancellationToken).ConfigureAwait(false))
            {
                verifier.Fail($"'{action.Title}' is offered for {Describe(offer)} and changes nothing");
            }

            solution = changed;
            if (++done > Math.Abs(iterations))
            {
                await FailForMoreAsync(solution, action, cancellationToken).ConfigureAwait(false);
            }

            if (once)
            {
                break;
            }
        }

        await SolutionComparison.VerifyAsync(solution, expected, verifier, cancellationToken).ConfigureAwait(false);
        if (iterations >= 0)
        {
            verifier.Equal(iterations, done, $"{iterations} iterations were expected, and it took {done}");
        }

        async Task FailForMoreAsync(Solution reached, CodeAction action, CancellationToken cancellation)
        {
            // Where the texts differ, they say most about what went on.
            await SolutionComparison.VerifyAsync(reached, expected, verifier.PushContext($"after '{action.Title}' was applied as number {done}"), cancellation)
                .ConfigureAwait(false);
            verifier.Fail($"At most {Math.Abs(iterations)} iterations were expected, and there is a further one: '{action.Title}'");
        }
    }

    /// <summary>The first fix that any provider offers for any diagnostic left.</summary>
    private async Task<Offer?> NextAsync(Solution solution, CancellationToken cancellationToken)
    {
        foreach (var finished in _finished)
        {
            if (!await SolutionComparison.DiffersAsync(finished, solution, cancellationToken).ConfigureAwait(false))
            {
                return null;
            }
        }

        foreach (var id in solution.ProjectIds)
        {
            var project = solution.GetProject(id)!;
            var diagnostics = await getDiagnostics(project, cancellationToken).ConfigureAwait(false);
            ImmutableArray<Diagnostic> candidates =
                [.. diagnostics.Where(diagnostic => fixable.Contains(diagnostic.Id) && DocumentOf(project, diagnostic) is not null)];
            foreach (var diagnostic in select(candidates))
            {
                if (await OfferAsync(DocumentOf(project, diagnostic)!, diagnostic, cancellationToken).ConfigureAwait(false) is { } offer)
                {
                    return offer;
                }
            }
        }

        _finished.Add(solution);
        return null;
    }

    private async Task<Offer?> OfferAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        var offers = new List<(CodeFixProvider Provider, CodeAction Action)>();
        foreach (var provider in providers.Where(provider => provider.FixableDiagnosticIds.Contains(diagnostic.Id)))
        {
            await provider.RegisterCodeFixesAsync(new CodeFixContext(
                document,
                diagnostic,
                (action, _) => offers.AddRange(Leaves(action).Select(leaf => (provider, leaf))),
                cancellationToken)).ConfigureAwait(false);
        }

        return choose([.. offers.Select(offer => offer.Action)]) is { } chosen
            ? new Offer(document, diagnostic, offers.First(offer => offer.Action == chosen).Provider, chosen)
            : null;
    }

    private async Task<CodeAction?> FixAllAsync(Offer offer, FixAllScope scope, IVerifier verifier, CancellationToken cancellationToken)
    {
        var name = offer.Provider.GetType().Name;
        if (offer.Provider.GetFixAllProvider() is not { } fixAll || !fixAll.GetSupportedFixAllScopes().Contains(scope))
        {
            verifier.Fail($"{name} cannot fix all in {scope}; give it a FixAllProvider, or let the test skip this check");
            return null;
        }

        var context = new FixAllContext(
            offer.Document,
            offer.Provider,
            scope,
            offer.Action.EquivalenceKey!,
            offer.Provider.FixableDiagnosticIds,
            new FixAllDiagnostics(getDiagnostics),
            cancellationToken);
        var action = await fixAll.GetFixAsync(context).ConfigureAwait(false);
        if (action is null)
        {
            verifier.Fail($"{name} offers '{offer.Action.Title}' for {Describe(offer)}, and nothing to fix all in {scope}");
        }

        return action;
    }

    // A group of actions (a "fix in one of these ways") is applied by its members only.
    private static IEnumerable<CodeAction> Leaves(CodeAction action)
    {
        var nested = NestedActions.Of(action);
        return nested.IsEmpty ? [action] : nested.SelectMany(Leaves);
    }

    private static void RequireLocal(Offer offer, IVerifier verifier)
    {
        if (offer.Diagnostic.Descriptor.CustomTags.Contains(WellKnownDiagnosticTags.CompilationEnd))
        {
            verifier.Fail($"{offer.Diagnostic.Id} is reported at the end of a compilation, where an editor offers no fixes");
        }
    }

    private static Document? DocumentOf(Project project, Diagnostic diagnostic) =>
        diagnostic.Location.SourceTree is { } tree
            ? project.Documents.FirstOrDefault(document => document.FilePath == tree.FilePath)
            : null;

    private static string Describe(Offer offer) => $"{offer.Diagnostic.Id} at {offer.Diagnostic.Location.GetLineSpan()}";
}
