using System.Collections.Immutable;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Microsoft.CodeAnalysis.Testing;

/// <summary>A diagnostic and the project that it was reported in.</summary>
internal sealed record ReportedDiagnostic(Project Project, Diagnostic Diagnostic);

/// <summary>What one project compiles to: its generators' files and complaints, and the compilation with those files.</summary>
internal sealed record GeneratedCompilation(
    Compilation Compilation, ImmutableArray<SyntaxTree> GeneratedTrees, ImmutableArray<Diagnostic> GeneratorDiagnostics)
{
    /// <summary>
    /// A workspace runs generators too, but keeps what they report to itself; so the project is compiled without them, and they run here.
    /// </summary>
    public static async Task<GeneratedCompilation> CreateAsync(Project project, CancellationToken cancellationToken)
    {
        var generators = project.AnalyzerReferences.SelectMany(reference => reference.GetGenerators(project.Language)).ToList();
        var plain = await project.WithAnalyzerReferences([]).GetCompilationAsync(cancellationToken).ConfigureAwait(false)
            ?? throw new InvalidOperationException($"project '{project.Name}' does not compile at all");
        if (generators.Count == 0)
            return new(plain, [], []);

        var driver = CSharpGeneratorDriver
            .Create(
                generators,
                project.AnalyzerOptions.AdditionalFiles,
                (CSharpParseOptions?)project.ParseOptions,
                project.AnalyzerOptions.AnalyzerConfigOptionsProvider)
            .RunGeneratorsAndUpdateCompilation(plain, out var compilation, out _, cancellationToken);
        var result = driver.GetRunResult();
        return new(compilation, result.GeneratedTrees, result.Diagnostics);
    }
}

/// <summary>Everything that is reported in a solution, in the order of its projects, files and lines.</summary>
internal static class SolutionDiagnostics
{
    public static async Task<ImmutableArray<ReportedDiagnostic>> GetAsync(
        Solution solution,
        ImmutableArray<DiagnosticAnalyzer> analyzers,
        Func<Diagnostic, bool> isCompilerDiagnosticIncluded,
        CancellationToken cancellationToken)
    {
        var reported = ImmutableArray.CreateBuilder<ReportedDiagnostic>();
        foreach (var project in solution.Projects)
        {
            reported.AddRange((await GetAsync(project, analyzers, isCompilerDiagnosticIncluded, cancellationToken).ConfigureAwait(false))
                .Select(diagnostic => new ReportedDiagnostic(project, diagnostic)));
        }

        return reported.ToImmutable();
    }

    public static async Task<ImmutableArray<Diagnostic>> GetAsync(
        Project project,
        ImmutableArray<DiagnosticAnalyzer> analyzers,
        Func<Diagnostic, bool> isCompilerDiagnosticIncluded,
        CancellationToken cancellationToken)
    {
        var generated = await GeneratedCompilation.CreateAsync(project, cancellationToken).ConfigureAwait(false);
        var diagnostics = generated.Compilation.GetDiagnostics(cancellationToken).Where(isCompilerDiagnosticIncluded)
            .Concat(generated.GeneratorDiagnostics);
        if (!analyzers.IsEmpty)
        {
            diagnostics = diagnostics.Concat(await generated.Compilation
                .WithAnalyzers(analyzers, new CompilationWithAnalyzersOptions(
                    project.AnalyzerOptions,
                    onAnalyzerException: null,
                    concurrentAnalysis: true,
                    logAnalyzerExecutionTime: false,
                    reportSuppressedDiagnostics: false))
                .GetAnalyzerDiagnosticsAsync(cancellationToken).ConfigureAwait(false));
        }

        return
        [
            .. diagnostics
                .OrderBy(diagnostic => diagnostic.Location.GetLineSpan().Path, StringComparer.Ordinal)
                .ThenBy(diagnostic => diagnostic.Location.SourceSpan.Start)
                .ThenBy(diagnostic => diagnostic.Location.SourceSpan.End)
                .ThenBy(diagnostic => diagnostic.Id, StringComparer.Ordinal),
        ];
    }
}
