using System.Globalization;
using Microsoft.CodeAnalysis;

namespace SqliteDiscipline.Benchmarks.Analysis;

/// <summary>The table of what the analyzers cost.</summary>
internal static class AnalysisTable
{
    private const string ImplicitUsings = """
        global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq; global using System.Net.Http;
        global using System.Threading; global using System.Threading.Tasks;
        """;

    /// <summary>Over generated projects of the given sizes, or over all C# files of given folders.</summary>
    public static void Write(string[] arguments)
    {
        string[] asked = arguments is [] ? ["250", "1000", "4000"] : arguments;

        // A compiler that stays in memory has compiled its own code, too.
        AnalysisCost.WarmUp(GeneratedProject.Files(250).ToList());
        Console.WriteLine("| project | files | ours ÷ BannedApiAnalyzers | with the operations that it asks for | in bytes | ours ÷ compile | ours, ms | BannedApiAnalyzers, ms | operations, ms | ours, a file, KB |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|---|---|");
        foreach (var argument in asked)
        {
            var files = int.TryParse(argument, out var count) ? GeneratedProject.Files(count).ToList() : Folder(argument);
            Row(int.TryParse(argument, out _) ? "generated" : Path.GetFileName(argument.TrimEnd(Path.DirectorySeparatorChar)), AnalysisCost.Of(files, RoundsOf(files.Count)));
            if (count == 250)
            {
                Row("generated, no Microsoft.Data.Sqlite", AnalysisCost.Of(GeneratedProject.FilesWithoutSqlite(count).ToList(), RoundsOf(count), hasProvider: false));
            }
        }
    }

    private static int RoundsOf(int files) => files < 500 ? 9 : files < 2000 ? 5 : 3;

    // All in one compilation: what it is built with is not there, so that some of it does not bind. What cannot be told is left alone, by the rules as by the compiler.
    private static List<SyntaxTree> Folder(string path) => Directory.EnumerateFiles(path, "*.cs", SearchOption.AllDirectories)
        .Where(file => !Path.GetRelativePath(path, file).Split(Path.DirectorySeparatorChar).Any(part => part is "obj" or "bin"))
        .Select(file => GeneratedProject.Parse(file, File.ReadAllText(file)))
        .Append(GeneratedProject.Parse("ImplicitUsings.cs", ImplicitUsings))
        .ToList();

    private static void Row(string name, AnalysisCost cost) => Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
        $"| {name} | {cost.Files} | {cost.Ours.Milliseconds / cost.Banned.Milliseconds:F2} | {cost.Ours.Milliseconds / (cost.Banned.Milliseconds + cost.Operations):F2} | {(double)cost.Ours.Bytes / cost.Banned.Bytes:F2} | {cost.Ours.Milliseconds / cost.Compile:P1} | {cost.Ours.Milliseconds:F2} | {cost.Banned.Milliseconds:F2} | {cost.Operations:F2} | {cost.Ours.Bytes / 1000.0 / cost.Files:F1} |"));
}
