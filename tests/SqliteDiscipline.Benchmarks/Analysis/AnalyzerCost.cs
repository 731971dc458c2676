namespace SqliteDiscipline.Benchmarks.Analysis;

/// <summary>What an analyzer adds to a compilation.</summary>
/// <param name="Milliseconds">Milliseconds in the analyzer itself, as the compiler counts them.</param>
/// <param name="Bytes">Bytes that are allocated beyond what an analyzer that does nothing does, by the compiler for the analyzer's sake too.</param>
internal sealed record AnalyzerCost(double Milliseconds, long Bytes)
{
    public AnalyzerCost Beyond(AnalyzerCost idle) => this with { Bytes = Bytes - idle.Bytes };

    public static AnalyzerCost Median(IReadOnlyCollection<AnalyzerCost> rounds) => new(
        AnalysisCost.Median(rounds.Select(round => round.Milliseconds)),
        (long)AnalysisCost.Median(rounds.Select(round => (double)round.Bytes)));
}
