using System.Collections.Immutable;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Microsoft.CodeAnalysis.Testing;

/// <summary>Code, what is reported in it, and what the fixes make of it: one by one, and all at once.</summary>
public abstract class CodeFixTest<TVerifier> : CodeActionTest<TVerifier>
    where TVerifier : IVerifier, new()
{
    protected CodeFixTest() => (FixedState, BatchFixedState) = (CreateState(), CreateState());

    /// <summary>Sets the first source that applying the fixes one by one leaves.</summary>
    public string? FixedCode
    {
        set => SetFirstSource(FixedState, value);
    }

    /// <summary>Sets the first source that fixing all leaves, where that is another.</summary>
    public string? BatchFixedCode
    {
        set => SetFirstSource(BatchFixedState, value);
    }

    /// <summary>What applying the fixes one by one leaves; what it does not give it inherits from the test state.</summary>
    public SolutionState FixedState { get; }

    /// <summary>What fixing all leaves; what it does not give it inherits from the fixed state.</summary>
    public SolutionState BatchFixedState { get; }

    /// <summary>How many fixes it takes; a negative number says "at most". Default: at most one for each fixable diagnostic expected.</summary>
    public int? NumberOfIncrementalIterations { get; set; }

    /// <summary>How many rounds of fixing all it takes; a negative number says "at most". Default: at most one for each document, project or solution with something to fix.</summary>
    public int? NumberOfFixAllIterations { get; set; }

    public int? NumberOfFixAllInDocumentIterations { get; set; }

    public int? NumberOfFixAllInProjectIterations { get; set; }

    public CodeFixTestBehaviors CodeFixTestBehaviors { get; set; }

    protected abstract IEnumerable<CodeFixProvider> GetCodeFixProviders();

    protected override bool IsCompilerDiagnosticIncluded(Diagnostic diagnostic, CompilerDiagnostics compilerDiagnostics) =>
        base.IsCompilerDiagnosticIncluded(diagnostic, compilerDiagnostics)
        || GetCodeFixProviders().Any(provider => provider.FixableDiagnosticIds.Contains(diagnostic.Id));

    /// <summary>The one diagnostic that is fixed under <see cref="CodeFixTestBehaviors.FixOne"/>.</summary>
    protected virtual Diagnostic? TrySelectDiagnosticToFix(ImmutableArray<Diagnostic> fixableDiagnostics) => fixableDiagnostics.FirstOrDefault();

    protected override async Task RunImplAsync(CancellationToken cancellationToken)
    {
        Verify.NotEmpty($"{nameof(TestState)}.{nameof(TestState.Sources)}", TestState.Sources);
        var providers = GetCodeFixProviders().ToImmutableArray();
        ImmutableArray<string> fixable = [.. providers.SelectMany(provider => provider.FixableDiagnosticIds).Distinct(StringComparer.Ordinal)];
        var evaluator = Evaluator(fixable);
        var before = evaluator.Evaluate(TestState);
        var project = await VerifyInputAsync(before, Verify.PushContext("the code before any fix"), cancellationToken).ConfigureAwait(false);

        var after = evaluator.Evaluate(FixedState, TestState);
        var afterAll = evaluator.Evaluate(BatchFixedState, FixedState, TestState);
        if (!Same(before, after))
        {
            await VerifyStateAsync(after, Verify.PushContext("the fixed code, as the test gives it"), cancellationToken).ConfigureAwait(false);
        }

        if (!Same(after, afterAll))
        {
            await VerifyStateAsync(afterAll, Verify.PushContext("the code with all fixed, as the test gives it"), cancellationToken).ConfigureAwait(false);
        }

        var run = new FixRun(GetDiagnosticsAsync, ChooseAction, ApplyAsync, SelectDiagnostics, providers, fixable);
        var sites = before.ExpectedDiagnostics.Where(expected => fixable.Contains(expected.Id)).ToList();
        var oneByOne = NumberOfIncrementalIterations ?? (before.SameContent(after) ? 0 : -sites.Count);
        await run.OneByOneAsync(
            project, after, oneByOne, CodeFixTestBehaviors, Verify.PushContext("applying fixes one by one"), cancellationToken).ConfigureAwait(false);

        foreach (var (scope, skip, iterations) in FixAllRounds(before, afterAll, sites))
        {
            if (!CodeFixTestBehaviors.HasFlag(skip))
            {
                await run.AllAsync(
                    project, afterAll, scope, iterations, Verify.PushContext($"fixing all in {scope}"), cancellationToken).ConfigureAwait(false);
            }
        }

        CodeAction? ChooseAction(IReadOnlyList<CodeAction> actions) => Choose(actions, Verify);

        IEnumerable<Diagnostic> SelectDiagnostics(ImmutableArray<Diagnostic> diagnostics) =>
            !CodeFixTestBehaviors.HasFlag(CodeFixTestBehaviors.FixOne) ? diagnostics
            : TrySelectDiagnosticToFix(diagnostics) is { } selected ? [selected] : [];
    }

    // The same code may be given twice, once to be fixed and once as what stays: then it must still say what is reported in it.
    private static bool Same(EvaluatedState left, EvaluatedState right) =>
        left.SameContent(right) && left.ExpectedDiagnostics.Length == right.ExpectedDiagnostics.Length;

    /// <summary>
    /// Fixing all in a document or project is done for each that has something to fix; in the solution, once. Where there is one site, all scopes
    /// come to the same, and the widest is tried.
    /// </summary>
    private IEnumerable<(FixAllScope Scope, CodeFixTestBehaviors Skip, int Iterations)> FixAllRounds(
        EvaluatedState before, EvaluatedState after, List<DiagnosticResult> sites)
    {
        var files = sites.Where(site => site.HasLocation).Select(site => site.Spans[0].Span.Path).ToHashSet(StringComparer.Ordinal);
        var projects = before.Projects.Count(project => project.Sources.Any(file => files.Contains(file.Path)));
        var changes = !before.SameContent(after);
        if (sites.Count > 1 || CodeFixTestBehaviors.HasFlag(CodeFixTestBehaviors.SkipFixAllInSolutionCheck))
        {
            yield return (FixAllScope.Document, CodeFixTestBehaviors.SkipFixAllInDocumentCheck, Rounds(NumberOfFixAllInDocumentIterations, files.Count));
            yield return (FixAllScope.Project, CodeFixTestBehaviors.SkipFixAllInProjectCheck, Rounds(NumberOfFixAllInProjectIterations, projects));
        }

        yield return (FixAllScope.Solution, CodeFixTestBehaviors.SkipFixAllInSolutionCheck, Rounds(null, 1));

        int Rounds(int? given, int atMost) => given ?? NumberOfFixAllIterations ?? (changes ? -atMost : 0);
    }
}
