using SqliteDiscipline.EngineTests.Generation;
using Xunit;

namespace SqliteDiscipline.EngineTests.Proofs;

/// <summary>A transaction begun by text outlives the connection object: what the next one writes is never committed.</summary>
[Collection(nameof(PooledHandles))]
public sealed class SQLD308Proof
{
    private const string ImportBody =
        """
        using var connection = new SqliteConnection(text);
                connection.Open();
                Execute(connection, "BEGIN");
                Execute(connection, "INSERT INTO t VALUES (1)");
                Execute(connection, "INSERT INTO t VALUES (1)");
                Execute(connection, "COMMIT");
        """;

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

    // Import keeps the transaction open between calls; Dispose ends it, where the count says that one is open.
    private const string Kept =
        """
        internal sealed class Batch : IDisposable
        {
            private readonly SqliteConnection _connection;
            private int _count;

            public Batch(string text)
            {
                _connection = new SqliteConnection(text);
                _connection.Open();
            }

            public void Add(int id)
            {
                if (COUNTED == 0) Execute("BEGIN");
                Execute("INSERT INTO t VALUES (" + id + ")");
                if (COUNT == 100) { Execute("COMMIT"); _count = 0; }
            }

            public void Dispose()
            {
                if (_count > 0) Execute("COMMIT");
                _connection.Dispose();
            }

            private void Execute(string sql)
            {
                using var command = _connection.CreateCommand();
                command.CommandText = sql;
                command.ExecuteNonQuery();
            }
        }
        """;

    /// <summary>What is counted after the first statement is not counted if that fails, and Dispose leaves the transaction to whoever comes next.</summary>
    [Theory]
    [InlineData("_count", "++_count", 1, "lost")]
    [InlineData("_count++", "_count", 0, "kept")]
    public async Task SQLD308_EndedByDispose_WhereItIsKnownToBeOpen(string counted, string count, int times, string does)
    {
        using var proof = Proof.Of(Flagged.Replace("\"CREATE TABLE t (id INTEGER PRIMARY KEY)\"", "\"CREATE TABLE t (id INTEGER PRIMARY KEY); INSERT INTO t VALUES (1)\"")
            .Replace(ImportBody, "using var batch = new Batch(text);\n        batch.Add(1);") + Kept.Replace("COUNTED", counted).Replace("COUNT", count));
        await proof.IsFlagged("SQLD308", times);
        await proof.Does(does);
    }

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
