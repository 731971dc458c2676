using SqliteDiscipline.EngineTests.Generation;
using Xunit;

namespace SqliteDiscipline.EngineTests.Proofs;

/// <summary>What is set on the start-up connection is missing on the others; said in the manifest, every connection has it.</summary>
[Collection(nameof(PooledHandles))]
public sealed class SQLD202Proof
{
    [Fact]
    public async Task SetAtStartUp_TheNextOpenerHasItByLuck_AndTheOneAfterHasNot()
    {
        using var proof = Proof.Of(
            """
            using Microsoft.Data.Sqlite;

            internal sealed class Store
            {
                private readonly string _connectionString;

                public Store(string path) => _connectionString = $"Data Source={path}";

                public void Initialize()
                {
                    using var connection = new SqliteConnection(_connectionString);
                    connection.Open();
                    using var command = connection.CreateCommand();
                    command.CommandText = "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;";
                    command.ExecuteNonQuery();
                }

                public string WriteTwice()
                {
                    using var first = new SqliteConnection(_connectionString);
                    first.Open();
                    using var second = new SqliteConnection(_connectionString);
                    second.Open();
                    return Write(first) + " " + Write(second);
                }

                private static string Write(SqliteConnection connection)
                {
                    using var command = connection.CreateCommand();
                    command.CommandText = "CREATE TABLE IF NOT EXISTS t (x); INSERT INTO t VALUES (1)";
                    command.ExecuteNonQuery();
                    command.CommandText = "PRAGMA synchronous";
                    return command.ExecuteScalar()!.ToString()!;
                }
            }

            internal static class Scenario
            {
                public static string Run(string folder)
                {
                    var store = new Store(folder + "/app.db");
                    store.Initialize();
                    return store.WriteTwice();
                }
            }
            """);
        await proof.IsFlagged("SQLD202", times: 1);
        await proof.Does("1 2");
    }

    [Fact]
    public async Task SaidInTheManifest_EveryConnectionHasIt()
    {
        // REPLACE deletes the row that it replaces; only with recursive_triggers does that fire the trigger.
        using var proof = Proof.Of(
            """
            using Microsoft.Data.Sqlite;
            using SqliteDiscipline;

            [SqliteConnectionFactory]
            [SqliteDatabase("app", Folder.Path + "/app.db")]
            internal static partial class Databases
            {
            }

            internal static class Scenario
            {
                public static string Run(string folder)
                {
                    Initialize();
                    return Replace();
                }

                private static void Initialize()
                {
                    using var connection = Databases._connect_app();
                    new SqliteCommand("PRAGMA recursive_triggers = ON", connection).ExecuteNonQuery();
                    Execute(connection, "CREATE TABLE t (id INTEGER PRIMARY KEY, x); CREATE TABLE audit (x); INSERT INTO t VALUES (1, 'old')");
                    Execute(connection, "CREATE TRIGGER gone AFTER DELETE ON t BEGIN INSERT INTO audit VALUES (old.x); END");
                }

                private static string Replace()
                {
                    // The first to come gets the handle that has it.
                    using var lucky = Databases._connect_app();
                    using var connection = Databases._connect_app();
                    Execute(connection, "REPLACE INTO t VALUES (1, 'new')");
                    using var command = connection.CreateCommand();
                    command.CommandText = "SELECT count(*) FROM audit";
                    return (long)command.ExecuteScalar()! == 0 ? "audit lost" : "audit kept";
                }

                private static void Execute(SqliteConnection connection, string sql)
                {
                    using var command = connection.CreateCommand();
                    command.CommandText = sql;
                    command.ExecuteNonQuery();
                }
            }
            """);
        await proof.IsFlagged("SQLD202", times: 1);
        await proof.Does("audit lost");
        await proof.Fix("SQLD202");
        await proof.Does("audit kept");
    }
}
