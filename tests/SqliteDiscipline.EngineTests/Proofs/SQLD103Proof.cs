using SqliteDiscipline.EngineTests.Generation;
using Xunit;

namespace SqliteDiscipline.EngineTests.Proofs;

/// <summary>A handle that nobody gives back: the pool cannot close it, so the WAL stays; of a limited database the next open finds no room.</summary>
[Collection(nameof(PooledHandles))]
public sealed class SQLD103Proof
{
    [Fact]
    public async Task SQLD103_TheWalOfADroppedConnectionStays_DisposedItIsCheckpointed()
    {
        // The scenario is compiled for debugging, where a local lives to the end of its method: nothing is collected before it has been looked at.
        using var proof = Proof.Of(
            """
            using System.IO;
            using Microsoft.Data.Sqlite;

            internal static class Scenario
            {
                public static string Run(string folder)
                {
                    for (var i = 0; i < 3; i++)
                    {
                        var connection = new SqliteConnection("Data Source=" + Folder.Path + "/app.db");
                        connection.Open();
                        using var command = connection.CreateCommand();
                        command.CommandText = "PRAGMA journal_mode = WAL; CREATE TABLE IF NOT EXISTS t (x); INSERT INTO t VALUES (1)";
                        command.ExecuteNonQuery();
                    }

                    SqliteConnection.ClearAllPools();
                    return File.Exists(Path.Combine(folder, "app.db-wal")) ? "held" : "closed";
                }
            }
            """);
        await proof.IsFlagged("SQLD103", times: 1);
        await proof.Does("held");
        await proof.Fix("SQLD103");
        await proof.Does("closed");
    }

    [Fact]
    public async Task SQLD103_DroppedConnectionsUseUpWhatADatabaseAllows_DisposedTheyDoNot()
    {
        using var proof = Proof.Of(
            """
            using Microsoft.Data.Sqlite;
            using SqliteDiscipline;

            [SqliteConnectionFactory]
            [SqliteDatabase("app", Folder.Path + "/app.db", MaxConnections = 1, BusyTimeout = 50)]
            internal static partial class Databases
            {
            }

            internal static class Scenario
            {
                public static string Run(string folder)
                {
                    try
                    {
                        for (var i = 0; i < 2; i++)
                        {
                            var connection = Databases._connect_app();
                            using var command = connection.CreateCommand();
                            command.CommandText = "CREATE TABLE IF NOT EXISTS t (x)";
                            command.ExecuteNonQuery();
                        }

                        return "ran";
                    }
                    catch (SqliteException failure)
                    {
                        return "refused: " + failure.SqliteErrorCode;
                    }
                }
            }
            """);
        await proof.IsFlagged("SQLD103", times: 1);

        // The first is in its variable still while the second waits for it.
        await proof.Does("refused: 5");
        await proof.Fix("SQLD103");
        await proof.Does("ran");
    }
}
