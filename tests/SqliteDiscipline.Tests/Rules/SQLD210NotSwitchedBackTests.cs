using Xunit;
using static SqliteDiscipline.Tests.Rules.PragmaCode;

namespace SqliteDiscipline.Tests.Rules;

/// <summary>OFF … ON, and every way on which the ON is not reached.</summary>
public sealed class SQLD210NotSwitchedBackTests
{
    [Theory]
    // What runs between may fail.
    [InlineData("c.Execute(\"[|PRAGMA foreign_keys = OFF|]\");\nc.Execute(\"DELETE FROM t\");\nc.Execute(\"PRAGMA foreign_keys = ON\");")]
    [InlineData("c.Execute(\"[|PRAGMA foreign_keys = OFF|]; BEGIN; DROP TABLE t; COMMIT; PRAGMA foreign_keys = ON\");")]
    [InlineData("c.Execute($\"[|PRAGMA foreign_keys = OFF|]; DELETE FROM {path}; PRAGMA foreign_keys = ON;\");")]
    [InlineData("using var command = c.CreateCommand();\ncommand.CommandText = \"[|PRAGMA ignore_check_constraints = ON|]\";\ncommand.ExecuteNonQuery();\ncommand.CommandText = \"DELETE FROM t\";\ncommand.ExecuteNonQuery();\ncommand.CommandText = \"PRAGMA ignore_check_constraints = OFF\";\ncommand.ExecuteNonQuery();")]
    [InlineData("await c.ExecuteAsync(\"[|PRAGMA foreign_keys = 0|]\");\nusing (var transaction = c.BeginTransaction())\n{\n    await c.ExecuteAsync(\"DROP TABLE t\", transaction: transaction);\n    transaction.Commit();\n}\nawait c.ExecuteAsync(\"PRAGMA foreign_keys = 1\");")]
    [InlineData("c.Execute(\"[|PRAGMA synchronous = OFF|]\");\nforeach (var row in path.Split(','))\n    c.Execute(\"INSERT INTO t VALUES (@row)\", new { row });\nc.Execute(\"PRAGMA synchronous = FULL\");")]
    // A handler that goes on, and one that does not come to it.
    [InlineData("c.Execute(\"[|PRAGMA foreign_keys = OFF|]\");\ntry\n{\n    c.Execute(\"DELETE FROM t\");\n    c.Execute(\"PRAGMA foreign_keys = ON\");\n}\ncatch (SqliteException)\n{\n    Console.WriteLine();\n}")]
    // An ordinary path.
    [InlineData("c.Execute(\"[|PRAGMA foreign_keys = OFF|]\");\nif (flag)\n    return;\nc.Execute(\"PRAGMA foreign_keys = ON\");")]
    [InlineData("c.Execute(\"[|PRAGMA foreign_keys = OFF|]\");\nif (flag)\n    c.Execute(\"PRAGMA foreign_keys = ON\");")]
    [InlineData("c.Execute(\"[|PRAGMA foreign_keys = OFF|]\");\nif (flag)\n    throw new InvalidOperationException();\nc.Execute(\"PRAGMA foreign_keys = ON\");")]
    [InlineData("c.Execute(\"[|PRAGMA foreign_keys = OFF|]\");\nif (flag)\n    Fail();\nc.Execute(\"PRAGMA foreign_keys = ON\");\n[System.Diagnostics.CodeAnalysis.DoesNotReturn] static extern void Fail();")]
    // In a finally it would be switched back whatever happens.
    [InlineData("var was = c.ExecuteScalar<long>(\"PRAGMA foreign_keys\");\nc.Execute(\"[|PRAGMA foreign_keys = OFF|]\");\nc.Execute(\"DELETE FROM t\");\nif (was == 1)\n    c.Execute(\"PRAGMA foreign_keys = ON\");")]
    [InlineData("c.Execute(\"[|PRAGMA foreign_keys = OFF|]\");\ntry\n{\n    c.Execute(\"DELETE FROM t\");\n}\nfinally\n{\n    if (flag)\n        c.Execute(\"PRAGMA foreign_keys = ON\");\n}")]
    public Task NotOnEveryPath_Triggers(string statements) => Verify.Analyzer(Opened(statements), "SQLD210").RunAsync();

    [Theory]
    // The transaction is still open when the finally runs.
    [InlineData("c.Execute(\"[|PRAGMA foreign_keys = OFF|]\");\ntry\n{\n    c.Execute(\"BEGIN\");\n    c.Execute(\"DROP TABLE t\");\n    c.Execute(\"COMMIT\");\n}\nfinally\n{\n    c.Execute(\"PRAGMA foreign_keys = ON\");\n}")]
    [InlineData("c.Execute(\"[|PRAGMA foreign_keys = OFF|]\");\nusing var transaction = c.BeginTransaction();\ntry\n{\n    c.Execute(\"DROP TABLE t\", transaction: transaction);\n    transaction.Commit();\n}\nfinally\n{\n    c.Execute(\"PRAGMA foreign_keys = ON\");\n}")]
    [InlineData("c.Execute(\"[|PRAGMA foreign_keys = OFF|]\");\nusing var transaction = c.BeginTransaction();\nc.Execute(\"PRAGMA foreign_keys = ON\");\ntransaction.Commit();")]
    public Task SwitchedBackInsideTheTransaction_Triggers(string statements) => Verify.Analyzer(Opened(statements), "SQLD210").RunAsync();

    [Theory]
    [InlineData("c.Execute(\"PRAGMA foreign_keys = OFF\");\ntry\n{\n    c.Execute(\"DELETE FROM t\");\n}\nfinally\n{\n    c.Execute(\"PRAGMA foreign_keys = ON\");\n}")]
    [InlineData("using var command = c.CreateCommand();\ncommand.CommandText = \"PRAGMA foreign_keys = OFF\";\ncommand.ExecuteNonQuery();\ntry\n{\n    using var transaction = c.BeginTransaction();\n    new SqliteCommand(\"DROP TABLE t\", c, transaction).ExecuteNonQuery();\n    transaction.Commit();\n}\nfinally\n{\n    using var on = c.CreateCommand();\n    on.CommandText = \"PRAGMA foreign_keys = ON\";\n    on.ExecuteNonQuery();\n}")]
    [InlineData("c.Execute(\"PRAGMA foreign_keys = OFF\");\ntry\n{\n    c.Execute(\"BEGIN\");\n    c.Execute(\"DROP TABLE t\");\n    c.Execute(\"COMMIT\");\n}\ncatch\n{\n    c.Execute(\"ROLLBACK\");\n    throw;\n}\nfinally\n{\n    c.Execute(\"PRAGMA foreign_keys = ON\");\n}")]
    [InlineData("var before = c.ExecuteScalar<long>(\"PRAGMA foreign_keys\");\nc.Execute(\"PRAGMA foreign_keys = OFF\");\ntry\n{\n    c.Execute(\"DELETE FROM t\");\n}\nfinally\n{\n    c.Execute($\"PRAGMA foreign_keys = {before}\");\n}")]
    [InlineData("c.Execute(\"PRAGMA foreign_keys = OFF\");\ntry\n{\n    c.Execute(\"DELETE FROM t\");\n    c.Execute(\"PRAGMA foreign_keys = ON\");\n}\ncatch\n{\n    c.Execute(\"PRAGMA foreign_keys = ON\");\n    throw;\n}")]
    [InlineData("c.Execute(\"PRAGMA foreign_keys = OFF; PRAGMA foreign_keys = ON\");")]
    [InlineData("c.Execute(\"PRAGMA foreign_keys = OFF\");\nif (flag)\n    Environment.FailFast(path);\nc.Execute(\"PRAGMA foreign_keys = ON\");")]
    // As it was before, which was asked for.
    [InlineData("var was = c.ExecuteScalar<long>(\"PRAGMA foreign_keys\");\nc.Execute(\"PRAGMA foreign_keys = OFF\");\ntry\n{\n    c.Execute(\"DELETE FROM t\");\n}\nfinally\n{\n    if (was == 1)\n        c.Execute(\"PRAGMA foreign_keys = ON\");\n}")]
    [InlineData("var was = c.ExecuteScalar<long>(\"PRAGMA foreign_keys\") == 1;\nif (was)\n    c.Execute(\"PRAGMA foreign_keys = OFF\");\ntry\n{\n    c.Execute(\"DELETE FROM t\");\n}\nfinally\n{\n    if (was)\n        c.Execute(\"PRAGMA foreign_keys = ON\");\n}")]
    [InlineData("var step = new Dictionary<string, bool>();\nif (step[key])\n    c.Execute(\"PRAGMA foreign_keys = OFF\");\ntry\n{\n    c.Execute(\"DELETE FROM t\");\n}\nfinally\n{\n    if (step[key])\n        c.Execute(\"PRAGMA foreign_keys = ON\");\n}")]
    // The handle is not handed on.
    [InlineData("c.Execute(\"PRAGMA foreign_keys = OFF\");\nif (flag)\n    c.Execute(\"PRAGMA foreign_keys = ON\");\nc.Close();\nSqliteConnection.ClearAllPools();")]
    [InlineData("c.Execute(\"PRAGMA foreign_keys = OFF\");\ntry\n{\n    c.Execute(\"DELETE FROM t\");\n    c.Execute(\"PRAGMA foreign_keys = ON\");\n}\ncatch\n{\n    SqliteConnection.ClearPool(c);\n    throw;\n}")]
    // What sets a flag does not fail.
    [InlineData("c.Execute(\"PRAGMA foreign_keys = OFF; PRAGMA legacy_alter_table = ON\");\ntry\n{\n    c.Execute(\"ALTER TABLE t RENAME TO u\");\n}\nfinally\n{\n    c.Execute(\"PRAGMA legacy_alter_table = OFF; PRAGMA foreign_keys = ON\");\n}")]
    public Task RestoredOnEveryPath_DoesNotTrigger(string statements) => Verify.Analyzer(Opened(statements), "SQLD210").RunAsync();

    [Theory]
    // Never switched back: SQLD204.
    [InlineData("c.Execute(\"PRAGMA foreign_keys = OFF\");\nc.Execute(\"DELETE FROM t\");")]
    // Inside a transaction it is ignored: SQLD203.
    [InlineData("using var transaction = c.BeginTransaction();\nc.Execute(\"PRAGMA foreign_keys = OFF\", transaction: transaction);\nc.Execute(\"DELETE FROM t\", transaction: transaction);\ntransaction.Commit();\nc.Execute(\"PRAGMA foreign_keys = ON\");")]
    [InlineData("c.Execute(\"PRAGMA cache_size = 10\");\nc.Execute(\"DELETE FROM t\");\nc.Execute(\"PRAGMA cache_size = -2000\");")]
    // Whoever gets the connection may switch it back.
    [InlineData("c.Execute(\"PRAGMA foreign_keys = OFF\");\nc.Execute(path);\nc.Execute(\"PRAGMA foreign_keys = ON\");")]
    public Task NotThisRules_DoesNotTrigger(string statements) => Verify.Analyzer(Opened(statements), "SQLD210").RunAsync();

    [Theory]
    [InlineData("Data Source=:memory:")]
    [InlineData("Data Source=app.db;Pooling=False")]
    [InlineData("Data Source=app.db;Foreign Keys=True")]
    public Task GoneWithTheConnection_DoesNotTrigger(string connectionString) => Verify.Analyzer(
        Method($$"""
            using var c = new SqliteConnection("{{connectionString}}");
            c.Open();
            c.Execute("PRAGMA foreign_keys = OFF");
            c.Execute("DELETE FROM t");
            c.Execute("PRAGMA foreign_keys = ON");
            """),
        "SQLD210").RunAsync();

    [Fact]
    public Task Parameter_AndField_Trigger() => Verify.Analyzer(
        Members(
            """
            private readonly SqliteConnection _db;

            public Store(SqliteConnection db) => _db = db;

            public static void Rebuild(SqliteConnection db)
            {
                db.Execute("[|PRAGMA foreign_keys = OFF|]");
                db.Execute("DROP TABLE t");
                db.Execute("PRAGMA foreign_keys = ON");
            }

            public void Clear()
            {
                Switch("[|PRAGMA foreign_keys = OFF|]");
                _db.Execute("DELETE FROM t");
                Switch("PRAGMA foreign_keys = ON");
            }

            private void Switch(string pragma) => _db.Execute(pragma);
            """),
        "SQLD210").RunAsync();

    /// <summary>The switch is a helper's, off and on; what is between them is this body's.</summary>
    [Theory]
    [InlineData("[|Off(db)|];\ndb.Execute(\"DROP TABLE t\");\nOn(db);", true)]
    [InlineData("[|Off(db)|];\ntry\n{\n    db.Execute(\"BEGIN; DROP TABLE t; COMMIT\");\n}\nfinally\n{\n    On(db);\n}", false)]
    [InlineData("[|Off(db)|];\nif (flag)\n    return;\nOn(db);", false)]
    [InlineData("db.Execute(\"[|PRAGMA foreign_keys = OFF|]\");\ndb.Execute(\"DROP TABLE t\");\nOn(db);", true)]
    [InlineData("[|Switch(db, false)|];\ndb.Execute(\"DROP TABLE t\");\nSwitch(db, true);", true)]
    public Task HelpersThatSwitch_Trigger(string statements, bool isFixed)
    {
        var code = Members(Helpers(statements));
        var open = statements.IndexOf("db.Execute(\"DROP", System.StringComparison.Ordinal);
        var back = statements.LastIndexOf('\n') + 1;
        return isFixed
            ? Fix("SQLD210", code, Members(Helpers(statements.Substring(0, open).Replace("[|", "").Replace("|]", "")
                + "try\n{\n    " + statements.Substring(open, back - open) + "}\nfinally\n{\n    " + statements.Substring(back) + "\n}"))).RunAsync()
            : Verify.Analyzer(code, "SQLD210").RunAsync();
    }

    [Theory]
    [InlineData("Off(db);\ntry\n{\n    db.Execute(\"DROP TABLE t\");\n}\nfinally\n{\n    On(db);\n}")]
    [InlineData("Without(db);\ndb.Execute(\"DELETE FROM t\");")]
    [InlineData("Off(db);\ndb.Execute(\"DROP TABLE t\");")]
    public Task HelpersThatSwitch_DoNotTrigger(string statements) => Verify.Analyzer(
        Members(Helpers(statements) + "\n\nprivate static void Without(SqliteConnection db)\n{\n    Off(db);\n    try\n    {\n        db.Execute(\"DROP TABLE t\");\n    }\n    finally\n    {\n        On(db);\n    }\n}"),
        "SQLD210").RunAsync();

    private static string Helpers(string statements) =>
        "public void Rebuild(SqliteConnection db, bool flag)\n{\n    " + statements.Replace("\n", "\n    ") + "\n}\n\n"
        + "private static void Off(SqliteConnection db) => db.Execute(\"PRAGMA foreign_keys = OFF\");\n\n"
        + "private static void On(SqliteConnection db) => db.Execute(\"PRAGMA foreign_keys = ON\");\n\n"
        + "private static void Switch(SqliteConnection db, bool on) => db.Execute($\"PRAGMA foreign_keys = {(on ? 1 : 0)}\");";

    // Whoever gets the handle next switches the guard on before anything else; the connection itself is disposed of with the exception.
    private const string Openings = """
        internal static class Database
        {
            public static SqliteConnection Open()
            {
                var connection = new SqliteConnection("Data Source=app.db");
                connection.Open();
                using var command = connection.CreateCommand();
                command.CommandText = "PRAGMA foreign_keys = ON; PRAGMA journal_mode = WAL;";
                command.ExecuteNonQuery();
                return connection;
            }

            public static SqliteConnection Create()
            {
                var builder = new SqliteConnectionStringBuilder { DataSource = "app.db", ForeignKeys = true };
                return new SqliteConnection(builder.ToString());
            }

            public static SqliteConnection Read() => new SqliteConnection("Data Source=app.db;Mode=ReadOnly;Pooling=False");
        }


        """;

    [Fact]
    public Task SetOnEveryOpen_AfterAnException_DoesNotTrigger() => Verify.Analyzer(
        File(Openings + """
            internal sealed class Store
            {
                private static void Migrate(SqliteConnection db)
                {
                    db.Execute("PRAGMA foreign_keys = OFF");
                    using var transaction = db.BeginTransaction();
                    try
                    {
                        db.Execute("DROP TABLE t");
                        transaction.Commit();
                    }
                    catch
                    {
                        transaction.Rollback();
                        throw;
                    }
                    finally
                    {
                        db.Execute("PRAGMA foreign_keys = ON");
                    }
                }

                public static void Reset()
                {
                    try
                    {
                        using (var db = Database.Open())
                        {
                            db.Execute("PRAGMA foreign_keys = OFF");
                            db.Execute("DELETE FROM parent");
                            db.Execute("PRAGMA foreign_keys = ON");
                        }
                    }
                    catch (SqliteException)
                    {
                        Console.WriteLine();
                    }
                }
            }
            """),
        "SQLD210").RunAsync();

    [Fact]
    public Task SetOnEveryOpen_TheConnectionGoesOn_Triggers() => Verify.Analyzer(
        File(Openings + """
            internal sealed class Store
            {
                private readonly SqliteConnection _db = Database.Open();

                private static void Migrate(SqliteConnection db, bool flag)
                {
                    db.Execute("[|PRAGMA foreign_keys = OFF|]");
                    if (flag)
                        return;
                    db.Execute("DROP TABLE t");
                    db.Execute("PRAGMA foreign_keys = ON");
                }

                public void Clear()
                {
                    _db.Execute("[|PRAGMA foreign_keys = OFF|]");
                    _db.Execute("DELETE FROM parent");
                    _db.Execute("PRAGMA foreign_keys = ON");
                }
            }
            """),
        "SQLD210").RunAsync();

    [Fact]
    public Task SetOnEveryOpenButOne_Triggers() => Verify.Analyzer(
        File(Openings + """
            internal sealed class Store
            {
                private static void Migrate(SqliteConnection db)
                {
                    db.Execute("[|PRAGMA foreign_keys = OFF|]");
                    db.Execute("DROP TABLE t");
                    db.Execute("PRAGMA foreign_keys = ON");
                }

                public static void Insert()
                {
                    using var db = new SqliteConnection("Data Source=app.db");
                    db.Open();
                    db.Execute("INSERT INTO child VALUES (1)");
                }
            }
            """),
        "SQLD210").RunAsync();

    [Fact]
    public Task EntityFramework_Triggers() => Verify.Analyzer(
        Members(
            """
            public static async Task Purge(DbContext db, string tables)
            {
                var sql = $"[|PRAGMA foreign_keys = OFF|]; {tables}; PRAGMA foreign_keys = ON;";
                await db.Database.ExecuteSqlRawAsync(sql);
            }
            """),
        "SQLD210").RunAsync();

    [Fact]
    public Task SplicedStatementsThatBringTheirSemicolons_Trigger() => Verify.Analyzer(
        Members(
            """"
            public static async Task Purge(DbContext db, IEnumerable<string> tables)
            {
                var deletes = new List<string>();
                foreach (var table in tables)
                    deletes.Add($"DELETE FROM \"{table}\";");
                var sql = $"""
                    [|PRAGMA foreign_keys = OFF|];
                    {string.Join('\n', deletes)}
                    PRAGMA foreign_keys = ON;
                    """;
                await db.Database.ExecuteSqlRawAsync(sql);
            }
            """"),
        "SQLD210").RunAsync();

    [Fact]
    public Task MainProgram_EndsWithItsException()
    {
        var test = Verify.Analyzer(
            """
            using Dapper;
            using Microsoft.Data.Sqlite;
            using var c = new SqliteConnection("Data Source=app.db");
            c.Open();
            c.Execute("PRAGMA foreign_keys = OFF");
            c.Execute("DELETE FROM t");
            c.Execute("PRAGMA foreign_keys = ON");
            """,
            "SQLD210");
        test.TestState.OutputKind = Microsoft.CodeAnalysis.OutputKind.ConsoleApplication;
        return test.RunAsync();
    }

    [Theory]
    [InlineData(
        """
        c.Execute("[|PRAGMA foreign_keys = OFF|]");

        // Children first.
        c.Execute("DELETE FROM child");
        c.Execute(@"
        DELETE FROM parent");

        // As before.
        c.Execute("PRAGMA foreign_keys = ON");
        Console.WriteLine();
        """,
        """
        c.Execute("PRAGMA foreign_keys = OFF");
        try
        {
            // Children first.
            c.Execute("DELETE FROM child");
            c.Execute(@"
        DELETE FROM parent");
        }
        finally
        {
            // As before.
            c.Execute("PRAGMA foreign_keys = ON");
        }
        Console.WriteLine();
        """)]
    [InlineData(
        """
        using var command = c.CreateCommand();
        command.CommandText = "[|PRAGMA foreign_keys = OFF|]";
        command.ExecuteNonQuery();
        using (var transaction = c.BeginTransaction())
        {
            new SqliteCommand("DROP TABLE t", c, transaction).ExecuteNonQuery();
            transaction.Commit();
        }
        command.CommandText = "PRAGMA foreign_keys = ON";
        command.ExecuteNonQuery();
        """,
        """
        using var command = c.CreateCommand();
        command.CommandText = "PRAGMA foreign_keys = OFF";
        command.ExecuteNonQuery();
        try
        {
            using (var transaction = c.BeginTransaction())
            {
                new SqliteCommand("DROP TABLE t", c, transaction).ExecuteNonQuery();
                transaction.Commit();
            }
        }
        finally
        {
            command.CommandText = "PRAGMA foreign_keys = ON";
            command.ExecuteNonQuery();
        }
        """)]
    public Task Fix_SwitchesBackInAFinally(string before, string after) => Fix("SQLD210", Opened(before), Opened(after)).RunAsync();

    [Theory]
    // What is declared between is used afterwards.
    [InlineData("c.Execute(\"[|PRAGMA foreign_keys = OFF|]\");\nvar n = c.Execute(\"DELETE FROM t\");\nc.Execute(\"PRAGMA foreign_keys = ON\");\nConsole.WriteLine(n);")]
    // The transaction would still be open.
    [InlineData("c.Execute(\"[|PRAGMA foreign_keys = OFF|]\");\nc.Execute(\"BEGIN\");\nc.Execute(\"DELETE FROM t\");\nc.Execute(\"COMMIT\");\nc.Execute(\"PRAGMA foreign_keys = ON\");")]
    [InlineData("c.Execute(\"[|PRAGMA foreign_keys = OFF|]; BEGIN; DROP TABLE t; COMMIT; PRAGMA foreign_keys = ON\");")]
    [InlineData("c.Execute(\"[|PRAGMA foreign_keys = OFF|]\");\nif (flag)\n{\n    c.Execute(\"DELETE FROM t\");\n    c.Execute(\"PRAGMA foreign_keys = ON\");\n}")]
    public Task Fix_IsNotOffered(string statements) => Fix("SQLD210", Opened(statements), null).RunAsync();
}
