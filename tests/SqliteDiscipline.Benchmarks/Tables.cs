using System.Globalization;

namespace SqliteDiscipline.Benchmarks;

/// <summary>The tables of README.md.</summary>
internal static class Tables
{
    /// <summary>For how many milliseconds another process holds the lock.</summary>
    public static readonly int[] Holds = [5, 20, 60];

    private static readonly string[] s_providers = ["6", "10"];

    public static void Cost(bool isQuick)
    {
        // Thorough, each group has a process of its own: the provider's pruning, every two to four minutes, takes minutes over the pools that cold opens leave behind.
        string[] parts = isQuick ? ["all"] : OpeningRun.Groups;
        var runs = s_providers.Select(provider => parts.SelectMany(part => Child.Run("cost-of", provider, part))
            .ToDictionary(result => result[0], result => (Nanoseconds: Number(result[1]), Bytes: Number(result[2])))).ToList();
        Console.WriteLine();
        Console.WriteLine($"| disciplined, relative to | {string.Join(" | ", s_providers.Select(provider => $"bare (MDS {provider}) | four commands (MDS {provider})"))} |");
        Console.WriteLine($"|---|{string.Concat(s_providers.Select(_ => "---|---|"))}");
        foreach (var disciplined in runs[0].Keys.Where(operation => operation.EndsWith("Disciplined", StringComparison.Ordinal)))
        {
            var cells = runs.SelectMany(run => new[] { Ratio(run, disciplined, "Bare"), Ratio(run, disciplined, "Four") });
            Console.WriteLine($"| {OpeningRun.GroupOf(disciplined)} | {string.Join(" | ", cells)} |");
        }

        Console.WriteLine();
        foreach (var (provider, run) in s_providers.Zip(runs))
        {
            Console.WriteLine($"MDS {provider}, ns and bytes: {string.Join(", ", run.Select(result => $"{result.Key} {result.Value.Nanoseconds:F0} {result.Value.Bytes:F0}"))}");
        }
    }

    public static void Wait(bool isQuick)
    {
        var rounds = isQuick ? "7" : "25";
        foreach (var (provider, native) in new[] { ("6", Engine.Package), ("6", Engine.System), ("6", Engine.Newest), ("10", Engine.Package) })
        {
            var results = Child.Run("wait-on", provider, native, rounds);
            if (results.Count == 0)
            {
                Console.WriteLine($"\n(no native library '{native}' here)");
                continue;
            }

            Console.WriteLine($"\n| median wait ÷ hold, {results[0][0]} | {string.Join(" | ", Holds.Select(hold => $"{hold} ms"))} |");
            Console.WriteLine($"|---|{string.Concat(Holds.Select(_ => "---|"))}");
            foreach (var result in results.Skip(1))
            {
                var cells = Holds.Select((hold, index) => (Number(result[index + 1]) / hold).ToString("F2", CultureInfo.InvariantCulture));
                Console.WriteLine($"| {result[0]} | {string.Join(" | ", cells)} |");
            }
        }
    }

    private static string Ratio(Dictionary<string, (double Nanoseconds, double Bytes)> run, string disciplined, string other) =>
        run.TryGetValue(disciplined.Replace("Disciplined", other, StringComparison.Ordinal), out var result)
            ? (run[disciplined].Nanoseconds / result.Nanoseconds).ToString("F2", CultureInfo.InvariantCulture)
            : "–";

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
