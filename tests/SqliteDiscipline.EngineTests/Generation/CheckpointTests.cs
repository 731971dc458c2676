using Microsoft.Data.Sqlite;
using Xunit;

namespace SqliteDiscipline.EngineTests.Generation;

/// <summary>When the write-ahead log is moved into the file: on demand, on the last close, and on shutdown.</summary>
[Collection(nameof(PooledHandles))]
public sealed class CheckpointTests
{
    private const string Plain = "[SqliteDatabase(\"main\", \"{folder}/main.db\", BusyTimeout = 100)]";
    private const string OnClose = "[SqliteDatabase(\"main\", \"{folder}/main.db\", BusyTimeout = 100, CheckpointOnClose = true)]";

    [Fact]
    public void Checkpoint_EmptiesTheLog_AndIsComplete()
    {
        using var generated = Generated.With(Plain);
        using var connection = Written(generated);
        Assert.NotEqual(0, generated.Size("main.db-wal"));

        Assert.Equal(true, generated.Invoke("_checkpoint_main"));
        Assert.Equal(0, generated.Size("main.db-wal"));
        Assert.Equal("1", connection.Ask("SELECT count(*) FROM t"));
    }

    [Fact]
    public void Checkpoint_WhileSomebodyReads_IsNotComplete()
    {
        using var generated = Generated.With(Plain);
        using var reader = Written(generated);
        reader.Run("BEGIN; SELECT * FROM t");
        using var writer = generated.Call("_connect_main");
        writer.Run("INSERT INTO t VALUES (2)");
        var waiting = System.Diagnostics.Stopwatch.StartNew();

        Assert.Equal(false, generated.Invoke("_checkpoint_main"));
        Assert.InRange(waiting.ElapsedMilliseconds, 100, 1000);
        reader.Run("COMMIT");
        Assert.Equal(true, generated.Invoke("_checkpoint_main"));
    }

    [Fact]
    public void Checkpoint_WithoutWal_HasNothingToDo()
    {
        using var generated = Generated.With("[SqliteDatabase(\"main\", \"{folder}/main.db\", Profile = SqliteProfile.Rollback)]");
        using var connection = Written(generated);

        Assert.Equal(true, generated.Invoke("_checkpoint_main"));
    }

    [Fact]
    public void Checkpoint_OfAFileThatIsNotThere_FailsAndMakesNone()
    {
        using var generated = Generated.With(Plain);

        Assert.Equal(14, Assert.Throws<SqliteException>(() => generated.Invoke("_checkpoint_main")).SqliteErrorCode);
        Assert.False(File.Exists(generated.PathOf("main.db")));
    }

    [Fact]
    public void ReadOnly_HasNoCheckpoint()
    {
        using var generated = Generated.With("[SqliteDatabase(\"main\", \"{folder}/main.db\", Access = SqliteAccess.ReadOnly)]");

        Assert.False(generated.Has("_checkpoint_main"));
        Assert.True(generated.Has("_shutdown"));
    }

    [Fact]
    public void Close_WithoutTheSetting_LeavesTheLog()
    {
        using var generated = Generated.With(Plain);
        Written(generated).Dispose();

        Assert.NotEqual(0, generated.Size("main.db-wal"));
    }

    [Theory]
    [InlineData("Close")]
    [InlineData("Dispose")]
    [InlineData("DisposeAsync")]
    public async Task LastClose_EmptiesTheLog(string how)
    {
        using var generated = Generated.With("[SqliteDatabase(\"main\", \"{folder}/main.db\", Profile = SqliteProfile.Durable)]");
        var first = Written(generated);
        var second = generated.Call("_connect_main");
        second.Close();
        second.Dispose();
        Assert.NotEqual(0, generated.Size("main.db-wal"));

        if (how == "Close")
        {
            first.Close();
        }
        else if (how == "Dispose")
        {
            first.Dispose();
        }
        else
        {
            await first.DisposeAsync();
        }

        Assert.Equal(0, generated.Size("main.db-wal"));
    }

    [Fact]
    public void LastClose_IsCountedByFile_HoweverItIsSpelled()
    {
        using var generated = Generated.With(
            "[SqliteDatabase(\"main\", DataSourceFrom = nameof(PathOf), CheckpointOnClose = true)]", "static string PathOf(string folder) => \"{folder}/\" + folder + \"main.db\";");
        var first = Written(generated, "");
        var other = Written(generated, "../" + Path.GetFileName(generated.Folder) + "/other-");
        var again = generated.Call("_connect_main", "./");
        again.Dispose();
        Assert.NotEqual(0, generated.Size("main.db-wal"));

        first.Dispose();

        Assert.Equal(0, generated.Size("main.db-wal"));
        Assert.NotEqual(0, generated.Size("other-main.db-wal"));
        other.Dispose();
        Assert.Equal(0, generated.Size("other-main.db-wal"));
    }

    [Fact]
    public void LastClose_AfterBeginAsText_RollsBackAndEmptiesTheLog()
    {
        using var generated = Generated.With(OnClose);
        using (var connection = Written(generated))
        {
            connection.Run("BEGIN IMMEDIATE; INSERT INTO t VALUES (2)");
        }

        Assert.Equal(0, generated.Size("main.db-wal"));
        using var next = generated.Call("_connect_main");
        Assert.Equal("1", next.Ask("SELECT count(*) FROM t"));
    }

    [Fact]
    public void LastClose_WithAnOpenTransactionAndReader_EmptiesTheLog()
    {
        using var generated = Generated.With(OnClose);
        using (var connection = Written(generated))
        {
            var transaction = connection.BeginTransaction();
            var command = connection.CreateCommand();
            command.Transaction = transaction;
            command.CommandText = "INSERT INTO t VALUES (2); SELECT * FROM t";
            Assert.True(command.ExecuteReader().Read());
        }

        Assert.Equal(0, generated.Size("main.db-wal"));
    }

    [Fact]
    public void LastClose_WhileAnotherProgramReads_DoesNotFail()
    {
        using var generated = Generated.With(OnClose);
        using var stranger = new SqliteConnection($"Data Source={generated.PathOf("main.db")};Pooling=False");
        using (var connection = Written(generated))
        {
            stranger.Open();
            stranger.Run("BEGIN; SELECT * FROM t");
            connection.Run("INSERT INTO t VALUES (2)");
        }

        Assert.NotEqual(0, generated.Size("main.db-wal"));
        stranger.Run("COMMIT");
        generated.Call("_connect_main").Dispose();
        Assert.Equal(0, generated.Size("main.db-wal"));
    }

    // Nobody else's lock is waited for, and no handle is opened for nothing.
    [Fact]
    public void LastClose_AfterReadsOnly_TouchesNothing()
    {
        using var generated = Generated.With(OnClose.Replace("100", "60000", StringComparison.Ordinal));
        Written(generated).Dispose();
        using var stranger = new SqliteConnection($"Data Source={generated.PathOf("main.db")};Pooling=False");
        stranger.Open();
        stranger.Run("BEGIN IMMEDIATE");
        var waiting = System.Diagnostics.Stopwatch.StartNew();
        using (var reader = generated.Call("_connect_main"))
        {
            Assert.Equal("1", reader.Ask("SELECT count(*) FROM t"));
        }

        Assert.InRange(waiting.ElapsedMilliseconds, 0, 30_000);
        Assert.Equal(0, generated.Size("main.db-wal"));
    }

    // The log lies beside the file, not beside the link.
    [Fact]
    public void LastClose_ThroughALink_EmptiesTheLogOfTheFile()
    {
        using var generated = Generated.With(OnClose);
        Written(generated).Dispose();
        generated.Invoke("_shutdown");
        File.Move(generated.PathOf("main.db"), generated.PathOf("file.db"));
        File.CreateSymbolicLink(generated.PathOf("main.db"), generated.PathOf("file.db"));

        using (var connection = generated.Call("_connect_main"))
        {
            connection.Run("INSERT INTO t VALUES (2)");
            Assert.NotEqual(0, generated.Size("file.db-wal"));
        }

        Assert.Equal(0, generated.Size("file.db-wal"));
    }

    [Fact]
    public void OpenThatFails_IsNotCounted()
    {
        using var generated = Generated.With("[SqliteDatabase(\"main\", \"{folder}/main.db\", CheckpointOnClose = true, BusyTimeout = 0)] [SqlitePragma(\"main\", \"journal_size_limit\", \"-1\")]");
        using var stranger = new SqliteConnection($"Data Source={generated.PathOf("main.db")};Pooling=False");
        stranger.Open();
        stranger.Run("CREATE TABLE u(a); BEGIN EXCLUSIVE");
        Assert.Throws<SqliteException>(() => generated.Call("_connect_main"));
        stranger.Run("COMMIT");

        Written(generated).Dispose();

        Assert.Equal(0, generated.Size("main.db-wal"));
    }

    [Fact]
    public void ManyThreads_TheLastEmptiesTheLog()
    {
        using var generated = Generated.With(OnClose.Replace("100", "5000", StringComparison.Ordinal));
        Written(generated).Dispose();
        Parallel.For(0, 200, new ParallelOptions { MaxDegreeOfParallelism = 8 }, number =>
        {
            using var connection = generated.Call("_connect_main");
            using var transaction = connection.BeginTransaction();
            using var command = connection.CreateCommand();
            command.Transaction = transaction;
            command.CommandText = "INSERT INTO t VALUES (1)";
            command.ExecuteNonQuery();
            transaction.Commit();
        });

        Assert.Equal(0, generated.Size("main.db-wal"));
        using var last = generated.Call("_connect_main");
        Assert.Equal("201", last.Ask("SELECT count(*) FROM t"));
    }

    [Fact]
    public void Shutdown_EmptiesEveryLog_AndReleasesTheFiles_AndCanBeRepeated()
    {
        using var generated = Generated.With(
            "[SqliteDatabase(\"main\", DataSourceFrom = nameof(PathOf), CheckpointOnClose = true)] [SqliteDatabase(\"plain\", \"{folder}/plain.db\")]",
            "static string PathOf(string name) => \"{folder}/\" + name;");
        var open = Written(generated, "a.db");
        Written(generated, "b.db").Dispose();
        using (var plain = generated.Call("_connect_plain"))
        {
            plain.Run("CREATE TABLE t(a)");
        }

        generated.Invoke("_shutdown");
        generated.Invoke("_shutdown");

        Assert.Equal(0, generated.Size("a.db-wal"));
        Assert.False(File.Exists(generated.PathOf("b.db-wal")), "the pool still holds b.db");
        Assert.False(File.Exists(generated.PathOf("plain.db-wal")), "the pool still holds plain.db");
        Assert.Equal("1", open.Ask("SELECT count(*) FROM t"));
        open.Dispose();
        Assert.False(File.Exists(generated.PathOf("a.db-wal")), "the handle went back to the pool");
        using var again = generated.Call("_connect_main", "a.db");
        Assert.Equal("1", again.Ask("SELECT count(*) FROM t"));
    }

    [Fact]
    public void Shutdown_BeforeAnything_AndAfterTheFileIsGone_MakesNoFile()
    {
        using var generated = Generated.With(OnClose);
        generated.Invoke("_shutdown");
        Written(generated).Dispose();
        generated.Invoke("_shutdown");
        File.Delete(generated.PathOf("main.db"));
        generated.Invoke("_shutdown");

        Assert.False(File.Exists(generated.PathOf("main.db")));
    }

    [Fact]
    public void Shutdown_WhileOthersOpenAndClose_IsHarmless()
    {
        using var generated = Generated.With(OnClose.Replace("100", "5000", StringComparison.Ordinal));
        Written(generated).Dispose();

        Parallel.For(0, 60, new ParallelOptions { MaxDegreeOfParallelism = 6 }, number =>
        {
            if (number % 10 == 0)
            {
                generated.Invoke("_shutdown");
                return;
            }

            using var connection = generated.Call("_connect_main");
            Assert.Equal("1", connection.Ask("PRAGMA foreign_keys"));
        });
    }

    private static SqliteConnection Written(Generated generated, params object[] arguments)
    {
        var connection = generated.Call("_connect_main", arguments);
        connection.Run("CREATE TABLE t(a); INSERT INTO t VALUES (1)");
        return connection;
    }
}
