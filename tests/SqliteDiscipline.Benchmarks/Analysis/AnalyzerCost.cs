namespace SqliteDiscipline.Benchmarks.Analysis;

/// <summary>What an analyzer adds to a compilation.</summary>
/// <param name="Clock">
/// Milliseconds by which the analysis takes longer than with an analyzer that does nothing: what the compiler does for the sake of the analyzer is in it,
/// as the binding of bodies whose operations it asks for.
/// </param>
/// <param name="Counted">Milliseconds in the analyzer itself, as the compiler counts them.</param>
/// <param name="Bytes">Bytes that are allocated beyond what the analyzer that does nothing does.</param>
internal sealed record AnalyzerCost(double Clock, double Counted, long Bytes)
{
    public AnalyzerCost Beyond(AnalyzerCost idle) => new(Clock - idle.Clock, Counted, Bytes - idle.Bytes);

    public static AnalyzerCost Median(IReadOnlyCollection<AnalyzerCost> rounds) => new(
        AnalysisCost.Median(rounds.Select(round => round.Clock)),
        AnalysisCost.Median(rounds.Select(round => round.Counted)),
        (long)AnalysisCost.Median(rounds.Select(round => (double)round.Bytes)));
}
