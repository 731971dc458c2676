using Xunit;

namespace SqliteDiscipline.Tests.Fixes;

/// <summary>A pragma batch after the opening goes as far as the policy covers it.</summary>
public sealed class PragmaRemovalTests
{
    [Theory]
    [InlineData("c.Execute(\"PRAGMA foreign_keys = ON; PRAGMA journal_mode=WAL; PRAGMA synchronous=1; PRAGMA busy_timeout=3000;\");")]
    [InlineData("using var pragma = c.CreateCommand();\npragma.CommandText = \"PRAGMA foreign_keys=1\";\npragma.ExecuteNonQuery();")]
    [InlineData("using (var pragma = c.CreateCommand())\n{\n    pragma.CommandText = \"PRAGMA foreign_keys = true; PRAGMA synchronous(NORMAL)\";\n    pragma.ExecuteNonQuery();\n}")]
    [InlineData("using (var pragma = new SqliteCommand(\"PRAGMA journal_mode=wal\", c))\n{\n    pragma.ExecuteScalar();\n}")]
    [InlineData("var pragma = c.CreateCommand();\npragma.CommandText = \"PRAGMA foreign_keys=1\";\npragma.ExecuteNonQuery();\npragma.CommandText = \"PRAGMA wal_autocheckpoint = 1000\";\npragma.ExecuteNonQuery();")]
    [InlineData("new SqliteCommand(\"PRAGMA main.synchronous=NORMAL\", c).ExecuteNonQuery();")]
    [InlineData("c.Execute(\"PRAGMA foreign_keys = ON\");\nc.Execute(\"PRAGMA temp_store = MEMORY\");")]
    public Task WhatThePolicyCovers_IsRemoved(string pragmas) => Method(pragmas, "c.Close();").RunAsync();

    [Theory]
    [InlineData("c.Execute(\"PRAGMA foreign_keys = OFF\");")]
    [InlineData("c.Execute(\"PRAGMA foreign_keys = YESS\");")]
    [InlineData("c.Execute(\"PRAGMA synchronous = FULL\");")]
    [InlineData("c.Execute(\"PRAGMA journal_mode = DELETE\");")]
    [InlineData("c.Execute(\"PRAGMA busy_timeout = 30000\");")]
    [InlineData("c.Execute(\"PRAGMA foreign_keys\");")]
    [InlineData("c.Execute(\"PRAGMA other.synchronous = NORMAL\");")]
    [InlineData("c.Execute(\"PRAGMA foreign_keys = ON; DELETE FROM t\");")]
    [InlineData("c.Execute(\"-- on\\nPRAGMA foreign_keys = ON; PRAGMA cache_size = 5\");")]
    [InlineData("var mode = c.ExecuteScalar<string>(\"PRAGMA journal_mode = WAL\");")]
    [InlineData("Console.WriteLine(c.Execute(\"PRAGMA foreign_keys = ON\"));")]
    [InlineData("if (c.DataSource.Length > 0)\n    c.Execute(\"PRAGMA foreign_keys = ON\");")]
    [InlineData("Console.WriteLine();\nc.Execute(\"PRAGMA foreign_keys = ON\");")]
    public Task WhatItDoesNotCover_Stays(string pragmas) => Method(pragmas, pragmas + "\nc.Close();").RunAsync();

    [Fact]
    public Task HalfCoveredBatch_KeepsTheRest() => Method(
        "c.Execute(\"PRAGMA foreign_keys = ON; PRAGMA cache_size = -2000; PRAGMA busy_timeout = 9000\");",
        "c.Execute(\"PRAGMA cache_size = -2000; PRAGMA busy_timeout = 9000;\");\nc.Close();").RunAsync();

    [Fact]
    public Task CommandThatIsUsedOn_Stays() => Method(
        """
        using var command = c.CreateCommand();
        // First of all.
        command.CommandText = "PRAGMA foreign_keys = ON";
        command.ExecuteNonQuery();
        command.CommandText = "SELECT 1";
        command.ExecuteNonQuery();
        """,
        """
        using var command = c.CreateCommand();
        // First of all.
        command.CommandText = "SELECT 1";
        command.ExecuteNonQuery();
        c.Close();
        """).RunAsync();

    [Fact]
    public Task ConstantThatOnlyTheBatchUsed_GoesToo() => FixTest.Members(
        """
        private const string Pragmas = "PRAGMA foreign_keys = ON";

        void M()
        {
            using var c = {|SQLD101:new SqliteConnection("Data Source=conversations.db")|};
            c.Open();
            c.Execute(Pragmas);
        }
        """,
        """
        void M()
        {
            using var c = Databases._connect_conversations();
        }
        """).RunAsync();

    [Fact]
    public Task BatchAfterAnOpeningThatStays_GoesToo() => FixTest.Members(
        """
        async Task M()
        {
            using var c = {|SQLD101:new SqliteConnection("Data Source=conversations.db")|};
            await c.OpenAsync();
            c.Execute("PRAGMA foreign_keys = ON");
        }
        """,
        """
        async Task M()
        {
            using var c = Databases._create_conversations();
            await c.OpenAsync();
        }
        """).RunAsync();

    private static SqliteCodeFixTest<SqliteDiscipline.CodeFixes.UseWrapperFix> Method(string before, string after) => FixTest.Members(
        $"void M()\n{{\n    using var c = {{|SQLD101:new SqliteConnection(\"Data Source=conversations.db\")|}};\n    c.Open();\n{Indented(before)}\n    c.Close();\n}}",
        $"void M()\n{{\n    using var c = Databases._connect_conversations();\n{Indented(after)}\n}}",
        FixTest.Factory.Replace("internal", "[SqlitePragma(\"conversations\", \"temp_store\", \"memory\")]\ninternal", StringComparison.Ordinal));

    private static string Indented(string text) => string.Join("\n", text.Split('\n').Select(line => line.Length == 0 ? line : "    " + line));
}
