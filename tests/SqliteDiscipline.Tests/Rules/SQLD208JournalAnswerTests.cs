using Xunit;
using static SqliteDiscipline.Tests.Rules.PragmaCode;

namespace SqliteDiscipline.Tests.Rules;

/// <summary>The switch to WAL is a question, and SQLite's answer the only way to know.</summary>
public sealed class SQLD208JournalAnswerTests
{
    [Theory]
    [InlineData("c.Execute(\"[|PRAGMA journal_mode = WAL|]\");")]
    [InlineData("await c.ExecuteAsync(@\"[|PRAGMA journal_mode=WAL|];\");")]
    [InlineData("c.Execute(\"[|PRAGMA main.journal_mode('wal')|]; PRAGMA synchronous = NORMAL\");")]
    [InlineData("new SqliteCommand(\"[|PRAGMA journal_mode = WAL|];\", c).ExecuteNonQuery();")]
    [InlineData("using var command = c.CreateCommand();\ncommand.CommandText = \"[|PRAGMA journal_mode = WAL|]\";\nawait command.ExecuteNonQueryAsync();")]
    [InlineData("using (var command = c.CreateCommand())\n{\n    command.CommandText = \"\"\"\n        [|PRAGMA journal_mode=WAL|];\n        CREATE TABLE IF NOT EXISTS t (x);\n        \"\"\";\n    command.ExecuteNonQuery();\n}")]
    [InlineData("_ = new SqliteCommand(\"[|PRAGMA journal_mode = WAL|]\", c).ExecuteScalar();")]
    [InlineData("new SqliteCommand(\"[|PRAGMA journal_mode = WAL|]\", c).ExecuteScalar();")]
    [InlineData("foreach (var pragma in new[] { \"PRAGMA foreign_keys = ON\", \"[|PRAGMA journal_mode = WAL|]\" })\n    c.Execute(pragma);")]
    [InlineData("const string Mode = \"WAL\";\nc.Execute([|$\"PRAGMA journal_mode = {Mode}\"|]);")]
    [InlineData("Console.WriteLine(c.ExecuteScalar<long>(\"PRAGMA busy_timeout = 5000; [|PRAGMA journal_mode = WAL|]\"));")]
    [InlineData("SQLitePCL.raw.sqlite3_exec(c.Handle, \"[|PRAGMA journal_mode = WAL|]\");")]
    [InlineData("if (flag)\n    c.Execute(\"[|PRAGMA journal_mode = WAL|]\");")]
    public Task ThrownAway_Triggers(string statements) => Verify.Analyzer(Opened(statements), "SQLD208").RunAsync();

    [Theory]
    [InlineData("var mode = (string)new SqliteCommand(\"PRAGMA journal_mode = WAL\", c).ExecuteScalar()!;")]
    [InlineData("var mode = await c.ExecuteScalarAsync<string>(\"PRAGMA journal_mode = WAL\");")]
    [InlineData("if ((string)(await new SqliteCommand(\"PRAGMA journal_mode = WAL\", c).ExecuteScalarAsync())! != \"wal\")\n    throw new Exception();")]
    [InlineData("using var reader = new SqliteCommand(\"PRAGMA journal_mode = WAL\", c).ExecuteReader();\nreader.Read();")]
    [InlineData("var mode = c.QuerySingle<string>(\"PRAGMA journal_mode = WAL\");")]
    [InlineData("c.Execute(\"PRAGMA journal_mode = WAL\");\nvar mode = c.ExecuteScalar<string>(\"PRAGMA journal_mode\");")]
    [InlineData("c.Execute(\"PRAGMA journal_mode = DELETE\");")]
    [InlineData("c.Execute(\"PRAGMA journal_mode = WALL\");")]
    [InlineData("c.Execute(\"PRAGMA journal_mode\");")]
    [InlineData("c.Execute(\"EXPLAIN PRAGMA journal_mode = WAL\");")]
    [InlineData("c.Execute(\"SELECT 'PRAGMA journal_mode = WAL'\");")]
    [InlineData("c.Execute($\"PRAGMA journal_mode = {path}\");")]
    [InlineData("Console.WriteLine(\"PRAGMA journal_mode = WAL\");")]
    public Task Read_OrOtherwise_DoesNotTrigger(string statements) => Verify.Analyzer(Opened(statements), "SQLD208").RunAsync();

    [Theory]
    [InlineData("using var m = new SqliteConnection(\"Data Source=:memory:\");\nm.Open();\nm.Execute(\"PRAGMA journal_mode = WAL\");")]
    [InlineData("using var m = new SqliteConnection(\"Data Source=x;Mode=Memory;Cache=Shared\");\nm.Open();\nm.Execute(\"PRAGMA journal_mode = WAL\");")]
    public Task InMemory_DoesNotTrigger(string statements) => Verify.Analyzer(Method(statements), "SQLD208").RunAsync();

    [Fact]
    public Task Helper_TriggersOnceWhereTheTextStands() => Verify.Analyzer(
        Members(
            """
            public SqliteConnection Open()
            {
                var c = new SqliteConnection("Data Source=app.db");
                c.Open();
                Configure(c);
                return c;
            }

            public void Use()
            {
                using var c = Open();
                Run(c, "[|PRAGMA journal_mode = WAL|]");
            }

            private static void Configure(SqliteConnection c) => Run(c, "[|PRAGMA journal_mode = WAL|]");

            private static void Run(SqliteConnection c, string sql)
            {
                using var command = c.CreateCommand();
                command.CommandText = sql;
                command.ExecuteNonQuery();
            }
            """),
        "SQLD208").RunAsync();

    [Fact]
    public Task EntityFramework_Triggers() => Verify.Analyzer(
        Members("public static void Init(DbContext db) => db.Database.ExecuteSqlRaw(\"[|PRAGMA journal_mode=WAL|];\");"), "SQLD208").RunAsync();

    [Fact]
    public Task OtherProvider_DoesNotTrigger() => Verify.Analyzer(
        Members("public static void Init(IDbConnection db) => db.Execute(\"PRAGMA journal_mode=WAL;\");"), "SQLD208").RunAsync();
}
