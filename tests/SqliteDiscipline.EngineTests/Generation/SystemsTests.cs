using System.Diagnostics;
using Microsoft.Data.Sqlite;
using SqliteDiscipline.EngineTests.Engines;
using Xunit;

namespace SqliteDiscipline.EngineTests.Generation;

/// <summary>The manifests of two of the systems that this project exists for, and what they claim.</summary>
[OnEveryEngine]
public sealed class SystemsTests
{
    private const string Aico = "[SqliteDatabase(\"memory\", \"{folder}/memory.db\", Profile = SqliteProfile.Durable, MaxConnections = 1, BusyTimeout = 400)]";

    [Fact]
    public void NanoClaw_EachSessionHasItsFiles_AndTheHostReadsOutboundOnly()
    {
        using var generated = Generated.With(
            """
            [SqliteDatabase("central", "{folder}/central.db")]
            [SqliteDatabase("inbound", DataSourceFrom = nameof(Inbound), Profile = SqliteProfile.Rollback)]
            [SqliteDatabase("outbound", DataSourceFrom = nameof(Outbound), Access = SqliteAccess.ReadOnly)]
            """,
            """
            static string Inbound(string sessionId) => "{folder}/" + sessionId + "-inbound.db";
            static string Outbound(string sessionId) => "{folder}/" + sessionId + "-outbound.db";
            """);
        using var central = generated.Call("_connect_central");
        Assert.Equal("wal 1 1", InForce(central));

        using var inbound = generated.Call("_connect_inbound", "one");
        inbound.Run("CREATE TABLE messages(a); INSERT INTO messages VALUES ('for the container')");
        Assert.Equal("delete 2 1", InForce(inbound));
        Assert.True(File.Exists(generated.PathOf("one-inbound.db")));
        Assert.False(File.Exists(generated.PathOf("two-inbound.db")));

        // The other side of the mount sees the main file alone.
        File.Copy(generated.PathOf("one-inbound.db"), generated.PathOf("mounted.db"));
        using (var mounted = Raw(generated, "mounted.db"))
        {
            Assert.Equal("for the container", mounted.Ask("SELECT a FROM messages"));
        }

        using (var container = Raw(generated, "one-outbound.db"))
        {
            container.Run("CREATE TABLE replies(a); INSERT INTO replies VALUES ('from the container')");
        }

        var before = File.ReadAllBytes(generated.PathOf("one-outbound.db"));
        using (var outbound = generated.Call("_connect_outbound", "one"))
        {
            using (outbound.BeginTransaction(deferred: true))
            {
                Assert.Equal("from the container", outbound.Ask("SELECT a FROM replies"));
            }

            foreach (var route in Enum.GetValues<Route>())
            {
                foreach (var write in new[] { "INSERT INTO replies VALUES (1)", "CREATE TABLE t(a)", "PRAGMA user_version = 7", "PRAGMA journal_mode = WAL", "VACUUM" })
                {
                    AssertRefused(outbound, route, write, 8);
                }
            }

            // Nor by a second way to the same file.
            AssertRefused(outbound, Route.CreateCommand, $"ATTACH 'file:{generated.PathOf("one-outbound.db")}?mode=rw' AS again; INSERT INTO again.replies VALUES (1)", 1, 3, 8, 14);
        }

        Assert.Equal(before, File.ReadAllBytes(generated.PathOf("one-outbound.db")));
    }

    [Fact]
    public void Aico_TheSecondOpenWaits_ThenFailsWithinTheBusyTimeout()
    {
        using var generated = Generated.With(Aico);
        using var first = generated.Call("_connect_memory");
        Assert.Equal("wal 2 1", InForce(first));
        var waiting = Stopwatch.StartNew();

        Assert.Equal(5, Assert.Throws<SqliteException>(() => generated.Call("_connect_memory")).SqliteErrorCode);
        Assert.InRange(waiting.ElapsedMilliseconds, 395, 2000);
    }

    [Fact]
    public async Task Aico_TheFirstDisposedOnAnotherThread_LetsTheSecondIn()
    {
        using var generated = Generated.With(Aico.Replace("400", "20000", StringComparison.Ordinal));
        for (var round = 0; round < 20; round++)
        {
            var first = generated.Call("_connect_memory");
            using var waits = new ManualResetEventSlim();
            var second = Task.Factory.StartNew(
                () =>
                {
                    waits.Set();
                    using var connection = generated.Call("_connect_memory");
                    return connection.Ask("PRAGMA synchronous");
                },
                TaskCreationOptions.LongRunning);
            waits.Wait();
            var disposer = new Thread(first.Dispose);
            disposer.Start();

            Assert.Equal("2", await second.WaitAsync(TimeSpan.FromSeconds(15)));
            disposer.Join();
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Aico_AfterShutdown_TheLogIsEmpty(bool isStillOpen)
    {
        using var generated = Generated.With(Aico);
        using var connection = generated.Call("_connect_memory");
        connection.Run("CREATE TABLE t(a); INSERT INTO t VALUES (randomblob(100000))");
        Assert.NotEqual(0, generated.Size("memory.db-wal"));
        if (!isStillOpen)
        {
            connection.Dispose();
        }

        generated.Invoke("_shutdown");

        Assert.Equal(0, generated.Size("memory.db-wal"));
        File.Copy(generated.PathOf("memory.db"), generated.PathOf("copy.db"));
        using var copy = Raw(generated, "copy.db");
        Assert.Equal("1", copy.Ask("SELECT count(*) FROM t"));
    }

    private static void AssertRefused(SqliteConnection connection, Route route, string write, params int[] codes)
    {
        if (route == Route.Handle)
        {
            Assert.Contains(SQLitePCL.raw.sqlite3_exec(connection.Handle, write) & 0xFF, codes);
        }
        else
        {
            Assert.Contains(Assert.Throws<SqliteException>(() => Tampering.Run(connection, route, write)).SqliteErrorCode, codes);
        }
    }

    private static SqliteConnection Raw(Generated generated, string file)
    {
        var raw = new SqliteConnection($"Data Source={generated.PathOf(file)};Pooling=False");
        raw.Open();
        return raw;
    }

    private static string InForce(SqliteConnection connection) =>
        $"{connection.Ask("PRAGMA journal_mode")} {connection.Ask("PRAGMA synchronous")} {connection.Ask("PRAGMA foreign_keys")}";
}
