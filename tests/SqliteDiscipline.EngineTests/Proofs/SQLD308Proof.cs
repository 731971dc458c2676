using SqliteDiscipline.EngineTests.Generation;
using Xunit;

namespace SqliteDiscipline.EngineTests.Proofs;

/// <summary>A transaction begun by text outlives the connection object: what the next one writes is never committed.</summary>
[Collection(nameof(PooledHandles))]
public sealed class SQLD308Proof
{
    private const string Flagged =
        """
        using System;
        using Microsoft.Data.Sqlite;

        internal static class Scenario
        {
            public static string Run(string folder)
            {
                var text = "Data Source=" + folder + "/app.db";
                Execute(text, "CREATE TABLE t (id INTEGER PRIMARY KEY)");
                try
                {
                    Import(text);
                }
                catch (SqliteException)
                {
                }

                Execute(text, "INSERT INTO t VALUES (7)");
                SqliteConnection.ClearAllPools();

                using var later = new SqliteConnection(text);
                later.Open();
                using var count = new SqliteCommand("SELECT count(*) FROM t WHERE id = 7", later);
                return Convert.ToInt32(count.ExecuteScalar()) == 1 ? "kept" : "lost";
            }

            private static void Import(string text)
            {
                using var connection = new SqliteConnection(text);
                connection.Open();
                Execute(connection, "BEGIN");
                Execute(connection, "INSERT INTO t VALUES (1)");
                Execute(connection, "INSERT INTO t VALUES (1)");
                Execute(connection, "COMMIT");
            }

            private static void Execute(string text, string sql)
            {
                using var connection = new SqliteConnection(text);
                connection.Open();
                Execute(connection, sql);
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
    public async Task SQLD308_TransactionLeftOpen_TakesTheNextWriteWithIt()
    {
        using var proof = Proof.Of(Flagged);
        await proof.IsFlagged("SQLD308", times: 1);
        await proof.Does("lost");
    }

    [Fact]
    public async Task SQLD308_BeginTransactionWithUsing_DoesNot()
    {
        using var proof = Proof.Of(Flagged
            .Replace("Execute(connection, \"BEGIN\");", "using var transaction = connection.BeginTransaction();")
            .Replace("Execute(connection, \"COMMIT\");", "transaction.Commit();"));
        await proof.IsFlagged("SQLD308", times: 0);
        await proof.Does("kept");
    }

    /// <summary>What the fix makes of it is the same, and ends on every path.</summary>
    [Theory]
    [InlineData("Execute(connection, \"BEGIN\");", "Execute(connection, \"INSERT INTO t VALUES (1)\");", "Execute(connection, \"COMMIT\");")]
    [InlineData("new SqliteCommand(\"BEGIN IMMEDIATE\", connection).ExecuteNonQuery();", "new SqliteCommand(\"INSERT INTO t VALUES (1)\", connection).ExecuteNonQuery();", "new SqliteCommand(\"COMMIT\", connection).ExecuteNonQuery();")]
    [InlineData("using var command = connection.CreateCommand();\ncommand.CommandText = \"BEGIN\";\ncommand.ExecuteNonQuery();", "command.CommandText = \"INSERT INTO t VALUES (1)\";\ncommand.ExecuteNonQuery();", "command.CommandText = \"COMMIT\";\ncommand.ExecuteNonQuery();")]
    public async Task SQLD308_Fixed_KeepsWhatIsWrittenNext(string begin, string insert, string commit)
    {
        using var proof = Proof.Of(Flagged
            .Replace("Execute(connection, \"BEGIN\");", begin)
            .Replace("Execute(connection, \"INSERT INTO t VALUES (1)\");", insert)
            .Replace("Execute(connection, \"COMMIT\");", commit));
        await proof.IsFlagged("SQLD308", times: 1);
        await proof.Does("lost");
        await proof.Fix("SQLD308");
        await proof.Does("kept");
    }
}
