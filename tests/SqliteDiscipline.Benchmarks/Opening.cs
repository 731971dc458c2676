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
    public const string PooledSelect = "pooled open + point SELECT";
    public const string PooledReader = "pooled open + point SELECT by a reader";
    public const string Cold = "cold open";
    public const string ColdSelect = "cold open + point SELECT";

    private string _folder = string.Empty;
    private string _idlePath = string.Empty;
    private string _usedPath = string.Empty;
    private string _takenPath = string.Empty;
    private string _coldPath = string.Empty;
    private string _idle = string.Empty;
    private string _used = string.Empty;
    private string _taken = string.Empty;
    private string _four = string.Empty;
    private string _cold = string.Empty;
    private SqliteConnection[] _keepers = [];

    [GlobalSetup]
    public void Setup()
    {
        _folder = Directory.CreateTempSubdirectory("sqlite-discipline-").FullName;
        _idlePath = Path.Combine(_folder, "idle.db");
        _usedPath = Path.Combine(_folder, "used.db");
        _coldPath = Path.Combine(_folder, "cold.db");
        _takenPath = Path.Combine(_folder, "taken.db");
        _keepers = [Bare.Keep(_idlePath), Bare.Keep(_usedPath), Bare.Keep(_takenPath), Bare.Keep(_coldPath)];
        _idle = $"Data Source={_idlePath}";
        _used = $"Data Source={_usedPath}";
        _taken = $"Data Source={_takenPath}";
        _cold = $"Data Source={_coldPath}";

        // A pool of its own, for handles that carry the four pragmas.
        _four = $"Data Source={_usedPath};";
    }

    [GlobalCleanup]
    public void Cleanup()
    {
        Array.ForEach(_keepers, keeper => keeper.Dispose());
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    [Benchmark(Baseline = true), BenchmarkCategory(Pooled)]
    public void PooledBare() => Bare.Open(_idle).Dispose();

    [Benchmark, BenchmarkCategory(Pooled)]
    public void PooledFour() => Bare.OpenWithFourCommands(_four).Dispose();

    [Benchmark, BenchmarkCategory(Pooled)]
    public void PooledDisciplined() => Databases._connect_main(_idlePath).Dispose();

    [Benchmark(Baseline = true), BenchmarkCategory(PooledSelect)]
    public void PooledSelectBare() => SelectAndClose(Bare.Open(_used));

    [Benchmark, BenchmarkCategory(PooledSelect)]
    public void PooledSelectFour() => SelectAndClose(Bare.OpenWithFourCommands(_four));

    [Benchmark, BenchmarkCategory(PooledSelect)]
    public void PooledSelectDisciplined() => SelectAndClose(Databases._connect_main(_usedPath));

    [Benchmark(Baseline = true), BenchmarkCategory(PooledReader)]
    public void PooledReaderBare() => ReadAndClose(Bare.Open(_taken));

    [Benchmark, BenchmarkCategory(PooledReader)]
    public void PooledReaderDisciplined() => ReadAndClose(Databases._connect_main(_takenPath));

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

    private static void ReadAndClose(SqliteConnection connection)
    {
        connection.Read();
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
