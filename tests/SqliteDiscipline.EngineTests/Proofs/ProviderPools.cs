using Xunit;

namespace SqliteDiscipline.EngineTests.Proofs;

/// <summary>Tests of what the pool holds: they run alone, for the pools are the process's, and other tests clear them.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class ProviderPools
{
    public const string Name = "The provider's pools";
}
