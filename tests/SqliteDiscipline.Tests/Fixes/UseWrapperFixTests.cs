using Xunit;

namespace SqliteDiscipline.Tests.Fixes;

/// <summary>The shapes in which a connection is made and opened, and what is left of them.</summary>
public sealed class UseWrapperFixTests
{
    [Theory]
    [InlineData("using var c = {|SQLD101:new SqliteConnection(\"Data Source=conversations.db\")|};\nc.Open();", "using var c = Databases._connect_conversations();")]
    [InlineData("using SqliteConnection c = {|SQLD101:new(\"Data Source=conversations.db\")|};\nc.Open();", "using SqliteConnection c = Databases._connect_conversations();")]
    [InlineData("using (var c = {|SQLD101:new SqliteConnection(\"Filename=./conversations.db\")|})\n{\n    c.Open();\n    c.Close();\n}", "using (var c = Databases._connect_conversations())\n{\n    c.Close();\n}")]
    [InlineData("var c = {|SQLD101:new SqliteConnection { ConnectionString = \"Data Source=conversations.db\" }|};\nc.Open();", "var c = Databases._connect_conversations();")]
    [InlineData("var c = {|SQLD101:new SqliteConnection()|};\nc.ConnectionString = \"Data Source=conversations.db\";\nc.Open();", "var c = Databases._connect_conversations();")]
    [InlineData("SqliteConnection c;\nc = {|SQLD101:new SqliteConnection(\"Data Source=data/sessions.db\")|};\nc.Open();", "SqliteConnection c;\nc = Databases._connect_sessions();")]
    [InlineData("var c = {|SQLD101:new SqliteConnection(\"Data Source=conversations.db\")|};\nvar names = new List<string>();\nc.Open();", "var c = Databases._connect_conversations();\nvar names = new List<string>();")]
    [InlineData("var c = {|SQLD101:new SqliteConnection(\"Data Source=conversations.db\")|};\ntry\n{\n    c.Open();\n    c.Close();\n}\nfinally\n{\n    c.Dispose();\n}", "var c = Databases._connect_conversations();\ntry\n{\n    c.Close();\n}\nfinally\n{\n    c.Dispose();\n}")]
    public Task MadeAndOpened_BecomesConnect(string before, string after) => Method(before, after).RunAsync();

    [Theory]
    [InlineData("using var c = {|SQLD101:new SqliteConnection(\"Data Source=conversations.db\")|};\nDirectory.CreateDirectory(\"data\");\nc.Open();", "using var c = Databases._create_conversations();\nDirectory.CreateDirectory(\"data\");\nc.Open();")]
    [InlineData("using var c = {|SQLD101:new SqliteConnection(\"Data Source=conversations.db\")|};\nif (c.DataSource.Length > 0)\n    c.Open();", "using var c = Databases._create_conversations();\nif (c.DataSource.Length > 0)\n    c.Open();")]
    [InlineData("var c = {|SQLD101:new SqliteConnection(\"Data Source=conversations.db\")|};\ntry\n{\n    c.Open();\n}\ncatch (SqliteException)\n{\n}", "var c = Databases._create_conversations();\ntry\n{\n    c.Open();\n}\ncatch (SqliteException)\n{\n}")]
    [InlineData("SqliteConnection? c = null;\nc ??= {|SQLD101:new SqliteConnection(\"Data Source=conversations.db\")|};\nc.Open();", "SqliteConnection? c = null;\nc ??= Databases._create_conversations();\nc.Open();")]
    [InlineData("Use({|SQLD101:new SqliteConnection(\"Data Source=conversations.db\")|}, {|SQLD101:new SqliteConnection(\"Data Source=data/sessions.db\")|});\nstatic void Use(SqliteConnection a, SqliteConnection b) { }", "Use(Databases._create_conversations(), Databases._create_sessions());\nstatic void Use(SqliteConnection a, SqliteConnection b) { }")]
    [InlineData("Func<SqliteConnection> f = () => {|SQLD101:new SqliteConnection(\"Data Source=conversations.db\")|};", "Func<SqliteConnection> f = () => Databases._create_conversations();")]
    [InlineData("SqliteConnection[] all = { {|SQLD101:new(\"Data Source=conversations.db\")|} };", "SqliteConnection[] all = { Databases._create_conversations() };")]
    public Task OpenedElsewhere_BecomesCreate(string before, string after) => Method(before, after).RunAsync();

    [Theory]
    [InlineData("private readonly SqliteConnection _c = {|SQLD101:new(\"Data Source=conversations.db\")|};", "private readonly SqliteConnection _c = Databases._create_conversations();")]
    [InlineData("SqliteConnection Make() => {|SQLD101:new(\"Data Source=conversations.db\")|};", "SqliteConnection Make() => Databases._create_conversations();")]
    [InlineData("private SqliteConnection? _c;\nvoid M()\n{\n    _c = {|SQLD101:new(\"Data Source=conversations.db\")|};\n    this._c.Open();\n}", "private SqliteConnection? _c;\nvoid M()\n{\n    _c = Databases._connect_conversations();\n}")]
    [InlineData("private static readonly Func<SqliteConnection> Open = () =>\n{\n    var c = {|SQLD101:new SqliteConnection(\"Data Source=conversations.db\")|};\n    c.Open();\n    return c;\n};", "private static readonly Func<SqliteConnection> Open = () =>\n{\n    var c = Databases._connect_conversations();\n    return c;\n};")]
    public Task Member_Keeps_Its_Shape(string before, string after) => FixTest.Members(before, after).RunAsync();

    /// <summary>Another configuration has another path there.</summary>
    [Theory]
    [InlineData("#if OTHER\nconst string text = \"Data Source=sessions.db\";\n#else\nconst string text = \"Data Source=conversations.db\";\n#endif\nusing var c = {|SQLD101:new SqliteConnection(text)|};")]
    [InlineData("using var c = {|SQLD101:new SqliteConnection(\n#if OTHER\n\"Data Source=sessions.db\"\n#else\n\"Data Source=conversations.db\"\n#endif\n)|};")]
    public Task BranchesOfThePreprocessor_HaveNoFix(string statements) => FixTest.Members($"void M()\n{{\n{statements}\n}}", null).RunAsync();

    [Fact]
    public Task BranchesBehindIt_AreNoMatter() => FixTest.Members(
        "#if !OTHER\nvoid M()\n{\n    using var c = {|SQLD101:new SqliteConnection(\"Data Source=conversations.db\")|};\n    c.Open();\n#if DEBUG\n    c.Close();\n#endif\n}\n#endif",
        "#if !OTHER\nvoid M()\n{\n    using var c = Databases._connect_conversations();\n#if DEBUG\n    c.Close();\n#endif\n}\n#endif").RunAsync();

    /// <summary>Only <c>OpenAsync</c> waits in turn without a thread, and for as long as its token lets it.</summary>
    [Fact]
    public Task OpeningThatIsAwaited_StaysWhereConnectionsAreLimited() => FixTest.Members(
        """
        async Task M(CancellationToken token)
        {
            await using var c = {|SQLD101:new SqliteConnection("Data Source=conversations.db")|};
            await c.OpenAsync(token);
            using var d = {|SQLD101:new SqliteConnection("Data Source=conversations.db")|};
            d.Open();
        }
        """,
        """
        async Task M(CancellationToken token)
        {
            await using var c = Databases._create_conversations();
            await c.OpenAsync(token);
            using var d = Databases._connect_conversations();
        }
        """,
        FixTest.Factory.Replace("\"conversations.db\"", "\"conversations.db\", MaxConnections = 2", StringComparison.Ordinal)).RunAsync();

    [Theory]
    [InlineData("await using var c = {|SQLD101:new SqliteConnection(\"Data Source=conversations.db\")|};\nawait c.OpenAsync();\nawait Task.Yield();", "await using var c = Databases._connect_conversations();\nawait Task.Yield();")]
    [InlineData("await using var c = {|SQLD101:new SqliteConnection(\"Data Source=conversations.db\")|};\nawait c.OpenAsync(default).ConfigureAwait(false);", "await using var c = Databases._connect_conversations();")]
    [InlineData("using var c = {|SQLD101:new SqliteConnection(\"Data Source=conversations.db\")|};\nawait c.OpenAsync();", "using var c = Databases._create_conversations();\nawait c.OpenAsync();")]
    public Task OpenedAsync_LeavesNoAsyncBodyWithoutAwait(string before, string after) =>
        FixTest.Members($"async Task M()\n{{\n{Indented(before)}\n}}", $"async Task M()\n{{\n{Indented(after)}\n}}").RunAsync();

    [Fact]
    public Task Comments_AreKept() => Method(
        """
        // The main file.
        using var c = {|SQLD101:new SqliteConnection(/* always here */ "Data Source=conversations.db")|}; // made
        // Open it now.
        c.Open(); // opened

        c.Close();
        """,
        """
        // The main file.
        using var c = Databases._connect_conversations(/* always here */); // made
        // Open it now.
        // opened

        c.Close();
        """).RunAsync();

    [Fact]
    public Task TwoConnectionsInOneMethod_BothOpenedThere() => Method(
        """
        using var a = {|SQLD101:new SqliteConnection("Data Source=conversations.db")|};
        using var b = {|SQLD101:new SqliteConnection("Data Source=data/sessions.db")|};
        a.Open();
        b.Open();
        """,
        """
        using var a = Databases._connect_conversations();
        using var b = Databases._connect_sessions();
        """).RunAsync();

    [Fact]
    public Task VarThatIsTooNarrow_IsTypedAsBefore() => Method(
        """
        var c = {|SQLD101:new SqliteConnection("Data Source=conversations.db")|};
        c = Other();
        static SqliteConnection Other() => null!;
        """,
        """
        SqliteConnection c = Databases._create_conversations();
        c = Other();
        static SqliteConnection Other() => null!;
        """).RunAsync();

    [Fact]
    public Task TwoDatabasesInOneConditional_FindACommonType() => Method(
        """
        var c = DateTime.Now.Hour > 12 ? {|SQLD101:new SqliteConnection("Data Source=conversations.db")|} : {|SQLD101:new SqliteConnection("Data Source=data/sessions.db")|};
        """,
        """
        var c = DateTime.Now.Hour > 12 ? Databases._create_conversations() : (SqliteConnection)Databases._create_sessions();
        """).RunAsync();

    [Theory]
    [InlineData("DbConnection c = {|SQLD101:SqliteFactory.Instance.CreateConnection()|}!;\nc.ConnectionString = \"Data Source=conversations.db\";\nc.Open();", "DbConnection c = Databases._connect_conversations();")]
    [InlineData("var c = (SqliteConnection){|SQLD101:Activator.CreateInstance(typeof(SqliteConnection), new object[] { \"Data Source=conversations.db\" })|}!;\nc.Open();", "var c = Databases._connect_conversations();")]
    [InlineData("var c = {|SQLD101:Activator.CreateInstance<SqliteConnection>()|};\nc.ConnectionString = \"Data Source=conversations.db\";\nc.Open();", "var c = Databases._connect_conversations();")]
    public Task OtherForms_AreReplacedToo(string before, string after) => Method(before, after).RunAsync();

    [Theory]
    [InlineData("class {|SQLD101:Mine|} : SqliteConnection { }")]
    [InlineData("T Make<T>() where T : new() => new T(); object Use() => {|SQLD101:Make<SqliteConnection>()|};")]
    [InlineData("object Make() => {|SQLD101:DbProviderFactories.GetFactory(\"Microsoft.Data.Sqlite\")|};")]
    [InlineData("SqliteConnection Make() => {|SQLD101:new(\"Data Source=conversations.db\") { DefaultTimeout = 3 }|};")]
    [InlineData("SqliteConnection Make() { var c = {|SQLD101:new SqliteConnection(\"Data Source=conversations.db\")|}; Console.WriteLine(); c.ConnectionString = \"Data Source=x.db\"; return c; }")]
    public Task OtherForms_AreNotOffered(string member) => FixTest.Members(member, null).RunAsync();

    private static SqliteCodeFixTest<SqliteDiscipline.CodeFixes.UseWrapperFix> Method(string before, string after) =>
        FixTest.Members($"void M()\n{{\n{Indented(before)}\n}}", $"void M()\n{{\n{Indented(after)}\n}}");

    private static string Indented(string text) => string.Join("\n", text.Split('\n').Select(line => line.Length == 0 ? line : "    " + line));
}
