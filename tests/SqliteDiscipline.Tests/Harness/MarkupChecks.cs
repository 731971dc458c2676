using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace SqliteDiscipline.Tests.Harness;

/// <summary>What markup means in a test's code.</summary>
public class MarkupChecks
{
    [Fact]
    public Task UnnamedSpan_IsTheOnlyDescriptor() =>
        new CSharpAnalyzerTest<IntrusiveAnalyzer, DefaultVerifier>
        {
            TestCode = "class C { void [|BadMethod|]() { } }",
            TestBehaviors = TestBehaviors.SkipGeneratedCodeCheck,
        }.RunAsync();

    [Fact]
    public async Task UnnamedSpan_AmongSeveralDescriptors_IsRefused()
    {
        var test = Test("class C { void [|BadMethod|]() { } }");
        var refusal = await Assert.ThrowsAsync<ArgumentException>(() => test.RunAsync());
        Assert.Contains("{|ID:…|}", refusal.Message, StringComparison.Ordinal);
        test.MarkupOptions = MarkupOptions.UseFirstDescriptor;
        await test.RunAsync();
    }

    [Fact]
    public async Task SpanWithinASpan_KeepsBoth()
    {
        var test = Test("class C { void {|#0:{|BAD001:BadMethod|}|}() { } int {|#1:{|BAD002:Bad|}|}; }");
        await test.RunAsync();
        test.ExpectedDiagnostics.Add(new DiagnosticResult(BadNameAnalyzer.Field).WithLocation(1));
        await Assert.ThrowsAsync<InvalidOperationException>(() => test.RunAsync());
    }

    [Fact]
    public async Task SeveralFiles_ShareTheirKeys()
    {
        var test = Test("class C { void {|#0:BadMethod|}() { } }");
        test.TestState.Sources.Add("class D { void {|#1:BadOther|}() { } }");
        test.TestState.Sources.Add(("/0/sub/Named.cs", "class E { void {|BAD001:BadThird|}() { } }"));
        test.ExpectedDiagnostics.Add(new DiagnosticResult(BadNameAnalyzer.Method).WithLocation(1).WithArguments("BadOther"));
        test.ExpectedDiagnostics.Add(new DiagnosticResult(BadNameAnalyzer.Method).WithLocation(0).WithArguments("BadMethod"));
        await test.RunAsync();
    }

    [Fact]
    public async Task LineAndColumn_AreCountedFromOne_InTheFirstFile()
    {
        var test = Test("\nclass C { void BadMethod() { } }");
        test.ExpectedDiagnostics.Add(new DiagnosticResult(BadNameAnalyzer.Method).WithLocation(2, 16));
        await test.RunAsync();

        var span = Test("\nclass C { void BadMethod() { } }");
        span.ExpectedDiagnostics.Add(new DiagnosticResult(BadNameAnalyzer.Method).WithSpan(2, 16, 2, 24));
        await Assert.ThrowsAsync<InvalidOperationException>(() => span.RunAsync());
    }

    [Fact]
    public Task Position_IsTakenOut() => Test("class C { $$void M() { } }").RunAsync();

    [Fact]
    public async Task RawInterpolatedString_IsCode_WhereToldSo()
    {
        const string Source = "class C { string M(int x) => $$\"\"\"{{{x}}}\"\"\"; }";
        var test = Test(Source);
        test.MarkupOptions = MarkupOptions.TreatPositionIndicatorsAsCode;
        await test.RunAsync();
        await Verify.Analyzer(Source).RunAsync();
    }

    [Theory]
    [InlineData("class C { {|BAD001: }")]
    [InlineData("class C { [| }")]
    [InlineData("class C { |} }")]
    [InlineData("class C { |] }")]
    [InlineData("class {|#0:C|} { int {|#0:x|}; }")]
    public Task MarkupThatMakesNoSense_IsRefused(string source) =>
        Assert.ThrowsAsync<ArgumentException>(() => Test(source).RunAsync());

    [Fact]
    public async Task KeyWithoutSpan_IsRefused()
    {
        var test = Test("class C { }");
        test.ExpectedDiagnostics.Add(new DiagnosticResult(BadNameAnalyzer.Method).WithLocation(3));
        var refusal = await Assert.ThrowsAsync<ArgumentException>(() => test.RunAsync());
        Assert.Contains("markup #3", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public Task MarkupMode_None_LeavesCodeAsItIs()
    {
        // Two bars between brackets are code where nothing is markup.
        var test = Test("class C { bool M(bool[] a, bool b) => a[0]||b; /* {|BAD001: */ }");
        test.TestState.MarkupHandling = MarkupMode.None;
        return test.RunAsync();
    }

    private static CSharpAnalyzerTest<BadNameAnalyzer, DefaultVerifier> Test(string source) => new() { TestCode = source };
}
