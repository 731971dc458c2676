using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace SqliteDiscipline.Analyzers.Manifest;

/// <summary>Reads a factory's attributes into the model, from source or from a referenced assembly alike.</summary>
internal static class ManifestReader
{
    /// <summary>Reads the factory; the model is absent where the attributes leave nothing to generate.</summary>
    public static ManifestReading Read(INamedTypeSymbol factory, CancellationToken cancellation) =>
        new(null, ImmutableArray<ManifestProblem>.Empty);
}

/// <summary>What reading a factory gave: the model, as far as it is fit, and what is wrong with the rest.</summary>
internal sealed record ManifestReading(FactoryModel? Model, ImmutableArray<ManifestProblem> Problems);

/// <summary>Something wrong in a manifest, reported by the rule of that id.</summary>
internal sealed record ManifestProblem(string Id, Location Location, ImmutableArray<object> Arguments);
