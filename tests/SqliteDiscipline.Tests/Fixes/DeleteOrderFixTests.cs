using SqliteDiscipline.CodeFixes;
using Xunit;

namespace SqliteDiscipline.Tests.Fixes;

/// <summary>SQLD301's fix: what others refer to goes last, in the text or in the code, and nothing else changes.</summary>
public sealed class DeleteOrderFixTests
{
    private const string TwoTables =
        "CREATE TABLE conversations(id INTEGER PRIMARY KEY); CREATE TABLE messages(id INTEGER PRIMARY KEY, conversation_id INTEGER NOT NULL REFERENCES conversations(id)); CREATE TABLE log(entry TEXT)";

    private const string FourTables = TwoTables
        + "; CREATE TABLE reactions(message_id INTEGER NOT NULL REFERENCES messages(id)); CREATE TABLE drafts(conversation_id INTEGER REFERENCES conversations(id))";

    [Theory]
    [InlineData(
        """Run("[|DELETE FROM conversations WHERE id = $id|]; DELETE FROM messages WHERE conversation_id = $id", id);""",
        """Run("DELETE FROM messages WHERE conversation_id = $id; DELETE FROM conversations WHERE id = $id", id);""")]
    [InlineData(
        """Run("[|DELETE FROM conversations|]; -- all\n DELETE FROM log; /* and */ DELETE FROM messages; VACUUM", id);""",
        """Run("DELETE FROM log; -- all\n DELETE FROM messages; /* and */ DELETE FROM conversations; VACUUM", id);""")]
    [InlineData(
        """Run("[|DELETE FROM conversations|];" + " DELETE FROM messages;", id);""",
        """Run("DELETE FROM messages;" + " DELETE FROM conversations;", id);""")]
    [InlineData(
        """Run($"[|DELETE FROM conversations WHERE id = {id}|]; DELETE FROM messages WHERE conversation_id = {id}", id);""",
        """Run($"DELETE FROM messages WHERE conversation_id = {id}; DELETE FROM conversations WHERE id = {id}", id);""")]
    [InlineData(
        """Run("BEGIN; [|DELETE FROM conversations|]; DELETE FROM messages; COMMIT", id);""",
        """Run("BEGIN; DELETE FROM messages; DELETE FROM conversations; COMMIT", id);""")]
    public Task WithinOneText_TheStatementsChangePlaces(string before, string after) => Fix(before, after).RunAsync();

    [Theory]
    [InlineData(
        """Run("[|DELETE FROM conversations|]; [|DELETE FROM messages|]; DELETE FROM reactions; DELETE FROM drafts", id);""",
        """Run("DELETE FROM reactions; DELETE FROM messages; DELETE FROM drafts; DELETE FROM conversations", id);""")]
    [InlineData(
        """
        foreach (var one in new[] { id, key })
        {
            Run("[|DELETE FROM conversations WHERE id = $id|]", one);
            Run("DELETE FROM reactions", one);
            Run("DELETE FROM messages WHERE conversation_id = $id", one);
            Run("DELETE FROM drafts WHERE conversation_id = $id", one);
        }
        """,
        """
        foreach (var one in new[] { id, key })
        {
            Run("DELETE FROM reactions", one);
            Run("DELETE FROM messages WHERE conversation_id = $id", one);
            Run("DELETE FROM drafts WHERE conversation_id = $id", one);
            Run("DELETE FROM conversations WHERE id = $id", one);
        }
        """)]
    public Task SeveralLevels_ComeRightAtOnce(string before, string after) => Fix(before, after, FourTables).RunAsync();

    [Fact]
    public Task ChainOfTables_ComesRightAtOnce()
    {
        const int last = 30;
        var schema = string.Concat(Enumerable.Range(0, last + 1).Select(n => $"CREATE TABLE t{n}(id INTEGER PRIMARY KEY, up INTEGER REFERENCES t{Math.Max(0, n - 1)}(id));"));
        var before = string.Concat(Enumerable.Range(0, last).Select(n => $"[|DELETE FROM t{n}|]; ")) + $"DELETE FROM t{last}";
        var after = string.Join("; ", Enumerable.Range(0, last + 1).Reverse().Select(n => $"DELETE FROM t{n}"));
        return Fix($"Run(\"{before}\", id);", $"Run(\"{after}\", id);", schema).RunAsync();
    }

    [Theory]
    [InlineData(
        """
        // The conversation itself.
        Run("[|DELETE FROM conversations WHERE id = $id|]", id);

        // Its messages.
        Run("DELETE FROM messages WHERE conversation_id = $key", key); // all of them
        """,
        """
        // Its messages.
        Run("DELETE FROM messages WHERE conversation_id = $key", key); // all of them

        // The conversation itself.
        Run("DELETE FROM conversations WHERE id = $id", id);
        """)]
    [InlineData(
        """
        connection.Execute("[|DELETE FROM conversations WHERE id = @id|]", new { id }, transaction);
        connection.Execute("DELETE FROM messages WHERE conversation_id = @key", new { key }, transaction);
        """,
        """
        connection.Execute("DELETE FROM messages WHERE conversation_id = @key", new { key }, transaction);
        connection.Execute("DELETE FROM conversations WHERE id = @id", new { id }, transaction);
        """)]
    [InlineData(
        """
        command.CommandText = "[|DELETE FROM conversations WHERE id = $id|]";
        command.Parameters.AddWithValue("$id", id);
        command.ExecuteNonQuery();
        command.CommandText = "DELETE FROM messages WHERE conversation_id = $id";
        command.ExecuteNonQuery();
        """,
        """
        command.CommandText = "DELETE FROM messages WHERE conversation_id = $id";
        command.Parameters.AddWithValue("$id", id);
        command.ExecuteNonQuery();
        command.CommandText = "DELETE FROM conversations WHERE id = $id";
        command.ExecuteNonQuery();
        """)]
    [InlineData(
        """
        using var first = connection.CreateCommand();
        first.CommandText = "[|DELETE FROM conversations WHERE id = $id|]";
        first.Parameters.AddWithValue("$id", id);
        first.ExecuteNonQuery();

        using var second = connection.CreateCommand();
        second.CommandText = "DELETE FROM messages WHERE conversation_id = $key";
        second.Parameters.AddWithValue("$key", key);
        second.ExecuteNonQuery();
        """,
        """
        using var second = connection.CreateCommand();
        second.CommandText = "DELETE FROM messages WHERE conversation_id = $key";
        second.Parameters.AddWithValue("$key", key);
        second.ExecuteNonQuery();

        using var first = connection.CreateCommand();
        first.CommandText = "DELETE FROM conversations WHERE id = $id";
        first.Parameters.AddWithValue("$id", id);
        first.ExecuteNonQuery();
        """)]
    [InlineData(
        """
        using (var delete = connection.CreateCommand())
        {
            delete.CommandText = "[|DELETE FROM conversations|]";
            delete.ExecuteNonQuery();
        }

        using (var delete = connection.CreateCommand())
        {
            delete.CommandText = "DELETE FROM messages";
            delete.ExecuteNonQuery();
        }
        """,
        """
        using (var delete = connection.CreateCommand())
        {
            delete.CommandText = "DELETE FROM messages";
            delete.ExecuteNonQuery();
        }

        using (var delete = connection.CreateCommand())
        {
            delete.CommandText = "DELETE FROM conversations";
            delete.ExecuteNonQuery();
        }
        """)]
    public Task OverSeveralRuns_TheStepsChangePlaces(string before, string after) => Fix(before, after).RunAsync();

    [Theory]
    // Something looks at, or writes, what is deleted.
    [InlineData("""Run("[|DELETE FROM conversations|]; INSERT INTO log SELECT 'left: ' || count(*) FROM messages; DELETE FROM messages", id);""")]
    [InlineData("""Run("[|DELETE FROM conversations WHERE id = 1|]; UPDATE messages SET conversation_id = 2 WHERE conversation_id = 1; DELETE FROM messages WHERE id = 3", id);""")]
    [InlineData("""Run("[|DELETE FROM conversations WHERE id = 1|]; DELETE FROM messages WHERE conversation_id NOT IN (SELECT id FROM conversations)", id);""")]
    // What is counted is what the statement before has done.
    [InlineData("""Run("[|DELETE FROM conversations|]; DELETE FROM messages; SELECT changes();", id);""")]
    [InlineData("""Run("[|DELETE FROM conversations|]; INSERT INTO log VALUES (changes()); DELETE FROM messages", id);""")]
    [InlineData("""Run("[|DELETE FROM conversations|]", id); Run("DELETE FROM messages", id); Run("INSERT INTO log SELECT 'gone ' || Changes()", id);""")]
    // Another branch, another try.
    [InlineData("""Run("[|DELETE FROM conversations|]", id); if (id > 0) { Run("DELETE FROM messages", id); }""")]
    [InlineData("""try { Run("[|DELETE FROM conversations|]", id); } finally { Run("DELETE FROM messages", id); }""")]
    // The answer is used, or the calls do more.
    [InlineData("""var gone = 0; command.CommandText = "[|DELETE FROM conversations|]"; gone += command.ExecuteNonQuery(); command.CommandText = "DELETE FROM messages"; gone += command.ExecuteNonQuery();""")]
    [InlineData("""Run("[|DELETE FROM conversations WHERE id = $id|]", id++); Run("DELETE FROM messages WHERE conversation_id = $id", id);""")]
    [InlineData("""Run("[|DELETE FROM conversations|]", id); System.Console.WriteLine("gone"); Run("DELETE FROM messages", id);""")]
    // The parameters come and go.
    [InlineData(
        """
        command.CommandText = "[|DELETE FROM conversations WHERE id = $id|]";
        command.Parameters.AddWithValue("$id", id);
        command.ExecuteNonQuery();
        command.Parameters.Clear();
        command.CommandText = "DELETE FROM messages WHERE conversation_id = $id";
        command.Parameters.AddWithValue("$id", key);
        command.ExecuteNonQuery();
        """)]
    public Task WhereMoreWouldChange_NothingIsOffered(string body) => Fix(body, body).RunAsync();

    /// <summary>A trigger that counts is one more reader of the order.</summary>
    [Fact]
    public Task WithATrigger_NothingIsOffered()
    {
        const string Body = """Run("[|DELETE FROM conversations|]; DELETE FROM messages", id);""";
        return Fix(Body, Body).WithAdditionalFile("trigger.sql", "CREATE TRIGGER t AFTER DELETE ON messages BEGIN INSERT INTO log VALUES ('gone'); END;").RunAsync();
    }

    private static SqliteCodeFixTest<StatementEditsFix> Fix(string before, string after, string schema = TwoTables) =>
        Verify.CodeFix<StatementEditsFix>(Code(before, schema), Code(after, schema), "SQLD301");

    private static string Code(string body, string schema) =>
        $$"""
        using Dapper;
        using Microsoft.Data.Sqlite;

        class C
        {
            const string Schema = "{{schema}}";

            void M(SqliteConnection connection, SqliteCommand command, SqliteTransaction transaction, int id, int key)
            {
                command = connection.CreateCommand();
                {{body.Replace("\n", "\n        ")}}

                void Run(string sql, int parameter) { using var one = connection.CreateCommand(); one.CommandText = sql; one.Parameters.AddWithValue("$id", parameter); one.ExecuteNonQuery(); }
            }
        }
        """;
}
