using Xunit;

namespace SqliteDiscipline.EngineTests.Generation;

/// <summary>Tests that must get the same handle again. The others clear all pools when they are done, so these run by themselves.</summary>
[CollectionDefinition(nameof(PooledHandles), DisableParallelization = true)]
public sealed class PooledHandles;
