using Xunit;

namespace SqliteDiscipline.EngineTests.Generation;

/// <summary>
/// Tests that must get the same handle again, or that ask what a pool holds: they run by themselves, for the pools are the process's, and the others clear
/// them all when they are done. And those of many threads: clearing a pool of theirs meanwhile would lend them a handle twice (dotnet/efcore#39008).
/// </summary>
[CollectionDefinition(nameof(PooledHandles), DisableParallelization = true)]
public sealed class PooledHandles;
