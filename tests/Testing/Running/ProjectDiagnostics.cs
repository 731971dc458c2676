using System.Collections.Immutable;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Microsoft.CodeAnalysis.Testing;

/// <summary>Everything that is reported in a project, in the order of its files and lines.</summary>
internal static class ProjectDiagnostics
{
    public static async Task<ImmutableArray<Diagnostic>> GetAsync(
        Project project,
        ImmutableArray<DiagnosticAnalyzer> analyzers,
        Func<Diagnostic, bool> isCompilerDiagnosticIncluded,
        CancellationToken cancellationToken)
    {
        var generated = await GeneratedCompilation.CreateAsync(project, cancellationToken).ConfigureAwait(false);
        var reported = await AllOf(generated.Compilation, project.AnalyzerOptions, analyzers, cancellationToken).ConfigureAwait(false);
        var diagnostics = reported
            .Where(diagnostic => !diagnostic.Descriptor.CustomTags.Contains(WellKnownDiagnosticTags.Compiler) || isCompilerDiagnosticIncluded(diagnostic))
            .Concat(generated.GeneratorDiagnostics);
        return
        [
            .. diagnostics
                .OrderBy(diagnostic => diagnostic.Location.GetLineSpan().Path, StringComparer.Ordinal)
                .ThenBy(diagnostic => diagnostic.Location.SourceSpan.Start)
                .ThenBy(diagnostic => diagnostic.Location.SourceSpan.End)
                .ThenBy(diagnostic => diagnostic.Id, StringComparer.Ordinal),
        ];
    }

    // The compiler's and the analyzers' come from one pass: to bind everything twice takes twice as long.
    private static async Task<ImmutableArray<Diagnostic>> AllOf(
        Compilation compilation, AnalyzerOptions options, ImmutableArray<DiagnosticAnalyzer> analyzers, CancellationToken cancellationToken) => analyzers.IsEmpty
        ? compilation.GetDiagnostics(cancellationToken)
        : await compilation
            .WithAnalyzers(analyzers, new CompilationWithAnalyzersOptions(
                options,
                onAnalyzerException: null,
                concurrentAnalysis: true,
                logAnalyzerExecutionTime: false,
                reportSuppressedDiagnostics: false))
            .GetAllDiagnosticsAsync(cancellationToken).ConfigureAwait(false);
}
