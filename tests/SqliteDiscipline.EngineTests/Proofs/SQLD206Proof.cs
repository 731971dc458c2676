using Xunit;

namespace SqliteDiscipline.EngineTests.Proofs;

/// <summary>One commit under a rollback journal: at NORMAL SQLite has less of it written through than at FULL, which is what a power cut needs.</summary>
[Collection(SyncCounting.Name)]
public sealed class SQLD206Proof
{
    private static readonly string s_source = $$"""
        using System;
        using Microsoft.Data.Sqlite;

        internal static class Scenario
        {
            public static string Run(string folder)
            {
                using var connection = new SqliteConnection($"Data Source=file:{folder}/app.db?vfs={{SyncCounting.Name}}");
                connection.Open();
                Execute(connection, "CREATE TABLE t (a)");
                Execute(connection, "PRAGMA journal_mode = DELETE");
                var full = Syncs(connection);
                Execute(connection, "PRAGMA synchronous = NORMAL");
                return Syncs(connection) < full ? "written through less than in full" : "written through in full";
            }

            private static long Syncs(SqliteConnection connection)
            {
                var before = (long)AppContext.GetData("{{SyncCounting.Name}}")!;
                Execute(connection, "INSERT INTO t VALUES (1)");
                return (long)AppContext.GetData("{{SyncCounting.Name}}")! - before;
            }

            private static void Execute(SqliteConnection connection, string sql)
            {
                using var command = connection.CreateCommand();
                command.CommandText = sql;
                command.ExecuteNonQuery();
            }
        }
        """;

    [Fact]
    public async Task NormalWithoutWal_IsWrittenThroughLess()
    {
        SyncCounting.Register();
        using var proof = Proof.Of(s_source);
        await proof.IsFlagged("SQLD206", times: 1);
        await proof.Does("written through less than in full");
        await proof.Fix("SQLD206");
        await proof.Does("written through in full");
    }
}
