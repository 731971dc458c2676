using Xunit;

namespace SqliteDiscipline.EngineTests.Proofs;

/// <summary>
/// Each guard, off and on again by the fix. A power cut cannot be made here: of <c>synchronous = OFF</c> it is counted how often a commit is written
/// through to the disk.
/// </summary>
[Collection(SyncCounting.Name)]
public sealed class SQLD204Proof
{
    [Theory]
    [InlineData("PRAGMA foreign_keys = OFF", "INSERT INTO child VALUES (42)", "accepted", "refused")]
    [InlineData("PRAGMA ignore_check_constraints = ON", "INSERT INTO counted VALUES (0, -1)", "accepted", "refused")]
    [InlineData("PRAGMA writable_schema = ON", "UPDATE sqlite_master SET sql = 'CREATE nothing'", "accepted, then 11", "refused")]
    public async Task WhatIsToBeRefused_IsAccepted(string pragma, string harm, string off, string on)
    {
        using var proof = Proof.Of(Source("", $"""
            Execute(connection, "{pragma}");
            var answer = Try(connection, "{harm}");
            return answer + Damage(path);
            """));
        await proof.IsFlagged("SQLD204", times: 1);
        await proof.Does(off);
        await proof.Fix("SQLD204");
        await proof.Does(on);
    }

    [Theory]
    [InlineData(";Foreign Keys=False", "")]
    [InlineData("", "{ ForeignKeys = false }")]
    public async Task ConnectionString_SwitchesForeignKeysOff(string keyword, string initializer)
    {
        using var proof = Proof.Of(Source("", $"""
            var builder = new SqliteConnectionStringBuilder("Data Source=" + Folder.Path + "/app.db{keyword}") {initializer};
            using var writer = new SqliteConnection(builder.ToString());
            writer.Open();
            return Try(writer, "INSERT INTO child VALUES (42)");
            """));
        await proof.IsFlagged("SQLD204", times: 1);
        await proof.Does("accepted");
        await proof.Fix("SQLD204");
        await proof.Does("refused");
    }

    [Fact]
    public async Task WithoutJournal_AStatementThatFailsStaysHalfDone()
    {
        using var proof = Proof.Of(Source("", """
            Execute(connection, "PRAGMA journal_mode = OFF");
            Execute(connection, "PRAGMA cache_size = 10");
            var answer = Try(connection, "UPDATE counted SET n = CASE WHEN id = 50000 THEN -1 ELSE n + 1 END");
            return answer + ", " + (Changed(path) == 0 ? "nothing changed" : "half changed");
            """));
        await proof.IsFlagged("SQLD204", times: 1);
        await proof.Does("refused, half changed");
        await proof.Fix("SQLD204");
        await proof.Does("refused, nothing changed");
    }

    [Fact]
    public async Task JournalInMemory_AKilledProcessLeavesItHalfWritten()
    {
        using var proof = Proof.Of(Source("", """
            Execute(connection, "PRAGMA journal_mode = MEMORY");
            Execute(connection, "PRAGMA cache_size = 10");
            var copy = path + ".left";
            using (var transaction = connection.BeginTransaction())
            {
                new SqliteCommand("UPDATE counted SET n = n + 1", connection, transaction).ExecuteNonQuery();

                // What is on the disk now is what there is when the process is gone.
                foreach (var file in Directory.GetFiles(folder, "app.db*"))
                    File.Copy(file, file.Replace("app.db", "app.db.left"));
            }

            return Changed(copy) == 0 ? "nothing changed" : "half changed";
            """));
        await proof.IsFlagged("SQLD204", times: 1);
        await proof.Does("half changed");
        await proof.Fix("SQLD204");
        await proof.Does("nothing changed");
    }

    [Fact]
    public async Task SynchronousOff_WritesNoCommitThrough()
    {
        SyncCounting.Register();
        using var proof = Proof.Of(Source("?vfs=" + SyncCounting.Name, $"""
            Execute(connection, "PRAGMA synchronous = OFF");
            var before = (long)AppContext.GetData("{SyncCounting.Name}")!;
            Execute(connection, "INSERT INTO counted VALUES (100000, 1)");
            return (long)AppContext.GetData("{SyncCounting.Name}")! == before ? "not written through" : "written through";
            """));
        await proof.IsFlagged("SQLD204", times: 1);
        await proof.Does("not written through");
        await proof.Fix("SQLD204");
        await proof.Does("written through");
    }

    private static string Source(string query, string body) => $$"""
        using System;
        using System.IO;
        using Microsoft.Data.Sqlite;

        internal static class Scenario
        {
            public static string Run(string folder)
            {
                var path = folder + "/app.db";
                using (var setup = Open(path))
                {
                    Execute(setup, "CREATE TABLE parent (id INTEGER PRIMARY KEY); CREATE TABLE child (parent_id INTEGER REFERENCES parent (id))");
                    Execute(setup, "CREATE TABLE counted (id INTEGER PRIMARY KEY, n INTEGER CHECK (n >= 0))");
                    Execute(setup, "WITH RECURSIVE i(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM i WHERE i < 50000) INSERT INTO counted SELECT i, i FROM i");
                }

                using var connection = Open("file:" + path + "{{query}}");
        {{body}}
            }

            private static string Try(SqliteConnection connection, string sql)
            {
                try
                {
                    Execute(connection, sql);
                    return "accepted";
                }
                catch (SqliteException)
                {
                    return "refused";
                }
            }

            // With which error somebody else meets the file.
            private static string Damage(string path)
            {
                using var other = new SqliteConnection($"Data Source={path};Pooling=False");
                other.Open();
                try
                {
                    Execute(other, "SELECT count(*) FROM parent");
                    return "";
                }
                catch (SqliteException failure)
                {
                    return ", then " + failure.SqliteErrorCode;
                }
            }

            private static long Changed(string path)
            {
                using var other = new SqliteConnection($"Data Source={path};Pooling=False");
                other.Open();
                return (long)new SqliteCommand("SELECT count(*) FROM counted WHERE n <> id", other).ExecuteScalar()!;
            }

            private static SqliteConnection Open(string path)
            {
                var connection = new SqliteConnection($"Data Source={path}");
                connection.Open();
                return connection;
            }

            private static void Execute(SqliteConnection connection, string sql)
            {
                using var command = connection.CreateCommand();
                command.CommandText = sql;
                command.ExecuteNonQuery();
            }
        }
        """;
}
