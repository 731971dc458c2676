using System.Collections.Immutable;
using Microsoft.CodeAnalysis.CSharp;

namespace Microsoft.CodeAnalysis.Testing;

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
        {
            return new(plain, [], []);
        }

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
