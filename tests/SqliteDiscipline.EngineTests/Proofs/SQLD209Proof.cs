using Xunit;

namespace SqliteDiscipline.EngineTests.Proofs;

/// <summary>
/// The name of a file that somebody else chose becomes a part of ATTACH: what follows the quote in it runs, and the notes are gone. Quoted, it is the
/// name of a file and nothing else.
/// </summary>
public sealed class SQLD209Proof
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
                Execute(connection, "CREATE TABLE notes (body TEXT); INSERT INTO notes VALUES ('keep me')");
                Attach(connection, System.IO.Path.Combine(folder, "other.db' AS other; DELETE FROM notes; --"));
                return Ask(connection, "SELECT count(*) FROM notes") + " notes, " + Ask(connection, "SELECT count(*) FROM pragma_database_list") + " databases";
            }

            public static void Attach(SqliteConnection connection, string path)
            {
                using var command = connection.CreateCommand();
                command.CommandText = $"ATTACH DATABASE '{path}' AS other";
                command.ExecuteNonQuery();
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
    public async Task SQLD209_SplicedPathRunsWhatStandsInIt_QuotedItDoesNot()
    {
        using var proof = Proof.Of(Source);
        await proof.IsFlagged("SQLD209", times: 1);
        await proof.Does("0 notes, 2 databases");
        await proof.Fix("SQLD209");
        await proof.Does("1 notes, 2 databases");
    }
}
