using Microsoft.CodeAnalysis.CSharp;
using Xunit;
using static SqliteDiscipline.Tests.Rules.PragmaCode;

namespace SqliteDiscipline.Tests.Rules;

/// <summary>Writes that belong together, each in a transaction of its own.</summary>
public sealed class SQLD302SeparateCommitsTests
{
    private const string Schema = """
        internal static class Schema
        {
            public const string Text = "CREATE TABLE conversations (id INTEGER PRIMARY KEY); CREATE TABLE messages (id INTEGER PRIMARY KEY, conversation_id REFERENCES conversations (id)); CREATE TABLE accounts (id INTEGER PRIMARY KEY, balance); CREATE TABLE log (x);";
        }

        """;

    [Theory]
    // A foreign key binds them.
    [InlineData("c.Execute(\"[|DELETE FROM messages|]\");\nc.Execute(\"DELETE FROM conversations\");")]
    [InlineData("c.Execute(\"[|INSERT INTO conversations VALUES (1)|]\");\nc.Execute(\"INSERT INTO messages VALUES (1, 1)\");")]
    [InlineData("c.Execute(\"[|INSERT INTO messages VALUES (1, 1)|]\");\nc.Execute(\"UPDATE conversations SET id = 2\");")]
    [InlineData("c.Execute(\"[|DELETE FROM messages|]; DELETE FROM conversations\");")]
    // Steps of one change to one table.
    [InlineData("c.Execute(\"[|UPDATE accounts SET balance = balance - @sum WHERE id = 1|]\", new { sum = 1 });\nc.Execute(\"UPDATE accounts SET balance = balance + @sum WHERE id = 2\", new { sum = 1 });")]
    [InlineData("c.Execute(\"[|UPDATE accounts SET balance = 0|]\");\nc.Execute(\"UPDATE accounts SET balance = 1 WHERE id = @id\", new { id = 1 });")]
    [InlineData("c.Execute($\"[|DELETE FROM log WHERE x = {path.Length}|]; INSERT INTO log VALUES ({path.Length})\");")]
    [InlineData("c.Execute(\"[|DELETE FROM log|]\");\nforeach (var x in new List<string>())\n    c.Execute(\"INSERT INTO log VALUES (@x)\", new { x });")]
    [InlineData("c.Execute(\"[|INSERT OR IGNORE INTO accounts VALUES (@id, 0)|]; UPDATE accounts SET balance = 5 WHERE id = @id\", new { id = 1 });")]
    // Rows that move.
    [InlineData("c.Execute(\"[|INSERT INTO log SELECT balance FROM accounts|]; DELETE FROM accounts\");")]
    [InlineData("c.Execute(\"CREATE TABLE other (x); [|INSERT INTO other SELECT x FROM log|]; DROP TABLE log; ALTER TABLE other RENAME TO log\");")]
    [InlineData("c.Execute(\"[|INSERT INTO one VALUES (1)|]\");\nc.Execute(\"INSERT INTO two VALUES (last_insert_rowid())\");")]
    // One report for all that hang together.
    [InlineData("c.Execute(\"[|DELETE FROM messages|]\");\nc.Execute(\"DELETE FROM conversations\");\nc.Execute(\"INSERT INTO conversations VALUES (1)\");\nc.Execute(\"DELETE FROM log\");")]
    [InlineData("if (flag)\n    c.Execute(\"[|DELETE FROM messages|]\");\nc.Execute(\"DELETE FROM conversations\");")]
    [InlineData("using var m = c.CreateCommand();\nm.CommandText = \"[|DELETE FROM messages WHERE conversation_id = $id|]\";\nm.Parameters.AddWithValue(\"$id\", key);\nawait m.ExecuteNonQueryAsync();\nm.CommandText = \"DELETE FROM conversations WHERE id = $id\";\nawait m.ExecuteNonQueryAsync();")]
    [InlineData("using (var t = c.BeginTransaction())\n{\n    c.Execute(\"DELETE FROM messages\", transaction: t);\n    t.Commit();\n}\nc.Execute(\"[|DELETE FROM messages|]\");\nc.Execute(\"DELETE FROM conversations\");")]
    public Task DependentWrites_Trigger(string statements) => Of(statements).RunAsync();

    [Theory]
    [InlineData("using var t = c.BeginTransaction();\nc.Execute(\"DELETE FROM messages\", transaction: t);\nc.Execute(\"DELETE FROM conversations\", transaction: t);\nt.Commit();")]
    [InlineData("c.Execute(\"BEGIN; DELETE FROM messages; DELETE FROM conversations; COMMIT\");")]
    [InlineData("c.Execute(\"BEGIN\");\nc.Execute(\"DELETE FROM messages\");\nc.Execute(\"DELETE FROM conversations\");\nc.Execute(\"COMMIT\");")]
    [InlineData("c.Execute(\"DELETE FROM messages\");\nusing var t = c.BeginTransaction();\nc.Execute(\"DELETE FROM conversations\", transaction: t);\nt.Commit();")]
    // Nothing binds them, or each is complete.
    [InlineData("c.Execute(\"DELETE FROM log\");\nc.Execute(\"DELETE FROM conversations\");")]
    [InlineData("c.Execute(\"INSERT INTO log VALUES (1)\");\nc.Execute(\"INSERT INTO log VALUES (2)\");")]
    [InlineData("c.Execute(\"DELETE FROM log WHERE x < @limit\", new { limit = 1 });\nc.Execute(\"INSERT INTO log VALUES (@x)\", new { x = 1 });")]
    [InlineData("c.Execute(\"UPDATE accounts SET balance = 0 WHERE balance IS NULL; UPDATE accounts SET balance = 5 WHERE id = 7\");")]
    [InlineData("foreach (var x in new List<string>())\n    c.Execute(\"INSERT INTO log VALUES (@x)\", new { x });")]
    [InlineData("foreach (var x in new List<string>())\n    c.Execute(\"UPDATE accounts SET balance = @x\", new { x });")]
    [InlineData("c.Execute(\"INSERT INTO log VALUES (1)\");\nc.Execute(\"DELETE FROM log WHERE rowid NOT IN (SELECT rowid FROM log LIMIT 100)\");")]
    [InlineData("if (c.Execute(\"UPDATE accounts SET balance = 1 WHERE id = 1\") == 0)\n    c.Execute(\"INSERT INTO accounts VALUES (1, 1)\");")]
    [InlineData("c.Execute(\"DELETE FROM messages\");\nc.Execute(\"INSERT INTO conversations VALUES (1)\");")]
    [InlineData("if (flag)\n    c.Execute(\"DELETE FROM messages\");\nelse\n    c.Execute(\"DELETE FROM conversations\");")]
    [InlineData("c.Execute(\"CREATE TABLE IF NOT EXISTS a (x); CREATE TABLE IF NOT EXISTS b (x); CREATE INDEX IF NOT EXISTS i ON a (x)\");")]
    // Who knows.
    [InlineData("c.Execute(\"DELETE FROM messages\");\nc.Execute(path);\nc.Execute(\"DELETE FROM conversations\");")]
    [InlineData("c.Execute($\"DELETE FROM {path}\");\nc.Execute($\"INSERT INTO {path} VALUES (1)\");")]
    [InlineData("c.Execute(\"ATTACH 'b.db' AS b; DELETE FROM messages; DELETE FROM conversations\");")]
    [InlineData("c.Execute(\"CREATE TEMP TABLE k (x); DELETE FROM k; INSERT INTO k VALUES (1)\");")]
    [InlineData("using var m = new SqliteConnection(\"Data Source=:memory:\");\nm.Open();\nm.Execute(\"DELETE FROM messages; DELETE FROM conversations\");")]
    // No parent is new to a child that was there before it.
    [InlineData("c.Execute(\"UPDATE messages SET id = 1 WHERE id = 2\");\nc.Execute(\"INSERT INTO conversations VALUES (1)\");")]
    // Each round is about another row.
    [InlineData("foreach (var id in Directory.GetFiles(path))\n{\n    if (flag)\n    {\n        c.Execute(\"DELETE FROM messages WHERE id = @id\", new { id });\n        continue;\n    }\n    c.Execute(\"UPDATE messages SET x = 1 WHERE id = @id\", new { id });\n}")]
    [InlineData("if (flag)\n{\n    c.Execute(\"DELETE FROM messages\");\n    return;\n}\nc.Execute(\"DELETE FROM conversations\");")]
    [InlineData("using (var t = c.BeginTransaction())\n{\n    c.Execute(\"DELETE FROM messages\", transaction: t);\n    t.Commit();\n}\nusing (var t = c.BeginTransaction())\n{\n    c.Execute(\"DELETE FROM conversations\", transaction: t);\n    t.Commit();\n}")]
    public Task Others_DoNotTrigger(string statements) => Of(statements).RunAsync();

    /// <summary>The schema knows nothing of a table that two texts make differently; that it refers to the other is beyond doubt all the same.</summary>
    [Fact]
    public Task TableMadeInTwoWays_WithTheSameKey_Triggers() => Verify.Analyzer(
        Members(
            """
            private const string First = "CREATE TABLE IF NOT EXISTS folders (id INTEGER PRIMARY KEY); CREATE TABLE IF NOT EXISTS files (name TEXT, folder REFERENCES folders (id)); CREATE TABLE tags (x, folder REFERENCES folders (id))";

            private const string Anew = "CREATE TABLE files (name TEXT NOT NULL, size INTEGER, folder REFERENCES folders (id)); CREATE TABLE tags (x NOT NULL)";

            public bool Remove(string path, int folder)
            {
                using var connection = new SqliteConnection(path);
                connection.Open();
                var move = new SqliteCommand("[|UPDATE files SET folder = 1 WHERE folder = $folder|]", connection);
                move.Parameters.AddWithValue("$folder", folder);
                move.ExecuteNonQuery();
                var tags = new SqliteCommand("DELETE FROM tags WHERE folder = $folder", connection);
                tags.ExecuteNonQuery();
                var remove = new SqliteCommand("DELETE FROM folders WHERE id = $folder", connection);
                remove.Parameters.AddWithValue("$folder", folder);
                return remove.ExecuteNonQuery() > 0;
            }

            public void Tags(string path)
            {
                using var connection = new SqliteConnection(path);
                connection.Execute("DELETE FROM tags");
                connection.Execute("DELETE FROM folders");
            }
            """), "SQLD302").RunAsync();

    [Fact]
    public Task ConnectionOfSomebodyElse_DoesNotTrigger() => Verify.Analyzer(
        Members(
            """
            private readonly SqliteConnection _connection = new("Data Source=app.db");

            public void OfAField()
            {
                _connection.Execute("DELETE FROM messages");
                _connection.Execute("DELETE FROM conversations");
            }

            public void OfAParameter(SqliteConnection connection, SqliteTransaction? transaction)
            {
                connection.Execute("DELETE FROM messages", transaction: transaction);
                connection.Execute("DELETE FROM conversations", transaction: transaction);
            }

            public void OfAContext(DbContext context)
            {
                context.Database.ExecuteSqlRaw("DELETE FROM messages");
                context.Database.ExecuteSqlRaw("DELETE FROM conversations");
            }
            """) + Schema, "SQLD302").RunAsync();

    [Theory]
    [InlineData("try\n{\n    c.Execute(\"[|DELETE FROM messages|]\");\n    c.Execute(\"DELETE FROM conversations\");\n}\ncatch (SqliteException)\n{\n    throw;\n}")]
    [InlineData("if (flag)\n    c.Execute(\"[|DELETE FROM messages|]\");\nc.Execute(\"DELETE FROM conversations\");")]
    [InlineData("using (var t = c.BeginTransaction())\n{\n    t.Rollback();\n}\nc.Execute(\"[|DELETE FROM messages|]\");\nc.Execute(\"DELETE FROM conversations\");")]
    [InlineData("try\n{\n    c.Execute(\"[|DELETE FROM messages|]\");\n}\nfinally\n{\n    c.Execute(\"DELETE FROM conversations\");\n}")]
    public Task InOddPlaces_Triggers(string statements) => Of(statements).RunAsync();

    [Fact]
    public Task WithinOneRoundOfALoop_Triggers() => Of(
        "foreach (var id in Directory.GetFiles(path))\n{\n    c.Execute(\"[|DELETE FROM messages WHERE id = @id|]\", new { id });\n    if (flag)\n        continue;\n    c.Execute(\"INSERT INTO messages VALUES (@id)\", new { id });\n}").RunAsync();

    [Fact]
    public Task OwnConnections_Trigger() => Verify.Analyzer(
        Members(
            """
            public interface IOpener
            {
                SqliteConnection Open();
            }

            public void Gotten(IOpener opener)
            {
                using var connection = opener.Open();
                connection.Execute("[|DELETE FROM messages|]");
                connection.Execute("DELETE FROM conversations");
            }

            public void Context()
            {
                using var context = new DbContext(new DbContextOptionsBuilder().Options);
                context.Database.ExecuteSqlRaw("[|DELETE FROM messages|]");
                context.Database.ExecuteSqlRaw("DELETE FROM conversations");
            }

            public void Helpers()
            {
                using var connection = Open();
                [|Clear(connection)|];
                Whole();
            }

            private static void Clear(SqliteConnection connection)
            {
                Run(connection, "DELETE FROM messages");
                Run(connection, "DELETE FROM conversations");
            }

            private static void Whole()
            {
                using var connection = Open();
                Run(connection, "[|DELETE FROM messages|]");
                Run(connection, "DELETE FROM conversations");
            }

            private static SqliteConnection Open()
            {
                var connection = new SqliteConnection("Data Source=app.db");
                connection.Open();
                return connection;
            }

            private static void Run(SqliteConnection connection, string sql)
            {
                using var command = connection.CreateCommand();
                command.CommandText = sql;
                command.ExecuteNonQuery();
            }
            """) + Schema, "SQLD302").RunAsync();

    [Fact]
    public Task TypedConnection_KnowsItsOwnSchema() => Verify.Analyzer(
        File(
            """
            [SqliteConnectionFactory]
            [SqliteDatabase("app", "app.db", Schema = "app.sql")]
            [SqliteDatabase("other", "other.db", Schema = "other.sql")]
            internal static partial class Databases { }

            internal sealed class Store
            {
                public void Clear()
                {
                    using var app = Databases._connect_app();
                    app.Execute("[|DELETE FROM lines|]");
                    app.Execute("DELETE FROM orders");
                    using var other = Databases._connect_other();
                    other.Execute("DELETE FROM lines");
                    other.Execute("DELETE FROM orders");
                }
            }
            """), "SQLD302")
        .WithAdditionalFile("app.sql", "CREATE TABLE orders (id INTEGER PRIMARY KEY); CREATE TABLE lines (order_id REFERENCES orders (id));")
        .WithAdditionalFile("other.sql", "CREATE TABLE orders (id INTEGER PRIMARY KEY); CREATE TABLE lines (order_id);")
        .WithGenerator().RunAsync();

    [Theory]
    [InlineData(
        "// Leaf to root.\nc.Execute(\"[|DELETE FROM messages|]\");\nConsole.WriteLine();\nawait c.ExecuteAsync(\"DELETE FROM conversations WHERE id = @id\", new { id = 1 }); // the root",
        "using var transaction = c.BeginTransaction();\n// Leaf to root.\nc.Execute(\"DELETE FROM messages\", transaction: transaction);\nConsole.WriteLine();\nawait c.ExecuteAsync(\"DELETE FROM conversations WHERE id = @id\", new { id = 1 }, transaction: transaction); // the root\ntransaction.Commit();")]
    [InlineData(
        "using var m = c.CreateCommand();\nm.CommandText = \"[|DELETE FROM messages WHERE conversation_id = $id|]\";\nm.Parameters.AddWithValue(\"$id\", key);\nawait m.ExecuteNonQueryAsync();\nm.CommandText = \"DELETE FROM conversations WHERE id = $id\";\nawait m.ExecuteNonQueryAsync();",
        "using var transaction = c.BeginTransaction();\nusing var m = c.CreateCommand();\nm.CommandText = \"DELETE FROM messages WHERE conversation_id = $id\";\nm.Parameters.AddWithValue(\"$id\", key);\nawait m.ExecuteNonQueryAsync();\nm.CommandText = \"DELETE FROM conversations WHERE id = $id\";\nawait m.ExecuteNonQueryAsync();\ntransaction.Commit();")]
    [InlineData(
        "using (var m = c.CreateCommand())\n{\n    m.CommandText = \"[|DELETE FROM messages|]\";\n    m.ExecuteNonQuery();\n    m.CommandText = \"DELETE FROM conversations\";\n    m.ExecuteNonQuery();\n}",
        "using (var m = c.CreateCommand())\n{\n    using var transaction = c.BeginTransaction();\n    m.Transaction = transaction;\n    m.CommandText = \"DELETE FROM messages\";\n    m.ExecuteNonQuery();\n    m.CommandText = \"DELETE FROM conversations\";\n    m.ExecuteNonQuery();\n    transaction.Commit();\n}")]
    [InlineData(
        "new SqliteCommand(\"[|DELETE FROM messages|]\", c).ExecuteNonQuery();\nif (flag)\n{\n    using var m = new SqliteCommand(\"DELETE FROM conversations\", c);\n    m.ExecuteNonQuery();\n}",
        "using var transaction = c.BeginTransaction();\nnew SqliteCommand(\"DELETE FROM messages\", c, transaction).ExecuteNonQuery();\nif (flag)\n{\n    using var m = new SqliteCommand(\"DELETE FROM conversations\", c, transaction);\n    m.ExecuteNonQuery();\n}\ntransaction.Commit();")]
    // What is written round by round is one change, too.
    [InlineData(
        "foreach (var table in new[] { \"messages\", \"conversations\" })\n{\n    c.Execute([|$\"DELETE FROM {table}\"|]);\n}",
        "using var transaction = c.BeginTransaction();\nforeach (var table in new[] { \"messages\", \"conversations\" })\n{\n    c.Execute($\"DELETE FROM {table}\", transaction: transaction);\n}\ntransaction.Commit();")]
    public Task Fix_WrapsThem(string before, string after) => Fix("SQLD302", Opened(before) + Schema, Opened(after) + Schema).RunAsync();

    // What a typed connection overrides is source in this compilation.
    [Fact]
    public Task Fix_OfATypedConnection_WrapsThem() => Fix(
        "SQLD302",
        Typed("using var c = Databases._connect_chat();\n        using var m = c.CreateCommand();\n        m.CommandText = \"[|DELETE FROM messages|]\";\n        m.ExecuteNonQuery();\n        m.CommandText = \"DELETE FROM conversations\";\n        m.ExecuteNonQuery();"),
        Typed("using var c = Databases._connect_chat();\n        using var transaction = c.BeginTransaction();\n        using var m = c.CreateCommand();\n        m.CommandText = \"DELETE FROM messages\";\n        m.ExecuteNonQuery();\n        m.CommandText = \"DELETE FROM conversations\";\n        m.ExecuteNonQuery();\n        transaction.Commit();")).WithGenerator().RunAsync();

    /// <summary>Dapper opens a closed connection for each of its calls; a transaction is only begun on one that is open.</summary>
    [Theory]
    [InlineData(
        "using var d = new SqliteConnection(path);\nd.Execute(\"[|DELETE FROM messages|]\");\nd.Execute(\"DELETE FROM conversations\");",
        "using var d = new SqliteConnection(path);\nawait d.OpenAsync();\nusing var transaction = d.BeginTransaction();\nd.Execute(\"DELETE FROM messages\", transaction: transaction);\nd.Execute(\"DELETE FROM conversations\", transaction: transaction);\ntransaction.Commit();")]
    public Task Fix_OpensWhatDapperWouldOpen(string before, string after) => Fix("SQLD302", Opened(before) + Schema, Opened(after) + Schema).RunAsync();

    /// <summary>What only some paths open is opened; where it is open already, that does nothing.</summary>
    [Theory]
    [InlineData("using var d = new SqliteConnection(path);\nif (flag)\n{\n    d.Open();\n}")]
    [InlineData("using var d = new SqliteConnection(path);\ntry\n{\n    d.Open();\n}\ncatch (SqliteException)\n{\n}")]
    [InlineData("using var d = new SqliteConnection(path);\nforeach (var x in new List<string>())\n    d.Open();")]
    [InlineData("using var d = new SqliteConnection(path);\nif (d.State == ConnectionState.Broken)\n    d.Open();")]
    [InlineData("using var d = new SqliteConnection(path);\nif (d.State != ConnectionState.Open && flag)\n    d.Open();")]
    public Task Fix_OfAConnectionThatMayBeClosed_OpensIt(string head) => Fix(
        "SQLD302", Opened(head + "\nd.Execute(\"[|DELETE FROM messages|]\");\nd.Execute(\"DELETE FROM conversations\");") + Schema, Opened(head + "\nawait d.OpenAsync();\nusing var transaction = d.BeginTransaction();\nd.Execute(\"DELETE FROM messages\", transaction: transaction);\nd.Execute(\"DELETE FROM conversations\", transaction: transaction);\ntransaction.Commit();") + Schema).RunAsync();

    [Theory]
    [InlineData("using var d = new SqliteConnection(path);\nif (flag)\n    d.Open();\nelse\n    await d.OpenAsync();")]
    [InlineData("using var d = new SqliteConnection(path);\nif (d.State != ConnectionState.Open)\n{\n    d.Open();\n}")]
    [InlineData("using var d = new SqliteConnection(path);\nif (d.State is ConnectionState.Closed)\n    await d.OpenAsync();")]
    [InlineData("using var d = new SqliteConnection(path);\nif (d.State is not ConnectionState.Open)\n    await d.OpenAsync();")]
    [InlineData("using var d = new SqliteConnection(path);\ntry\n{\n    d.Open();\n}\ncatch (SqliteException)\n{\n    throw;\n}")]
    public Task Fix_OfAConnectionThatEveryPathOpens_DoesNotOpenIt(string head) => Fix(
        "SQLD302", Opened(head + "\nd.Execute(\"[|DELETE FROM messages|]\");\nd.Execute(\"DELETE FROM conversations\");") + Schema, Opened(head + "\nusing var transaction = d.BeginTransaction();\nd.Execute(\"DELETE FROM messages\", transaction: transaction);\nd.Execute(\"DELETE FROM conversations\", transaction: transaction);\ntransaction.Commit();") + Schema).RunAsync();

    /// <summary>What code elsewhere gives may be closed, unless that is called what opens.</summary>
    [Theory]
    [InlineData("Get", "connection.Open();\n")]
    [InlineData("Open", "")]
    public Task Fix_OfAConnectionFromElsewhere_OpensItWhereItMayBeClosed(string getter, string opened)
    {
        return Fix("SQLD302", Code("connection.Execute(\"[|DELETE FROM messages|]\");\nconnection.Execute(\"DELETE FROM conversations\");"), Code(
            opened + "using var transaction = connection.BeginTransaction();\nconnection.Execute(\"DELETE FROM messages\", transaction: transaction);\nconnection.Execute(\"DELETE FROM conversations\", transaction: transaction);\ntransaction.Commit();")).RunAsync();

        string Code(string statements) => Members(
            $"public interface ISource\n{{\n    SqliteConnection {getter}();\n}}\n\npublic void Clear(ISource source)\n{{\n    using var connection = source.{getter}();\n    {statements.Replace("\n", "\n    ", System.StringComparison.Ordinal)}\n}}") + Schema;
    }

    [Fact]
    public Task Fix_OfAConnectionThatIsMadeClosed_OpensIt() => Fix(
        "SQLD302",
        "using Dapper;\n" + Typed("using var c = Databases._create_chat();\n        c.Execute(\"[|DELETE FROM messages|]\");\n        c.Execute(\"DELETE FROM conversations\");"),
        "using Dapper;\n" + Typed("using var c = Databases._create_chat();\n        c.Open();\n        using var transaction = c.BeginTransaction();\n        c.Execute(\"DELETE FROM messages\", transaction: transaction);\n        c.Execute(\"DELETE FROM conversations\", transaction: transaction);\n        transaction.Commit();"))
        .WithGenerator().RunAsync();

    [Fact]
    public Task Fix_OfOlderLanguages_IsABlock() => Fix("SQLD302", Old(
        """
                // Leaf to root.
                var first = c.CreateCommand();
                first.CommandText = @"
                    [|DELETE FROM messages|]";
                first.ExecuteNonQuery();
                new SqliteCommand("DELETE FROM conversations", c).ExecuteNonQuery(); // the root
        """), Old(
        """
                using (var transaction = c.BeginTransaction())
                {
                    // Leaf to root.
                    var first = c.CreateCommand();
                    first.CommandText = @"
                    DELETE FROM messages";
                    first.ExecuteNonQuery();
                    new SqliteCommand("DELETE FROM conversations", c, transaction).ExecuteNonQuery(); // the root
                    transaction.Commit();
                }
        """)).WithLanguageVersion(LanguageVersion.CSharp7_3).RunAsync();

    [Theory]
    // What was done until there would be undone.
    [InlineData("c.Execute(\"[|DELETE FROM messages|]\");\nif (flag)\n    return;\nc.Execute(\"DELETE FROM conversations\");")]
    [InlineData("foreach (var x in new List<string>())\n{\n    c.Execute(\"[|DELETE FROM messages|]\");\n    if (flag)\n        continue;\n    c.Execute(\"DELETE FROM conversations\");\n}")]
    // It has to be done outside.
    [InlineData("c.Execute(\"[|DELETE FROM messages|]\");\nc.Execute(\"PRAGMA foreign_keys = OFF\");\nc.Execute(\"DELETE FROM conversations\");")]
    [InlineData("c.Execute(\"[|DELETE FROM messages|]\");\nc.Execute(\"VACUUM\");\nc.Execute(\"DELETE FROM conversations\");")]
    // The command goes on afterwards.
    [InlineData("using var m = c.CreateCommand();\nm.CommandText = \"[|DELETE FROM messages|]\";\nm.ExecuteNonQuery();\nm.CommandText = \"DELETE FROM conversations\";\nm.ExecuteNonQuery();\nm.CommandText = \"VACUUM\";\nm.ExecuteNonQuery();")]
    // The failure is caught, and the rest committed.
    [InlineData("c.Execute(\"[|DELETE FROM messages|]\");\ntry\n{\n    c.Execute(\"DELETE FROM conversations\");\n}\ncatch (SqliteException)\n{\n}")]
    // Another connection writes in between: it would wait for an end that comes after it.
    [InlineData("c.Execute(\"[|DELETE FROM messages|]\");\nLog();\nc.Execute(\"DELETE FROM conversations\");\nvoid Log() { using var own = new SqliteConnection(\"Data Source=app.db\"); own.Open(); own.Execute(\"INSERT INTO log VALUES (1)\"); }")]
    [InlineData("c.Execute(\"[|DELETE FROM messages|]\");\nvar count = Twice();\nc.Execute(\"DELETE FROM conversations\");\nint Twice() => 2 * Counts.Of();\n}\n\nprivate static class Counts\n{\n    public static int Of() => Own().ExecuteScalar<int>(\"SELECT 1\");\n    private static SqliteConnection Own() => new SqliteConnection(\"Data Source=app.db\");")]
    // The name is taken.
    [InlineData("var transaction = flag;\nc.Execute(\"[|DELETE FROM messages|]\");\nc.Execute(\"DELETE FROM conversations\");")]
    public Task Fix_IsNotOffered(string statements) => Fix("SQLD302", Opened(statements) + Schema, null).RunAsync();

    private static SqliteAnalyzerTest Of(string statements) => Verify.Analyzer(Opened(statements) + Schema, "SQLD302");

    private static string Old(string statements) => $$"""
        using Microsoft.Data.Sqlite;

        class Store
        {
            const string Schema = "CREATE TABLE conversations (id INTEGER PRIMARY KEY); CREATE TABLE messages (conversation_id REFERENCES conversations (id));";

            void Clear()
            {
                var c = new SqliteConnection("Data Source=app.db");
                c.Open();
        {{statements}}
                c.Close();
            }
        }
        """;

    private static string Typed(string statements) => $$"""
        using SqliteDiscipline;

        [SqliteConnectionFactory]
        [SqliteDatabase("chat", "chat.db")]
        internal static partial class Databases { }

        internal class Store
        {
            private const string Schema = "CREATE TABLE conversations(id INTEGER PRIMARY KEY); CREATE TABLE messages(id INTEGER PRIMARY KEY, conversation_id INTEGER NOT NULL REFERENCES conversations(id))";

            public void M()
            {
                {{statements}}
            }
        }
        """;
}
