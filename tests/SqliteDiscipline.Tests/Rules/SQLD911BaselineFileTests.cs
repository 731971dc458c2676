using SqliteDiscipline.Tests.Baselines;
using Xunit;

namespace SqliteDiscipline.Tests.Rules;

public sealed class SQLD911BaselineFileTests
{
    [Theory]
    [InlineData("<<<<<<< ours")]
    [InlineData("SQLD101 1 * Test0.cs C.M line")]
    [InlineData("SQLD101\tmany\t*\tTest0.cs\tC.M\tline")]
    [InlineData("SQLD101\t0\t*\tTest0.cs\tC.M\tline")]
    [InlineData("SQLD101\t1\t\tTest0.cs\tC.M\tline")]
    [InlineData("SQLD904\t1\t*\tTest0.cs\tC.M\tline")]
    [InlineData("CA1000\t1\t*\tTest0.cs\tC.M\tline")]
    public Task Line_Triggers(string line) => At(BaselineTestExtensions.Header + line + "\n", 2, line.Length).RunAsync();

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("# SqliteDiscipline baseline 2")]
    public Task FileThatIsNoBaseline_Triggers(string first) => At(first + "\nSQLD101\t1\t*\tTest0.cs\tC.M\tline\n", 1, first.Length).RunAsync();

    [Theory]
    [InlineData("{}", "it does not begin with '# SqliteDiscipline baseline 1'")]
    [InlineData("# SqliteDiscipline baseline", "it does not begin with '# SqliteDiscipline baseline 1'")]
    [InlineData("# SqliteDiscipline baseline 12", "it is of version 12, which only a later SqliteDiscipline reads")]
    public Task FileThatIsNoBaseline_SpeaksOfTheFile(string first, string fault)
    {
        var test = Verify.Analyzer("class C { }", "SQLD911").WithBaselineText(first + "\n");
        test.ExpectedDiagnostics.Add(Verify.Diagnostic("SQLD911").WithSpan("/0/SqliteDiscipline.baseline", 1, 1, 1, first.Length + 1)
            .WithMessage("Nothing of the baseline holds: " + fault));
        return test.RunAsync();
    }

    [Theory]
    [InlineData("*", "net10.0")]
    [InlineData("net10.0", "net8.0,net10.0")]
    public Task FindingListedTwice_Triggers(string above, string below)
    {
        var second = $"SQLD101\t2\t{below}\tTest0.cs\tC.M\tline";
        var test = At($"{BaselineTestExtensions.Header}SQLD101\t1\t{above}\tTest0.cs\tC.M\tline\n{second}\n", 3, second.Length);
        test.DisabledDiagnostics.Add("SQLD912");
        return test.RunAsync();
    }

    [Theory]
    [InlineData("# A comment\n\n")]
    [InlineData("\r\n")]
    [InlineData("SQLD101\t1\tnet8.0\tTest0.cs\tC.M\tline\nSQLD101\t2\tnet9.0\tTest0.cs\tC.M\tline\n")]
    public Task UnderstoodText_DoesNotTrigger(string text) => Verify.Analyzer("class C { }", "SQLD911").WithBaselineText(BaselineTestExtensions.Header + text).RunAsync();

    [Fact]
    public Task NoFile_DoesNotTrigger() =>
        Verify.Analyzer("class C { }", "SQLD911").WithGlobalConfig("build_property._SqliteDisciplineBaselinePath = /0/SqliteDiscipline.baseline").RunAsync();

    private static SqliteAnalyzerTest At(string text, int line, int length)
    {
        var test = Verify.Analyzer("class C { }", "SQLD911").WithBaselineText(text);
        test.ExpectedDiagnostics.Add(Verify.Diagnostic("SQLD911").WithSpan("/0/SqliteDiscipline.baseline", line, 1, line, length + 1));
        return test;
    }
}
