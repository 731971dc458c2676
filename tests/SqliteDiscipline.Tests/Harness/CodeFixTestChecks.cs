using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace SqliteDiscipline.Tests.Harness;

/// <summary>Each default check of a code-fix test passes where all is right, and fails, saying why, where it is not.</summary>
public class CodeFixTestChecks
{
    private const string One = "class C { void {|BAD001:BadMethod|}() { } }";
    private const string OneFixed = "class C { void GoodMethod() { } }";
    private const string Two = "class C { void {|BAD001:BadOne|}() { } void {|BAD001:BadTwo|}() { } }";
    private const string TwoFixed = "class C { void GoodOne() { } void GoodTwo() { } }";

    [Fact]
    public Task RightFix_Passes() => Test<GoodNameFix>(One, OneFixed).RunAsync();

    [Fact]
    public Task RightFixOfTwo_Passes() => Test<GoodNameFix>(Two, TwoFixed).RunAsync();

    [Fact]
    public async Task OtherText_FailsWithDifference()
    {
        var failure = await FailureOf(Test<GoodNameFix>(One, "class C { void FineMethod() { } }"));
        Assert.Contains("-class C { void FineMethod() { } }", failure, StringComparison.Ordinal);
        Assert.Contains("+class C { void GoodMethod() { } }", failure, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OtherLineEndings_FailAndAreShown()
    {
        var failure = await FailureOf(Test<GoodNameFix>($"// x\r\n{One}", $"// x\n{OneFixed}"));
        Assert.Contains("+// x<CR>", failure, StringComparison.Ordinal);
    }

    [Fact]
    public async Task FixThatDoesNotConverge_Fails()
    {
        var failure = await FailureOf(Test<EndlessFix>(One, OneFixed));
        Assert.Contains("applied as number 2", failure, StringComparison.Ordinal);
        Assert.Contains("+class C { void BadMethodXX() { } }", failure, StringComparison.Ordinal);
    }

    [Fact]
    public async Task FixThatTakesTheExpectedPathAndGoesOn_Fails()
    {
        var test = Test<EndlessFix>(One, "class C { void {|BAD001:BadMethodX|}() { } }");
        test.FixedState.MarkupHandling = MarkupMode.Allow;
        Assert.Contains("+class C { void BadMethodXX() { } }", await FailureOf(test), StringComparison.Ordinal);

        test.CodeFixTestBehaviors = CodeFixTestBehaviors.FixOne | CodeFixTestBehaviors.SkipFixAllCheck;
        await test.RunAsync();
    }

    [Fact]
    public async Task FixThatChangesNothing_Fails()
    {
        Assert.Contains("changes nothing", await FailureOf(Test<IdleFix>(One, One)), StringComparison.Ordinal);
        Assert.Contains("changes nothing", await FailureOf(Test<IdleFix>(One, OneFixed)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task FixedCodeThatDoesNotCompile_Fails() =>
        Assert.Contains("the fixed code", await FailureOf(Test<BreakingFix>(One, "class C { void 9BadMethod() { } }")), StringComparison.Ordinal);

    [Fact]
    public async Task FixedCodeInWhichSomethingIsReported_Fails()
    {
        var failure = await FailureOf(Test<EndlessFix>(One, "class C { void BadMethodX() { } }"));
        Assert.Contains("the fixed code", failure, StringComparison.Ordinal);
        Assert.Contains("Reported and not expected", failure, StringComparison.Ordinal);
    }

    [Fact]
    public async Task FixAllThatLosesAnEdit_Fails()
    {
        await Test<ForgetfulFix>(One, OneFixed).RunAsync();
        var failure = await FailureOf(Test<ForgetfulFix>(Two, TwoFixed));
        Assert.Contains("fixing all in Document", failure, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(CodeFixTestBehaviors.SkipFixAllInDocumentCheck, "fixing all in Project")]
    [InlineData(CodeFixTestBehaviors.SkipFixAllInDocumentCheck | CodeFixTestBehaviors.SkipFixAllInProjectCheck, "fixing all in Solution")]
    public async Task FixAllThatLosesAnEdit_FailsInEveryScope(CodeFixTestBehaviors skip, string scope)
    {
        var test = Test<ForgetfulFix>(Two, TwoFixed);
        test.CodeFixTestBehaviors = skip;
        Assert.Contains(scope, await FailureOf(test), StringComparison.Ordinal);
    }

    [Fact]
    public async Task FixAllThatTakesMoreRounds_PassesWhereToldSo()
    {
        var test = Test<ForgetfulFix>(Two, TwoFixed);
        test.NumberOfFixAllIterations = 2;
        await test.RunAsync();
        test.NumberOfFixAllIterations = 3;
        Assert.Contains("3 iterations were expected, and it took 2", await FailureOf(test), StringComparison.Ordinal);
    }

    [Fact]
    public async Task FixWithoutFixAll_Fails()
    {
        var test = Test<SingleFix>(One, OneFixed);
        Assert.Contains("cannot fix all", await FailureOf(test), StringComparison.Ordinal);
        test.CodeFixTestBehaviors = CodeFixTestBehaviors.SkipFixAllCheck;
        await test.RunAsync();
    }

    [Fact]
    public async Task FixThatIsNotOffered_FailsUnlessExpected()
    {
        await Test<ReluctantFix>(One, One).RunAsync();
        Assert.Contains("-class C { void GoodMethod() { } }", await FailureOf(Test<ReluctantFix>(One, OneFixed)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task FixThatIsOfferedAndNotExpected_Fails() =>
        Assert.Contains("+class C { void GoodMethod() { } }", await FailureOf(Test<GoodNameFix>(One, One)), StringComparison.Ordinal);

    [Fact]
    public async Task NumberOfIterations_IsChecked()
    {
        var test = Test<GoodNameFix>(Two, TwoFixed);
        test.NumberOfIncrementalIterations = 2;
        await test.RunAsync();
        test.NumberOfIncrementalIterations = 3;
        Assert.Contains("3 iterations were expected, and it took 2", await FailureOf(test), StringComparison.Ordinal);
        test.NumberOfIncrementalIterations = 1;
        await FailureOf(test);
    }

    [Fact]
    public async Task MembersOfAGroup_AreChosenByIndexAndByKey()
    {
        await Choice("GoodMethod").RunAsync();
        var byIndex = Choice("FineMethod");
        byIndex.CodeActionIndex = 1;
        await byIndex.RunAsync();
        var byKey = Choice("FineMethod");
        byKey.CodeActionEquivalenceKey = "Fine";
        await byKey.RunAsync();
        var byOtherKey = Choice("FineMethod");
        byOtherKey.CodeActionEquivalenceKey = "None such";
        await FailureOf(byOtherKey);

        static CSharpCodeFixTest<BadNameAnalyzer, ChoiceFix, DefaultVerifier> Choice(string name)
        {
            var test = Test<ChoiceFix>(One, OneFixed.Replace("GoodMethod", name, StringComparison.Ordinal));
            test.CodeFixTestBehaviors = CodeFixTestBehaviors.SkipFixAllCheck;
            return test;
        }
    }

    [Fact]
    public async Task TitleOfTheAction_CanBeChecked()
    {
        var test = Test<GoodNameFix>(One, OneFixed);
        test.CodeActionVerifier = (action, verifier) => verifier.Equal("Rename", action.Title);
        await test.RunAsync();
        test.CodeActionVerifier = (action, verifier) => verifier.Equal("Something else", action.Title);
        Assert.Contains("expected 'Something else'", await FailureOf(test), StringComparison.Ordinal);
    }

    [Fact]
    public async Task TreeThatItsTextDoesNotParseTo_Fails()
    {
        var test = Test<CrookedTreeFix>(One, "class C { void Good<T>() { } }");
        test.CodeFixTestBehaviors = CodeFixTestBehaviors.SkipFixAllCheck;
        Assert.Contains("does not parse to", await FailureOf(test), StringComparison.Ordinal);
        test.CodeActionValidationMode = CodeActionValidationMode.None;
        await test.RunAsync();
    }

    [Fact]
    public async Task FileThatAFixAdds_IsCompared()
    {
        var test = Test<FileAddingFix>(One, OneFixed);
        test.CodeFixTestBehaviors = CodeFixTestBehaviors.SkipFixAllCheck;
        Assert.Contains("'/0/Added.cs' is not expected", await FailureOf(test), StringComparison.Ordinal);
        test.FixedState.Sources.Add(("/0/Added.cs", "class Added { }\n"));
        await test.RunAsync();
        test.FixedState.Sources.Add(("/0/NeverAdded.cs", "class NeverAdded { }\n"));
        Assert.Contains("/0/NeverAdded.cs", await FailureOf(test), StringComparison.Ordinal);
    }

    [Fact]
    public async Task SeveralFiles_AreFixedInEveryScope()
    {
        var test = Test<GoodNameFix>(One, OneFixed);
        test.TestState.Sources.Add("class D { void {|BAD001:BadMethod|}() { } }");
        test.FixedState.Sources.Add("class D { void GoodMethod() { } }");
        await test.RunAsync();
    }

    [Fact]
    public async Task SeveralProjects_AreFixedInEveryScope()
    {
        var test = Test<GoodNameFix>("class C : B { void {|BAD001:BadMethod|}() { } }", "class C : B { void GoodMethod() { } }");
        test.TestState.AdditionalProjects["Library"].Sources.Add("public class B { void {|BAD001:BadMethod|}() { } }");
        test.TestState.AdditionalProjectReferences.Add("Library");
        test.FixedState.AdditionalProjects["Library"].Sources.Add("public class B { void GoodMethod() { } }");
        await test.RunAsync();

        test.FixedState.AdditionalProjects["Library"].Sources.Clear();
        await FailureOf(test);
    }

    [Fact]
    public async Task OtherCodeAfterFixingAll_IsComparedWithItsOwnState()
    {
        var test = Test<GoodNameFix>(Two, TwoFixed);
        test.BatchFixedCode = "class C { void GoodOne() { } void FineTwo() { } }";
        Assert.Contains("fixing all in Document", await FailureOf(test), StringComparison.Ordinal);
    }

    [Fact]
    public async Task CodeAfterFixingAllInWhichSomethingIsReported_Fails()
    {
        var test = Test<GoodNameFix>(Two, TwoFixed);
        test.BatchFixedCode = "class C { void GoodOne() { } void BadTwo() { } }";
        Assert.Contains("the code with all fixed", await FailureOf(test), StringComparison.Ordinal);
    }

    [Fact]
    public async Task DiagnosticAtTheEndOfACompilation_HasNoFixInAnEditor()
    {
        var test = new CSharpCodeFixTest<LateAnalyzer, GoodNameFix, DefaultVerifier> { TestCode = One, FixedCode = OneFixed };
        Assert.Contains("end of a compilation", await FailureOf(test), StringComparison.Ordinal);
        test.CodeFixTestBehaviors = CodeFixTestBehaviors.SkipLocalDiagnosticCheck;
        await test.RunAsync();
    }

    private static CSharpCodeFixTest<BadNameAnalyzer, TFix, DefaultVerifier> Test<TFix>(string source, string fixedSource)
        where TFix : CodeFixProvider, new() => new() { TestCode = source, FixedCode = fixedSource };

    private static async Task<string> FailureOf(AnalyzerTest<DefaultVerifier> test) =>
        (await Assert.ThrowsAsync<InvalidOperationException>(() => test.RunAsync())).Message;
}
