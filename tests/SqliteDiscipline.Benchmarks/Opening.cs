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

    private string _folder = string.Empty;
    private string _unusedPath = string.Empty;
    private string _usedPath = string.Empty;
    private string _coldPath = string.Empty;
    private string _unused = string.Empty;
    private string _used = string.Empty;
    private string _four = string.Empty;
    private string _cold = string.Empty;
    private SqliteConnection[] _keepers = [];

    [GlobalSetup]
    public void Setup()
    {
        _folder = Directory.CreateTempSubdirectory("sqlite-discipline-").FullName;
        _unusedPath = Path.Combine(_folder, "unused.db");
        _usedPath = Path.Combine(_folder, "used.db");
        _coldPath = Path.Combine(_folder, "cold.db");
        _keepers = [Bare.Keep(_unusedPath), Bare.Keep(_usedPath), Bare.Keep(_coldPath)];
        _unused = $"Data Source={_unusedPath}";
        _used = $"Data Source={_usedPath}";
        _cold = $"Data Source={_coldPath}";

        // A pool of its own, for handles that carry the four pragmas.
        _four = $"Data Source={_usedPath};";
        PooledSelectDisciplined();
    }

    [GlobalCleanup]
    public void Cleanup()
    {
        Array.ForEach(_keepers, keeper => keeper.Dispose());
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    [Benchmark(Baseline = true), BenchmarkCategory(Pooled)]
    public void PooledBare() => Bare.Open(_unused).Dispose();

    [Benchmark, BenchmarkCategory(Pooled)]
    public void PooledFour() => Bare.OpenWithFourCommands(_four).Dispose();

    [Benchmark, BenchmarkCategory(Pooled)]
    public void PooledDisciplined() => Databases._connect_main(_unusedPath).Dispose();

    [Benchmark(Baseline = true), BenchmarkCategory(PooledUsed)]
    public void PooledUsedBare() => Bare.Open(_used).Dispose();

    [Benchmark, BenchmarkCategory(PooledUsed)]
    public void PooledUsedDisciplined() => Databases._connect_main(_usedPath).Dispose();

    [Benchmark(Baseline = true), BenchmarkCategory(PooledSelect)]
    public void PooledSelectBare() => SelectAndClose(Bare.Open(_used));

    [Benchmark, BenchmarkCategory(PooledSelect)]
    public void PooledSelectFour() => SelectAndClose(Bare.OpenWithFourCommands(_four));

    [Benchmark, BenchmarkCategory(PooledSelect)]
    public void PooledSelectDisciplined() => SelectAndClose(Databases._connect_main(_usedPath));

    [Benchmark(Baseline = true), BenchmarkCategory(Cold)]
    public void ColdBare() => CloseCold(Bare.Open(_cold));

    [Benchmark, BenchmarkCategory(Cold)]
    public void ColdFour() => CloseCold(Bare.OpenWithFourCommands(_cold));

    [Benchmark, BenchmarkCategory(Cold)]
    public void ColdDisciplined() => CloseCold(Databases._connect_main(_coldPath));

    [Benchmark(Baseline = true), BenchmarkCategory(ColdSelect)]
    public void ColdSelectBare() => SelectAndCloseCold(Bare.Open(_cold));

    [Benchmark, BenchmarkCategory(ColdSelect)]
    public void ColdSelectFour() => SelectAndCloseCold(Bare.OpenWithFourCommands(_cold));

    [Benchmark, BenchmarkCategory(ColdSelect)]
    public void ColdSelectDisciplined() => SelectAndCloseCold(Databases._connect_main(_coldPath));

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
