using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Microsoft.CodeAnalysis.Testing;

/// <summary>Code, and what the compiler and the analyzers are expected to say about it.</summary>
public abstract class AnalyzerTest<TVerifier>
    where TVerifier : IVerifier, new()
{
    // Every way of fixing begins with the same project, and a FixAll asks for each of its documents in turn.
    private readonly ConditionalWeakTable<Project, Task<ImmutableArray<Diagnostic>>> _diagnostics = [];

    protected AnalyzerTest() => TestState = CreateState();

    /// <summary>Sets the first source.</summary>
    public string TestCode
    {
        set => SetFirstSource(TestState, value);
    }

    public SolutionState TestState { get; }

    /// <summary>Expected beside what markup says.</summary>
    public List<DiagnosticResult> ExpectedDiagnostics => TestState.ExpectedDiagnostics;

    /// <summary>Which of the compiler's diagnostics must be expected where they are reported. Default: errors.</summary>
    public CompilerDiagnostics CompilerDiagnostics { get; set; } = CompilerDiagnostics.Errors;

    public MarkupOptions MarkupOptions { get; set; }

    public TestBehaviors TestBehaviors { get; set; }

    public ReferenceAssemblies ReferenceAssemblies { get; set; } = ReferenceAssemblies.Default;

    /// <summary>Applied to each project's solution before anything is compiled.</summary>
    public List<Func<Solution, ProjectId, Solution>> SolutionTransforms { get; } = [];

    /// <summary>Ids that are switched off.</summary>
    public List<string> DisabledDiagnostics { get; } = [];

    public abstract string Language { get; }

    protected static TVerifier Verify { get; } = new();

    protected abstract string DefaultFileExt { get; }

    protected virtual string DefaultFilePathPrefix => "/0/Test";

    protected virtual string DefaultTestProjectName => "TestProject";

    protected virtual string DefaultFilePath => $"{DefaultFilePathPrefix}0.{DefaultFileExt}";

    public async Task RunAsync(CancellationToken cancellationToken = default)
    {
        Verify.LanguageIsSupported(Language);
        await RunImplAsync(cancellationToken).ConfigureAwait(false);
    }

    protected virtual async Task RunImplAsync(CancellationToken cancellationToken)
    {
        Verify.NotEmpty($"{nameof(TestState)}.{nameof(TestState.Sources)}", TestState.Sources);
        await VerifyInputAsync(Evaluator([]).Evaluate(TestState), Verify, cancellationToken).ConfigureAwait(false);
    }

    protected abstract CompilationOptions CreateCompilationOptions();

    protected abstract ParseOptions CreateParseOptions();

    protected abstract IEnumerable<DiagnosticAnalyzer> GetDiagnosticAnalyzers();

    /// <summary>Generators that run in every project, beside the analyzers and under the fixes.</summary>
    protected virtual IEnumerable<Type> GetSourceGenerators() => [];

    /// <summary>What <c>[|…|]</c> means.</summary>
    protected internal virtual DiagnosticDescriptor? GetDefaultDiagnostic(DiagnosticAnalyzer[] analyzers)
    {
        var descriptors = analyzers.SelectMany(analyzer => analyzer.SupportedDiagnostics).ToList();
        return descriptors.Count == 1 || MarkupOptions.HasFlag(MarkupOptions.UseFirstDescriptor)
            ? descriptors.FirstOrDefault()
            : null;
    }

    protected virtual bool IsCompilerDiagnosticIncluded(Diagnostic diagnostic, CompilerDiagnostics compilerDiagnostics) =>
        compilerDiagnostics switch
        {
            CompilerDiagnostics.None => false,
            CompilerDiagnostics.Errors => diagnostic.Severity >= DiagnosticSeverity.Error,
            CompilerDiagnostics.Warnings => diagnostic.Severity >= DiagnosticSeverity.Warning,
            CompilerDiagnostics.Suggestions => diagnostic.Severity >= DiagnosticSeverity.Info,
            _ => true,
        };

    /// <summary>Switches rules on that are off by default, and those off that the test does not want.</summary>
    protected virtual Project ApplyCompilationOptions(Project project)
    {
        var options = project.CompilationOptions ?? CreateCompilationOptions();
        var specific = options.SpecificDiagnosticOptions;
        foreach (var descriptor in GetDiagnosticAnalyzers().SelectMany(analyzer => analyzer.SupportedDiagnostics))
        {
            if (!descriptor.IsEnabledByDefault)
            {
                specific = specific.SetItem(descriptor.Id, Report(descriptor.DefaultSeverity));
            }
        }

        foreach (var id in DisabledDiagnostics)
        {
            specific = specific.SetItem(id, ReportDiagnostic.Suppress);
        }

        return project.WithCompilationOptions(options.WithSpecificDiagnosticOptions(specific));
    }

    private protected SolutionState CreateState() =>
        new(DefaultTestProjectName, Language, DefaultFilePathPrefix, DefaultFileExt);

    private protected static void SetFirstSource(SolutionState state, string? code)
    {
        if (code is null)
        {
            return;
        }

        if (state.Sources.Count > 0)
        {
            state.Sources.RemoveAt(0);
        }

        var others = state.Sources.ToList();
        state.Sources.Clear();
        state.Sources.Add(code);
        state.Sources.AddRange(others);
    }

    private protected StateEvaluator Evaluator(ImmutableArray<string> fixable)
    {
        var analyzers = GetDiagnosticAnalyzers().ToArray();
        return new StateEvaluator(new MarkupVocabulary(
            MarkupOptions,
            () => GetDefaultDiagnostic(analyzers),
            [.. analyzers.SelectMany(analyzer => analyzer.SupportedDiagnostics)],
            fixable,
            DefaultFilePath));
    }

    /// <summary>The default checks of code before any fix.</summary>
    private protected async Task<Project> VerifyInputAsync(EvaluatedState state, IVerifier verifier, CancellationToken cancellationToken)
    {
        var project = await VerifyStateAsync(state, verifier, cancellationToken).ConfigureAwait(false);
        if (!TestBehaviors.HasFlag(TestBehaviors.SkipGeneratedCodeCheck))
        {
            await VerifyPrefixedAsync(state, Prefix.Generated, verifier, cancellationToken).ConfigureAwait(false);
        }

        if (!TestBehaviors.HasFlag(TestBehaviors.SkipSuppressionCheck))
        {
            await VerifyPrefixedAsync(state, Prefix.Suppressing(state, Supported()), verifier, cancellationToken).ConfigureAwait(false);
        }

        return project;
    }

    /// <summary>What generators emit and all diagnostics are as the state says.</summary>
    private protected async Task<Project> VerifyStateAsync(EvaluatedState state, IVerifier verifier, CancellationToken cancellationToken)
    {
        var project = await CreateProjectAsync(state, cancellationToken).ConfigureAwait(false);
        if (!TestBehaviors.HasFlag(TestBehaviors.SkipGeneratedSourcesCheck) && GetSourceGenerators().Any())
        {
            await GeneratedSources.VerifyAsync(project.Solution, state, verifier, cancellationToken).ConfigureAwait(false);
        }

        await VerifyDiagnosticsAsync(project, state, verifier, cancellationToken).ConfigureAwait(false);
        return project;
    }

    private protected async Task<Project> CreateProjectAsync(EvaluatedState state, CancellationToken cancellationToken)
    {
        var generators = GetSourceGenerators().ToList();
        var builder = new SolutionBuilder(
            ReferenceAssemblies,
            CreateCompilationOptions,
            CreateParseOptions,
            generators.Count == 0 ? null : new GeneratorReference(generators));
        var project = await builder.BuildAsync(state, cancellationToken).ConfigureAwait(false);
        var solution = project.Solution;
        foreach (var id in solution.ProjectIds)
        {
            solution = ApplyCompilationOptions(solution.GetProject(id)!).Solution;
            solution = SolutionTransforms.Aggregate(solution, (current, transform) => transform(current, id));
        }

        return solution.GetProject(project.Id)!;
    }

    private protected Task<ImmutableArray<Diagnostic>> GetDiagnosticsAsync(Project project, CancellationToken cancellationToken) =>
        _diagnostics.GetValue(project, asked => ProjectDiagnostics.GetAsync(
            asked,
            [.. GetDiagnosticAnalyzers()],
            diagnostic => IsCompilerDiagnosticIncluded(diagnostic, CompilerDiagnostics),
            cancellationToken));

    private async Task VerifyDiagnosticsAsync(
        Project project, EvaluatedState state, IVerifier verifier, CancellationToken cancellationToken)
    {
        var reported = new List<Diagnostic>();
        foreach (var id in project.Solution.ProjectIds)
        {
            reported.AddRange(await GetDiagnosticsAsync(project.Solution.GetProject(id)!, cancellationToken).ConfigureAwait(false));
        }

        var matcher = new DiagnosticMatcher(state.ExpectedDiagnostics, reported);
        if (!matcher.IsComplete)
        {
            verifier.Fail(MismatchReport.Write(state, reported, matcher));
        }
    }

    private Task VerifyPrefixedAsync(EvaluatedState state, Prefix? prefix, IVerifier verifier, CancellationToken cancellationToken)
    {
        return prefix?.Apply(state) is { } prefixed ? VerifyAsync(prefixed) : Task.CompletedTask;

        async Task VerifyAsync(EvaluatedState silent) => await VerifyDiagnosticsAsync(
            await CreateProjectAsync(silent, cancellationToken).ConfigureAwait(false),
            silent,
            verifier.PushContext(prefix.Purpose),
            cancellationToken).ConfigureAwait(false);
    }

    private ImmutableArray<DiagnosticDescriptor> Supported() =>
        [.. GetDiagnosticAnalyzers().SelectMany(analyzer => analyzer.SupportedDiagnostics)];

    private static ReportDiagnostic Report(DiagnosticSeverity severity) => severity switch
    {
        DiagnosticSeverity.Error => ReportDiagnostic.Error,
        DiagnosticSeverity.Warning => ReportDiagnostic.Warn,
        DiagnosticSeverity.Info => ReportDiagnostic.Info,
        _ => ReportDiagnostic.Hidden,
    };
}
