using System.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using SqliteDiscipline.Analyzers;

namespace SqliteDiscipline.Benchmarks.Analysis;

/// <summary>What the analyzer costs while somebody types in a file with SQL, and the editor asks for that one document.</summary>
/// <param name="Whole">Milliseconds of the first analysis, of all files.</param>
/// <param name="Document">Milliseconds of the analysis of the one document after a keystroke.</param>
/// <param name="Read">The files whose text is read for that.</param>
internal sealed record AnalyzerKeystroke(double Whole, double Document, IReadOnlyCollection<string> Read)
{
    private const int Keystrokes = 10;

    public static AnalyzerKeystroke Of(IReadOnlyCollection<SyntaxTree> files, int rounds)
    {
        var whole = new List<double>();
        var document = new List<double>();
        for (var round = 0; round < rounds; round++)
        {
            Compilation compilation = AnalysisCost.Compilation(files, hasProvider: true);
            whole.Add(Run(compilation, running => running.GetAnalyzerDiagnosticsAsync()));
            for (var keystroke = 0; keystroke < Keystrokes; keystroke++)
            {
                compilation = Keystroke.InStore(compilation);
                document.Add(Run(compilation, running => Keystroke.AskForStore(running, compilation)));
            }
        }

        return new AnalyzerKeystroke(AnalysisCost.Median(whole), AnalysisCost.Median(document), KeystrokeReads.Of(AnalysisCost.Empty, files));
    }

    private static double Run(Compilation compilation, Func<CompilationWithAnalyzers, Task> analyze)
    {
        var analyzer = new SqliteDisciplineAnalyzer();
        var running = compilation.WithAnalyzers([analyzer], new CompilationWithAnalyzersOptions(
            new AnalyzerOptions([]), onAnalyzerException: null, concurrentAnalysis: false, logAnalyzerExecutionTime: true));
        analyze(running).GetAwaiter().GetResult();
        return running.GetAnalyzerTelemetryInfoAsync(analyzer, default).GetAwaiter().GetResult().ExecutionTime.TotalMilliseconds;
    }
}
