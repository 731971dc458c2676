using Xunit;
using static SqliteDiscipline.Tests.Rules.PragmaCode;

namespace SqliteDiscipline.Tests.Rules;

/// <summary>Whoever switches the journal needs a lock, and waits for it only if it has been told to by then.</summary>
public sealed class SQLD211TimeoutAfterJournalTests
{
    [Theory]
    [InlineData("c.Execute(\"PRAGMA journal_mode = WAL\");\nc.Execute(\"[|PRAGMA busy_timeout = 5000|]\");")]
    [InlineData("c.Execute(\"PRAGMA foreign_keys = ON; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; [|PRAGMA busy_timeout = 5000|];\");")]
    [InlineData("if (flag)\n    c.Execute(\"PRAGMA journal_mode = WAL\");\nc.Execute(\"[|PRAGMA busy_timeout = 5000|]\");")]
    [InlineData("foreach (var pragma in new[] { \"PRAGMA journal_mode = WAL\", \"[|PRAGMA busy_timeout = 5000|]\" })\n    c.Execute(pragma);")]
    [InlineData("using var command = c.CreateCommand();\ncommand.CommandText = \"PRAGMA journal_mode = DELETE\";\ncommand.ExecuteNonQuery();\ncommand.CommandText = $\"[|PRAGMA busy_timeout = {path.Length}|]\";\ncommand.ExecuteNonQuery();")]
    public Task After_Triggers(string statements) => Verify.Analyzer(Opened(statements), "SQLD211").RunAsync();

    [Fact]
    public Task ListOfStatementsThatIsJoined_Triggers() => Verify.Analyzer(
        File(
            """
            internal enum Journal { Delete, Wal }

            internal sealed class Settings
            {
                public Journal Journal { get; set; }
                public int Timeout { get; set; }
                public bool Mapped { get; set; }

                public async Task Apply(SqliteConnection connection)
                {
                    var pragmas = new List<string>
                    {
                        $"PRAGMA journal_mode = {Journal.ToString().ToUpperInvariant()}",
                        $"[|PRAGMA busy_timeout = {Timeout}|]",
                    };
                    if (Mapped)
                        pragmas.Add("PRAGMA mmap_size = 268435456");

                    await using var command = connection.CreateCommand();
                    command.CommandText = string.Join(";\n", pragmas) + ";";
                    await command.ExecuteNonQueryAsync();
                }
            }
            """),
        "SQLD211").RunAsync();

    [Fact]
    public Task ListThatIsFilledInALoop_DoesNotTrigger() => Verify.Analyzer(
        Opened(
            """
            var pragmas = new List<string> { "PRAGMA journal_mode = WAL" };
            foreach (var name in path.Split(','))
                pragmas.Add("PRAGMA " + name);
            pragmas.Add("PRAGMA busy_timeout = 5000");
            c.Execute(string.Join("; ", pragmas));
            """),
        "SQLD211").RunAsync();

    /// <summary>Where one of the two is sent by a helper, or each by one of its own; what one helper does alone is said in it.</summary>
    [Theory]
    [InlineData("EnableWal(c); [|Configure(c)|];")]
    [InlineData("EnableWal(c); c.Execute(\"[|PRAGMA busy_timeout = 5000|]\");")]
    [InlineData("c.Execute(\"PRAGMA journal_mode = WAL\"); [|Configure(c)|];")]
    [InlineData("Configure(c); EnableWal(c);")]
    [InlineData("Both(c);")]
    [InlineData("if (path.Length > 3) EnableWal(c); else Configure(c);")]
    [InlineData("Send(c, \"PRAGMA busy_timeout = 5000\"); Send(c, \"PRAGMA journal_mode = WAL\");")]
    public Task Helpers(string statements) => Verify.Analyzer(
        Members($$"""
            void M(SqliteConnection c, string path) { {{statements}} }
            static void EnableWal(SqliteConnection c) => c.Execute("PRAGMA journal_mode = WAL");
            static void Configure(SqliteConnection c) => c.Execute("PRAGMA busy_timeout = 5000");
            static void Both(SqliteConnection c) { c.Execute("PRAGMA journal_mode = WAL"); c.Execute("[|PRAGMA busy_timeout = 5000|]"); }
            static void Send(SqliteConnection c, string sql) => c.Execute(sql);
            """),
        "SQLD211").RunAsync();

    [Theory]
    [InlineData("c.Execute(\"PRAGMA busy_timeout = 5000; PRAGMA journal_mode = WAL\");")]
    [InlineData("c.Execute(\"PRAGMA busy_timeout = 5000; PRAGMA journal_mode = WAL\");\nc.Execute(\"PRAGMA busy_timeout = 100\");")]
    [InlineData("c.Execute(\"PRAGMA journal_mode; PRAGMA busy_timeout = 5000\");")]
    [InlineData("c.Execute(\"PRAGMA journal_mode = MEMORY; PRAGMA busy_timeout = 5000\");")]
    [InlineData("c.Execute($\"PRAGMA journal_mode = {path}; PRAGMA busy_timeout = 5000\");")]
    [InlineData("c.Execute($\"PRAGMA journal_mode = {FileMode.Open}; PRAGMA busy_timeout = 5000\");")]
    [InlineData("c.Execute(\"PRAGMA journal_mode = WAL\");\nc.Execute(\"PRAGMA busy_timeout\");")]
    [InlineData("c.Execute(\"PRAGMA journal_mode = WAL\");\nc.Close();\nc.Open();\nc.Execute(\"PRAGMA busy_timeout = 5000\");")]
    [InlineData("c.Execute(path);\nc.Execute(\"PRAGMA journal_mode = WAL; PRAGMA busy_timeout = 5000\");")]
    [InlineData("using var d = new SqliteConnection(\"Data Source=other.db\");\nd.Open();\nd.Execute(\"PRAGMA journal_mode = WAL\");\nc.Execute(\"PRAGMA busy_timeout = 5000\");")]
    [InlineData("if (flag)\n    c.Execute(\"PRAGMA journal_mode = WAL\");\nelse\n    c.Execute(\"PRAGMA busy_timeout = 5000\");")]
    public Task Before_OrElsewhere_DoesNotTrigger(string statements) => Verify.Analyzer(Opened(statements), "SQLD211").RunAsync();

    [Theory]
    [InlineData(
        "c.Execute(\"PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; [|PRAGMA busy_timeout = 5000|];\");",
        "c.Execute(\"PRAGMA busy_timeout = 5000; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;\");")]
    [InlineData(
        "c.Execute(@\"\n    PRAGMA journal_mode = WAL; -- the log\n    [|PRAGMA busy_timeout = 5000|]; -- patience\n\");",
        "c.Execute(@\"\n    PRAGMA busy_timeout = 5000; -- the log\n    PRAGMA journal_mode = WAL; -- patience\n\");")]
    [InlineData(
        "// The log.\nc.Execute(\"PRAGMA journal_mode = WAL\");\nc.Execute(\"[|PRAGMA busy_timeout = 5000|]\"); // Patience.",
        "// The log.\nc.Execute(\"PRAGMA busy_timeout = 5000\");\nc.Execute(\"PRAGMA journal_mode = WAL\"); // Patience.")]
    [InlineData(
        "using var command = c.CreateCommand();\ncommand.CommandText = \"PRAGMA journal_mode = WAL\";\ncommand.ExecuteNonQuery();\ncommand.CommandText = $\"[|PRAGMA busy_timeout = {path.Length}|]\";\ncommand.ExecuteNonQuery();",
        "using var command = c.CreateCommand();\ncommand.CommandText = $\"PRAGMA busy_timeout = {path.Length}\";\ncommand.ExecuteNonQuery();\ncommand.CommandText = \"PRAGMA journal_mode = WAL\";\ncommand.ExecuteNonQuery();")]
    [InlineData(
        "c.Execute($\"PRAGMA journal_mode = WAL; [|PRAGMA busy_timeout = {path.Length}|]\");",
        "c.Execute($\"PRAGMA busy_timeout = {path.Length}; PRAGMA journal_mode = WAL\");")]
    public Task Fix_SetsItFirst(string before, string after) => Fix("SQLD211", Opened(before), Opened(after)).RunAsync();

    [Theory]
    // What stands between would change its place too.
    [InlineData("c.Execute(\"PRAGMA journal_mode = WAL\");\nc.Execute(\"CREATE TABLE t (x)\");\nc.Execute(\"[|PRAGMA busy_timeout = 5000|]\");")]
    // The answers are read in this order.
    [InlineData("using var reader = new SqliteCommand(\"PRAGMA journal_mode = WAL; [|PRAGMA busy_timeout = 5000|]\", c).ExecuteReader();")]
    [InlineData("var mode = c.ExecuteScalar<string>(\"PRAGMA journal_mode = WAL\");\nc.Execute(\"[|PRAGMA busy_timeout = 5000|]\");")]
    [InlineData("if (flag)\n    c.Execute(\"PRAGMA journal_mode = WAL\");\nc.Execute(\"[|PRAGMA busy_timeout = 5000|]\");")]
    // The value is not known so early.
    [InlineData("c.Execute(\"PRAGMA journal_mode = WAL\");\nvar wait = path.Length;\nc.Execute($\"[|PRAGMA busy_timeout = {wait}|]\");")]
    public Task Fix_IsNotOffered(string statements) => Fix("SQLD211", Opened(statements), null).RunAsync();
}
