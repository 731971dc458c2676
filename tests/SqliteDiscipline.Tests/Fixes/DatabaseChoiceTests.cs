using Microsoft.CodeAnalysis.Testing;
using SqliteDiscipline.CodeFixes;
using Xunit;

namespace SqliteDiscipline.Tests.Fixes;

/// <summary>Which database a site is given: by what is seen of its connection string, never by a guess.</summary>
public sealed class DatabaseChoiceTests
{
    [Theory]
    [InlineData("Data Source=./conversations.db", "conversations")]
    [InlineData("Data Source=conversations.db;Cache=Private;Pooling=True", "conversations")]
    [InlineData("DataSource='data\\\\sessions.db'", "sessions")]
    [InlineData("Data Source=data/sessions.db;Mode=ReadWriteCreate", "sessions")]
    public Task DataSourceThatIsSeen_PicksItsDatabase(string text, string database) => FixTest.Members(
        $"SqliteConnection Make() => {{|SQLD101:new(\"{text}\")|}};",
        $"SqliteConnection Make() => Databases._create_{database}();").Titled($"Use '_create_{database}()'").RunAsync();

    [Fact]
    public Task EndingThatIsSeen_PicksItsDatabase() => FixTest.Members(
        """SqliteConnection Make(string folder) => {|SQLD101:new($"Data Source={Path.Combine(folder, "sessions.db")}")|};""",
        "SqliteConnection Make(string folder) => Databases._create_sessions();").RunAsync();

    [Fact]
    public Task SameMemberAsDataSourceFrom_PicksItsDatabase() => FixTest.Members(
        """SqliteConnection Make() => {|SQLD101:new($"Data Source={Databases.AuditPath}")|};""",
        "SqliteConnection Make() => Databases._create_audit();",
        Declaring("""
            [SqliteDatabase("audit", DataSourceFrom = nameof(AuditPath))]
            internal static partial class Databases { internal static string AuditPath => System.IO.Path.GetTempPath() + "x"; }
            """)).RunAsync();

    [Fact]
    public Task PathMethod_TakesItsArgumentsFromTheCall() => FixTest.Members(
        """
        void M(int number)
        {
            var path = Databases.InboundPath("s" + number);
            using var c = {|SQLD101:new SqliteConnection($"Data Source={path}")|};
            c.Open();
        }
        """,
        """
        void M(int number)
        {
            var path = Databases.InboundPath("s" + number);
            using var c = Databases._connect_inbound("s" + number);
        }
        """,
        Declaring(Inbound)).RunAsync();

    [Fact]
    public Task PathMethod_TakesItsArgumentsFromScope() => FixTest.Members(
        """SqliteConnection Make(string sessionId, string text) => {|SQLD101:new(text)|};""",
        "SqliteConnection Make(string sessionId, string text) => Databases._create_inbound(sessionId);",
        """
        using SqliteDiscipline;

        namespace App;

        [SqliteConnectionFactory]
        """ + "\n" + Inbound).RunAsync();

    [Fact]
    public Task PathMethod_WithoutItsArguments_IsNotOffered() => FixTest.Members(
        """SqliteConnection Make(int sessionId, string text) => {|SQLD101:new(text)|};""",
        null,
        """
        using SqliteDiscipline;

        namespace App;

        [SqliteConnectionFactory]
        """ + "\n" + Inbound).RunAsync();

    [Theory]
    [InlineData(0, "conversations")]
    [InlineData(1, "sessions")]
    public Task NothingSeen_IsOfferedEachDatabase(int index, string database) => FixTest.Members(
        "SqliteConnection Make(string text) => {|SQLD101:new(text)|};\nSqliteConnection Other(string text) => {|SQLD101:new(text)|};",
        $"SqliteConnection Make(string text) => Databases._create_{database}();\nSqliteConnection Other(string text) => Databases._create_{database}();")
        .Choosing(index).Titled($"Use '_create_{database}()'").RunAsync();

    [Theory]
    [InlineData("new(text)")]
    [InlineData("new(\"Data Source=\" + text)")]
    [InlineData("new(\"Data Source=/srv/app.db\")")]
    [InlineData("new($\"Data Source={Path.Combine(text, \"app.db\")}\")")]
    [InlineData("new($\"Data Source={Databases.Backup(text)}\")")]
    public async Task OneDatabase_ButNotSeenToBeTheOne_IsOfferedAndNeverGuessed(string creation)
    {
        const string factory = """
            using SqliteDiscipline;

            namespace App;

            [SqliteConnectionFactory]
            [SqliteDatabase("app", "app.db")]
            internal static partial class Databases { internal static string Backup(string name) => name + ".bak"; }
            """;
        await FixTest.Members(
            $"SqliteConnection Make(string text) => {{|SQLD101:{creation}|}};",
            "SqliteConnection Make(string text) => Databases._create_app();",
            factory).RunAsync();

        var left = $"SqliteConnection Make(string text) => {creation};\n";
        var formatted = await DotnetFormatTests.FormatAsync(
            new UseWrapperFix(), factory, left + "SqliteConnection Seen() => new(\"Data Source=app.db\");");
        Assert.Equal(FixTest.InClass(left + "SqliteConnection Seen() => Databases._create_app();"), formatted);
    }

    [Fact]
    public Task OtherRelativePath_IsAnotherFile()
    {
        var test = Verify.CodeFix<UseWrapperFix>(
            FixTest.InClass("SqliteConnection Make() => {|SQLD101:new(\"Data Source=archive/conversations.db\")|};"),
            FixTest.InClass("SqliteConnection Make() => Databases._create_conversations2();"), "SQLD101").WithGenerator();
        return test.WithFile("Factory.cs", FixTest.Factory, FixTest.Factory.Replace(
            "internal", "[SqliteDatabase(\"conversations2\", \"archive/conversations.db\")]\ninternal", StringComparison.Ordinal)).RunAsync();
    }

    [Fact]
    public Task ReadOnly_PicksTheDatabaseDeclaredSo() => FixTest.Members(
        "SqliteConnection Make() => {|SQLD101:new(\"Data Source=app.db;Mode=ReadOnly\")|};\nSqliteConnection Other() => {|SQLD101:new(\"Data Source=app.db\")|};",
        "SqliteConnection Make() => Databases._create_reader();\nSqliteConnection Other() => Databases._create_app();",
        """
        using SqliteDiscipline;

        namespace App;

        [SqliteConnectionFactory]
        [SqliteDatabase("app", "app.db")]
        [SqliteDatabase("reader", "app.db", Access = SqliteAccess.ReadOnly)]
        internal static partial class Databases { }
        """).RunAsync();

    [Fact]
    public Task Mode_PicksTheDatabaseOfThatAccess() => FixTest.Members(
        "SqliteConnection Make() => {|SQLD101:new(\"Data Source=app.db;Mode=ReadWrite\")|};\nSqliteConnection Other() => {|SQLD101:new(\"Data Source=app.db\")|};",
        "SqliteConnection Make() => Databases._create_existing();\nSqliteConnection Other() => Databases._create_app();",
        """
        using SqliteDiscipline;

        namespace App;

        [SqliteConnectionFactory]
        [SqliteDatabase("app", "app.db")]
        [SqliteDatabase("existing", "app.db", Access = SqliteAccess.ReadWrite)]
        [SqliteDatabase("reader", "app.db", Access = SqliteAccess.ReadOnly)]
        internal static partial class Databases { }
        """).RunAsync();

    [Theory]
    [InlineData("Mode=ReadOnly", "Use '_create_conversations()': opened for writing too, no ReadOnly access is declared")]
    [InlineData("Mode=ReadWrite", "Use '_create_conversations()': a missing file is created, no ReadWrite access is declared")]
    [InlineData("Recursive Triggers=True", "Use '_create_conversations()': triggers no longer recurse, no recursive_triggers pragma is declared")]
    [InlineData("Pooling=False", "Use '_create_conversations()': the pool keeps the file open after it is closed")]
    [InlineData("Password=secret", "Use '_create_conversations()': the password is dropped, no KeyFrom is declared")]
    public Task WhatChangesTheProgram_SaysSo_AndStaysOutOfTheOthersFixAll(string keyword, string title)
    {
        const string other = "SqliteConnection Other() => {|SQLD101:new(\"Data Source=conversations.db\")|};";
        var test = FixTest.Members(
            $"SqliteConnection Make() => {{|SQLD101:new(\"Data Source=conversations.db;{keyword}\")|}};\n{other}",
            $"SqliteConnection Make() => Databases._create_conversations();\n{other}").Titled(title);

        // Of the two, only the first is fixed, alone or with all of its kind: what the other is offered bears another key.
        test.FixedState.MarkupHandling = MarkupMode.Allow;
        test.CodeFixTestBehaviors |= CodeFixTestBehaviors.FixOne;
        test.Selector = diagnostics => diagnostics.FirstOrDefault(diagnostic => diagnostic.Location.GetLineSpan().StartLinePosition.Line == 13);
        return test.RunAsync();
    }

    [Fact]
    public Task KeySentAsPragma_SaysThatItComesTooLate() => FixTest.Members(
        """
        void M(string key)
        {
            using var c = {|SQLD101:new SqliteConnection("Data Source=conversations.db")|};
            c.Open();
            var d = c.CreateCommand();
            d.CommandText = $"PRAGMA key = '{key}'";
            d.ExecuteNonQuery();
        }
        """,
        """
        void M(string key)
        {
            using var c = Databases._connect_conversations();
            var d = c.CreateCommand();
            d.CommandText = $"PRAGMA key = '{key}'";
            d.ExecuteNonQuery();
        }
        """).Titled("Use '_connect_conversations()': the key is sent too late, no KeyFrom is declared").RunAsync();

    // What wrote goes on writing, unless the author says otherwise: it is in a choice, which nothing that fixes everything takes.
    [Theory]
    [InlineData("Data Source=app.db")]
    [InlineData("Data Source=app.db;Mode=ReadWriteCreate")]
    public Task ReadOnlyDatabase_ForWhatMayWrite_SaysSo(string connectionString) => FixTest.Members(
        $"SqliteConnection Make() => {{|SQLD101:new(\"{connectionString}\")|}};",
        "SqliteConnection Make() => Databases._create_reader();",
        """
        using SqliteDiscipline;

        namespace App;

        [SqliteConnectionFactory]
        [SqliteDatabase("reader", "app.db", Access = SqliteAccess.ReadOnly)]
        internal static partial class Databases { }
        """).Titled("Use '_create_reader()': opened for reading only").RunAsync();

    [Fact]
    public Task UndeclaredDatabase_IsDeclaredAndUsed()
    {
        var test = Verify.CodeFix<UseWrapperFix>(
            FixTest.InClass("""
                SqliteConnection Make() => {|SQLD101:new("Data Source=cache.db")|};
                SqliteConnection Again() => {|SQLD101:new("Data Source=./cache.db")|};
                SqliteConnection Other() => {|SQLD101:new("Data Source=tmp/my-queue.db")|};
                SqliteConnection Known() => {|SQLD101:new("Data Source=conversations.db")|};
                """),
            FixTest.InClass("""
                SqliteConnection Make() => Databases._create_cache();
                SqliteConnection Again() => Databases._create_cache();
                SqliteConnection Other() => Databases._create_my_queue();
                SqliteConnection Known() => Databases._create_conversations();
                """), "SQLD101").WithGenerator();
        return test.WithFile("Factory.cs", FixTest.Factory, FixTest.Factory.Replace(
            "internal", "[SqliteDatabase(\"cache\", \"cache.db\")]\n[SqliteDatabase(\"my-queue\", \"tmp/my-queue.db\")]\ninternal", StringComparison.Ordinal)).RunAsync();
    }

    [Fact]
    public Task InstanceFactory_IsTakenFromScope() => FixTest.Members(
        """
        private readonly AppDatabases _databases = new();
        SqliteConnection Make(AppDatabases db) => {|SQLD101:new("Data Source=app.db")|};
        SqliteConnection Make() => {|SQLD101:new("Data Source=app.db")|};
        """,
        """
        private readonly AppDatabases _databases = new();
        SqliteConnection Make(AppDatabases db) => db._create_app();
        SqliteConnection Make() => _databases._create_app();
        """,
        InstanceFactory).RunAsync();

    [Fact]
    public Task InstanceFactory_OutOfScope_IsNotOffered() => FixTest.Members(
        """
        private readonly AppDatabases _databases = new();
        static SqliteConnection Make() => {|SQLD101:new("Data Source=app.db")|};
        """,
        null,
        InstanceFactory).RunAsync();

    private const string InstanceFactory = """
        using SqliteDiscipline;

        namespace App;

        [SqliteConnectionFactory]
        [SqliteDatabase("app", "app.db")]
        internal partial class AppDatabases { }
        """;

    private const string Inbound = """
        [SqliteDatabase("inbound", DataSourceFrom = nameof(InboundPath))]
        internal static partial class Databases { internal static string InboundPath(string sessionId) => "data/" + sessionId + "/inbound.db"; }
        """;

    private static string Declaring(string more) => FixTest.Factory.Replace("internal static partial class Databases { }", more, StringComparison.Ordinal);
}
