using Xunit;
using static SqliteDiscipline.Tests.Rules.PragmaCode;

namespace SqliteDiscipline.Tests.Rules;

/// <summary>What fails behind the first rows of a batch fails in silence.</summary>
public sealed class SQLD307SwallowedErrorTests
{
    [Theory]
    [InlineData("[|SELECT 1|]; DELETE FROM t")]
    [InlineData("[|VALUES (1)|]; DELETE FROM t")]
    [InlineData("[|WITH a AS (SELECT 1) SELECT * FROM a|]; UPDATE t SET x = 1")]
    [InlineData("[|INSERT INTO t VALUES (1) RETURNING x|]; INSERT INTO t VALUES (2)")]
    [InlineData("[|EXPLAIN DELETE FROM t|]; DELETE FROM t")]
    [InlineData("[|PRAGMA journal_mode = WAL|]; CREATE TABLE IF NOT EXISTS t (x)")]
    [InlineData("PRAGMA foreign_keys = ON; [|PRAGMA busy_timeout = 5000|]; PRAGMA synchronous = NORMAL; DROP TABLE t")]
    [InlineData("[|PRAGMA user_version|]; ALTER TABLE t ADD COLUMN y")]
    [InlineData("BEGIN; INSERT INTO t VALUES (1); [|SELECT last_insert_rowid()|]; COMMIT")]
    [InlineData("[|SELECT 1|]; PRAGMA busy_timeout; CREATE INDEX i ON t (x)")]
    public Task WriteBehindRows_Triggers(string sql) => Verify.Analyzer(Opened($"c.Execute(\"{sql}\");"), "SQLD307").RunAsync();

    [Theory]
    [InlineData("DELETE FROM t; SELECT changes()")]
    [InlineData("INSERT INTO t VALUES (1); SELECT last_insert_rowid();")]
    [InlineData("INSERT INTO t VALUES (1); INSERT INTO t VALUES (2) RETURNING x")]
    // Nothing here fails in a way that anybody would hear of.
    [InlineData("PRAGMA journal_mode = WAL; PRAGMA foreign_keys = ON")]
    [InlineData("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA busy_timeout = 5000;")]
    [InlineData("SELECT 1; SELECT 2")]
    [InlineData("SELECT 1; EXPLAIN DELETE FROM t")]
    [InlineData("BEGIN; SELECT x FROM t; COMMIT")]
    [InlineData("PRAGMA foreign_keys = ON; CREATE TABLE t (x)")]
    [InlineData("PRAGMA user_version = 3; CREATE TABLE t (x)")]
    // Whether an encrypting build answers is its own business.
    [InlineData("PRAGMA key = 'k'; CREATE TABLE t (x)")]
    [InlineData("CREATE TRIGGER r AFTER INSERT ON t BEGIN SELECT 1; DELETE FROM t; END")]
    public Task RowsLast_DoesNotTrigger(string sql) => Verify.Analyzer(Opened($"c.Execute(\"{sql}\");"), "SQLD307").RunAsync();

    [Theory]
    [InlineData("using var m = c.CreateCommand();\nm.CommandText = \"[|SELECT 1|]; DELETE FROM t\";\nm.ExecuteNonQuery();")]
    [InlineData("using var m = c.CreateCommand();\nm.CommandText = @\"\n    [|PRAGMA journal_mode = WAL|];\n    CREATE TABLE t (x);\n\";\nawait m.ExecuteNonQueryAsync().ConfigureAwait(false);")]
    [InlineData("var n = (long)new SqliteCommand(\"[|SELECT count(*) FROM t|]; DELETE FROM t\", c).ExecuteScalar()!;")]
    [InlineData("await c.ExecuteAsync(\"[|SELECT 1|]; DELETE FROM t WHERE id = @id\", new { id = 1 });")]
    [InlineData("var n = c.ExecuteScalar<long>(\"[|SELECT 1|]; DELETE FROM t\");")]
    [InlineData("c.Execute($\"[|PRAGMA busy_timeout = {path.Length}|]; DELETE FROM {path}\");")]
    [InlineData("foreach (var table in new[] { \"a\", \"b\" })\n    c.Execute([|$\"SELECT count(*) FROM {table}; DELETE FROM {table}\"|]);")]
    [InlineData("using var d = new SqliteConnection(\"Data Source=:memory:\");\nd.Execute(\"[|SELECT 1|]; DELETE FROM t\");")]
    public Task EveryCallThatSwallows_Triggers(string statements) => Verify.Analyzer(Opened(statements), "SQLD307").RunAsync();

    [Theory]
    [InlineData("using var r = new SqliteCommand(\"SELECT 1; DELETE FROM t\", c).ExecuteReader();")]
    [InlineData("using var r = c.QueryMultiple(\"SELECT 1; DELETE FROM t\");")]
    [InlineData("var n = c.QueryFirst<long>(\"SELECT 1; DELETE FROM t\");")]
    [InlineData("SQLitePCL.raw.sqlite3_exec(c.Handle, \"SELECT 1; DELETE FROM t\");")]
    [InlineData("c.Execute(\"SELECT 1\");\nc.Execute(\"DELETE FROM t\");")]
    [InlineData("c.Execute($\"{path}; DELETE FROM t\");")]
    [InlineData("c.Execute($\"SELECT 1; {path}\");")]
    public Task WhatReports_DoesNotTrigger(string statements) => Verify.Analyzer(Opened(statements), "SQLD307").RunAsync();

    [Fact]
    public Task EntityFramework_Triggers() => Verify.Analyzer(
        Members("void M(DbContext context) => context.Database.ExecuteSqlRaw(\"[|PRAGMA journal_mode = WAL|]; CREATE TABLE t (x)\");"), "SQLD307").RunAsync();

    [Fact]
    public Task TextOfAHelper_IsReportedInTheHelper() => Verify.Analyzer(
        Members(
            """
            private const string Schema = @"
                [|PRAGMA journal_mode = WAL|];
                CREATE TABLE IF NOT EXISTS a (x);
                CREATE TABLE IF NOT EXISTS b (x);";

            public void Start(SqliteConnection connection)
            {
                Prepare(connection);
                Run(connection, "[|SELECT 1|]; DELETE FROM a");
            }

            private static void Prepare(SqliteConnection connection) => Run(connection, Schema);

            private static void Run(SqliteConnection connection, string sql)
            {
                using var command = connection.CreateCommand();
                command.CommandText = sql;
                command.ExecuteNonQuery();
            }
            """), "SQLD307").RunAsync();

    [Theory]
    [InlineData(
        "c.Execute(\"[|PRAGMA journal_mode = WAL|]; CREATE TABLE t (x)\"); // The schema.",
        "c.Execute(\"PRAGMA journal_mode = WAL;\");\nc.Execute(\"CREATE TABLE t (x)\"); // The schema.")]
    [InlineData(
        "await c.ExecuteAsync($\"[|SELECT {path.Length}|]; DELETE FROM {path} WHERE id = @id\", new { id = key }, commandTimeout: 3).ConfigureAwait(false);",
        "await c.ExecuteAsync($\"SELECT {path.Length};\", new { id = key }, commandTimeout: 3).ConfigureAwait(false);\nawait c.ExecuteAsync($\"DELETE FROM {path} WHERE id = @id\", new { id = key }, commandTimeout: 3).ConfigureAwait(false);")]
    [InlineData(
        "new SqliteCommand(\"[|SELECT 1|]; DELETE FROM t; SELECT 2; DELETE FROM t\", c).ExecuteNonQuery();",
        "new SqliteCommand(\"SELECT 1;\", c).ExecuteNonQuery();\nnew SqliteCommand(\"DELETE FROM t; SELECT 2;\", c).ExecuteNonQuery();\nnew SqliteCommand(\"DELETE FROM t\", c).ExecuteNonQuery();")]
    [InlineData(
        "using var m = c.CreateCommand();\nm.CommandText = @\"\n    [|PRAGMA journal_mode = WAL|]; -- the log\n\n    CREATE TABLE \"\"t\"\" (x);\n\";\nm.Parameters.AddWithValue(\"$x\", 1);\nm.ExecuteNonQuery();",
        "using var m = c.CreateCommand();\nm.CommandText = @\"\n    PRAGMA journal_mode = WAL; -- the log\";\nm.Parameters.AddWithValue(\"$x\", 1);\nm.ExecuteNonQuery();\nm.CommandText = @\"\n    CREATE TABLE \"\"t\"\" (x);\n\";\nm.ExecuteNonQuery();")]
    [InlineData(
        "using (var m = new SqliteCommand(\"[|SELECT 1|];\" + \" DELETE FROM t;\" + \"DELETE FROM u\", c))\n{\n    await m.ExecuteNonQueryAsync();\n}",
        "using (var m = new SqliteCommand(\"SELECT 1;\", c))\n{\n    await m.ExecuteNonQueryAsync();\n    m.CommandText = \" DELETE FROM t;\" + \"DELETE FROM u\";\n    await m.ExecuteNonQueryAsync();\n}")]
    public Task Fix_SendsTheRestByItself(string before, string after) => Fix("SQLD307", Opened(before), Opened(after)).RunAsync();

    [Fact]
    public Task Fix_CutsARawLiteralBetweenItsLines() => Fix(
        "SQLD307",
        Opened("c.Execute(\"\"\"\n    [|PRAGMA journal_mode = WAL|];\n\n    CREATE TABLE t (x);\n    \"\"\");"),
        Opened("c.Execute(\"\"\"\n    PRAGMA journal_mode = WAL;\n    \"\"\");\nc.Execute(\"\"\"\n    CREATE TABLE t (x);\n    \"\"\");")).RunAsync();

    [Theory]
    // The count is of all of it.
    [InlineData("var n = c.Execute(\"[|SELECT 1|]; DELETE FROM t\");")]
    [InlineData("var n = c.ExecuteScalar<long>(\"[|SELECT 1|]; DELETE FROM t\");")]
    // Next would be asked twice.
    [InlineData("c.Execute(\"[|SELECT 1|]; DELETE FROM t WHERE id = @id\", new { id = Guid.NewGuid() });")]
    [InlineData("if (flag)\n    c.Execute(\"[|SELECT 1|]; DELETE FROM t\");")]
    // The command is run twice with this text.
    [InlineData("using var m = c.CreateCommand();\nm.CommandText = \"[|SELECT 1|]; DELETE FROM t\";\nm.ExecuteNonQuery();\nm.ExecuteNonQuery();")]
    [InlineData("using var m = c.CreateCommand();\nm.CommandText = \"[|SELECT 1|]; DELETE FROM t\";\nif (flag)\n{\n    m.ExecuteNonQuery();\n}")]
    [InlineData("const string sql = \"[|SELECT 1|]; DELETE FROM t\";\nc.Execute(sql);")]
    public Task Fix_IsNotOffered(string statements) => Fix("SQLD307", Opened(statements), null).RunAsync();
}
