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
