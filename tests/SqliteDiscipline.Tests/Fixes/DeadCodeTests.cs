using Xunit;

namespace SqliteDiscipline.Tests.Fixes;

/// <summary>What a replacement leaves without a use goes, and nothing else.</summary>
public sealed class DeadCodeTests
{
    [Theory]
    [InlineData("var text = \"Data Source=conversations.db\";", "text")]
    [InlineData("const string file = \"conversations.db\";\nvar text = $\"Data Source={file}\";", "text")]
    [InlineData("var builder = new SqliteConnectionStringBuilder { DataSource = \"conversations.db\" };", "builder.ConnectionString")]
    [InlineData("var builder = new SqliteConnectionStringBuilder();\nbuilder.DataSource = \"conversations.db\";\nbuilder[\"Cache\"] = \"Private\";", "builder.ToString()")]
    [InlineData("var path = Path.Combine(AppContext.BaseDirectory, \"conversations.db\");\nvar text = \"Data Source=\" + path;", "text")]
    public Task LocalUsedNowhereElse_IsRemoved(string locals, string argument) => Method(
        locals + "\nusing var c = {|SQLD101:new SqliteConnection(" + argument + ")|};\nc.Open();",
        "using var c = Databases._connect_conversations();").RunAsync();

    [Theory]
    [InlineData("var text = \"Data Source=conversations.db\";\nConsole.WriteLine(text);")]
    [InlineData("var text = Next();\nstring Next() => \"Data Source=conversations.db\";")]
    [InlineData("var text = \"Data Source=conversations.db\";\nAction later = () => Console.WriteLine(text);")]
    [InlineData("var text = \"Data Source=conversations.db\";\n#if OTHER_BUILD\nConsole.WriteLine(text);\n#endif")]
    public Task LocalThatIsUsedOrDoesSomething_Stays(string locals) => Method(
        locals + "\nusing var c = {|SQLD101:new SqliteConnection(text)|};\nc.Open();",
        locals + "\nusing var c = Databases._connect_conversations();").RunAsync();

    [Fact]
    public Task OneOfTwoDeclarators_GoesAlone() => Method(
        "string other = \"x\", text = \"Data Source=conversations.db\";\nusing var c = {|SQLD101:new SqliteConnection(text)|};\nc.Open();\nConsole.WriteLine(other);",
        "string other = \"x\";\nusing var c = Databases._connect_conversations();\nConsole.WriteLine(other);").RunAsync();

    [Fact]
    public Task LocalOfTwoSites_GoesWithTheLast() => Method(
        """
        var text = "Data Source=conversations.db";
        using (var a = {|SQLD101:new SqliteConnection(text)|})
        {
            a.Open();
        }

        using (var b = {|SQLD101:new SqliteConnection(text)|})
        {
            b.Open();
        }
        """,
        """
        using (var a = Databases._connect_conversations())
        {
        }

        using (var b = Databases._connect_conversations())
        {
        }
        """).RunAsync();

    [Fact]
    public Task PrivateConstantsUsedNowhereElse_AreRemoved() => FixTest.Members(
        """
        private const string DatabaseFile = "conversations.db";
        private static readonly string s_text = "Data Source=" + DatabaseFile;

        SqliteConnection Make() => {|SQLD101:new(s_text)|};
        """,
        """
        SqliteConnection Make() => Databases._create_conversations();
        """).RunAsync();

    [Theory]
    [InlineData("internal const string Text = \"Data Source=conversations.db\";")]
    [InlineData("private const string Text = \"Data Source=conversations.db\";\nstring Other => Text;")]
    [InlineData("/// <summary><see cref=\"Text\"/></summary>\nprivate int _n;\nprivate const string Text = \"Data Source=conversations.db\";")]
    public Task ConstantsThatOthersSee_Stay(string members) => FixTest.Members(
        members + "\nSqliteConnection Make() => {|SQLD101:new(Text)|};",
        members + "\nSqliteConnection Make() => Databases._create_conversations();").RunAsync();

    private static SqliteCodeFixTest<SqliteDiscipline.CodeFixes.UseWrapperFix> Method(string before, string after) =>
        FixTest.Members($"void M()\n{{\n{Indented(before)}\n}}", $"void M()\n{{\n{Indented(after)}\n}}");

    private static string Indented(string text) => string.Join("\n", text.Split('\n').Select(line => line.Length == 0 ? line : "    " + line));
}
