using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace SqliteDiscipline.Tests.Generation;

/// <summary>The generator reports nothing, and leaves out what is unfit and nothing else.</summary>
public sealed class SilenceTests
{
    [Theory]
    [InlineData("static class NoManifest { }")]
    [InlineData("[SqliteConnectionFactory] static class Handwritten { }")]
    [InlineData("[SqliteConnectionFactory] static partial class Handwritten { }")]
    [InlineData("[SqliteDatabase(\"a\", \"a.db\")] static partial class NoFactory { }")]
    [InlineData("[SqliteConnectionFactory, SqliteDatabase(\"a\", \"a.db\")] static class NotPartial { }")]
    [InlineData("[SqliteConnectionFactory, SqliteDatabase(\"a\", \"a.db\")] file static partial class Local { }")]
    [InlineData("[SqliteConnectionFactory, SqliteDatabase(\"a\")] static partial class NoSource { }")]
    [InlineData("[SqliteConnectionFactory, SqliteDatabase(\"a\", \"a.db\"), SqlitePragma(\"a\", \"x\", \"1; DROP TABLE t\")] static partial class Injected { }")]
    [InlineData("class Holder { [SqliteConnectionFactory] object Make() => new object(); }")]
    public void NothingFit_NothingGenerated(string source) => Assert.Empty(GeneratorRun.Of("using SqliteDiscipline; " + source).IsClean().Files);

    [Fact]
    public void WithoutTheProvider_NothingIsGenerated()
    {
        var run = GeneratorRun.Of(
            LanguageVersion.Latest,
            TestReferences.All.Except(TestReferences.NeedsProvider),
            "using SqliteDiscipline; [SqliteConnectionFactory, SqliteDatabase(\"a\", \"a.db\")] static partial class Databases { }");

        Assert.Empty(run.IsClean().Files);
    }

    [Fact]
    public void UnfitDatabase_LeavesTheOthersAlone()
    {
        var run = GeneratorRun.Of(
            """
            using SqliteDiscipline;
            [SqliteConnectionFactory]
            [SqliteDatabase("good", "good.db")]
            [SqliteDatabase("bad", "bad.db", BusyTimeout = -1)]
            [SqliteDatabase("---", "worse.db")]
            [SqliteDatabase("lost", DataSourceFrom = "Nowhere")]
            [SqliteDatabase("good", "twice.db")]
            static partial class Databases { }
            """);

        Assert.Equal(["Databases.g.cs", "GoodConnection.g.cs"], run.IsClean().Files.Select(file => file.HintName).Order(StringComparer.Ordinal));
        Assert.DoesNotContain("twice.db", run.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "[Experimental(\"EXP1\")] protected static string Path() => \"\";")]
    [InlineData("", "protected static string Path { [Experimental(\"EXP1\")] get => \"\"; }")]
    [InlineData("[Experimental(\"EXP1\")] ", "protected static string Path => \"\";")]
    public void ExperimentalMember_IsNoErrorInWhatIsGenerated(string onType, string member)
    {
        var run = GeneratorRun.Of(
            $$"""
            using SqliteDiscipline;
            using System.Diagnostics.CodeAnalysis;
            {{onType}}class Base { {{member}} }
            #pragma warning disable EXP1
            [SqliteConnectionFactory, SqliteDatabase("a", DataSourceFrom = "Path")] partial class Databases : Base { }
            """).IsClean();

        Assert.Contains("#pragma warning disable CS0612, CS0618, EXP1\n", run.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void ExperimentalKeyAndParameter_AreNoErrorInWhatIsGenerated() => Assert.Contains(
        "CS0618, EXP1, EXP2\n",
        GeneratorRun.Of(
            """
            using SqliteDiscipline;
            using System.Diagnostics.CodeAnalysis;
            #pragma warning disable EXP1, EXP2
            [Experimental("EXP1")] class Id { }
            class Base { [Experimental("EXP2")] protected string Key => ""; }
            [SqliteConnectionFactory, SqliteDatabase("a", DataSourceFrom = "Path", KeyFrom = "Key")]
            partial class Databases : Base { string Path(System.Collections.Generic.List<Id[]> ids) => ""; }
            """).IsClean().Text,
        StringComparison.Ordinal);

    [Fact]
    public void TargetOfTheAttribute_IsNoObstacle() => Assert.Equal(2, GeneratorRun.Of(
        "using SqliteDiscipline; [type: SqliteConnectionFactory] [type: SqliteDatabase(\"a\", \"a.db\")] static partial class Databases { }").IsClean().Files.Length);

    [Theory]
    [InlineData("[SqliteConnectionFactory, SqliteDatabase(] static partial class Databases { }")]
    [InlineData("[SqliteConnectionFactory, SqliteDatabase(1, 2, 3)] static partial class Databases { }")]
    [InlineData("[SqliteConnectionFactory, SqliteDatabase(Unknown.Name, \"a.db\", BusyTimeout = \"x\", Profile = 3.5)] static partial class Databases { }")]
    [InlineData("[SqliteConnectionFactory, SqliteConnectionFactory, SqliteDatabase(\"a\", \"a.db\")] static partial class Databases { }")]
    [InlineData("[SqliteConnectionFactory, SqliteDatabase(name: \"a\", name: \"b\")] static partial class { }")]
    [InlineData("[SqliteConnectionFactory] [SqlitePragma()] [SqliteForeignKey(null, null)] [SqliteDatabase(\"a\", \"a.db\")] partial class")]
    [InlineData("[SqliteConnectionFactory, SqliteDatabase(\"a\", DataSourceFrom = nameof())] static partial class Databases { static string => }")]
    public void BrokenCode_DoesNotBreakTheGenerator(string source)
    {
        var result = GeneratorRun.Of("using SqliteDiscipline; " + source).Driver.GetRunResult().Results.Single();

        Assert.Null(result.Exception);
        Assert.Empty(result.Diagnostics);
    }
}
