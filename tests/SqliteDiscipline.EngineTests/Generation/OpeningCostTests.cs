using Microsoft.Data.Sqlite;
using SQLitePCL;
using Xunit;

namespace SqliteDiscipline.EngineTests.Generation;

/// <summary>What an open sends and allocates. How long that takes, tests/SqliteDiscipline.Benchmarks measures.</summary>
[Collection(nameof(PooledHandles))]
public sealed class OpeningCostTests : IDisposable
{
    private readonly Generated _generated = Generated.With("""
        [SqliteDatabase("main", "{folder}/main.db")]
        [SqliteDatabase("durable", "{folder}/durable.db", Profile = SqliteProfile.Durable, CheckpointOnClose = false, MaxConnections = 9)]
        [SqliteDatabase("shared", "{folder}/shared.db", Profile = SqliteProfile.Rollback)]
        """);

    public void Dispose() => _generated.Dispose();

    [Theory]
    [InlineData("main")]
    [InlineData("durable")]
    [InlineData("shared")]
    public void PooledOpen_SendsNothing_UnlessTheHandleWasTouched(string database)
    {
        using var connection = _generated.Call("_create_" + database);
        connection.Open();
        connection.Run("CREATE TABLE t(a INTEGER PRIMARY KEY, b)");
        var sent = new List<string>();
        raw.sqlite3_trace(connection.Handle, (strdelegate_trace)((_, sql) => sent.Add(sql)), null);

        for (var round = 0; round < 5; round++)
        {
            connection.Close();
            Assert.Empty(sent);
            connection.Open();
            Assert.Empty(sent);

            UseOrdinarily(connection);
            Assert.NotEmpty(sent);
            sent.Clear();
        }

        connection.Run("PRAGMA synchronous = OFF");
        connection.Close();
        sent.Clear();
        connection.Open();
        Assert.Contains(sent, sql => sql.StartsWith("PRAGMA synchronous = ", StringComparison.Ordinal));
        Assert.InRange(sent.Count, 1, 9);
    }

    [Fact]
    public void ColdOpen_SendsTwoStatements()
    {
        _generated.Call("_connect_main").Dispose();
        SqliteConnection.ClearAllPools();
        using var connection = _generated.Call("_create_main");
        var sent = new List<string>();
        connection.StateChange += Listen;
        connection.Open();
        connection.StateChange -= Listen;

        // Whoever took the handle meanwhile, as this test has, may have left something on it; that is looked through first.
        Assert.Equal(["PRAGMA journal_mode = WAL", "PRAGMA synchronous = NORMAL"], sent.Select(sql => sql.Trim()).SkipWhile(sql => sql != "PRAGMA database_list").Skip(1));
        Assert.Equal(7, sent.Count);

        void Listen(object sender, System.Data.StateChangeEventArgs change) => raw.sqlite3_trace(connection.Handle, (strdelegate_trace)((_, sql) => sent.Add(sql)), null);
    }

    [Theory]
    [InlineData("main")]
    [InlineData("durable")]
    public void PooledOpen_AllocatesLittle(string database)
    {
        using var bare = new SqliteConnection($"Data Source={_generated.PathOf(database + ".db")}");
        using var disciplined = _generated.Call("_create_" + database);

        Assert.InRange(BytesOfOpening(disciplined) - BytesOfOpening(bare), -1000, 300);
    }

    private static void UseOrdinarily(SqliteConnection connection)
    {
        using (var transaction = connection.BeginTransaction())
        {
            using var insert = connection.CreateCommand();
            insert.CommandText = "INSERT INTO t(b) VALUES ($b)";
            insert.Parameters.AddWithValue("$b", "x");
            insert.ExecuteNonQuery();
            transaction.Commit();
        }

        using (var transaction = connection.BeginTransaction(deferred: true))
        {
            transaction.Rollback();
        }

        connection.Run("CREATE TABLE IF NOT EXISTS u(a REFERENCES t); WITH x AS (SELECT 1 AS a) REPLACE INTO t SELECT a, a FROM x; DELETE FROM t WHERE a < 0; DROP TABLE u");
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT a, upper(b) FROM t ORDER BY a";
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            reader.GetValue(1);
        }

        Assert.NotNull(connection.Ask("PRAGMA user_version"));
    }

    private static long BytesOfOpening(SqliteConnection connection)
    {
        const int Times = 200;
        var start = 0L;
        for (var round = -Times; round < Times; round++)
        {
            if (round == 0)
            {
                start = GC.GetAllocatedBytesForCurrentThread();
            }

            connection.Open();
            connection.Close();
        }

        return (GC.GetAllocatedBytesForCurrentThread() - start) / Times;
    }
}
