using System.Data.Common;
using Dapper;
using Microsoft.Data.Sqlite;
using SqliteDiscipline.EngineTests.Engines;
using Xunit;

namespace SqliteDiscipline.EngineTests.Generation;

/// <summary>An open that cannot keep the policy throws, says what was refused, and leaves nothing behind: no open connection, no handle, no slot.</summary>
[OnEveryEngine]
public sealed class RefusalTests
{
    private const string Main = "[SqliteDatabase(\"main\", \"{folder}/main.db\", BusyTimeout = 0";

    /// <summary>A manifest, what is wrong with the file, and what must be said.</summary>
    public static TheoryData<string, string, string> Refusals => new()
    {
        { Main + ")]", "is no database", "SqliteException SQLite Error 26|'main'" },
        { Main + ", Profile = SqliteProfile.Durable)]", "is no database", "SqliteException SQLite Error 11|'main'|{file}|PRAGMA quick_check" },
        { Main + ", VerifyOnFirstOpen = SqliteVerification.IntegrityCheck)]", "is damaged", "SqliteException SQLite Error 11|'main'|{file}|PRAGMA integrity_check" },
        { Main + ", VerifyOnFirstOpen = SqliteVerification.ForeignKeyCheck)]", "has an orphan", "SqliteException SQLite Error 11|'main'|{file}|PRAGMA foreign_key_check" },
        { Main + ")]", "is locked", "SqliteException SQLite Error 5|'main'|PRAGMA journal_mode = WAL" },
        { Main + ", Profile = SqliteProfile.Rollback)]", "is held in WAL", "SqliteException SQLite Error 5|'main'|PRAGMA journal_mode = DELETE" },
        { Main + ", Access = SqliteAccess.ReadWrite)]", "is not there", "SqliteException SQLite Error 14|'main'|{file}" },
        { Main + ", Access = SqliteAccess.ReadOnly)]", "is not there", "SqliteException SQLite Error 14|'main'|{file}" },
        { Main + ", MaxConnections = 1)]", "is a folder", "SqliteException SQLite Error 14|'main'|{file}" },
    };

    [TheoryOnLinux]
    [MemberData(nameof(Refusals))]
    public async Task EveryWayToOpen_IsRefused_SaysWhy_AndLeavesNothing(string manifest, string state, string said)
    {
        using var generated = Generated.With(manifest);
        using (Prepare(generated, state))
        {
            for (var round = 0; round < 5; round++)
            {
                using var connection = generated.Call("_create_main");
                AssertRefused(connection, Assert.ThrowsAny<Exception>(connection.Open), generated, said);
                AssertRefused(connection, await Assert.ThrowsAnyAsync<Exception>(() => connection.OpenAsync()), generated, said);
                AssertRefused(connection, Assert.ThrowsAny<Exception>(() => connection.ExecuteScalar("SELECT 1")), generated, said);
                AssertRefused(connection, Assert.ThrowsAny<Exception>(() => generated.Call("_connect_main")), generated, said);
            }
        }

        // A file that another connection of the process has locked stays open until that lock is gone.
        Assert.Empty(OpenFiles(generated.Folder));
    }

    [TheoryOnLinux]
    [InlineData("")]
    [InlineData(", Profile = SqliteProfile.Rollback")]
    [InlineData(", Profile = SqliteProfile.Durable, MaxConnections = 3")]
    public void WhatIsOpenedAndClosed_LeavesNothingAfterShutdown(string settings)
    {
        using var generated = Generated.With($"[SqliteDatabase(\"main\", \"{{folder}}/main.db\"{settings})]");
        for (var round = 0; round < 20; round++)
        {
            using var connection = generated.Call("_connect_main");
            connection.Run("CREATE TABLE IF NOT EXISTS t(a)");
            Assert.NotEmpty(OpenFiles(generated.Folder));
        }

        generated.Invoke("_verify_main");
        generated.Invoke("_checkpoint_main");
        generated.Invoke("_backup_main", generated.PathOf("copy.db"));
        generated.Invoke("_shutdown");

        Assert.Empty(OpenFiles(generated.Folder));
    }

    [Fact]
    public void RefusedOnce_IsOpenedWhenTheReasonIsGone()
    {
        foreach (var row in Refusals)
        {
            var (manifest, state) = ((string)row[0], (string)row[1]);
            using var generated = Generated.With(manifest);
            using var connection = generated.Call("_create_main");
            using (Prepare(generated, state))
            {
                Assert.ThrowsAny<Exception>(connection.Open);
            }

            if (Directory.Exists(generated.PathOf("main.db")))
            {
                Directory.Delete(generated.PathOf("main.db"));
            }
            else if (state != "is locked")
            {
                File.Delete(generated.PathOf("main.db"));
            }

            using (var raw = new SqliteConnection($"Data Source={generated.PathOf("main.db")};Pooling=False"))
            {
                raw.Open();
                raw.Run("CREATE TABLE IF NOT EXISTS u(a)");
            }

            connection.Open();
            Assert.Equal("1", connection.Ask("PRAGMA foreign_keys"));
        }
    }

    private static void AssertRefused(DbConnection connection, Exception refusal, Generated generated, string said)
    {
        Assert.Equal(System.Data.ConnectionState.Closed, connection.State);
        var message = $"{refusal.GetType().Name} {refusal.Message}";
        foreach (var part in said.Replace("{file}", generated.PathOf("main.db"), StringComparison.Ordinal).Split('|'))
        {
            Assert.Contains(part, message, StringComparison.Ordinal);
        }

        // The pragma that was refused, and not all that were sent with it.
        Assert.InRange(message.Split("PRAGMA ").Skip(1).Select(after => after.Split(' ')[0]).Distinct().Count(), 0, 1);
    }

    private static SqliteConnection? Prepare(Generated generated, string state)
    {
        var path = generated.PathOf("main.db");
        if (state == "is not there")
        {
            return null;
        }

        if (state == "is a folder")
        {
            Directory.CreateDirectory(path);
            return null;
        }

        var raw = new SqliteConnection($"Data Source={path};Pooling=False;Foreign Keys=False");
        raw.Open();
        raw.Run("CREATE TABLE t(a); WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000) INSERT INTO t SELECT hex(randomblob(50)) FROM n");
        switch (state)
        {
            case "is locked":
                raw.Run("BEGIN IMMEDIATE");
                return raw;
            case "is held in WAL":
                raw.Run("PRAGMA journal_mode = WAL; CREATE TABLE u(a)");
                return raw;
            case "has an orphan":
                raw.Run("CREATE TABLE p(id INTEGER PRIMARY KEY); CREATE TABLE c(p REFERENCES p(id)); INSERT INTO c VALUES (1)");
                break;
        }

        raw.Dispose();
        if (state == "is no database")
        {
            File.WriteAllText(path, new string('x', 4096));
        }
        else if (state == "is damaged")
        {
            Damage(path);
        }

        return null;
    }

    private static void Damage(string path)
    {
        var bytes = File.ReadAllBytes(path);
        bytes.AsSpan(4096 * 10, 64).Fill(0xAB);
        File.WriteAllBytes(path, bytes);
    }

    private static string[] OpenFiles(string folder) =>
        [.. Directory.GetFiles("/proc/self/fd").Select(file => new FileInfo(file).LinkTarget ?? "").Where(target => target.StartsWith(folder, StringComparison.Ordinal))];
}
