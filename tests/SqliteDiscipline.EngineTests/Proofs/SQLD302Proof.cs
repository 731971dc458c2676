using Xunit;

namespace SqliteDiscipline.EngineTests.Proofs;

/// <summary>The second of two writes fails. Without a transaction the first stays; with the one that the fix begins it does not.</summary>
public sealed class SQLD302Proof
{
    [Theory]
    [InlineData("using var command = connection.CreateCommand();\ncommand.CommandText = \"DELETE FROM messages\";\ncommand.ExecuteNonQuery();\ncommand.CommandText = \"DELETE FROM conversations\";\ncommand.ExecuteNonQuery();")]
    [InlineData("using (var command = connection.CreateCommand())\n{\n    command.CommandText = \"DELETE FROM messages\";\n    command.ExecuteNonQuery();\n    command.CommandText = \"DELETE FROM conversations\";\n    command.ExecuteNonQuery();\n}")]
    [InlineData("new SqliteCommand(\"DELETE FROM messages\", connection).ExecuteNonQuery();\nnew SqliteCommand(\"DELETE FROM conversations\", connection).ExecuteNonQuery();")]
    [InlineData("connection.Execute(\"DELETE FROM messages\");\nconnection.Execute(\"DELETE FROM conversations WHERE id = @id\", new { id = 1 });")]
    [InlineData("connection.Execute(\"DELETE FROM messages; DELETE FROM conversations\");")]
    [InlineData("Execute(connection, \"DELETE FROM messages\");\nExecute(connection, \"DELETE FROM conversations\");")]
    // Rows that move, and do not arrive.
    [InlineData("connection.Execute(\"DELETE FROM messages\");\nforeach (var id in new long?[] { 1, null })\n{\n    var known = connection.ExecuteScalar<long>(\"SELECT count(*) FROM conversations\");\n    new SqliteCommand(\"INSERT INTO messages VALUES (NULL)\", connection).ExecuteNonQuery();\n}")]
    public async Task TheSecondFails_TheFirstStays_UnlessInOneTransaction(string writes)
    {
        using var proof = Of(writes);
        await proof.IsFlagged("SQLD302", times: 1);
        await proof.Does("half");
        await proof.Fix("SQLD302");
        await proof.Does("nothing");
    }

    /// <summary>Where none of them fails, all is done.</summary>
    [Fact]
    public async Task NoneFails_AllIsDone()
    {
        using var proof = Of("connection.Execute(\"DELETE FROM messages\");\nconnection.Execute(\"DELETE FROM drafts\");\nconnection.Execute(\"DELETE FROM conversations\");");
        await proof.IsFlagged("SQLD302", times: 1);
        await proof.Fix("SQLD302");
        await proof.Does("all");
    }

    [Fact]
    public async Task TransactionScope_IsNoTransaction()
    {
        using var proof = Of("using var scope = new System.Transactions.TransactionScope();\nconnection.Execute(\"DELETE FROM messages\");\nconnection.Execute(\"DELETE FROM conversations\");\nscope.Complete();");
        await proof.IsFlagged("SQLD302", times: 1);
        await proof.Does("half");
    }

    // A draft that nobody deletes keeps its conversation from being deleted.
    private static Proof Of(string writes) => Proof.Of(
        $$"""
        using System;
        using Dapper;
        using Microsoft.Data.Sqlite;

        internal static class Scenario
        {
            public static string Run(string folder)
            {
                var text = $"Data Source={folder}/app.db;Foreign Keys=True";
                using var setup = new SqliteConnection(text);
                setup.Open();
                Execute(setup, "CREATE TABLE conversations (id INTEGER PRIMARY KEY)");
                Execute(setup, "CREATE TABLE messages (conversation_id NOT NULL REFERENCES conversations (id)); CREATE TABLE drafts (conversation_id REFERENCES conversations (id))");
                Execute(setup, "BEGIN; INSERT INTO conversations VALUES (1); INSERT INTO messages VALUES (1); INSERT INTO drafts VALUES (1); COMMIT");
                try
                {
                    Act(text);
                }
                catch (SqliteException failure) when (failure.SqliteErrorCode == 19)
                {
                }

                var left = (Messages: setup.ExecuteScalar<long>("SELECT count(*) FROM messages"), Conversations: setup.ExecuteScalar<long>("SELECT count(*) FROM conversations"));
                return left switch { (1, 1) => "nothing", (0, 1) => "half", (0, 0) => "all", _ => left.ToString() };
            }

            private static void Act(string text)
            {
                using var connection = new SqliteConnection(text);
                connection.Open();
                {{writes}}
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
