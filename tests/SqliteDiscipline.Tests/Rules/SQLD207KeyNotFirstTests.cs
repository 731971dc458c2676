using Xunit;
using static SqliteDiscipline.Tests.Rules.PragmaCode;

namespace SqliteDiscipline.Tests.Rules;

/// <summary>An encrypted file cannot be read before the key is there.</summary>
public sealed class SQLD207KeyNotFirstTests
{
    [Theory]
    [InlineData("c.Execute(\"PRAGMA journal_mode = WAL\");\nc.Execute(\"[|PRAGMA key = 'secret'|]\");")]
    [InlineData("c.Execute(\"PRAGMA synchronous = NORMAL; [|PRAGMA key = 'secret'|];\");")]
    [InlineData("c.Execute(\"PRAGMA cache_size = -2000\");\nc.Execute($\"[|PRAGMA key = '{key}'|]\");")]
    [InlineData("c.Execute(\"PRAGMA user_version\");\nc.Execute(\"[|PRAGMA hexkey = '00ff'|]\");")]
    [InlineData("var n = c.ExecuteScalar<long>(\"SELECT count(*) FROM sqlite_master\");\nusing var command = c.CreateCommand();\ncommand.CommandText = \"[|PRAGMA key = 'secret'|]\";\ncommand.ExecuteNonQuery();")]
    [InlineData("c.Execute(\"CREATE TABLE IF NOT EXISTS t (x)\");\nc.Execute(\"[|PRAGMA key = 'secret'|]\");")]
    [InlineData("using (var transaction = c.BeginTransaction())\n    transaction.Commit();\nc.Execute(\"[|PRAGMA key = 'secret'|]\");")]
    [InlineData("if (flag)\n    c.Execute(\"PRAGMA journal_mode = WAL\");\nc.Execute(\"[|PRAGMA key = 'secret'|]\");")]
    public Task AfterARead_Triggers(string statements) => Verify.Analyzer(Opened(statements), "SQLD207").RunAsync();

    [Theory]
    [InlineData("c.Execute(\"PRAGMA key = 'secret'\");\nc.Execute(\"PRAGMA journal_mode = WAL\");")]
    [InlineData("c.Execute(\"PRAGMA key = 'secret'; SELECT count(*) FROM sqlite_master; PRAGMA synchronous = NORMAL\");")]
    // None of these reads the file.
    [InlineData("c.Execute(\"PRAGMA foreign_keys = ON; PRAGMA busy_timeout = 5000; PRAGMA temp_store = MEMORY; PRAGMA key = 'secret'\");")]
    [InlineData("c.Execute(\"PRAGMA cipher = 'sqlcipher'; PRAGMA legacy = 4; PRAGMA key = 'secret'\");")]
    [InlineData("var v = c.ExecuteScalar<string>(\"SELECT sqlite_version()\");\nc.Execute(\"PRAGMA key = 'secret'\");")]
    [InlineData("using var transaction = c.BeginTransaction(deferred: true);\nc.Execute(\"PRAGMA key = 'secret'\");")]
    // A second key is another matter.
    [InlineData("c.Execute(\"PRAGMA key = 'secret'; PRAGMA cipher_migrate; PRAGMA user_version; PRAGMA key = 'other'\");")]
    [InlineData("c.Execute(\"PRAGMA user_version\");\nc.Close();\nc.Open();\nc.Execute(\"PRAGMA key = 'secret'\");")]
    [InlineData("c.Execute(\"PRAGMA user_version\");\nc.Execute(\"PRAGMA rekey = 'secret'\");")]
    [InlineData("c.Execute(path);\nc.Execute(\"PRAGMA key = 'secret'\");")]
    [InlineData("try\n{\n    c.Execute(\"PRAGMA user_version\");\n}\ncatch (SqliteException)\n{\n    c.Execute(\"PRAGMA key = 'secret'\");\n}")]
    public Task First_DoesNotTrigger(string statements) => Verify.Analyzer(Opened(statements), "SQLD207").RunAsync();

    /// <summary>Told where the two come together: in the body that calls the helper.</summary>
    [Theory]
    [InlineData("c.Execute(\"PRAGMA user_version\"); [|Key(c)|];", "c.Execute(\"PRAGMA key = 'secret'\");")]
    [InlineData("Key(c); c.Execute(\"PRAGMA user_version\");", "c.Execute(\"PRAGMA key = 'secret'\");")]
    [InlineData("Key(c);", "c.Execute(\"PRAGMA user_version\"); c.Execute(\"[|PRAGMA key = 'secret'|]\");")]
    public Task KeyOfAHelper_IsJudgedWhereItIsCalled(string statements, string helper) => Verify.Analyzer(
        Members($$"""
            public void Open()
            {
                using var c = new SqliteConnection("Data Source=app.db");
                c.Open();
                {{statements}}
            }

            private static void Key(SqliteConnection c)
            {
                {{helper}}
            }
            """),
        "SQLD207").RunAsync();

    [Fact]
    public Task Password_HasSentItAlready() => Verify.Analyzer(
        Method(
            """
            using var c = new SqliteConnection("Data Source=app.db;Password=secret");
            c.Open();
            c.Execute("PRAGMA user_version; PRAGMA key = 'secret'");
            """),
        "SQLD207").RunAsync();

    [Theory]
    [InlineData(
        "c.Execute(\"PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; [|PRAGMA key = 'secret'|];\");",
        "c.Execute(\"PRAGMA key = 'secret'; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;\");")]
    [InlineData(
        "c.Execute(\"PRAGMA journal_mode = WAL\");\nc.Execute($\"[|PRAGMA key = '{key}'|]\");",
        "c.Execute($\"PRAGMA key = '{key}'\");\nc.Execute(\"PRAGMA journal_mode = WAL\");")]
    [InlineData(
        "using (var first = new SqliteCommand(\"PRAGMA cache_size = -2000\", c))\n    first.ExecuteNonQuery();\nc.Execute(\"PRAGMA journal_mode = WAL\");\nc.Execute(\"[|PRAGMA key = 'secret'|]\");",
        null)]
    public Task Fix_SendsTheKeyFirst(string before, string? after) => Fix("SQLD207", Opened(before), after is null ? null : Opened(after)).RunAsync();
}
