using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;
using Microsoft.Data.Sqlite;

namespace SqliteDiscipline.Benchmarks;

/// <summary>What an open costs, in groups; within each, the provider alone is the baseline.</summary>
[MemoryDiagnoser]
[GroupBenchmarksBy(BenchmarkLogicalGroupRule.ByCategory)]
[CategoriesColumn]
public class Opening
{
    public const string Pooled = "pooled open";
    public const string PooledUsed = "pooled open, of a handle that has run something";
    public const string PooledSelect = "pooled open + point SELECT";
    public const string Cold = "cold open";
    public const string ColdSelect = "cold open + point SELECT";

    private const string Unused = "unused.db";
    private const string Used = "used.db";

    private string _unused = string.Empty;
    private string _used = string.Empty;
    private string _four = string.Empty;
    private SqliteConnection[] _keepers = [];

    [GlobalSetup]
    public void Setup()
    {
        Databases.Folder = Directory.CreateTempSubdirectory("sqlite-discipline-").FullName;
        _keepers = [Bare.Keep(Databases.PathOf(Unused)), Bare.Keep(Databases.PathOf(Used))];
        _unused = $"Data Source={Databases.PathOf(Unused)}";
        _used = $"Data Source={Databases.PathOf(Used)}";

        // A pool of its own, for handles that carry the four pragmas.
        _four = $"Data Source={Databases.PathOf(Used)};";
        PooledSelectDisciplined();
    }

    [GlobalCleanup]
    public void Cleanup()
    {
        Array.ForEach(_keepers, keeper => keeper.Dispose());
        SqliteConnection.ClearAllPools();
        Directory.Delete(Databases.Folder, recursive: true);
    }

    [Benchmark(Baseline = true), BenchmarkCategory(Pooled)]
    public void PooledBare() => Bare.Open(_unused).Dispose();

    [Benchmark, BenchmarkCategory(Pooled)]
    public void PooledFour() => Bare.OpenWithFourCommands(_four).Dispose();

    [Benchmark, BenchmarkCategory(Pooled)]
    public void PooledDisciplined() => Databases._connect_main(Unused).Dispose();

    [Benchmark(Baseline = true), BenchmarkCategory(PooledUsed)]
    public void PooledUsedBare() => Bare.Open(_used).Dispose();

    [Benchmark, BenchmarkCategory(PooledUsed)]
    public void PooledUsedDisciplined() => Databases._connect_main(Used).Dispose();

    [Benchmark(Baseline = true), BenchmarkCategory(PooledSelect)]
    public void PooledSelectBare() => SelectAndClose(Bare.Open(_used));

    [Benchmark, BenchmarkCategory(PooledSelect)]
    public void PooledSelectFour() => SelectAndClose(Bare.OpenWithFourCommands(_four));

    [Benchmark, BenchmarkCategory(PooledSelect)]
    public void PooledSelectDisciplined() => SelectAndClose(Databases._connect_main(Used));

    [Benchmark(Baseline = true), BenchmarkCategory(Cold)]
    public void ColdBare() => CloseCold(Bare.Open(_used));

    [Benchmark, BenchmarkCategory(Cold)]
    public void ColdFour() => CloseCold(Bare.OpenWithFourCommands(_four));

    [Benchmark, BenchmarkCategory(Cold)]
    public void ColdDisciplined() => CloseCold(Databases._connect_main(Used));

    [Benchmark(Baseline = true), BenchmarkCategory(ColdSelect)]
    public void ColdSelectBare() => SelectAndCloseCold(Bare.Open(_used));

    [Benchmark, BenchmarkCategory(ColdSelect)]
    public void ColdSelectFour() => SelectAndCloseCold(Bare.OpenWithFourCommands(_four));

    [Benchmark, BenchmarkCategory(ColdSelect)]
    public void ColdSelectDisciplined() => SelectAndCloseCold(Databases._connect_main(Used));

    private static void SelectAndClose(SqliteConnection connection)
    {
        connection.Select();
        connection.Dispose();
    }

    private static void SelectAndCloseCold(SqliteConnection connection)
    {
        connection.Select();
        CloseCold(connection);
    }

    private static void CloseCold(SqliteConnection connection)
    {
        connection.Close();
        SqliteConnection.ClearPool(connection);
        connection.Dispose();
    }
}
