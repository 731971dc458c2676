using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using SqliteDiscipline.Analyzers.Generation;
using Xunit;

namespace SqliteDiscipline.Tests.Generation;

/// <summary>An edit that does not concern the manifest costs nothing; one that does is seen.</summary>
public sealed class CachingTests
{
    private const string Manifest = """
        using SqliteDiscipline;
        namespace N
        {
            [SqliteConnectionFactory]
            [SqliteDatabase("a", DataSourceFrom = nameof(Path), KeyFrom = nameof(Key))]
            [SqliteDatabase("b", "b.db")]
            [SqlitePragma("b", "cache_size", "1")]
            [SqliteForeignKey("c", "x", "p", "id")]
            static partial class Databases { static string Path(string name) => name; static string Key => ""; }
        }
        """;

    private const string Other = "namespace M { class C { int M() => 1; } }";

    private const string Sql = """
        namespace M { static class Store { public static void Run(Microsoft.Data.Sqlite.SqliteCommand command) { command.CommandText = "SELECT 1"; } } }
        """;

    private static readonly string[] s_steps =
    [
        SqliteConnectionGenerator.FactoriesStep, SqliteConnectionGenerator.PlanStep, SqliteConnectionGenerator.ConnectionsStep,
        SqliteConnectionGenerator.WrappersStep, SqliteConnectionGenerator.TargetStep,
    ];

    public static TheoryData<string, string> UnrelatedEdits => new()
    {
        { "another file", "other" },
        { "namespace M { class C { string Path(int x) => \"\"; } }", "other" },
        { "// a comment", "prepend" },
        { "static class New { }", "append" },
        { "[System.Obsolete]", "on the factory" },
        { "static int Unrelated => 1;", "in the factory" },
    };

    [Theory]
    [MemberData(nameof(UnrelatedEdits))]
    public void UnrelatedEdit_HitsTheCache(string text, string where)
    {
        var run = GeneratorRun.Of(Manifest, Other).IsClean();
        var again = run.Again(compilation => where switch
        {
            "other" => Replace(compilation, 1, _ => text.StartsWith("namespace", StringComparison.Ordinal) ? text : Other + "class D { }"),
            "prepend" => Replace(compilation, 0, source => text + "\n" + source),
            "append" => Replace(compilation, 0, source => source + "\n" + text),
            "on the factory" => Replace(compilation, 0, source => source.Replace("static partial", text + " static partial", StringComparison.Ordinal)),
            _ => Replace(compilation, 0, source => source.Replace("class Databases {", "class Databases { " + text, StringComparison.Ordinal)),
        });

        foreach (var step in s_steps)
        {
            Assert.All(again.Reasons(step), reason => Assert.True(
                reason is IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged, $"{step}: {reason}"));
        }

        Assert.All(Outputs(again), reason => Assert.Equal(IncrementalStepRunReason.Cached, reason));
    }

    [Theory]
    [InlineData(0, "=> name;", "=> name + name;")]
    [InlineData(1, "=> 1", "=> 12")]
    [InlineData(2, "SELECT 1", "SELECT 12")]
    public void KeystrokeInABody_IsNotLookedInto(int file, string before, string after)
    {
        var run = GeneratorRun.Of(Manifest, Other, Sql).IsClean();
        var again = run
            .Again(compilation => Replace(compilation, file, source => source.Replace(before, after, StringComparison.Ordinal)))
            .Again(compilation => Replace(compilation, file, source => source.Replace(after, before + " ", StringComparison.Ordinal)));

        Assert.All(s_steps.SelectMany(again.Reasons).Concat(Outputs(again)), reason => Assert.Equal(IncrementalStepRunReason.Cached, reason));
        Assert.Equal(run.Text, again.Text);
    }

    [Fact]
    public void FileThatComesOrGoes_HitsTheCache()
    {
        var run = GeneratorRun.Of(Manifest, Other, Sql).IsClean();
        var more = run.Again(compilation => compilation.AddSyntaxTrees(Parse(compilation, "namespace M { class New { } }", "New.cs")));
        var less = more.Again(compilation => compilation.RemoveSyntaxTrees(compilation.SyntaxTrees.ElementAt(1)));

        foreach (var again in new[] { more, less })
        {
            Assert.All(s_steps.SelectMany(again.Reasons), reason => Assert.False(IsRecomputed(reason)));
            Assert.All(Outputs(again), reason => Assert.Equal(IncrementalStepRunReason.Cached, reason));
        }
    }

    [Theory]
    [InlineData("const string File = \"a.db\"", "const string File = \"b.db\"")]
    [InlineData("Mode = 1", "Mode = 2")]
    [InlineData("string Key => ", "string Key() => ")]
    public void EditOfWhatTheManifestNamesInOtherFiles_IsRecomputed(string before, string after)
    {
        var run = GeneratorRun.Of(
            """
            using SqliteDiscipline;
            [SqliteConnectionFactory]
            [SqliteDatabase("a", Names.File, KeyFrom = "Key", Synchronous = (SqliteSynchronous)Numbers.Mode)]
            partial class Databases : Keys { }
            """,
            "static class Names { public const string File = \"a.db\"; }",
            "enum Numbers { Mode = 1 } class Keys { protected static string Key => \"\"; }");
        var again = run.Again(compilation => compilation.SyntaxTrees.Aggregate(compilation, (edited, tree) =>
            edited.ReplaceSyntaxTree(tree, Parse(edited, tree.ToString().Replace(before, after, StringComparison.Ordinal), tree.FilePath))));

        Assert.Contains(Outputs(again), IsRecomputed);
        Assert.NotEqual(run.Text, again.IsClean().Text);
    }

    [Theory]
    [InlineData("\"b.db\"", "\"c.db\"")]
    [InlineData("\"b.db\"", "\"b.db\", BusyTimeout = 1")]
    [InlineData("\"cache_size\", \"1\"", "\"cache_size\", \"2\"")]
    [InlineData("namespace N", "namespace O")]
    [InlineData("static partial class", "public static partial class")]
    [InlineData("SqliteDatabase(\"b\"", "SqliteDatabase(\"b2\"")]
    public void RelatedEdit_IsRecomputed(string before, string after)
    {
        var run = GeneratorRun.Of(Manifest.Replace("SqlitePragma(\"b\"", before == "SqliteDatabase(\"b\"" ? "SqlitePragma(\"a\"" : "SqlitePragma(\"b\"", StringComparison.Ordinal), Other);
        var again = run.Again(compilation => Replace(compilation, 0, source => source.Replace(before, after, StringComparison.Ordinal)));

        Assert.Contains(again.Reasons(SqliteConnectionGenerator.FactoriesStep), IsRecomputed);
        Assert.Contains(Outputs(again), IsRecomputed);
        Assert.NotEqual(run.Text, again.IsClean().Text);
    }

    [Theory]
    [InlineData("Path(string name) => name", "Path(string session) => session")]
    [InlineData("Path(string name) => name", "Path(int name) => name.ToString()")]
    [InlineData("static string Key =>", "static string Key() =>")]
    public void EditOfAMemberThatIsCalled_IsRecomputed(string before, string after)
    {
        var run = GeneratorRun.Of(Manifest, Other);
        var again = run.Again(compilation => Replace(compilation, 0, source => source.Replace(before, after, StringComparison.Ordinal)));

        Assert.Contains(Outputs(again), IsRecomputed);
        Assert.NotEqual(run.Text, again.IsClean().Text);
    }

    [Fact]
    public void EditOfOneDatabase_LeavesTheOtherConnectionAlone()
    {
        var run = GeneratorRun.Of(Manifest, Other);
        var again = run.Again(compilation => Replace(compilation, 0, source => source.Replace("b.db", "c.db", StringComparison.Ordinal)));

        Assert.Equal(
            [IncrementalStepRunReason.Modified, IncrementalStepRunReason.Unchanged],
            again.Reasons(SqliteConnectionGenerator.ConnectionsStep).OrderBy(reason => reason.ToString(), StringComparer.Ordinal));
    }

    [Fact]
    public void ProviderReferenceThatGoes_TakesTheFilesAlong()
    {
        var run = GeneratorRun.Of(Manifest, Other);
        var again = run.Again(compilation => compilation.RemoveReferences(TestReferences.NeedsProvider));

        Assert.NotEmpty(run.Files);
        Assert.Empty(again.Files);
    }

    // Older compilers call an output new whose input was modified.
    private static bool IsRecomputed(IncrementalStepRunReason reason) => reason is IncrementalStepRunReason.Modified or IncrementalStepRunReason.New;

    private static IEnumerable<IncrementalStepRunReason> Outputs(GeneratorRun run) =>
        run.Driver.GetRunResult().Results.Single().TrackedOutputSteps.SelectMany(step => step.Value).SelectMany(step => step.Outputs).Select(output => output.Reason);

    private static Compilation Replace(Compilation compilation, int index, Func<string, string> edit)
    {
        var tree = compilation.SyntaxTrees.ElementAt(index);
        return compilation.ReplaceSyntaxTree(tree, Parse(compilation, edit(tree.ToString()), tree.FilePath));
    }

    private static SyntaxTree Parse(Compilation compilation, string text, string path) =>
        CSharpSyntaxTree.ParseText(text, (CSharpParseOptions)compilation.SyntaxTrees.First().Options, path, System.Text.Encoding.UTF8);
}
