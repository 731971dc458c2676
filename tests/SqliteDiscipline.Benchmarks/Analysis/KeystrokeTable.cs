using System.Globalization;
using Microsoft.CodeAnalysis;

namespace SqliteDiscipline.Benchmarks.Analysis;

/// <summary>The table of what a keystroke costs.</summary>
internal static class KeystrokeTable
{
    /// <summary>Over generated projects of the given sizes.</summary>
    public static void Write(string[] arguments)
    {
        string[] asked = arguments is [] ? ["250", "1000"] : arguments;

        // An editor types with a warm compiler: a keystroke takes four times as long until its code has been optimized.
        Of("50", rounds: 100);
        Console.WriteLine("| files | generator: first run, ms | after a keystroke, ms | ratio | rules: all files, ms | the document typed in, ms | ratio | files read anew |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|");
        var rows = asked.Select(size => (Size: size, Cost: Of(size, rounds: 5))).ToList();
        foreach (var (size, (generator, analyzer)) in rows)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"| {size} | {generator.First:F1} | {generator.Again:F3} | {generator.Again / generator.First:P2} | {analyzer.Whole:F0} | {analyzer.Document:F1} | {analyzer.Document / analyzer.Whole:P1} | {analyzer.Read.Count} |"));
        }

        Console.WriteLine($"\nThe generator's steps after the keystroke: {string.Join(", ", rows[^1].Cost.Generator.Steps.Select(step => $"{step.Key} {step.Value}"))}");
        Console.WriteLine($"Files read anew: {string.Join(", ", rows[^1].Cost.Analyzer.Read)}");
    }

    private static (GeneratorKeystroke Generator, AnalyzerKeystroke Analyzer) Of(string size, int rounds)
    {
        var files = GeneratedProject.Files(int.Parse(size, CultureInfo.InvariantCulture)).ToList();
        return (GeneratorKeystroke.Of(files, rounds), AnalyzerKeystroke.Of(files, rounds));
    }
}
