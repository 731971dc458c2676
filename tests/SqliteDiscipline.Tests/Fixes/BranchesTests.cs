using SqliteDiscipline.CodeFixes;
using Xunit;

namespace SqliteDiscipline.Tests.Fixes;

/// <summary>Where <c>#if</c> decides what is opened, what this build sees is not what another opens: there is no fix.</summary>
public sealed class BranchesTests
{
    /// <summary>The path is another class's.</summary>
    [Theory]
    [InlineData("internal static class Cfg\n{\n#if OTHER\n    public const string Path = \"dev.db\";\n#else\n    public const string Path = \"conversations.db\";\n#endif\n}")]
    [InlineData("#if OTHER\ninternal static class Cfg { public const string Path = \"dev.db\"; }\n#else\ninternal static class Cfg { public const string Path = \"conversations.db\"; }\n#endif")]
    [InlineData("internal static class Cfg\n{\n    public const string Path = Name + \".db\";\n#if OTHER\n    private const string Name = \"dev\";\n#else\n    private const string Name = \"conversations\";\n#endif\n}")]
    [InlineData("internal static class Cfg\n{\n    public static readonly string Path = \"conversations\" +\n#if OTHER\n        \".dev\" +\n#endif\n        \".db\";\n}")]
    [InlineData("internal static class Cfg\n{\n    public static string Path\n    {\n        get\n        {\n#if OTHER\n            return \"dev.db\";\n#endif\n            return \"conversations.db\";\n        }\n    }\n}")]
    [InlineData("internal static class Cfg\n{\n    public static readonly string Path;\n    static Cfg()\n    {\n        Path = \"conversations.db\";\n#if OTHER\n        Cfg.Path = \"dev.db\";\n#endif\n    }\n}")]
    [InlineData("internal static partial class Cfg { public static readonly string Path = \"conversations.db\"; }\n#pragma warning disable CA1810\ninternal static partial class Cfg\n{\n#if OTHER\n    static Cfg() => Path = \"dev.db\";\n#endif\n}")]
    public async Task PathOfAnotherClass_HasNoFix(string config)
    {
        const string Members = "void M()\n{\n    using var c = {|SQLD:new SqliteConnection(\"Data Source=\" + Cfg.Path)|};\n    c.Open();\n}";
        await FixTest.Members(Members.Replace("SQLD", "SQLD101", StringComparison.Ordinal), null).WithFile("Cfg.cs", "namespace App;\n" + config).RunAsync();
        await Declare(Members, config).RunAsync();
    }

    /// <summary>The name means another class's.</summary>
    [Theory]
    [InlineData("#if OTHER\nusing Cfg = App.Dev;\n#else\nusing Cfg = App.Prod;\n#endif", "")]
    [InlineData("", "#if OTHER\nglobal using Cfg = App.Dev;\n#else\nglobal using Cfg = App.Prod;\n#endif")]
    [InlineData("#if OTHER\nusing static App.Dev;\n#else\nusing static App.Prod;\n#endif", "")]
    public Task PathOfANameThatDiffers_HasNoFix(string usings, string global)
    {
        var path = usings.Contains("static", StringComparison.Ordinal) ? "Path" : "Cfg.Path";
        return Verify.CodeFix<DeclareFactoryFix>(
                $"using Microsoft.Data.Sqlite;\n{usings}\nnamespace App\n{{\n    class Store\n    {{\n        SqliteConnection M() => {{|SQLD100:new SqliteConnection(\"Data Source=\" + {path})|}};\n    }}\n}}\n", null, "SQLD100")
            .WithFile("Cfg.cs", global + "\nnamespace App\n{\n    static class Dev { public const string Path = \"dev.db\"; }\n    static class Prod { public const string Path = \"prod.db\"; }\n}\n").WithGenerator().RunAsync();
    }

    /// <summary>Another build has another value, or gives one later.</summary>
    [Theory]
    [InlineData("#if OTHER\nprivate const string Text = \"Data Source=dev.db\";\n#else\nprivate const string Text = \"Data Source=conversations.db\";\n#endif", "", "Text")]
    [InlineData("#if OTHER\nprivate static readonly string s_text = \"Data Source=dev.db\";\n#else\nprivate static readonly string s_text = \"Data Source=conversations.db\";\n#endif", "", "s_text")]
    [InlineData("static string Text()\n{\n#if OTHER\n    return \"Data Source=dev.db\";\n#else\n    return \"Data Source=conversations.db\";\n#endif\n}", "", "Text()")]
    [InlineData("#if OTHER\nstatic string Text() => \"Data Source=dev.db\";\n#else\nstatic string Text() => \"Data Source=conversations.db\";\n#endif", "", "Text()")]
    [InlineData("", "var b = new SqliteConnectionStringBuilder { DataSource = \"conversations.db\" };\n#if OTHER\nb.DataSource = \"dev.db\";\n#endif", "b.ToString()")]
    [InlineData("", "var b = new SqliteConnectionStringBuilder();\n#if !OTHER\nb.DataSource = \"conversations.db\";\n#endif", "b.ToString()")]
    [InlineData("", "var b = new SqliteConnectionStringBuilder { DataSource = \"conversations.db\" };\n#if OTHER\nb[\"Data Source\"] = \"dev.db\";\n#endif", "b.ConnectionString")]
    [InlineData("", "var b = new SqliteConnectionStringBuilder { DataSource = \"conversations.db\" };\n#if OTHER\nAdapt(b);\n#endif", "b.ConnectionString")]
    [InlineData("", "string path;\n#if OTHER\npath = \"dev.db\";\n#else\npath = \"conversations.db\";\n#endif", "\"Data Source=\" + path")]
    [InlineData("", "var (path, n) = (\"conversations.db\", 1);\nvar text = \"Data Source=conversations.db\";\n#if OTHER\n(text, n) = (\"Data Source=dev.db\", 2);\n#endif", "text")]
    [InlineData("", "var text = \"Data Source=conversations.db\";\n#if OTHER\nAdapt(ref text);\n#endif", "text")]
    public async Task TextOfTheSameClass_HasNoFix(string members, string statements, string text)
    {
        var code = $"{members}\nvoid M()\n{{\n{statements}\n    using var c = {{|SQLD:new SqliteConnection({text})|}};\n    c.Open();\n}}";
        await FixTest.Members(code.Replace("SQLD", "SQLD101", StringComparison.Ordinal), null).RunAsync();
        await Declare(code, string.Empty).RunAsync();
    }

    [Theory]
    [InlineData("#if OTHER\nc.ConnectionString = \"Data Source=dev.db\";\n#endif\nc.Open();")]
    [InlineData("#if !OTHER\nc.ConnectionString = \"Data Source=conversations.db\";\n#endif\nc.Open();")]
    [InlineData("c.Open();\nc.Close();\n#if OTHER\nc.ConnectionString = \"Data Source=dev.db\";\n#endif")]
    public Task StringThatIsSetLater_HasNoFix(string statements) => FixTest.Members(
        $"void M()\n{{\n    var c = {{|SQLD101:new SqliteConnection({(statements.Contains("!OTHER", StringComparison.Ordinal) ? string.Empty : "\"Data Source=conversations.db\"")})|}};\n{statements}\n}}", null).RunAsync();

    /// <summary>What another build does before it opens, or in place of that, it does to a closed connection.</summary>
    [Theory]
    [InlineData("#if OTHER\nConsole.WriteLine(c.State);\n#endif\nc.Open();")]
    [InlineData("#if OTHER\nawait c.OpenAsync();\n#else\nc.Open();\n#endif")]
    [InlineData("try\n{\n#if OTHER\n    Prepare(c);\n#endif\n    c.Open();\n}\nfinally\n{\n    c.Dispose();\n}")]
    public Task DirectivesBeforeTheOpening_LeaveIt(string statements) => FixTest.Members(
        $"void M()\n{{\n    var c = {{|SQLD101:new SqliteConnection(\"Data Source=conversations.db\")|}};\n{statements}\n}}",
        $"void M()\n{{\n    var c = Databases._create_conversations();\n{statements}\n}}").RunAsync();

    /// <summary>What they do not touch, they do not decide.</summary>
    [Theory]
    [InlineData("#if !OTHER\ninternal const string Text = \"Data Source=conversations.db\";\nvoid M()\n{\n    using var c = {|SQLD101:new SqliteConnection(Text)|};\n    c.Open();\n}\n#endif")]
    [InlineData("private const string Text = \"Data Source=conversations.db\";\n#if OTHER\nprivate const string Other = Text;\n#endif\nvoid M()\n{\n#if OTHER\n    Console.WriteLine(Text);\n#endif\n    using var c = {|SQLD101:new SqliteConnection(Text)|};\n    c.Open();\n}")]
    [InlineData("internal const string Text = \"Data Source=conversations.db\";\nvoid M()\n{\n#region It\n#nullable enable\n    using var c = {|SQLD101:new SqliteConnection(Text)|};\n    c.Open();\n#endregion\n}")]
    public Task DirectivesElsewhere_AreNoMatter(string members) => FixTest.Members(
        members,
        members.Replace("{|SQLD101:new SqliteConnection(Text)|};\n    c.Open();", "Databases._connect_conversations();", StringComparison.Ordinal)).RunAsync();

    /// <summary>A path that is seen nowhere is handed on as it stands, and says in every build what it says there.</summary>
    [Fact]
    public async Task PathThatIsHandedOn_IsNoMatter()
    {
        const string Members = "static string PathOf(int tenant)\n{\n#if OTHER\n    return \"dev.db\";\n#else\n    return tenant + \".db\";\n#endif\n}\nSqliteConnection M(int tenant) => new SqliteConnection(\"Data Source=\" + PathOf(tenant));";
        Assert.Contains("=> Databases._create_main(PathOf(tenant));", await DotnetFormatTests.FormatAsync(new DeclareFactoryFix(), null, Members), StringComparison.Ordinal);
    }

    /// <summary>The manifest's own file differs: what is opened by name is not that database.</summary>
    [Theory]
    [InlineData("#if OTHER\n[SqliteDatabase(\"main\", \"dev.db\")]\n#else\n[SqliteDatabase(\"main\", \"conversations.db\")]\n#endif\n", "")]
    [InlineData("[SqliteDatabase(\"main\", Path)]\n", "#if OTHER\nprivate const string Path = \"dev.db\";\n#else\nprivate const string Path = \"conversations.db\";\n#endif\n")]
    [InlineData("[SqliteDatabase(\"main\", DataSourceFrom = nameof(Path))]\n", "#if OTHER\nprivate const string Path = \"dev.db\";\n#else\nprivate const string Path = \"conversations.db\";\n#endif\n")]
    public Task ManifestWithBranches_IsNoFile(string attribute, string member) => FixTest.Members(
        "SqliteConnection M() => {|SQLD101:new SqliteConnection(\"Data Source=conversations.db\")|};", null,
        $"using SqliteDiscipline;\n\nnamespace App;\n\n[SqliteConnectionFactory]\n{attribute}internal static partial class Databases\n{{\n{member}}}\n").RunAsync();

    private static SqliteCodeFixTest<DeclareFactoryFix> Declare(string members, string config) => Verify
        .CodeFix<DeclareFactoryFix>(FixTest.InClass(members.Replace("SQLD", "SQLD100", StringComparison.Ordinal)), null, "SQLD100").WithFile("Cfg.cs", "namespace App;\n" + config).WithGenerator();
}
