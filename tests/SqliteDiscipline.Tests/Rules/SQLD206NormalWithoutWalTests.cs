using SqliteDiscipline.CodeFixes;
using Xunit;
using static SqliteDiscipline.Tests.Rules.PragmaCode;

namespace SqliteDiscipline.Tests.Rules;

/// <summary>NORMAL belongs to WAL.</summary>
public sealed class SQLD206NormalWithoutWalTests
{
    [Theory]
    [InlineData("c.Execute(\"PRAGMA journal_mode = DELETE\");\nc.Execute(\"[|PRAGMA synchronous = NORMAL|]\");")]
    [InlineData("c.Execute(\"PRAGMA journal_mode = TRUNCATE; [|PRAGMA synchronous = 1|]; PRAGMA foreign_keys = ON\");")]
    [InlineData("c.Execute(\"[|PRAGMA synchronous = NORMAL|]; PRAGMA journal_mode = 'persist';\");")]
    [InlineData("c.Execute(\"[|PRAGMA main.synchronous(normal)|]\");\nvar mode = await c.ExecuteScalarAsync<string>(\"PRAGMA journal_mode = DELETE\");")]
    [InlineData("foreach (var pragma in new[] { \"PRAGMA journal_mode = DELETE\", \"[|PRAGMA synchronous = NORMAL|]\" })\n    c.Execute(pragma);")]
    [InlineData("c.Execute(flag ? \"PRAGMA journal_mode = DELETE\" : \"PRAGMA journal_mode = TRUNCATE\");\nc.Execute(\"[|PRAGMA synchronous = NORMAL|]\");")]
    [InlineData("using var command = c.CreateCommand();\ncommand.CommandText = \"PRAGMA journal_mode = WAL\";\ncommand.ExecuteNonQuery();\ncommand.CommandText = \"PRAGMA journal_mode = DELETE\";\ncommand.ExecuteNonQuery();\ncommand.CommandText = \"[|PRAGMA synchronous = NORMAL|]\";\ncommand.ExecuteNonQuery();\nc.Execute(\"DELETE FROM t\");")]
    [InlineData("c.Execute(\"PRAGMA journal_mode = DELETE; PRAGMA journal_mode = bogus; [|PRAGMA synchronous = NORMAL|]\");")]
    [InlineData("c.Execute(\"PRAGMA journal_mode = DELETE; [|PRAGMA synchronous = NORMAL|]; PRAGMA journal_mode = bogus\");")]
    public Task RollbackJournal_Triggers(string statements) => Verify.Analyzer(Opened(statements), "SQLD206").RunAsync();

    [Theory]
    [InlineData("c.Execute(\"PRAGMA synchronous = NORMAL\");")]
    [InlineData("c.Execute(\"PRAGMA journal_mode = WAL\");\nc.Execute(\"PRAGMA synchronous = NORMAL\");")]
    [InlineData("if (flag)\n    c.Execute(\"PRAGMA journal_mode = DELETE\");\nc.Execute(\"PRAGMA synchronous = NORMAL\");")]
    [InlineData("c.Execute(flag ? \"PRAGMA journal_mode = WAL\" : \"PRAGMA journal_mode = DELETE\");\nc.Execute(\"PRAGMA synchronous = NORMAL\");")]
    [InlineData("c.Execute($\"PRAGMA journal_mode = {path}; PRAGMA synchronous = NORMAL\");")]
    [InlineData("c.Execute(\"PRAGMA synchronous = NORMAL\");\nif (flag)\n    c.Execute(\"PRAGMA journal_mode = DELETE\");")]
    [InlineData("c.Execute(\"PRAGMA journal_mode = DELETE; PRAGMA synchronous = FULL\");")]
    [InlineData("c.Execute(\"PRAGMA journal_mode = DELETE; PRAGMA synchronous = OFF\");")]
    [InlineData("c.Execute(\"PRAGMA journal_mode = bogus; PRAGMA synchronous = NORMAL\");")]
    [InlineData("c.Execute(\"PRAGMA journal_mode = WAL; PRAGMA journal_mode = bogus; PRAGMA synchronous = NORMAL\");")]
    [InlineData("c.Execute(\"PRAGMA synchronous = NORMAL; PRAGMA journal_mode = bogus\");")]
    // For a while only.
    [InlineData("c.Execute(\"PRAGMA journal_mode = DELETE; PRAGMA synchronous = NORMAL\");\nc.Execute(\"DELETE FROM t\");\nc.Execute(\"PRAGMA synchronous = FULL\");")]
    [InlineData("c.Execute(\"PRAGMA journal_mode = DELETE; PRAGMA synchronous = NORMAL; PRAGMA journal_mode = WAL\");")]
    [InlineData("c.Execute(\"PRAGMA journal_mode = DELETE\");\nc.Execute(path);\nc.Execute(\"PRAGMA synchronous = NORMAL\");")]
    [InlineData("c.Execute(\"PRAGMA journal_mode = DELETE; PRAGMA synchronous = NORMAL\");\nc.Execute(path);")]
    // Another database's, and no journal at all, which is worse: SQLD204.
    [InlineData("c.Execute(\"PRAGMA other.journal_mode = DELETE; PRAGMA synchronous = NORMAL\");")]
    [InlineData("c.Execute(\"PRAGMA journal_mode = DELETE; PRAGMA other.synchronous = NORMAL\");")]
    [InlineData("c.Execute(\"PRAGMA journal_mode = MEMORY; PRAGMA synchronous = NORMAL\");")]
    public Task NotKnown_OrWal_DoesNotTrigger(string statements) => Verify.Analyzer(Opened(statements), "SQLD206").RunAsync();

    [Theory]
    [InlineData("Data Source=:memory:")]
    [InlineData("Data Source=app.db;Mode=ReadOnly")]
    public Task NothingToLose_DoesNotTrigger(string connectionString) => Verify.Analyzer(
        Method($$"""
            using var c = new SqliteConnection("{{connectionString}}");
            c.Open();
            c.Execute("PRAGMA journal_mode = DELETE; PRAGMA synchronous = NORMAL");
            """),
        "SQLD206").RunAsync();

    [Fact]
    public Task HelpersAndFactories_Trigger() => Verify.Analyzer(
        Members("""
            public static SqliteConnection Open(string path)
            {
                var connection = new SqliteConnection($"Data Source={path}");
                connection.Open();
                Send(connection, "PRAGMA journal_mode = DELETE");
                Send(connection, "[|PRAGMA synchronous = NORMAL|]");
                return connection;
            }

            private static void Send(SqliteConnection connection, string text) => connection.Execute(text);

            public static void Set(DbContext context)
            {
                context.Database.OpenConnection();
                context.Database.ExecuteSqlRaw("PRAGMA journal_mode = DELETE");
                context.Database.ExecuteSqlRaw("[|PRAGMA synchronous = NORMAL|]");
            }
            """),
        "SQLD206").RunAsync();

    [Fact]
    public Task JournalOfTheManifest_Triggers() => Verify.Analyzer(
        File("""
            [SqliteConnectionFactory]
            [SqliteDatabase("shared", "shared.db", Profile = SqliteProfile.Rollback)]
            [SqliteDatabase("own", "own.db")]
            internal static partial class Databases
            {
            }

            internal static class Program
            {
                public static void Run()
                {
                    using var shared = Databases._connect_shared();
                    shared.Execute("[|PRAGMA synchronous = NORMAL|]");
                    using var own = Databases._connect_own();
                    own.Execute("PRAGMA synchronous = NORMAL");
                }
            }
            """),
        "SQLD206").WithGenerator().RunAsync();

    [Fact]
    public Task Fix_WritesFull() => Verify.CodeFix<SafeValueFix>(
        Opened("c.Execute(\"PRAGMA journal_mode = DELETE; [|PRAGMA synchronous = NORMAL|]\"); // kept\nvar other = new SqliteConnection(path);\nother.Execute(\"[|pragma synchronous=1|]; pragma journal_mode=delete\");"),
        Opened("c.Execute(\"PRAGMA journal_mode = DELETE; PRAGMA synchronous = FULL\"); // kept\nvar other = new SqliteConnection(path);\nother.Execute(\"pragma synchronous=2; pragma journal_mode=delete\");"),
        "SQLD206").RunAsync();
}
