using Xunit;

namespace SqliteDiscipline.EngineTests.Proofs;

/// <summary>A write of somebody who is not the writer locks the writer out; reading does not.</summary>
public sealed class SQLD107Proof
{
    [Theory]
    [InlineData("INSERT INTO t VALUES (1)", 1, "the writer fails: 5")]
    [InlineData("SELECT count(*) FROM t", 0, "the writer writes")]
    public async Task SQLD107_TheSecondWriterLocksTheFirstOut(string sql, int times, string does)
    {
        using var proof = Proof.Of(
            $$"""
            using Microsoft.Data.Sqlite;
            using SqliteDiscipline;

            [SqliteConnectionFactory]
            [SqliteDatabase("app", Folder.Path + "/app.db", Writer = "Agent")]
            internal static partial class Databases
            {
            }

            internal static class Scenario
            {
                public static string Run(string folder)
                {
                    using var agent = new SqliteConnection("Data Source=" + Folder.Path + "/app.db;Pooling=False;Default Timeout=1");
                    agent.Open();
                    Write(agent, "CREATE TABLE t (x)");

                    using var connection = Databases._connect_app();
                    using var transaction = connection.BeginTransaction(deferred: true);
                    using var command = connection.CreateCommand();
                    command.Transaction = transaction;
                    command.CommandText = "{{sql}}";
                    command.ExecuteNonQuery();
                    try
                    {
                        Write(agent, "INSERT INTO t VALUES (2)");
                        return "the writer writes";
                    }
                    catch (SqliteException failure)
                    {
                        return "the writer fails: " + failure.SqliteErrorCode;
                    }
                }

                private static void Write(SqliteConnection connection, string sql)
                {
                    using var command = connection.CreateCommand();
                    command.CommandText = sql;
                    command.ExecuteNonQuery();
                }
            }
            """);
        await proof.IsFlagged("SQLD107", times);
        await proof.Does(does);
    }
}
