using Microsoft.CodeAnalysis.Testing;
using SqliteDiscipline.Tests.Baselines;
using Xunit;

namespace SqliteDiscipline.Tests.Rules;

public sealed class SQLD912StaleBaselineTests
{
    private const string Entry = "SQLD100\t2\t*\tTest0.cs\tC.M\tvar c = new SqliteConnection(\"Data Source=a.db\");";

    private const string Line = "        var c = new SqliteConnection(\"Data Source=a.db\");\n";

    [Theory]
    [InlineData("", "is none")]
    [InlineData(Line, "is 1")]
    public Task FewerThanListed_Triggers(string body, string found)
    {
        var test = Body(body).WithBaseline(Entry);
        test.ExpectedDiagnostics.Add(Verify.Diagnostic("SQLD912")
            .WithSpan("/0/SqliteDiscipline.baseline", 2, 1, 2, Entry.Length + 1)
            .WithArguments(2, "SQLD100", "Test0.cs", found, found == "is none" ? "delete the line" : "make it 1 there"));
        return test.RunAsync();
    }

    [Fact]
    public Task AsManyAsListed_DoesNotTrigger() => Body("{\n" + Line + "}{\n" + Line + "}").WithBaseline(Entry).RunAsync();

    [Fact]
    public Task OtherFramework_DoesNotTrigger() => Body("").WithBaseline(Entry.Replace("\t*\t", "\tnet8.0\t", StringComparison.Ordinal)).RunAsync();

    [Fact]
    public Task CodeThatThisBuildLeavesOut_DoesNotTrigger() => Body("#if NEVER\n" + Line + "#endif\n").WithBaseline(Entry).RunAsync();

    private static SqliteAnalyzerTest Body(string body)
    {
        var test = Verify.Analyzer("using Microsoft.Data.Sqlite;\n\nclass C\n{\n    void M()\n    {\n" + body + "    }\n}\n", "SQLD100", "SQLD912");

        // Where the finding is suppressed, or in generated code, it is no longer there.
        test.TestBehaviors = TestBehaviors.SkipGeneratedCodeCheck | TestBehaviors.SkipSuppressionCheck;
        return test;
    }
}
