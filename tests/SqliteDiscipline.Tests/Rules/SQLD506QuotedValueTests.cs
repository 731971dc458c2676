using SqliteDiscipline.CodeFixes.Sql;
using Xunit;

namespace SqliteDiscipline.Tests.Rules;

public sealed class SQLD506QuotedValueTests
{
    private const string Users = "CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT, status TEXT); CREATE TABLE tags(id INTEGER PRIMARY KEY, user_id INTEGER REFERENCES users, label TEXT)";

    [Theory]
    [InlineData("""SELECT id FROM users WHERE status = [|"active"|]""")]
    [InlineData("""SELECT id FROM users WHERE "status" == [|"active"|] AND name <> [|""|]""")]
    [InlineData("""SELECT id FROM users u WHERE u.status LIKE [|"act%"|] OR u.status IS NOT [|"old"|]""")]
    [InlineData("""SELECT id FROM users WHERE status IN ([|"active"|], 'idle', [|"new"|])""")]
    [InlineData("""SELECT id FROM users WHERE name BETWEEN [|"a"|] AND [|"b"|]""")]
    [InlineData("""SELECT CASE status WHEN [|"active"|] THEN [|"yes"|] ELSE [|"no"|] END FROM users""")]
    [InlineData("""SELECT name || [|", "|] || status FROM users""")]
    [InlineData("""SELECT coalesce(name, [|"nobody"|]), strftime([|"%Y"|], [|"now"|]) FROM users""")]
    [InlineData("""SELECT datetime([|"now"|])""")]
    [InlineData("""SELECT id FROM users WHERE status = [|"column1"|]""")]
    [InlineData("""SELECT id FROM users WHERE id IN (SELECT max(id) FROM users) AND status = [|"max(x)"|]""")]
    [InlineData("""UPDATE users SET status = [|"gone"|], name = upper(name) WHERE id = 1""")]
    [InlineData("""DELETE FROM tags WHERE label = [|"old"|] AND user_id IN (SELECT id FROM users WHERE status = [|"gone"|])""")]
    [InlineData("""SELECT t.label FROM tags t JOIN users u ON u.id = t.user_id WHERE u.status = [|"active"|]""")]
    [InlineData("""WITH live AS (SELECT id AS uid FROM users WHERE status = [|"active"|]) SELECT label FROM tags WHERE user_id IN (SELECT uid FROM live)""")]
    [InlineData("""SELECT name FROM sqlite_master WHERE type = [|"table"|] AND name = [|"users"|]""")]
    [InlineData("""INSERT INTO users(name, status) VALUES ([|"Ann"|], [|"active"|]), (@name, [|"name"|])""")]
    [InlineData("""REPLACE INTO unseen VALUES (1, lower([|"Name"|]))""")]
    [InlineData("""INSERT INTO users(id, name) VALUES (1, [|"x"|]) ON CONFLICT(id) DO UPDATE SET name = excluded."name", status = [|"again"|]""")]
    public Task StringInDoubleQuotes_Triggers(string sql) => Run(sql).RunAsync();

    [Theory]
    [InlineData("""SELECT id FROM users WHERE name = [|"name"|]""")]
    [InlineData("""UPDATE users SET name = 'x' WHERE id = 1 AND status = [|"status"|]""")]
    [InlineData("""UPDATE users SET status = [|"status"|] WHERE id = 1""")]
    public Task ColumnComparedWithItself_Triggers(string sql) => Run(sql).RunAsync();

    [Theory]
    [InlineData("""SELECT "id", "name" AS "n" FROM "users" WHERE "n" = 'x' AND 'x' = "n" ORDER BY "n" """)]
    [InlineData("""SELECT id FROM users WHERE status = 'active' AND name = @name""")]
    [InlineData("""SELECT id FROM users WHERE name = "status" """)]
    [InlineData("""SELECT id FROM users WHERE id = "rowid" AND "users"."name" = "users"."status" """)]
    [InlineData("""SELECT id FROM users WHERE "naem" = 'x'""")]
    [InlineData("""SELECT count("idd"), max("idd"), "idd" FROM users GROUP BY "idd" ORDER BY "idd" """)]
    [InlineData("""SELECT id FROM unseen WHERE status = "active" """)]
    [InlineData("""SELECT id FROM users JOIN unseen ON uid = id WHERE status = "active" """)]
    [InlineData("""SELECT id FROM users, json_each(status) WHERE "key" = "value" """)]
    [InlineData("""SELECT id FROM users u WHERE EXISTS (SELECT 1 FROM tags WHERE u.id = "user_id")""")]
    [InlineData("""SELECT total AS "t" FROM (SELECT count(*) AS "total" FROM users) WHERE 1 < "total" """)]
    [InlineData("""WITH x("a", b) AS (SELECT id, name FROM users) SELECT b FROM x WHERE 1 = "a" """)]
    [InlineData("""SELECT id FROM users WHERE status = [active] OR status = `active`""")]
    [InlineData("""INSERT INTO users("name", "status") SELECT "name", "status" FROM users WHERE name = 'x' """)]
    [InlineData("""INSERT INTO users(id, name) VALUES (1, 'x') ON CONFLICT("id") DO UPDATE SET "name" = excluded."name" """)]
    [InlineData("""SELECT sum(id) OVER "w" FROM users WINDOW "w" AS (PARTITION BY "status")""")]
    [InlineData("""PRAGMA journal_mode = "wal" """)]
    [InlineData("""SELECT name FROM users COLLATE "nocase" """)]
    [InlineData("""SELECT name FROM other.users WHERE name = "x" """)]
    [InlineData("""WITH v AS (VALUES('a', 'a')) SELECT count(*) FROM v WHERE column1 = "column2" """)]
    [InlineData("""SELECT id FROM users JOIN (VALUES('a', 'b')) ON name = "column2" """)]
    [InlineData("""SELECT * FROM users, (SELECT max(id) FROM users) WHERE users.id = "max(id)" """)]
    [InlineData("""SELECT * FROM (SELECT id + 1, name FROM users) WHERE 1 < "id + 1" """)]
    public Task NamesAndWhatCannotBeTold_DoNotTrigger(string sql) => Run(sql).RunAsync();

    [Theory]
    [InlineData("CREATE VIEW v AS SELECT id FROM users WHERE status = [|\"active\"|]")]
    [InlineData("CREATE INDEX i ON users(name) WHERE status = [|\"active\"|]")]
    [InlineData("CREATE TABLE t(state TEXT CHECK (state IN ([|\"on\"|], [|\"off\"|])))")]
    [InlineData("CREATE TRIGGER tr AFTER INSERT ON users BEGIN UPDATE users SET status = [|\"new\"|] WHERE id = new.id; INSERT INTO tags(label) VALUES ([|\"first\"|]); END")]
    [InlineData("INSERT INTO users(name) VALUES ([|\"root\"|]); CREATE TABLE later(x)")]
    public Task SchemaScript_Triggers(string sql) => Verify.Analyzer("class C { }", "SQLD506")
        .WithAdditionalFile("schema.sql", Users + ";\n" + sql).RunAsync();

    [Theory]
    [InlineData("CREATE TABLE t(state TEXT DEFAULT \"on\", \"other\" TEXT CHECK (length(\"other\") > 0))")]
    [InlineData("CREATE TABLE t(a, b, CHECK (a < \"b\"), FOREIGN KEY (\"a\") REFERENCES \"users\"(\"id\"))")]
    [InlineData("CREATE INDEX i ON users(\"name\") WHERE status = 'active'")]
    [InlineData("UPDATE users SET name = \"nick\"; ALTER TABLE users RENAME COLUMN nick TO name")]
    [InlineData("CREATE VIEW v AS SELECT id FROM users WHERE status = 'x'; SELECT id FROM v WHERE id = \"x\"")]
    [InlineData("CREATE VIRTUAL TABLE f USING fts5(body); SELECT rowid FROM f WHERE f MATCH \"x\"")]
    public Task NamesInASchema_DoNotTrigger(string sql) => Verify.Analyzer("class C { }", "SQLD506")
        .WithAdditionalFile("schema.sql", Users + ";\n" + sql).RunAsync();

    [Fact]
    public Task ColumnThatAHoleMayAdd_DoesNotTrigger() => Verify.Analyzer(
        $$"""
        class C
        {
            const string Schema = "{{Users}}";
            string Add(string column) => $"ALTER TABLE users ADD COLUMN {column} TEXT";

            void M(Microsoft.Data.Sqlite.SqliteConnection connection)
            {
                using var command = connection.CreateCommand();
                command.CommandText = "SELECT id FROM users WHERE status = \"active\"";
                command.ExecuteReader();
            }
        }
        """, "SQLD506").RunAsync();

    /// <summary>Two databases whose tables have one name: each connection sees its own.</summary>
    [Fact]
    public Task EachDatabaseHasItsOwnColumns() => Verify.Analyzer(
        """
        using SqliteDiscipline;

        [SqliteConnectionFactory, SqliteDatabase("a", "a.db", Schema = "a.sql"), SqliteDatabase("b", "b.db", Schema = "b.sql")]
        static partial class Databases { }

        class C
        {
            void OfA() { using var connection = Databases._connect_a(); using var command = connection.CreateCommand(); command.CommandText = "SELECT id FROM jobs WHERE status = [|\"done\"|]"; command.ExecuteReader(); }
            void OfB() { using var connection = Databases._connect_b(); using var command = connection.CreateCommand(); command.CommandText = "SELECT id FROM jobs WHERE status = \"done\""; command.ExecuteReader(); }
        }
        """, "SQLD506").WithGenerator()
        .WithAdditionalFile("a.sql", "CREATE TABLE jobs(id INTEGER PRIMARY KEY, status TEXT)")
        .WithAdditionalFile("b.sql", "CREATE TABLE jobs(id INTEGER PRIMARY KEY, status TEXT, done TEXT)").RunAsync();

    [Theory]
    [InlineData("\"SELECT id FROM users WHERE status = [|\\\"active\\\"|]\"", "\"SELECT id FROM users WHERE status = 'active'\"")]
    [InlineData("@\"SELECT id FROM users WHERE status = [|\"\"active\"\"|] AND name = [|\"\"O'Neill\"\"|]\"", "@\"SELECT id FROM users WHERE status = 'active' AND name = 'O''Neill'\"")]
    [InlineData("\"INSERT INTO users(name) VALUES ([|\\\"say \\\"\\\"hi\\\"\\\"\\\\\\\"|])\"", "\"INSERT INTO users(name) VALUES ('say \\\"hi\\\"\\\\')\"")]
    [InlineData("$\"SELECT id FROM users WHERE id = {1} AND status = [|\\\"active\\\"|]\"", "$\"SELECT id FROM users WHERE id = {1} AND status = 'active'\"")]
    [InlineData("\"SELECT id FROM users \" + \"WHERE status IN ([|\\\"a\\\"|],[|\\\"b\\\"|])\"", "\"SELECT id FROM users \" + \"WHERE status IN ('a','b')\"")]
    public Task Fix_WritesSingleQuotes(string literal, string expected) => Verify.CodeFix<SingleQuotesFix>(Code(literal), Code(expected), "SQLD506").RunAsync();

    [Theory]
    [InlineData("\"SELECT id FROM users WHERE status = [|\\\"act\" + \"ive\\\"|]\"")]
    [InlineData("$\"INSERT INTO users(name) VALUES ([|\\\"{connection.DataSource}\\\"|])\"")]
    [InlineData("$\"SELECT id FROM users WHERE name LIKE [|\\\"%{connection.DataSource}%\\\"|]\"")]
    [InlineData("$\"SELECT id FROM users WHERE name LIKE \\\"{connection.DataSource}\\\"\"")]
    public Task WordInPieces_HasNoFix(string literal) => Verify.CodeFix<SingleQuotesFix>(Code(literal), Code(literal), "SQLD506").RunAsync();

    private static string Code(string literal) =>
        $$"""
        class C
        {
            const string Schema = "{{Users}}";

            void M(Microsoft.Data.Sqlite.SqliteConnection connection)
            {
                using var command = connection.CreateCommand();
                command.CommandText = {{literal}};
                command.ExecuteNonQuery();
            }
        }
        """;

    private static SqliteAnalyzerTest Run(string sql) => Verify.Analyzer(Code($"\"\"\"\n            {sql}\n            \"\"\""), "SQLD506");
}
