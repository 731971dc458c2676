using Xunit;

namespace SqliteDiscipline.EngineTests.Proofs;

/// <summary>
/// Two lines that were to protect the data and are misspelt: one switches the enforcement of foreign keys off, the other does nothing; SQLite complains
/// of neither. Spelt right, the orphan is refused and the journal is a WAL.
/// </summary>
public sealed class SQLD205Proof
{
    private const string Source =
        """
        using Microsoft.Data.Sqlite;

        public static class Scenario
        {
            public static string Run(string folder)
            {
                using var connection = new SqliteConnection("Data Source=" + Folder.Path + "/app.db");
                connection.Open();
                Execute(connection, "PRAGMA foreign_keys = YESS");
                Execute(connection, "PRAGMA journalmode = WAL");
                Execute(connection, "CREATE TABLE conversations (id INTEGER PRIMARY KEY); CREATE TABLE messages (conversation_id INTEGER REFERENCES conversations (id))");
                return AddOrphan(connection) + ", journal " + Ask(connection, "PRAGMA journal_mode");
            }

            private static string AddOrphan(SqliteConnection connection)
            {
                try
                {
                    Execute(connection, "INSERT INTO messages VALUES (42)");
                    return "orphan accepted";
                }
                catch (SqliteException failure) when (failure.SqliteErrorCode == 19)
                {
                    return "orphan refused";
                }
            }

            private static void Execute(SqliteConnection connection, string sql)
            {
                using var command = connection.CreateCommand();
                command.CommandText = sql;
                command.ExecuteNonQuery();
            }

            private static object? Ask(SqliteConnection connection, string sql)
            {
                using var command = connection.CreateCommand();
                command.CommandText = sql;
                return command.ExecuteScalar();
            }
        }
        """;

    [Fact]
    public async Task SQLD205_MisspeltPragmasProtectNothing_TheNearestDo()
    {
        using var proof = Proof.Of(Source);
        await proof.IsFlagged("SQLD205", times: 2);
        await proof.Does("orphan accepted, journal delete");
        await proof.Fix("SQLD205");
        await proof.Does("orphan refused, journal wal");
    }
}
