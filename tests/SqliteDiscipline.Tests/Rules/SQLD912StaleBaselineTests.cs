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

    [Theory]
    [InlineData("net8.0", "", "net8.0", "delete the line")]
    [InlineData("net6.0,net8.0", "", "net6.0, net8.0", "delete the line")]
    [InlineData("net6.0", "net8.0;net10.0", "net6.0", "delete the line")]
    [InlineData("net6.0", "\n  net8.0;\n  net10.0;\n", "net6.0", "delete the line")]
    [InlineData("net6.0,NET10.0", "net8.0;net10.0", "net6.0", "take that out of the line")]
    [InlineData("net80", "net8.0;net10.0", "net80", "delete the line")]
    public Task FrameworkThatTheProjectIsNotBuiltFor_Triggers(string named, string all, string missing, string remedy)
    {
        var entry = Entry.Replace("\t*\t", $"\t{named}\t", StringComparison.Ordinal);
        var test = Body("{\n" + Line + "}{\n" + Line + "}").WithBaseline(entry).WithGlobalConfig(All(all));
        if (!named.EndsWith("10.0", StringComparison.Ordinal))
        {
            test.DisabledDiagnostics.Add("SQLD100");
        }

        test.ExpectedDiagnostics.Add(Verify.Diagnostic("SQLD912")
            .WithSpan("/0/SqliteDiscipline.baseline", 2, 1, 2, entry.Length + 1)
            .WithMessage(
                $"The baseline lists 2 of SQLD100 in 'Test0.cs' for {missing}, which the project is not built for: {remedy}, or write the baseline anew by 'dotnet build -p:SqliteDisciplineBaseline=update'"));
        return test.RunAsync();
    }

    [Theory]
    [InlineData("*", "net8.0;net10.0")]
    [InlineData("net8.0", "net8.0;net10.0")]
    [InlineData("Net8.0", "net8.0;net10.0")]

    // A build on another system may be for them.
    [InlineData("net48", "net8.0;net10.0")]
    [InlineData("net10.0-windows", "net8.0;net10.0")]

    // Of a build for something else than the project says, nothing is known.
    [InlineData("net6.0", "net8.0;net9.0")]
    public Task FrameworkThatTheProjectMayBeBuiltFor_DoesNotTrigger(string named, string all)
    {
        var test = Body(named == "*" ? "{\n" + Line + "}{\n" + Line + "}" : "")
            .WithBaseline(Entry.Replace("\t*\t", $"\t{named}\t", StringComparison.Ordinal)).WithGlobalConfig(All(all));
        return test.RunAsync();
    }

    private static string All(string frameworks) => "build_property._SqliteDisciplineTargetFrameworks = " + Uri.EscapeDataString(frameworks);

    [Theory]
    [InlineData("#pragma warning disable SQLD100\n", "", "")]
    [InlineData("", "[System.Diagnostics.CodeAnalysis.SuppressMessage(\"a\", \"SQLD100\")]", "")]
    [InlineData("", "", "dotnet_diagnostic.SQLD100.severity = none")]
    public Task WhatIsSuppressed_IsNoLongerThere_Triggers(string above, string attribute, string option)
    {
        var test = Body(above + Line, attribute).WithBaseline(Entry.Replace("\t2\t", "\t1\t", StringComparison.Ordinal)).WithGlobalConfig(option);
        test.ExpectedDiagnostics.Add(Verify.Diagnostic("SQLD912").WithSpan("/0/SqliteDiscipline.baseline", 2, 1, 2, Entry.Length + 1)
            .WithArguments(1, "SQLD100", "Test0.cs", "is none", "delete the line"));
        return test.RunAsync();
    }

    /// <summary>Nor does it take the place of one that is not.</summary>
    [Fact]
    public Task WhatIsSuppressed_IsNotCounted() =>
        Body("{\n#pragma warning disable SQLD100\n" + Line + "#pragma warning restore SQLD100\n}{\n" + Line + "}{\n" + Line + "}").WithBaseline(Entry).RunAsync();

    private static SqliteAnalyzerTest Body(string body, string attribute = "")
    {
        var test = Verify.Analyzer("using Microsoft.Data.Sqlite;\n\nclass C\n{\n    " + attribute + "void M()\n    {\n" + body + "    }\n}\n", "SQLD100", "SQLD912");

        // Where the finding is suppressed, or in generated code, it is no longer there.
        test.TestBehaviors = TestBehaviors.SkipGeneratedCodeCheck | TestBehaviors.SkipSuppressionCheck;
        return test;
    }
}
