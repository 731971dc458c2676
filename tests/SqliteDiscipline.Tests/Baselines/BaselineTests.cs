using Microsoft.CodeAnalysis.Testing;
using SqliteDiscipline.Analyzers.Baselines;
using Xunit;

namespace SqliteDiscipline.Tests.Baselines;

/// <summary>What a baseline hides, and what it does not.</summary>
public sealed class BaselineTests
{
    private const string Manifest = """
        using SqliteDiscipline;

        [SqliteConnectionFactory]
        [SqliteDatabase("orders", "orders.db")]
        internal static partial class Databases { }
        """;

    private const string Line = "var c = new SqliteConnection(\"Data Source=orders.db\");";

    [Fact]
    public Task ListedFinding_IsHidden() => Code("void M() { _ = 1; }", $"void N()\n{{\n    {Line}\n}}").WithBaseline(Listed(1, "Store.N")).RunAsync();

    [Fact]
    public Task ListedFinding_IsHidden_WhateverItsIndentation() =>
        Code($"void N()\n{{\n\n\n\t\t\t  var c   = new\tSqliteConnection(\"Data Source=orders.db\");\n}}").WithBaseline(Listed(1, "Store.N")).RunAsync();

    [Fact]
    public Task SameLineInAnotherMember_IsReported() =>
        Code($"void N()\n{{\n    {Line}\n}}", $"void O()\n{{\n    {Marked}\n}}").WithBaseline(Listed(1, "Store.N")).RunAsync();

    [Fact]
    public Task OneMoreThanListed_IsReported() =>
        Code($"void N()\n{{\n    {{\n        {Line}\n    }}\n    {{\n        {Line}\n    }}\n    {{\n        {Marked}\n    }}\n}}").WithBaseline(Listed(2, "Store.N")).RunAsync();

    [Fact]
    public Task FindingOfAnotherFramework_IsReported() =>
        Code($"void N()\n{{\n    {Marked}\n}}").WithBaseline(Listed(1, "Store.N").Replace("\t*\t", "\tnet8.0\t", StringComparison.Ordinal), "net10.0").RunAsync();

    [Fact]
    public Task FindingOfThisFramework_IsHidden() =>
        Code($"void N()\n{{\n    {Line}\n}}").WithBaseline(Listed(1, "Store.N").Replace("\t*\t", "\tnet8.0,net10.0\t", StringComparison.Ordinal), "net10.0").RunAsync();

    [Fact]
    public Task FindingInAnSqlFile_IsHidden() => Verify.Analyzer(Manifest, "SQLD502", "SQLD911", "SQLD912")
        .WithAdditionalFile("schema.sql", "CREATE TABLE p(a);\nCREATE TABLE c(b REFERENCES p(a));\n")
        .WithBaseline("SQLD502\t1\t*\tschema.sql\t-\tCREATE TABLE c(b REFERENCES p(a));")
        .RunAsync();

    [Fact]
    public Task WithoutABaseline_IsReported() => Code($"void N()\n{{\n    {Marked}\n}}").RunAsync();

    [Fact]
    public Task ABuildThatWrites_ReportsEverythingUnderOneId_AndNothingThatIsSuppressed()
    {
        var test = Code(
            "void N()\n{\n    var c = {|#0:new SqliteConnection(\"Data Source=orders.db\")|};\n}",
            $"void O()\n{{\n#pragma warning disable SQLD101\n    {Line}\n#pragma warning restore SQLD101\n}}",
            $"[System.Diagnostics.CodeAnalysis.SuppressMessage(\"a\", \"SQLD101\")]\nvoid P()\n{{\n    {Line}\n}}")
            .WithGlobalConfig("build_property._SqliteDisciplineBaselinePath = /0/SqliteDiscipline.baseline\nbuild_property.SqliteDisciplineBaseline = update");
        test.DisabledDiagnostics.Remove("SQLD913");
        test.ExpectedDiagnostics.Add(Verify.Diagnostic("SQLD913").WithLocation(0));
        test.ExpectedDiagnostics.Add(Verify.Diagnostic("SQLD913").WithMessage("all: the rules have run"));
        return test.RunAsync();
    }

    [Theory]
    [InlineData("update")]
    [InlineData("Update")]
    public Task ABuildThatWrites_TellsWhatOfTheOldBaselineItLeavesOut(string word)
    {
        var test = Code($"#if OTHER\nvoid N()\n{{\n    {Line}\n}}\n#endif").WithBaseline(Listed(2, "Store.N"))
            .WithGlobalConfig("build_property.SqliteDisciplineBaseline = " + word);
        test.DisabledDiagnostics.Remove("SQLD913");
        test.ExpectedDiagnostics.Add(Verify.Diagnostic("SQLD913").WithMessage("all: the rules have run"));
        test.ExpectedDiagnostics.Add(Verify.Diagnostic("SQLD913").WithMessage($"SQLD101: in code that this build leaves out: Test0.cs, {Line}"));
        return test.RunAsync();
    }

    [Theory]
    [InlineData("class C { void M() { } }", "void", "C.M")]
    [InlineData("namespace N { class C { C() { } } }", "{ } }", "C..ctor")]
    [InlineData("class C { int P { get { return 1; } } }", "return", "C.P")]
    [InlineData("class C { class D { object F = new object(), G = 1; } }", "G", "C.D.G")]
    [InlineData("class C { void M() { void L() { return; } } }", "return", "C.M")]
    [InlineData("class C { public static C operator +(C a, C b) => a; }", "=>", "C.operator+")]
    [InlineData("System.Console.WriteLine();", "System", "-")]
    [InlineData("class C<T> { ~C() { } }", "{ } }", "C.Finalize")]
    public void Key_NamesTheMember(string code, string at, string member)
    {
        var tree = Microsoft.CodeAnalysis.CSharp.CSharpSyntaxTree.ParseText(code, path: "/code/src/File.cs");
        var location = Microsoft.CodeAnalysis.Location.Create(tree, new(code.IndexOf(at, StringComparison.Ordinal), 1));
        var diagnostic = Microsoft.CodeAnalysis.Diagnostic.Create(SqliteDiscipline.Analyzers.Rules.SQLD101RawConnection.Descriptor, location);

        var keys = new FindingKeys("/code/", new Microsoft.CodeAnalysis.Diagnostics.AnalyzerOptions([]));

        Assert.Equal(new FindingKey("SQLD101", "src/File.cs", member, code), keys.Of(diagnostic, CancellationToken.None));
    }

    [Theory]
    [InlineData("/code/app/", "/code/app/src/A.cs", "src/A.cs")]
    [InlineData("/code/app/", "/code/shared/A.cs", "../shared/A.cs")]
    [InlineData(@"C:\code\app\", @"C:\code\app\src\A.cs", "src/A.cs")]
    [InlineData(@"C:\code\app\", @"D:\other\A.cs", "D:/other/A.cs")]
    [InlineData("/code/app/", "/code/app/odd\tname.cs", "odd name.cs")]
    public void Key_TellsTheFileFromTheBaseline(string folder, string path, string file) =>
        Assert.Equal(file, new FindingKeys(folder, new Microsoft.CodeAnalysis.Diagnostics.AnalyzerOptions([])).FileOf(path));

    [Fact]
    public void LongLine_IsCut_AndStillTold()
    {
        var one = FindingKeys.Normalize(new string('a', 5000) + "1");
        var other = FindingKeys.Normalize(new string('a', 5000) + "2");

        Assert.Equal(160 + "… 00000000".Length, one.Length);
        Assert.NotEqual(one, other);
        Assert.Equal(one, FindingKeys.Normalize(new string('a', 5000) + "1"));
    }

    private static string Marked => Line.Replace("new SqliteConnection(\"Data Source=orders.db\")", "{|SQLD101:new SqliteConnection(\"Data Source=orders.db\")|}", StringComparison.Ordinal);

    private static string Listed(int count, string member) => $"SQLD101\t{count}\t*\tTest0.cs\t{member}\t{Line}";

    private static SqliteAnalyzerTest Code(params string[] members)
    {
        var test = Verify.Analyzer(
            "using Microsoft.Data.Sqlite;\n\nclass Store\n{\n" + string.Join("\n", members) + "\n}\n", "SQLD101", "SQLD911", "SQLD912").WithFile("Databases.cs", Manifest);

        // Where the finding is suppressed, it is no longer there.
        test.TestBehaviors = TestBehaviors.SkipGeneratedCodeCheck | TestBehaviors.SkipSuppressionCheck;
        return test;
    }
}

internal static class BaselineTestExtensions
{
    public const string Header = "# SqliteDiscipline baseline 1\n";

    /// <summary>A baseline of these entries, as the package hands it to the compiler.</summary>
    public static SqliteAnalyzerTest WithBaseline(this SqliteAnalyzerTest test, string entries, string framework = "net10.0") =>
        test.WithBaselineText(Header + entries + "\n", framework);

    public static SqliteAnalyzerTest WithBaselineText(this SqliteAnalyzerTest test, string text, string framework = "net10.0") => test
        .WithAdditionalFile("SqliteDiscipline.baseline", text)
        .WithGlobalConfig($"build_property._SqliteDisciplineBaselinePath = /0/SqliteDiscipline.baseline\nbuild_property.TargetFramework = {framework}");
}
