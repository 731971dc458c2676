using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace SqliteDiscipline.Tests.Harness;

/// <summary>Each default check of an analyzer test passes where all is right, and fails, saying why, where it is not.</summary>
public class AnalyzerTestChecks
{
    [Fact]
    public Task Expected_Passes() => Test("class C { void {|BAD001:BadMethod|}() { } }").RunAsync();

    [Fact]
    public Task Silence_Passes() => Test("class C { void Good() { } }").RunAsync();

    [Fact]
    public Task InfoAndHidden_AreReported() => Test("class C { int {|BAD002:BadField|}; int {|BAD003:BadProperty|} => BadField; }").RunAsync();

    [Fact]
    public Task RuleThatIsOffByDefault_IsSwitchedOn() => Test("class C { event System.Action {|BAD004:BadEvent|}; }").RunAsync();

    [Fact]
    public async Task MissingDiagnostic_Fails()
    {
        var failure = await FailureOf(Test("class C { void {|BAD001:Good|}() { } }"));
        Assert.Contains("1 diagnostics were expected, 0 are reported", failure, StringComparison.Ordinal);
        Assert.Contains("// /0/Test0.cs(1,16,1,20): warning BAD001", failure, StringComparison.Ordinal);
        Assert.Contains("-class C { void {|BAD001:Good|}() { } }", failure, StringComparison.Ordinal);
        Assert.Contains("+class C { void Good() { } }", failure, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ExtraDiagnostic_FailsWithCodeToPaste()
    {
        var failure = await FailureOf(Test("class C { void BadMethod() { } }"));
        Assert.Contains(
            """new DiagnosticResult("BAD001", DiagnosticSeverity.Warning).WithSpan("/0/Test0.cs", 1, 16, 1, 25).WithArguments("BadMethod"),""",
            failure,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task CodeToPaste_IsWhatIsExpected()
    {
        var test = Test("class C { void BadMethod() { } }");
        test.ExpectedDiagnostics.Add(
            new DiagnosticResult("BAD001", DiagnosticSeverity.Warning).WithSpan("/0/Test0.cs", 1, 16, 1, 25).WithArguments("BadMethod"));
        await test.RunAsync();
    }

    [Theory]
    [InlineData("class C { void {|BAD001:BadMetho|}d() { } }")]
    [InlineData("class C { void B{|BAD001:adMethod|}() { } }")]
    [InlineData("class C { {|BAD001:void BadMethod|}() { } }")]
    [InlineData("class C { void {|BAD001:BadMethod()|} { } }")]
    public async Task WrongSpan_Fails(string source) =>
        Assert.Contains("1 diagnostics were expected, 1 are reported", await FailureOf(Test(source)), StringComparison.Ordinal);

    [Fact]
    public async Task WrongId_Fails() =>
        Assert.Contains("Reported and not expected", await FailureOf(Test("class C { void {|BAD002:BadMethod|}() { } }")), StringComparison.Ordinal);

    [Fact]
    public async Task WrongSeverity_Fails()
    {
        var test = Test("class C { void {|#0:BadMethod|}() { } }");
        test.ExpectedDiagnostics.Add(new DiagnosticResult(BadNameAnalyzer.Method).WithLocation(0).WithArguments("BadMethod").WithSeverity(DiagnosticSeverity.Error));
        Assert.Contains("severity Warning instead of Error", await FailureOf(test), StringComparison.Ordinal);
    }

    [Fact]
    public async Task WrongArguments_Fail()
    {
        var test = Test("class C { void {|#0:BadMethod|}() { } }");
        test.ExpectedDiagnostics.Add(new DiagnosticResult(BadNameAnalyzer.Method).WithLocation(0).WithArguments("Other"));
        Assert.Contains("message ''BadMethod' is a bad name' instead of ''Other' is a bad name'", await FailureOf(test), StringComparison.Ordinal);
    }

    [Fact]
    public async Task WrongMessage_Fails()
    {
        var test = Test("class C { void {|#0:BadMethod|}() { } }");
        test.ExpectedDiagnostics.Add(new DiagnosticResult(BadNameAnalyzer.Method).WithLocation(0).WithMessage("something else"));
        Assert.Contains("instead of 'something else'", await FailureOf(test), StringComparison.Ordinal);
    }

    [Fact]
    public async Task CodeThatDoesNotCompile_Fails() =>
        Assert.Contains("DiagnosticResult.CompilerError(\"CS0103\")", await FailureOf(Test("class C { int M() => missing; }")), StringComparison.Ordinal);

    [Fact]
    public Task CompilerErrorThatIsMarked_Passes() => Test("class C { int M() => {|CS0103:missing|}; }").RunAsync();

    [Fact]
    public async Task CompilerWarning_CountsWhereAsked()
    {
        const string Unused = "class C { void M() { int unused; } }";
        await Test(Unused).RunAsync();
        var strict = Test(Unused);
        strict.CompilerDiagnostics = CompilerDiagnostics.Warnings;
        Assert.Contains("DiagnosticResult.CompilerWarning(\"CS0168\")", await FailureOf(strict), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnalyzerThatThrows_Fails()
    {
        var failure = await FailureOf(Test<ThrowingAnalyzer>("class C { void M() { } }"));
        Assert.Contains("AD0001", failure, StringComparison.Ordinal);
        Assert.Contains("a toy's failure", failure, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReportInGeneratedCode_Fails()
    {
        var failure = await FailureOf(Test<IntrusiveAnalyzer>("class C { void [|BadMethod|]() { } }"));
        Assert.Contains("auto-generated", failure, StringComparison.Ordinal);

        var skipping = Test<IntrusiveAnalyzer>("class C { void [|BadMethod|]() { } }");
        skipping.TestBehaviors = TestBehaviors.SkipGeneratedCodeCheck;
        await skipping.RunAsync();
    }

    [Fact]
    public async Task ReportThatNoPragmaSilences_Fails()
    {
        var test = Test<DeafAnalyzer>("class C { void [|BadMethod|]() { } }");
        test.TestBehaviors = TestBehaviors.SkipGeneratedCodeCheck;
        Assert.Contains("#pragma warning disable", await FailureOf(test), StringComparison.Ordinal);
        test.TestBehaviors |= TestBehaviors.SkipSuppressionCheck;
        await test.RunAsync();
    }

    [Fact]
    public async Task DiagnosticWithoutLocation_IsExpectedWithoutLocation()
    {
        var test = Test<ProjectAnalyzer>("class C { }");
        test.ExpectedDiagnostics.Add(new DiagnosticResult(ProjectAnalyzer.Rule).WithArguments("TestProject"));
        await test.RunAsync();

        var located = Test<ProjectAnalyzer>("class C { }");
        located.ExpectedDiagnostics.Add(new DiagnosticResult(ProjectAnalyzer.Rule).WithLocation(1, 1));
        Assert.Contains("(no location)", await FailureOf(located), StringComparison.Ordinal);
    }

    [Fact]
    public async Task DisabledDiagnostic_IsNotReported()
    {
        var test = Test("class C { void BadMethod() { } }");
        test.DisabledDiagnostics.Add("BAD001");
        await test.RunAsync();
    }

    [Fact]
    public async Task EditorConfig_IsHeeded()
    {
        var test = Test("class C { void BadMethod() { } int {|#0:BadField|}; }");
        test.TestState.AnalyzerConfigFiles.Add(
            ("/.editorconfig", "root = true\n[*.cs]\ndotnet_diagnostic.BAD001.severity = none\ndotnet_diagnostic.BAD002.severity = error\n"));
        test.ExpectedDiagnostics.Add(new DiagnosticResult("BAD002", DiagnosticSeverity.Error).WithLocation(0));
        await test.RunAsync();
    }

    [Fact]
    public async Task MessageOfADescriptor_IsComparedUnlessToldOtherwise()
    {
        var test = Test("class C { void {|#0:BadMethod|}() { } }");
        test.ExpectedDiagnostics.Add(new DiagnosticResult(BadNameAnalyzer.Method).WithLocation(0));
        Assert.Contains("instead of ''{0}' is a bad name'", await FailureOf(test), StringComparison.Ordinal);
        test.ExpectedDiagnostics[0] = test.ExpectedDiagnostics[0].WithMessage(null);
        await test.RunAsync();
    }

    [Fact]
    public async Task ArgumentsOfAnId_AreComparedWhereGiven()
    {
        var test = Test("class C { int M() => {|#0:missing|}; }");
        test.ExpectedDiagnostics.Add(DiagnosticResult.CompilerError("CS0103").WithLocation(0).WithArguments("missing"));
        await test.RunAsync();
        test.ExpectedDiagnostics[0] = test.ExpectedDiagnostics[0].WithArguments("other");
        Assert.Contains("arguments 'missing' instead of 'other'", await FailureOf(test), StringComparison.Ordinal);
    }

    [Fact]
    public async Task VagueExpectation_DoesNotTakeWhatAnotherNeeds()
    {
        var test = Test<TwiceAnalyzer>("class {|#0:C|} { }");
        var vague = new DiagnosticResult("BAD020", DiagnosticSeverity.Warning).WithLocation(0);
        test.ExpectedDiagnostics.AddRange([vague, vague.WithArguments("first")]);
        await test.RunAsync();
        test.ExpectedDiagnostics.Clear();
        test.ExpectedDiagnostics.AddRange([vague, vague.WithArguments("second")]);
        await test.RunAsync();
        test.ExpectedDiagnostics.Clear();
        test.ExpectedDiagnostics.AddRange([vague.WithArguments("second"), vague.WithArguments("second")]);
        await FailureOf(test);
    }

    private static CSharpAnalyzerTest<BadNameAnalyzer, DefaultVerifier> Test(string source) => Test<BadNameAnalyzer>(source);

    private static CSharpAnalyzerTest<TAnalyzer, DefaultVerifier> Test<TAnalyzer>(string source)
        where TAnalyzer : DiagnosticAnalyzer, new() => new() { TestCode = source };

    private static async Task<string> FailureOf(AnalyzerTest<DefaultVerifier> test) =>
        (await Assert.ThrowsAsync<InvalidOperationException>(() => test.RunAsync())).Message;
}
