namespace SqliteDiscipline.Tests.Fuzz;

/// <summary>
/// How much is tried, and from where. <c>SQLD_FUZZ_LONG=1</c> in the environment tries 50,000 inputs, <c>SQLD_FUZZ_CASES</c> as many as it says;
/// <c>SQLD_FUZZ_SEED</c> repeats a run, and with <c>SQLD_FUZZ_ONLY</c> one batch of it.
/// </summary>
internal static class FuzzPlan
{
    /// <summary>So many inputs are one project: what a compilation costs is paid once for all of them.</summary>
    public const int BatchSize = 25;

    public static int Cases { get; } = Read("SQLD_FUZZ_CASES") ?? (Read("SQLD_FUZZ_LONG") == 1 ? 50_000 : 2_000);

    public static int Seed { get; } = Read("SQLD_FUZZ_SEED") ?? Environment.TickCount;

    /// <summary>The numbers of the batches to try.</summary>
    public static IReadOnlyList<int> Batches { get; } = Read("SQLD_FUZZ_ONLY") is { } only ? [only] : [.. Enumerable.Range(0, (Cases + BatchSize - 1) / BatchSize)];

    /// <summary>A batch takes some hundred milliseconds; whatever takes this long on the slowest of machines does not end.</summary>
    public static TimeSpan Patience { get; } = TimeSpan.FromMinutes(2);

    private static int? Read(string variable) => int.TryParse(Environment.GetEnvironmentVariable(variable), out var value) ? value : null;
}
