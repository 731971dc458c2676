using SqliteDiscipline.EngineTests.Generation;
using Xunit;

namespace SqliteDiscipline.EngineTests.Proofs;

/// <summary>
/// A factory that says nothing of foreign keys hands out whatever the pooled handle was left with: after an import that switched them off, the next
/// writer's orphan is accepted. With the pragma set after every opening it is refused.
/// </summary>
[Collection(nameof(PooledHandles))]
public sealed class SQLD201Proof
{
    private const string Source =
        """
        using Microsoft.Data.Sqlite;
        using SqliteDiscipline;

        [SqliteConnectionFactory]
        internal static class Db
        {
            public static SqliteConnection Open(string path)
            {
                var connection = new SqliteConnection($"Data Source={path}");
                connection.Open();
                return connection;
            }
        }

        internal static class Scenario
        {
            public static string Run(string folder)
            {
                var path = folder + "/app.db";
                using (var setup = Db.Open(path))
                    Execute(setup, "CREATE TABLE parent (id INTEGER PRIMARY KEY); CREATE TABLE child (parent_id INTEGER REFERENCES parent (id))");
                using (var import = Db.Open(path))
                    Execute(import, "PRAGMA foreign_keys = OFF");
                using var writer = Db.Open(path);
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

            private static void Execute(SqliteConnection connection, string sql)
            {
                using var command = connection.CreateCommand();
                command.CommandText = sql;
                command.ExecuteNonQuery();
            }
        }
        """;

    [Fact]
    public async Task AFactoryThatDoesNotSay_HandsOutWhatThePoolLeft()
    {
        using var proof = Proof.Of(Source);
        await proof.IsFlagged("SQLD201", times: 1);
        await proof.Does("orphan accepted");
        await proof.Fix("SQLD201");
        await proof.Does("orphan refused");
    }
}
