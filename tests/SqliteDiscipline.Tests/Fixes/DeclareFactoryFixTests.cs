using Microsoft.CodeAnalysis.CSharp;
using SqliteDiscipline.CodeFixes;
using Xunit;

namespace SqliteDiscipline.Tests.Fixes;

/// <summary>SQLD100: the factory that is declared from call sites.</summary>
public sealed class DeclareFactoryFixTests
{
    [Fact]
    public Task OneDatabase_IsDeclaredAndUsed() => Test(
        """
        void M()
        {
            var text = "Data Source=conversations.db";
            using var c = {|SQLD100:new SqliteConnection(text)|};
            c.Open();
        }
        """,
        """
        void M()
        {
            using var c = Databases._connect_conversations();
        }
        """,
        Declared("[SqliteDatabase(\"conversations\", \"conversations.db\")]")).Titled("Declare a factory for 'conversations.db' and use it").RunAsync();

    /// <summary>What would do something otherwise than before stays, for its author to choose.</summary>
    [Fact]
    public async Task SiteThatDoesWithoutThePool_Stays()
    {
        var text = await DotnetFormatTests.FormatAsync(new DeclareFactoryFix(), null, """
            SqliteConnection A() => new("Data Source=a.db");
            SqliteConnection Unpooled() => new("Data Source=a.db;Pooling=False");
            SqliteConnection Recursive() => new("Data Source=a.db;Recursive Triggers=True");
            """);

        Assert.Contains("A() => Databases._create_a();", text, StringComparison.Ordinal);
        Assert.Contains("Unpooled() => new(\"Data Source=a.db;Pooling=False\");", text, StringComparison.Ordinal);
        Assert.Contains("Recursive() => new(\"Data Source=a.db;Recursive Triggers=True\");", text, StringComparison.Ordinal);
    }

    [Fact]
    public Task AllDatabases_AreDeclaredOnce()
    {
        var test = Test(
            """
            SqliteConnection A() => {|SQLD100:new("Data Source=a.db")|};
            SqliteConnection B() => {|SQLD100:new("Data Source=data/b.db")|};
            SqliteConnection AgainA() => {|SQLD100:new("Data Source=a.db")|};
            SqliteConnection ReadA() => {|SQLD100:new("Data Source=a.db;Mode=ReadOnly")|};
            SqliteConnection ExistingA() => {|SQLD100:new("Data Source=a.db;Mode=ReadWrite")|};
            SqliteConnection OtherA() => {|SQLD100:new("Data Source=old/a.db")|};
            SqliteConnection Whole(string text) => {|SQLD100:new(text)|};
            SqliteConnection Unseen(string path) => {|SQLD100:new($"Data Source={path}")|};
            SqliteConnection Ending(string folder) => {|SQLD100:new("Data Source=" + Path.Combine(folder, "log.db"))|};
            """,
            """
            SqliteConnection A() => Databases._create_a();
            SqliteConnection B() => Databases._create_b();
            SqliteConnection AgainA() => Databases._create_a();
            SqliteConnection ReadA() => Databases._create_a_readonly();
            SqliteConnection ExistingA() => Databases._create_a_readwrite();
            SqliteConnection OtherA() => Databases._create_a2();
            SqliteConnection Whole(string text) => Databases._create_main(new SqliteConnectionStringBuilder(text).DataSource);
            SqliteConnection Unseen(string path) => new($"Data Source={path}");
            SqliteConnection Ending(string folder) => Databases._create_log(Path.Combine(folder, "log.db"));
            """,
            """
            using SqliteDiscipline;

            namespace App;

            /// <summary>The databases of this project, and the policy under which every connection to them is opened.</summary>
            [SqliteConnectionFactory]
            [SqliteDatabase("a", "a.db")]
            [SqliteDatabase("b", "data/b.db")]
            [SqliteDatabase("a_readonly", "a.db", Access = SqliteAccess.ReadOnly)]
            [SqliteDatabase("a_readwrite", "a.db", Access = SqliteAccess.ReadWrite)]
            [SqliteDatabase("a2", "old/a.db")]
            [SqliteDatabase("main", DataSourceFrom = nameof(MainPath))]
            [SqliteDatabase("log", DataSourceFrom = nameof(LogPath))]
            internal static partial class Databases
            {
                // Of a connection string the path alone is taken over: what else it may say (Mode, Password, ...) belongs into the attributes.
                private static string MainPath(string dataSource) => dataSource;
                private static string LogPath(string dataSource) => dataSource;
            }

            """);

        // One by one, the second site meets the factory of the first: it is SQLD101's.
        test.CodeFixTestBehaviors = Microsoft.CodeAnalysis.Testing.CodeFixTestBehaviors.FixOne;
        return OnlyAll(test).RunAsync();
    }

    [Fact]
    public Task PathThatIsNotSeen_IsHandedOn() => Test(
        """
        void M(string folder, int n)
        {
            var path = Path.Combine(folder, n + ".db");
            var builder = new SqliteConnectionStringBuilder { DataSource = path };
            using var c = {|SQLD100:new SqliteConnection(builder.ToString())|};
            c.Open();
        }
        """,
        """
        void M(string folder, int n)
        {
            var path = Path.Combine(folder, n + ".db");
            using var c = Databases._connect_main(path);
        }
        """,
        Declared("[SqliteDatabase(\"main\", DataSourceFrom = nameof(MainPath))]", "{\n    private static string MainPath(string dataSource) => dataSource;\n}")).RunAsync();

    [Fact]
    public Task NameThatIsTaken_GivesWay() => Test(
        "class Databases { }\nSqliteConnection A() => {|SQLD100:new(\"Data Source=a.db\")|};",
        "class Databases { }\nSqliteConnection A() => SqliteDatabases._create_a();",
        Declared("[SqliteDatabase(\"a\", \"a.db\")]").Replace("class Databases", "class SqliteDatabases", StringComparison.Ordinal),
        "SqliteDatabases.cs").RunAsync();

    [Fact]
    public Task CSharp8_GetsBraces() => Verify.CodeFix<DeclareFactoryFix>(
        """
        using Microsoft.Data.Sqlite;

        namespace App.Data
        {
            internal class Store
            {
                object M() => {|SQLD100:new SqliteConnection("Data Source=a.db")|};
            }
        }
        """,
        """
        using Microsoft.Data.Sqlite;

        namespace App.Data
        {
            internal class Store
            {
                object M() => Databases._create_a();
            }
        }
        """,
        "SQLD100").WithGenerator().WithLanguageVersion(LanguageVersion.CSharp8).WithAddedFile(
        "Databases.cs",
        """
        using SqliteDiscipline;

        namespace App.Data
        {
            /// <summary>The databases of this project, and the policy under which every connection to them is opened.</summary>
            [SqliteConnectionFactory]
            [SqliteDatabase("a", "a.db")]
            internal static partial class Databases
            {
            }
        }

        """).RunAsync();

    [Fact]
    public Task TopLevelProgram() => Verify.CodeFix<DeclareFactoryFix>(
        """
        using Microsoft.Data.Sqlite;

        using var c = {|SQLD100:new SqliteConnection("Data Source=a.db")|};
        c.Open();
        """,
        """
        using Microsoft.Data.Sqlite;

        using var c = Databases._connect_a();
        """,
        "SQLD100").WithGenerator().AsProgram().WithAddedFile(
        "Databases.cs",
        Declared("[SqliteDatabase(\"a\", \"a.db\")]").Replace("namespace App;\n\n", string.Empty, StringComparison.Ordinal)).RunAsync();

    [Theory]
    [InlineData("object M() => {|SQLD100:new SqliteConnection(\"Data Source=a.db;Password=secret\")|};")]
    [InlineData("void M(string key) { using var c = {|SQLD100:new SqliteConnection(\"Data Source=a.db\")|}; c.Open(); Unlock(c, key); } void Unlock(SqliteConnection c, string key) { var d = c.CreateCommand(); d.CommandText = $\"PRAGMA key = '{key}'\"; d.ExecuteNonQuery(); }")]
    [InlineData("void M() { using var c = {|SQLD100:new SqliteConnection(\"Data Source=a.db\")|}; c.Open(); var d = c.CreateCommand(); d.CommandText = \"pragma hexkey='abcd'\"; d.ExecuteNonQuery(); }")]
    [InlineData("class {|SQLD100:Mine|} : SqliteConnection { }")]
    [InlineData("object M() => {|SQLD100:new SqliteConnection()|};")]
    public Task WhatNoFactoryCanSay_IsNotOffered(string member) =>
        Verify.CodeFix<DeclareFactoryFix>(FixTest.InClass(member), null, "SQLD100").WithGenerator().RunAsync();

    private static SqliteCodeFixTest<DeclareFactoryFix> Test(string before, string after, string declared, string file = "Databases.cs") =>
        Verify.CodeFix<DeclareFactoryFix>(FixTest.InClass(before), FixTest.InClass(after), "SQLD100").WithGenerator().WithAddedFile(file, declared);

    private static SqliteCodeFixTest<DeclareFactoryFix> OnlyAll(SqliteCodeFixTest<DeclareFactoryFix> test)
    {
        // The first site alone leaves a factory of one database; what all at once leave is given apart.
        foreach (var (name, text) in test.FixedState.Sources)
        {
            test.BatchFixedState.Sources.Add((name, text));
        }

        test.FixedState.Sources.Clear();
        foreach (var (name, text) in test.TestState.Sources)
        {
            test.FixedState.Sources.Add((name, text.ToString()
                .Replace("{|SQLD100:new(\"Data Source=a.db\")|};\n    SqliteConnection B", "Databases._create_a();\n    SqliteConnection B", StringComparison.Ordinal)
                .Replace("{|SQLD100:", string.Empty, StringComparison.Ordinal)
                .Replace("|}", string.Empty, StringComparison.Ordinal)));
        }

        test.FixedState.Sources.Add(("/0/Databases.cs", Declared("[SqliteDatabase(\"a\", \"a.db\")]")));
        return test;
    }

    private static string Declared(string attribute, string? body = null) =>
        $"using SqliteDiscipline;\n\nnamespace App;\n\n/// <summary>The databases of this project, and the policy under which every connection to them is opened.</summary>\n[SqliteConnectionFactory]\n{attribute}\ninternal static partial class Databases{(body is not null ? "\n" + body : HasBodylessTypes ? ";" : "\n{\n}")}\n";

    // The oldest compiler that the tests run on knows no C# 12.
    private static bool HasBodylessTypes => LanguageVersion.Latest.MapSpecifiedToEffectiveVersion() >= (LanguageVersion)1200;
}
