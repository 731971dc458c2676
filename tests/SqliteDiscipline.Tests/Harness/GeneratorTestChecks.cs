using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace SqliteDiscipline.Tests.Harness;

/// <summary>Each default check of a generator test passes where all is right, and fails, saying why, where it is not.</summary>
public class GeneratorTestChecks
{
    private const string Source = "partial class C { static void DeclareGood() { Good(); } }";

    [Fact]
    public Task RightSource_Passes() => Test<PartGenerator>(Source, ("C.Good.g.cs", PartGenerator.Text("C", "Good"))).RunAsync();

    [Fact]
    public async Task OtherContent_FailsWithDifference()
    {
        var failure = await FailureOf(Test<PartGenerator>(Source, ("C.Good.g.cs", "partial class C { }\n")));
        Assert.Contains("-partial class C { }", failure, StringComparison.Ordinal);
        Assert.Contains("+partial class C { internal static void Good() { } }", failure, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OtherName_Fails()
    {
        var failure = await FailureOf(Test<PartGenerator>(Source, ("D.Good.g.cs", PartGenerator.Text("C", "Good"))));
        Assert.Contains("PartGenerator/D.Good.g.cs", failure, StringComparison.Ordinal);
        Assert.Contains("PartGenerator/C.Good.g.cs", failure, StringComparison.Ordinal);
    }

    [Fact]
    public async Task FileThatIsNotExpected_FailsAndIsShown() =>
        Assert.Contains("internal static void Good()", await FailureOf(Test<PartGenerator>(Source)), StringComparison.Ordinal);

    [Fact]
    public async Task FileThatIsNotGenerated_Fails() =>
        Assert.Contains("C.Good.g.cs", await FailureOf(Test<PartGenerator>("class C { }", ("C.Good.g.cs", "x"))), StringComparison.Ordinal);

    [Fact]
    public async Task SourcesAreNotCompared_WhereToldSo()
    {
        var test = Test<PartGenerator>(Source);
        test.TestBehaviors = TestBehaviors.SkipGeneratedSourcesCheck;
        await test.RunAsync();
    }

    [Fact]
    public async Task GeneratorThatThrows_Fails()
    {
        var failure = await FailureOf(Test<ThrowingGenerator>("class C { }"));
        Assert.Contains("CS8785", failure, StringComparison.Ordinal);
        Assert.Contains("a toy's failure", failure, StringComparison.Ordinal);
    }

    [Fact]
    public async Task GeneratedSourceThatDoesNotCompile_Fails() => Assert.Contains(
        "CS0103",
        await FailureOf(Test<BrokenGenerator>("class C { }", ("Broken.g.cs", "class Broken { int M() => missing; }"))),
        StringComparison.Ordinal);

    [Fact]
    public async Task DiagnosticOfAGenerator_IsReported()
    {
        var test = Test<ReportingGenerator>("class C { }");
        Assert.Contains("GEN001", await FailureOf(test), StringComparison.Ordinal);
        test.ExpectedDiagnostics.Add(new DiagnosticResult(ReportingGenerator.Rule).WithArguments("TestProject"));
        await test.RunAsync();
    }

    [Fact]
    public async Task EveryProject_IsGeneratedFor()
    {
        var test = Test<PartGenerator>("class D { void M() => C.Good(); }");
        var library = test.TestState.AdditionalProjects["Library"];
        library.Sources.Add("""
            [assembly: System.Runtime.CompilerServices.InternalsVisibleTo("TestProject")]
            partial class C { static void DeclareGood() { Good(); } }
            """);
        library.GeneratedSources.Add((typeof(PartGenerator), "C.Good.g.cs", PartGenerator.Text("C", "Good")));
        test.TestState.AdditionalProjectReferences.Add("Library");
        await test.RunAsync();
    }

    [Fact]
    public async Task GeneratorBesideAnAnalyzer_IsSeenByIt()
    {
        await new BesideAnalyzer { TestCode = Source }.RunAsync();
        Assert.Contains(
            "DiagnosticResult.CompilerError(\"CS0103\")",
            await FailureOf(new CSharpAnalyzerTest<BadNameAnalyzer, DefaultVerifier> { TestCode = Source }),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task GeneratorBesideAFix_IsSeenByItAndRunsAnew()
    {
        // The fix uses a member that only the generator declares; what it renames makes the generator declare another.
        var test = new BesideFix<CallingFix>
        {
            TestCode = "partial class C { static void DeclareGood() { } static void {|BAD001:BadMethod|}() { } }",
            FixedCode = "partial class C { static void DeclareGood() { } static void DeclareMethod() { Good(); C.Method(); } }",
        };
        await test.RunAsync();
    }

    [Fact]
    public async Task GeneratorBesideThatThrows_Fails() => Assert.Contains(
        "CS8785",
        await FailureOf(Verify.Analyzer("class C { }").WithGenerator(typeof(ThrowingGenerator))),
        StringComparison.Ordinal);

    [Fact]
    public Task GeneratorBesideByTheFacade_IsSeen() => Verify.Analyzer(Source).WithGenerator(typeof(PartGenerator)).RunAsync();

    private static CSharpSourceGeneratorTest<TGenerator, DefaultVerifier> Test<TGenerator>(
        string source, params (string HintName, string Text)[] generated)
        where TGenerator : IIncrementalGenerator, new()
    {
        var test = new CSharpSourceGeneratorTest<TGenerator, DefaultVerifier> { TestCode = source };
        foreach (var (hintName, text) in generated)
        {
            test.TestState.GeneratedSources.Add((typeof(TGenerator), hintName, text));
        }

        return test;
    }

    private static async Task<string> FailureOf(AnalyzerTest<DefaultVerifier> test) =>
        (await Assert.ThrowsAsync<InvalidOperationException>(() => test.RunAsync())).Message;

    private sealed class BesideAnalyzer : CSharpAnalyzerTest<BadNameAnalyzer, DefaultVerifier>
    {
        public BesideAnalyzer() => TestBehaviors = TestBehaviors.SkipGeneratedSourcesCheck;

        protected override IEnumerable<Type> GetSourceGenerators() => [typeof(PartGenerator)];
    }

    private sealed class BesideFix<TFix> : CSharpCodeFixTest<BadNameAnalyzer, TFix, DefaultVerifier>
        where TFix : CodeFixProvider, new()
    {
        public BesideFix() => TestBehaviors = TestBehaviors.SkipGeneratedSourcesCheck;

        protected override IEnumerable<Type> GetSourceGenerators() => [typeof(PartGenerator)];
    }
}
