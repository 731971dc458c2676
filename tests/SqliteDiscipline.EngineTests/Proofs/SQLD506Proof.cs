using SqliteDiscipline.Analyzers.Schema;
using SqliteDiscipline.Analyzers.Sql;
using SqliteDiscipline.Analyzers.Sql.Reading;
using SqliteDiscipline.EngineTests.Sql;
using Xunit;

namespace SqliteDiscipline.EngineTests.Proofs;

/// <summary>A later column takes the word over, and the query finds other rows; as a string it goes on finding the same.</summary>
public sealed class SQLD506Proof
{
    [Fact]
    public async Task SQLD506_ALaterColumnTakesTheWordOver_UntilItHasSingleQuotes()
    {
        using var proof = Proof.Of(
            """"
            using Microsoft.Data.Sqlite;

            internal static class Scenario
            {
                private const string Schema = "CREATE TABLE users(id INTEGER PRIMARY KEY, status TEXT)";

                public static string Run(string folder)
                {
                    using var connection = new SqliteConnection("Data Source=" + folder + "/app.db");
                    connection.Open();
                    Execute(connection, Schema);
                    Execute(connection, "INSERT INTO users(status) VALUES ('active'), ('gone')");
                    var before = Count(connection);
                    NextVersion(connection);
                    return before + " then " + Count(connection);
                }

                private static object? Count(SqliteConnection connection)
                {
                    using var command = connection.CreateCommand();
                    command.CommandText = """SELECT count(*) FROM users WHERE status = "active" """;
                    return command.ExecuteScalar();
                }

                // Another program's business: the text is not in sight.
                private static void NextVersion(SqliteConnection connection) =>
                    Execute(connection, string.Join(" ", "ALTER", "TABLE", "users", "ADD", "COLUMN", "active", "INTEGER"));

                private static void Execute(SqliteConnection connection, string sql)
                {
                    using var command = connection.CreateCommand();
                    command.CommandText = sql;
                    command.ExecuteNonQuery();
                }
            }
            """");
        await proof.IsFlagged("SQLD506", times: 1);
        await proof.Does("1 then 0");
        await proof.Fix("SQLD506");
        await proof.Does("1 then 1");
    }

    private const string Schema = "CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT, status TEXT); CREATE TABLE tags(id INTEGER PRIMARY KEY, user_id INTEGER, label TEXT)";

    /// <summary>The engine without its leniency refuses each for the very word, and takes it with single quotes.</summary>
    [Theory]
    [InlineData("""SELECT id FROM users WHERE status = "active" """)]
    [InlineData("""SELECT id FROM users u WHERE u.status LIKE "act%" OR u.status IS NOT "old" """)]
    [InlineData("""SELECT id FROM users WHERE status IN ("active", 'idle', "new")""")]
    [InlineData("""SELECT id FROM users WHERE name BETWEEN "a" AND "b" AND name <> "" """)]
    [InlineData("""SELECT CASE status WHEN "active" THEN "yes" ELSE "no" END FROM users""")]
    [InlineData("""SELECT coalesce(name, "nobody"), strftime("%Y", "now"), name || ", " FROM users""")]
    [InlineData("""UPDATE users SET status = "gone", name = upper(name) WHERE id = 1""")]
    [InlineData("""DELETE FROM tags WHERE label = "old" AND user_id IN (SELECT id FROM users WHERE status = "gone")""")]
    [InlineData("""WITH live AS (SELECT id AS uid FROM users WHERE status = "active") SELECT label FROM tags WHERE user_id IN (SELECT uid FROM live)""")]
    [InlineData("""SELECT name FROM sqlite_master WHERE type = "table" AND name = "users" """)]
    [InlineData("""INSERT INTO users(name, status) VALUES ("Ann", "active"), (?, "name")""")]
    [InlineData("""INSERT INTO users(id, name) VALUES (1, lower("name")) ON CONFLICT(id) DO UPDATE SET name = "status", status = "again" """)]
    [InlineData("""CREATE TABLE t(state TEXT DEFAULT "x" CHECK (state IN ("on", "off")))""")]
    [InlineData("""CREATE INDEX i ON users(name) WHERE status = "active" """)]
    public void EveryWordThatIsFound_IsRefusedWithoutTheLeniency(string sql)
    {
        using var strict = new Engine(Schema);
        strict.KnowDoubleQuotesForNamesOnly();
        var schema = DatabaseSchema.Of(Schema + "; " + sql);
        var statement = SqlReader.Read(sql).Single();
        var columns = ColumnsInSight.Of(statement, schema);
        var words = QuotedValueReader.Read(sql).Single().Values
            .Where(value => !value.SeesColumns || !columns!.Contains(value.Value!)).ToList();

        Assert.NotEmpty(words);
        var mended = sql;
        foreach (var word in words.AsEnumerable().Reverse())
        {
            // Each by itself: all others have been mended.
            var others = words.Where(other => other != word).Aggregate(sql, (text, other) => With(text, other, '\''));
            Assert.Equal("no such column: " + word.Value, strict.Prepare(others).Error);
            mended = With(mended, word, '\'');
        }

        Assert.True(strict.Prepare(mended).Succeeded, strict.Prepare(mended).Error);
        using var lenient = new Engine(Schema);
        Assert.True(lenient.Prepare(sql).Succeeded);
    }

    private static string With(string text, QuotedValue word, char quote) =>
        text[..word.Span.Start] + quote + text[(word.Span.Start + 1)..(word.Span.End - 1)] + quote + text[word.Span.End..];
}
