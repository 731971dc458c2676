using Xunit;

namespace SqliteDiscipline.EngineTests.Proofs;

/// <summary>Somebody holds the file for two and a half seconds. Who switches the journal first fails; who sets the timeout first waits, and has his WAL.</summary>
public sealed class SQLD211Proof
{
    [Fact]
    public async Task SwitchedFirst_ItDoesNotWait()
    {
        using var proof = Proof.Of(
            """
            using System.Threading;
            using Microsoft.Data.Sqlite;

            internal static class Scenario
            {
                public static string Run(string folder)
                {
                    var file = $"Data Source={folder}/app.db;Pooling=False;Default Timeout=1";
                    using var other = new SqliteConnection(file);
                    other.Open();
                    Execute(other, "CREATE TABLE t (x); BEGIN EXCLUSIVE");
                    var work = new Thread(() =>
                    {
                        Thread.Sleep(2500);
                        Execute(other, "COMMIT");
                    });
                    work.Start();
                    using var connection = new SqliteConnection(file);
                    connection.Open();
                    try
                    {
                        Execute(connection, "PRAGMA journal_mode = WAL; PRAGMA busy_timeout = 10000");
                        using var ask = connection.CreateCommand();
                        ask.CommandText = "PRAGMA journal_mode";
                        return ask.ExecuteScalar()!.ToString()!;
                    }
                    catch (SqliteException failure) when (failure.SqliteErrorCode == 5)
                    {
                        return "locked";
                    }
                    finally
                    {
                        work.Join();
                    }
                }

                private static void Execute(SqliteConnection connection, string sql)
                {
                    using var command = connection.CreateCommand();
                    command.CommandText = sql;
                    command.ExecuteNonQuery();
                }
            }
            """);
        await proof.IsFlagged("SQLD211", times: 1);
        await proof.Does("locked");
        await proof.Fix("SQLD211");
        await proof.Does("wal");
    }
}
