using Microsoft.Data.Sqlite;
using SqliteDiscipline.EngineTests.Engines;
using Xunit;

namespace SqliteDiscipline.EngineTests.Generation;

/// <summary>Where SQLite answers a request for WAL with another journal, or refuses it: synchronous is then FULL or stronger, or the open throws.</summary>
[OnEveryEngine]
public sealed class WithoutWalTests
{
    /// <summary>Policies that ask for WAL, and the level that each runs at without it.</summary>
    public static TheoryData<string, string> Policies => new()
    {
        { "", "2" },
        { ", Profile = SqliteProfile.Durable", "2" },
        { ", Synchronous = SqliteSynchronous.Extra, MaxConnections = 2, CheckpointOnClose = true", "3" },
    };

    public static TheoryData<string, string, string> InMemoryPolicies => With(":memory:", "file:{folder}?mode=memory&cache=shared", "file:memory?mode=memory");

    /// <summary>Virtual file systems that have no shared memory, as network file systems have none.</summary>
    public static TheoryData<string, string, string> NetworkLikePolicies => With("unix-dotfile", "unix-none");

    [Theory]
    [MemberData(nameof(InMemoryPolicies))]
    public void InMemory(string place, string settings, string synchronous)
    {
        using var generated = Generated.With($"[SqliteDatabase(\"main\", \"{place}\"{settings})]");
        using var connection = generated.Call("_connect_main");

        Assert.Equal($"memory {synchronous} 1", InForce(connection));
    }

    [TheoryOnUnix]
    [MemberData(nameof(NetworkLikePolicies))]
    public void NetworkLikeFileSystem(string vfs, string settings, string synchronous)
    {
        using var generated = Generated.With($"[SqliteDatabase(\"main\", \"file:{{folder}}/main.db?vfs={vfs}\"{settings})]");
        using (var first = generated.Call("_connect_main"))
        {
            Assert.Equal($"delete {synchronous} 1", InForce(first));
            first.Run("CREATE TABLE t(a); PRAGMA journal_mode = OFF");
            first.Run("PRAGMA synchronous = OFF");
        }

        using var second = generated.Call("_connect_main");

        Assert.Equal($"delete {synchronous} 1", InForce(second));
    }

    [TheoryOnUnix]
    [MemberData(nameof(Policies))]
    public void FileAndFolderThatAreReadOnly(string settings, string synchronous)
    {
        using var generated = Generated.With($"[SqliteDatabase(\"main\", \"{{folder}}/main.db\"{settings})]");
        Sample(generated, "main.db", "delete");
        AssertPairedOrRefused(generated, synchronous, () => Unprivileged.Run(generated.Folder, folder: false, file: false, () => Outcome(generated)));
    }

    [TheoryOnUnix]
    [MemberData(nameof(Policies))]
    public void FolderThatIsReadOnly(string settings, string synchronous)
    {
        using var generated = Generated.With($"[SqliteDatabase(\"main\", \"{{folder}}/main.db\"{settings})]");
        Sample(generated, "main.db", "delete");
        AssertPairedOrRefused(generated, synchronous, () => Unprivileged.Run(generated.Folder, folder: false, file: true, () => Outcome(generated)));
    }

    [TheoryOnUnix]
    [MemberData(nameof(Policies))]
    public void FolderThatIsReadOnly_WithADatabaseInWal(string settings, string synchronous)
    {
        using var generated = Generated.With($"[SqliteDatabase(\"main\", \"{{folder}}/main.db\"{settings})]");
        Sample(generated, "main.db", "wal");
        AssertPairedOrRefused(generated, synchronous, () => Unprivileged.Run(generated.Folder, folder: false, file: true, () => Outcome(generated)));
    }

    [TheoryOnUnix]
    [InlineData("delete", "delete 2 1")]
    [InlineData("wal", "SqliteException SQLite Error 8: ")]
    public void FolderThatIsReadOnly_ForAReader(string journal, string expected)
    {
        using var generated = Generated.With("[SqliteDatabase(\"main\", \"{folder}/main.db\", Access = SqliteAccess.ReadOnly)]");
        Sample(generated, "main.db", journal);

        // Without write access there can be no shared memory, and so no reading of WAL; opening reads nothing yet.
        var outcome = Unprivileged.Run(generated.Folder, folder: false, file: false, () =>
        {
            using var connection = generated.Call("_connect_main");
            return Record.Exception(() => connection.Run("SELECT * FROM t")) is { } failure ? $"{failure.GetType().Name} {failure.Message}" : InForce(connection);
        });
        Assert.StartsWith(expected, outcome, StringComparison.Ordinal);
    }

    [TheoryOnUnix]
    [MemberData(nameof(Policies))]
    public void Immutable(string settings, string synchronous)
    {
        using var generated = Generated.With($"[SqliteDatabase(\"main\", \"file:{{folder}}/main.db?immutable=1\"{settings})]");
        Sample(generated, "main.db", "delete");

        AssertPairedOrRefused(generated, synchronous, () => Outcome(generated));
    }

    [Theory]
    [MemberData(nameof(Policies))]
    public void LockHeldDuringTheSwitch_IsWaitedFor(string settings, string synchronous)
    {
        using var generated = Generated.With($"[SqliteDatabase(\"main\", \"{{folder}}/main.db\"{settings})]");
        Sample(generated, "main.db", "delete");
        using var holder = new SqliteConnection($"Data Source={generated.PathOf("main.db")};Pooling=False");
        holder.Open();
        holder.Run("BEGIN IMMEDIATE");
        var releaser = new Thread(() =>
        {
            Thread.Sleep(150);
            holder.Run("COMMIT");
        });
        releaser.Start();
        using var connection = generated.Call("_connect_main");
        releaser.Join();

        Assert.Equal($"wal {InWal(settings, synchronous)} 1", InForce(connection));
    }

    [Theory]
    [MemberData(nameof(Policies))]
    public void LockThatStaysDuringTheSwitch_IsRefused(string settings, string synchronous)
    {
        using var generated = Generated.With($"[SqliteDatabase(\"main\", \"{{folder}}/main.db\", BusyTimeout = 100{settings})]");
        Sample(generated, "main.db", "delete");
        using var holder = new SqliteConnection($"Data Source={generated.PathOf("main.db")};Pooling=False");
        holder.Open();
        holder.Run("BEGIN IMMEDIATE");

        var outcome = Outcome(generated);
        Assert.StartsWith("SqliteException SQLite Error 5: ", outcome, StringComparison.Ordinal);
        AssertRefusal(generated, outcome);
        holder.Run("COMMIT");
        Assert.Equal($"wal {InWal(settings, synchronous)} 1", Outcome(generated));
    }

    private static TheoryData<string, string, string> With(params string[] places)
    {
        var data = new TheoryData<string, string, string>();
        foreach (var place in places)
        {
            foreach (var row in Policies)
            {
                data.Add(place, (string)row[0], (string)row[1]);
            }
        }

        return data;
    }

    // In WAL, NORMAL will do where nothing stronger was asked for.
    private static string InWal(string settings, string synchronous) =>
        settings.Contains("Durable", StringComparison.Ordinal) || settings.Contains("Extra", StringComparison.Ordinal) ? synchronous : "1";

    private static void Sample(Generated generated, string file, string journal)
    {
        using var raw = new SqliteConnection($"Data Source={generated.PathOf(file)};Pooling=False");
        raw.Open();
        raw.Run($"PRAGMA journal_mode = {journal}; CREATE TABLE t(a)");
    }

    // What is in force, or why it is refused.
    private static string Outcome(Generated generated)
    {
        using var connection = generated.Call("_create_main");
        try
        {
            connection.Open();
            return InForce(connection);
        }
        catch (Exception refusal) when (refusal is SqliteException or InvalidOperationException)
        {
            Assert.Equal(System.Data.ConnectionState.Closed, connection.State);
            return $"{refusal.GetType().Name} {refusal.Message}";
        }
    }

    private static void AssertPairedOrRefused(Generated generated, string synchronous, Func<string> outcome)
    {
        var got = outcome();
        if (got != $"delete {synchronous} 1")
        {
            AssertRefusal(generated, got);
        }
    }

    private static void AssertRefusal(Generated generated, string outcome)
    {
        Assert.Contains("Exception ", outcome, StringComparison.Ordinal);
        Assert.Contains("'main'", outcome, StringComparison.Ordinal);
        Assert.True(
            outcome.Contains("PRAGMA ", StringComparison.Ordinal) || outcome.Contains(generated.PathOf("main.db"), StringComparison.Ordinal),
            "Neither the pragma nor the file is named: " + outcome);
        Assert.InRange(outcome.Split("PRAGMA ").Length - 1, 0, 1);
    }

    private static string InForce(SqliteConnection connection) =>
        $"{connection.Ask("PRAGMA journal_mode")} {connection.Ask("PRAGMA synchronous")} {connection.Ask("PRAGMA foreign_keys")}";
}
