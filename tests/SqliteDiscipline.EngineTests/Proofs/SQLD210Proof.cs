using SqliteDiscipline.EngineTests.Generation;
using Xunit;

namespace SqliteDiscipline.EngineTests.Proofs;

/// <summary>A rebuild fails, foreign keys stay off, and the pool hands the handle to a writer that has done nothing wrong.</summary>
[Collection(nameof(PooledHandles))]
public sealed class SQLD210Proof
{
    private const string Source =
        """
        using Microsoft.Data.Sqlite;

        internal static class Scenario
        {
            public static string Run(string folder)
            {
                var path = folder + "/app.db";
                using (var setup = Open(path))
                    Execute(setup, "CREATE TABLE parent (id INTEGER PRIMARY KEY); CREATE TABLE child (parent_id INTEGER REFERENCES parent (id))");
                try
                {
                    Rebuild(path);
                }
                catch (SqliteException)
                {
                }

                using var writer = Open(path);
                try
                {
                    Execute(writer, "INSERT INTO child VALUES (42)");
                    return "orphan accepted";
                }
                catch (SqliteException failure) when (failure.SqliteErrorCode == 19)
                {
                    return "orphan refused";
                }
            }

            private static void Rebuild(string path)
            {
                using var connection = Open(path);
                Execute(connection, "PRAGMA foreign_keys = OFF");
                using (var transaction = connection.BeginTransaction())
                {
                    new SqliteCommand("ALTER TABLE nothing RENAME TO something", connection, transaction).ExecuteNonQuery();
                    transaction.Commit();
                }
                Execute(connection, "PRAGMA foreign_keys = ON");
            }

            private static SqliteConnection Open(string path)
            {
                var connection = new SqliteConnection($"Data Source={path}");
                connection.Open();
                return connection;
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
    public async Task AFailureBetween_LeavesTheNextWriterWithoutForeignKeys()
    {
        using var proof = Proof.Of(Source);
        await proof.IsFlagged("SQLD210", times: 1);
        await proof.Does("orphan accepted");
        await proof.Fix("SQLD210");
        await proof.Does("orphan refused");
    }

    [Theory]
    // A finally that comes while the failed transaction is open does nothing.
    [InlineData("Execute(connection, \"PRAGMA foreign_keys = OFF\"); try { Execute(connection, \"BEGIN\"); Execute(connection, \"DROP TABLE nothing\"); Execute(connection, \"COMMIT\"); } finally { Execute(connection, \"PRAGMA foreign_keys = ON\"); }")]
    [InlineData("Execute(connection, \"PRAGMA foreign_keys = OFF\"); using var transaction = connection.BeginTransaction(); try { new SqliteCommand(\"DROP TABLE nothing\", connection, transaction).ExecuteNonQuery(); } finally { new SqliteCommand(\"PRAGMA foreign_keys = ON\", connection, transaction).ExecuteNonQuery(); }")]
    [InlineData("Execute(connection, \"PRAGMA foreign_keys = OFF; DROP TABLE nothing; PRAGMA foreign_keys = ON\");")]
    public async Task OtherWaysToStayOff(string rebuild)
    {
        var start = Source.IndexOf("Execute(connection, \"PRAGMA foreign_keys = OFF\")", StringComparison.Ordinal);
        var end = Source.IndexOf("Execute(connection, \"PRAGMA foreign_keys = ON\");", StringComparison.Ordinal) + "Execute(connection, \"PRAGMA foreign_keys = ON\");".Length;
        using var proof = Proof.Of(Source[..start] + rebuild + Source[end..]);
        await proof.IsFlagged("SQLD210", times: 1);
        await proof.Does("orphan accepted");
    }
}
