using Xunit;

namespace SqliteDiscipline.EngineTests.Proofs;

/// <summary>A delete that a foreign key forbids: behind rows it fails in silence, by itself it is heard of.</summary>
public sealed class SQLD307Proof
{
    [Theory]
    [InlineData("Execute(connection, \"SELECT 1; DELETE FROM parent\");", 1, "silence")]
    [InlineData("Execute(connection, \"PRAGMA journal_mode = WAL; DELETE FROM parent\");", 1, "silence")]
    [InlineData("Execute(connection, \"PRAGMA busy_timeout = 5; DELETE FROM parent\");", 1, "silence")]
    [InlineData("Execute(connection, \"INSERT INTO parent VALUES (2) RETURNING id; DELETE FROM parent\");", 1, "silence")]
    [InlineData("Execute(connection, \"SELECT 1 WHERE 0; DELETE FROM parent\");", 1, "silence")]
    [InlineData("Execute(connection, \"EXPLAIN SELECT 1; DROP TABLE missing\");", 1, "silence")]
    [InlineData("Execute(connection, \"BEGIN; INSERT INTO late VALUES (7); SELECT 1; COMMIT\");", 1, "silence")]
    [InlineData("connection.Execute(\"SELECT 1; DELETE FROM parent\");", 1, "silence")]
    [InlineData("connection.ExecuteScalar<long>(\"SELECT 1; DELETE FROM parent\");", 1, "silence")]
    [InlineData("new SqliteCommand(\"SELECT 1; DELETE FROM parent\", connection).ExecuteScalar();", 1, "silence")]
    [InlineData("Execute(connection, \"PRAGMA foreign_keys = ON; PRAGMA user_version = 1; DELETE FROM parent\");", 0, "error 19")]
    [InlineData("Execute(connection, \"DELETE FROM parent; SELECT changes()\");", 0, "error 19")]
    [InlineData("connection.Query<long>(\"SELECT 1; DELETE FROM parent\");", 0, "error 19")]
    [InlineData("connection.QueryFirst<long>(\"SELECT 1; DELETE FROM parent\");", 0, "error 19")]
    [InlineData("using (var reader = new SqliteCommand(\"SELECT 1; DELETE FROM parent\", connection).ExecuteReader()) reader.NextResult();", 0, "error 19")]
    public async Task WhatIsFlagged_IsWhatIsSwallowed(string statement, int flagged, string answer)
    {
        using var proof = Of(statement);
        await proof.IsFlagged("SQLD307", flagged);
        await proof.Does(answer);
    }

    [Theory]
    [InlineData("using var command = connection.CreateCommand();\ncommand.CommandText = \"SELECT 1; DELETE FROM parent\";\ncommand.ExecuteNonQuery();")]
    [InlineData("connection.Execute(\"PRAGMA busy_timeout = 5; DELETE FROM parent WHERE id = @id\", new { id = 1 });")]
    [InlineData("new SqliteCommand(@\"\n    PRAGMA journal_mode = WAL; -- the log\n    DELETE FROM parent;\n\", connection).ExecuteNonQuery();")]
    public async Task Split_ItIsHeardOf(string statements)
    {
        using var proof = Of(statements);
        await proof.IsFlagged("SQLD307", times: 1);
        await proof.Does("silence");
        await proof.Fix("SQLD307");
        await proof.Does("error 19");
    }

    /// <summary>EF Core runs it by ExecuteNonQuery as well.</summary>
    [Fact]
    public async Task EntityFramework_SwallowsToo()
    {
        using var proof = Of("using var context = new DbContext(new DbContextOptionsBuilder().UseSqlite(connection).Options);\ncontext.Database.ExecuteSqlRaw(\"SELECT 1; DELETE FROM parent\");");
        await proof.IsFlagged("SQLD307", times: 1);
        await proof.Does("silence");
    }

    private static Proof Of(string statements) => Proof.Of(
        $$"""
        using Dapper;
        using Microsoft.Data.Sqlite;
        using Microsoft.EntityFrameworkCore;

        internal static class Scenario
        {
            public static string Run(string folder)
            {
                using var connection = new SqliteConnection($"Data Source={folder}/app.db;Foreign Keys=True");
                connection.Open();
                Execute(connection, "CREATE TABLE parent (id INTEGER PRIMARY KEY); CREATE TABLE child (parent_id REFERENCES parent (id))");
                Execute(connection, "CREATE TABLE late (parent_id REFERENCES parent (id) DEFERRABLE INITIALLY DEFERRED)");
                Execute(connection, "INSERT INTO parent VALUES (1); INSERT INTO child VALUES (1)");
                try
                {
                    Act(connection);
                    return "silence";
                }
                catch (SqliteException failure)
                {
                    return "error " + failure.SqliteErrorCode;
                }
            }

            private static void Act(SqliteConnection connection)
            {
                {{statements}}
            }

            private static void Execute(SqliteConnection connection, string sql)
            {
                using var command = connection.CreateCommand();
                command.CommandText = sql;
                command.ExecuteNonQuery();
            }
        }
        """);
}
