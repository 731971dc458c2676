using System.Collections.Immutable;
using System.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using SqliteDiscipline.Analyzers.Generation;

namespace SqliteDiscipline.Benchmarks.Analysis;

/// <summary>What the generator costs while somebody types in a body that has nothing to do with the manifest.</summary>
/// <param name="First">Milliseconds of the first run over a project.</param>
/// <param name="Again">Milliseconds of a run after a keystroke.</param>
/// <param name="Steps">Why each output of each of the generator's steps was as it was after the keystroke.</param>
internal sealed record GeneratorKeystroke(double First, double Again, ImmutableSortedDictionary<string, string> Steps)
{
    private const int Keystrokes = 20;

    public static GeneratorKeystroke Of(IReadOnlyCollection<SyntaxTree> files, int rounds)
    {
        var first = new List<double>();
        var again = new List<double>();
        for (var round = 0; round < rounds; round++)
        {
            Compilation compilation = AnalysisCost.Compilation(files, hasProvider: true);
            var driver = Driver(isTracking: false);
            first.Add(Run(ref driver, compilation));
            for (var keystroke = 0; keystroke < Keystrokes; keystroke++)
            {
                compilation = Keystroke.InService(compilation);
                again.Add(Run(ref driver, compilation));
            }
        }

        return new GeneratorKeystroke(AnalysisCost.Median(first), AnalysisCost.Median(again), Reasons(files));
    }

    private static double Run(ref GeneratorDriver driver, Compilation compilation)
    {
        var watch = Stopwatch.StartNew();
        driver = driver.RunGenerators(compilation);
        return watch.Elapsed.TotalMilliseconds;
    }

    private static ImmutableSortedDictionary<string, string> Reasons(IReadOnlyCollection<SyntaxTree> files)
    {
        var compilation = AnalysisCost.Compilation(files, hasProvider: true);
        var result = Driver(isTracking: true).RunGenerators(compilation).RunGenerators(Keystroke.InService(compilation)).GetRunResult().Results.Single();
        return result.TrackedSteps.Concat(result.TrackedOutputSteps).ToImmutableSortedDictionary(
            step => step.Key,
            step => string.Join(" and ", step.Value.SelectMany(run => run.Outputs).Select(output => output.Reason.ToString()).Distinct()));
    }

    private static GeneratorDriver Driver(bool isTracking) => CSharpGeneratorDriver.Create(
        [new SqliteConnectionGenerator().AsSourceGenerator()],
        driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, isTracking));
}
