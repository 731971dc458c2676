using System.Collections.Immutable;

namespace SqliteDiscipline.Analyzers.Manifest;

/// <summary>What reading a factory gave: the model, as far as it is fit, and what is wrong with the rest.</summary>
/// <param name="Model">The factory, or <see langword="null"/> where there is nothing that could be generated.</param>
/// <param name="Problems">What is wrong.</param>
internal sealed record ManifestReading(FactoryModel? Model, ImmutableArray<ManifestProblem> Problems)
{
    public static readonly ManifestReading Nothing = new(null, ImmutableArray<ManifestProblem>.Empty);
}
