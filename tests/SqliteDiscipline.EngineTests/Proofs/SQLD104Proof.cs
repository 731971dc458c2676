using Xunit;

namespace SqliteDiscipline.EngineTests.Proofs;

/// <summary>
/// WAL lets readers read beside a writer. In a shared cache they do not: the reader runs into the writer's table lock, which no busy timeout of
/// SQLite's waits for; and a reader that asks to read uncommitted sees what is rolled back afterwards.
/// </summary>
public sealed class SQLD104Proof
{
    private const string Code =
        """
        using System;
        using System.Data;
        using Microsoft.Data.Sqlite;

        internal static class Scenario
        {
            public static string Run(string folder)
            {
                using var writer = Open();
                Execute(writer, "PRAGMA journal_mode = WAL");
                Execute(writer, "CREATE TABLE t (x)");
                Execute(writer, "INSERT INTO t VALUES (1)");
                using var reader = Open();
                reader.DefaultTimeout = 1;
                SQLitePCL.raw.sqlite3_busy_timeout(reader.Handle, 60000);

                using var transaction = writer.BeginTransaction();
                Execute(writer, "INSERT INTO t VALUES (2)", transaction);
                var committed = Count(reader, null);
                var uncommitted = Uncommitted(reader);
                transaction.Rollback();
                return $"beside a writer: {committed}; read uncommitted: {uncommitted}";
            }

            private static string Uncommitted(SqliteConnection reader)
            {
                using var transaction = reader.BeginTransaction(IsolationLevel.ReadUncommitted, deferred: true);
                return Count(reader, transaction);
            }

            private static SqliteConnection Open()
            {
                var connection = new SqliteConnection("Data Source=" + Folder.Path + "/app.db;Cache=Shared");
                connection.Open();
                return connection;
            }

            private static string Count(SqliteConnection connection, SqliteTransaction? transaction)
            {
                using var command = connection.CreateCommand();
                command.Transaction = transaction;
                command.CommandText = "SELECT count(*) FROM t";
                try
                {
                    return Convert.ToString(command.ExecuteScalar())!;
                }
                catch (SqliteException failure)
                {
                    return failure.SqliteErrorCode == 6 ? "locked" : failure.Message;
                }
            }

            private static void Execute(SqliteConnection connection, string sql, SqliteTransaction? transaction = null)
            {
                using var command = connection.CreateCommand();
                command.Transaction = transaction;
                command.CommandText = sql;
                command.ExecuteNonQuery();
            }
        }
        """;

    [Fact]
    public async Task SQLD104_ReadersAreLockedOutOrReadWhatNeverWas_WithoutTheSharedCacheNeither()
    {
        using var proof = Proof.Of(Code);
        await proof.IsFlagged("SQLD104", times: 1);
        await proof.Does("beside a writer: locked; read uncommitted: 2");
        await proof.Fix("SQLD104");
        await proof.Does("beside a writer: 1; read uncommitted: 1");
    }
}
