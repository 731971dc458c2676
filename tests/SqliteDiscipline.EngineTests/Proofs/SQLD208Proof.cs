using Xunit;

namespace SqliteDiscipline.EngineTests.Proofs;

/// <summary>Where SQLite cannot switch to WAL there is no error: code that does not read the answer goes on at synchronous NORMAL without a WAL.</summary>
public sealed class SQLD208Proof
{
    private const string Source =
        """
        using Microsoft.Data.Sqlite;

        internal static class Scenario
        {
            public static string Run(string folder)
            {
                // A lock file in place of shared memory, as on file systems that have none.
                using var connection = new SqliteConnection($"Data Source=file:{folder}/app.db?vfs=unix-dotfile;Pooling=False");
                connection.Open();
                Execute(connection, "CREATE TABLE t (x)");
                Configure(connection);
                return $"journal {Ask(connection, "PRAGMA journal_mode")}, synchronous {Ask(connection, "PRAGMA synchronous")}";
            }

            private static void Configure(SqliteConnection connection)
            {
                // configure
            }

            private static void Execute(SqliteConnection connection, string sql)
            {
                using var command = connection.CreateCommand();
                command.CommandText = sql;
                command.ExecuteNonQuery();
            }

            private static string Ask(SqliteConnection connection, string sql)
            {
                using var command = connection.CreateCommand();
                command.CommandText = sql;
                return command.ExecuteScalar()!.ToString()!;
            }
        }
        """;

    [Fact]
    public async Task TheAnswerThrownAway_NormalWithoutAWal()
    {
        // That file system is Unix's.
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        using var proof = Proof.Of(Source.Replace(
            "// configure", "Execute(connection, \"PRAGMA journal_mode = WAL\"); Execute(connection, \"PRAGMA synchronous = NORMAL\");"));
        await proof.IsFlagged("SQLD208", times: 1);
        await proof.Does("journal delete, synchronous 1");
    }

    [Fact]
    public async Task TheAnswerRead_FullWithoutAWal()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        using var proof = Proof.Of(Source.Replace(
            "// configure",
            "var journal = Ask(connection, \"PRAGMA journal_mode = WAL\"); Execute(connection, journal == \"wal\" ? \"PRAGMA synchronous = NORMAL\" : \"PRAGMA synchronous = FULL\");"));
        await proof.IsFlagged("SQLD208", times: 0);
        await proof.Does("journal delete, synchronous 2");
    }
}
