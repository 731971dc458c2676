using SqliteDiscipline.Machinery;
using Xunit;

namespace SqliteDiscipline.PackageTests;

/// <summary>The usual case: sixteen sites today, mended as one goes, and no new ones. One command begins it.</summary>
[Collection(SharedConsumers.Name)]
public sealed class BaselineTests(Consumers consumers)
{
    private const string File = "SqliteDiscipline.baseline";
    private const string Raw = "using var connection = new SqliteConnection(";

    private static readonly Dictionary<string, string> s_enforce = new() { ["SqliteDisciplineMode"] = "Enforce" };

    private static readonly Consumer s_sixteenSites = new("BaselineSixteen")
    {
        Files = new Dictionary<string, string>(Sample.Sources("AaronAi", "Before").Concat(Sample.Shared)) { ["Databases.cs"] = Sample.Sources("AaronAi", "After")["Databases.cs"] },
        IsProgram = true,
        Properties = new Dictionary<string, string>(Sample.ImplicitUsings.Concat(s_enforce)),
    };

    private static readonly Consumer s_frameworks = new("Baseline C# Frameworks")
    {
        Files = Sources.Files(
            ("Databases.cs", Sources.Manifest),
            ("Both.cs", Site("Both", "orders.db")),
            ("New.cs", "#if NET10_0_OR_GREATER\n" + Site("New", "new.db") + "#endif\n"),
            ("Old.cs", Site("Old", "old.db"))),
        TargetFrameworks = "net8.0;net10.0",

        // As for netstandard2.0, the SDK does not tell by itself for which framework it compiles.
        Properties = new Dictionary<string, string>(s_enforce) { ["EnableNETAnalyzers"] = "false" },
        // What only one framework compiles.
        Items = """<Compile Remove="Old.cs" Condition="'$(TargetFramework)' != 'net8.0'" />""",
    };

    // Raised by hand, one by one and all together.
    private static readonly Consumer s_raised = new("BaselineRaised")
    {
        Files = Sources.Files(
            ("Databases.cs", Sources.Manifest),
            ("Orders.cs", Sources.RawSites),
            ("Meant.cs", "#pragma warning disable SQLD101 // meant\n" + Site("Meant", "meant.db")),
            (".editorconfig", "[*.cs]\ndotnet_diagnostic.SQLD101.severity = error\ndotnet_analyzer_diagnostic.category-SqliteDiscipline.Baseline.severity = error\n")),
    };

    private static readonly Consumer s_broken = new("BaselineBroken")
    {
        Files = Sources.Files(("Databases.cs", Sources.Manifest), ("Orders.cs", Sources.RawSites + "\nclass Broken { Missing member; }\n")),
    };

    private static readonly Consumer s_suppressed = new("BaselineSuppressed")
    {
        Files = Sources.Files(("Databases.cs", Sources.Manifest), ("Pragma.cs", Site("Pragma", "a.db")), ("Attribute.cs", Site("Attribute", "b.db")), ("Option.cs", Site("Option", "c.db"))),
    };

    private static readonly Consumer s_nothing = new("BaselineNothing")
    {
        Files = Sources.Files(("Databases.cs", Sources.Manifest), ("Orders.cs", Sources.Disciplined)),
    };

    [FactOnRequest(OnRequest.Long, "it builds a program ten times, which takes a minute")]
    public void SixteenSites_FromTheFirstBuildToTheLast()
    {
        Update(s_sixteenSites).Required();
        Assert.Equal(16, Listed(s_sixteenSites, "SQLD101"));
        Assert.Equal(1, Listed(s_sixteenSites, "SQLD202"));
        AssertClean(s_sixteenSites);

        // Lines move, and are indented anew.
        var file = consumers.Read(s_sixteenSites, "Sessions.cs");
        var moved = "// A line.\n// Another.\n" + file.Replace("    " + Raw, "        " + Raw, StringComparison.Ordinal);
        consumers.Write(s_sixteenSites, "Sessions.cs", moved);
        AssertClean(s_sixteenSites);

        // A seventeenth, written as the others are.
        consumers.Write(s_sixteenSites, "New.cs", Site("Seventeenth", "conversations.db"));
        var failed = consumers.Rebuild(s_sixteenSites);
        Assert.False(failed.Succeeded);
        Assert.Equal(["SQLD101@9"], Ours(failed));
        Assert.EndsWith("New.cs", failed.Reported.Single(diagnostic => diagnostic.Id == "SQLD101").File, StringComparison.Ordinal);
        consumers.Write(s_sixteenSites, "New.cs", string.Empty);

        // One is mended: that is told, and breaks nothing.
        var first = moved.IndexOf(Raw, StringComparison.Ordinal);
        var opened = moved.IndexOf("connection.Open();", first, StringComparison.Ordinal);
        consumers.Write(s_sixteenSites, "Sessions.cs", moved[..first] + "using var connection = Databases._connect_sessions();" + moved[(opened + "connection.Open();".Length)..]);
        var mended = consumers.Rebuild(s_sixteenSites);
        Assert.True(mended.Succeeded);
        var stale = Assert.Single(mended.Reported, diagnostic => diagnostic.Id.StartsWith("SQLD", StringComparison.Ordinal));
        Assert.Equal(("SQLD912", "warning"), (stale.Id, stale.Level));
        Assert.EndsWith(File, stale.File, StringComparison.Ordinal);
        Assert.Contains("\tSessions.cs\t", Lines(s_sixteenSites)[stale.Line - 1], StringComparison.Ordinal);

        Update(s_sixteenSites).Required();
        Assert.Equal(15, Listed(s_sixteenSites, "SQLD101"));
        AssertClean(s_sixteenSites);
    }

    [Fact]
    public void SeveralFrameworks_ShareOneBaseline()
    {
        var written = Update(s_frameworks).Required();

        Assert.Contains("lists 2 findings for net8.0.", written.Output, StringComparison.Ordinal);
        Assert.Contains("lists 2 findings for net10.0.", written.Output, StringComparison.Ordinal);
        Assert.Equal(
            ["SQLD101 1 * Both.cs", "SQLD101 1 net10.0 New.cs", "SQLD101 1 net8.0 Old.cs"],
            Lines(s_frameworks).Where(line => line.StartsWith("SQLD", StringComparison.Ordinal)).Select(line => string.Join(' ', line.Split('\t').Take(4))));
        AssertClean(s_frameworks);

        // Written anew for one framework, it says of the other what it said.
        var before = consumers.Read(s_frameworks, File);
        Update(s_frameworks, "-f", "net8.0").Required();
        Assert.Equal(before, consumers.Read(s_frameworks, File));

        // One that the project had once. Both frameworks' builds tell it.
        consumers.Write(s_frameworks, File, before.Replace("\tnet10.0\t", "\tnet10.0,net6.0\t", StringComparison.Ordinal));
        Assert.Equal(["SQLD912@7", "SQLD912@7"], Ours(consumers.Rebuild(s_frameworks)));
        Update(s_frameworks).Required();
        Assert.Equal(before, consumers.Read(s_frameworks, File));
    }

    [Fact]
    public void WhatIsSuppressedLater_IsTold_AndGoesWhenItIsWrittenAnew()
    {
        Update(s_suppressed).Required();
        Assert.Equal(3, Listed(s_suppressed, "SQLD101"));

        consumers.Write(s_suppressed, "Pragma.cs", "#pragma warning disable SQLD101\n" + Site("Pragma", "a.db"));
        consumers.Write(s_suppressed, "Attribute.cs", Site("Attribute", "b.db").Replace("internal static", "[System.Diagnostics.CodeAnalysis.SuppressMessage(\"\", \"SQLD101\")] internal static", StringComparison.Ordinal));
        consumers.Write(s_suppressed, ".editorconfig", "[Option.cs]\ndotnet_diagnostic.SQLD101.severity = none\n");
        Assert.Equal(["SQLD912@6", "SQLD912@7", "SQLD912@8"], Ours(consumers.Rebuild(s_suppressed)));

        Update(s_suppressed).Required();
        Assert.Equal(0, Listed(s_suppressed, "SQLD101"));
        AssertClean(s_suppressed);
    }

    [Fact]
    public void SeverityRaisedByHand_DoesNotFailTheBuildThatWrites_AndSuppressedFindingsAreLeftOut()
    {
        Update(s_raised, "-p:ErrorLog=asked.sarif%2Cversion=2.1").Required();

        Assert.Equal(2, Listed(s_raised, "SQLD101"));
        Assert.True(consumers.Has(s_raised, "asked.sarif"), "Who asks for a log gets it, this build's too.");
        Assert.DoesNotContain(Lines(s_raised), line => line.Contains("Meant.cs", StringComparison.Ordinal));
        AssertClean(s_raised);
    }

    [Fact]
    public void CodeThatDoesNotCompile_IsNotWrittenDown()
    {
        Assert.False(Update(s_broken).Succeeded);
        Assert.False(consumers.Has(s_broken, File));
    }

    [Fact]
    public void NothingFound_MakesNoFile()
    {
        Assert.Contains("found nothing, and made no baseline", Update(s_nothing).Required().Output, StringComparison.Ordinal);

        Assert.False(consumers.Has(s_nothing, File));
    }

    [Fact]
    public void DamagedLine_IsReportedOnThatLine()
    {
        Update(s_damaged).Required();
        consumers.Write(s_damaged, File, consumers.Read(s_damaged, File).Replace("SQLD101\t", "<<<<<<< ours\nSQLD101\t", StringComparison.Ordinal));

        var built = consumers.Rebuild(s_damaged);

        Assert.True(built.Succeeded);
        Assert.Equal(["SQLD911@6"], Ours(built));
    }

    [FactOnRequest(OnRequest.Long, "it builds a program eight times, which takes a minute")]
    public void WhereTheRulesDidNotRun_OrAnotherProjectsBaselineIs_NothingIsWrittenOver()
    {
        Update(s_configured).Required();
        Assert.Equal(1, Listed(s_configured, "SQLD101"));

        // What this configuration leaves out stays listed.
        Update(s_configured, "-c", "Release").Required();
        Assert.Equal(2, Listed(s_configured, "SQLD101"));
        AssertClean(s_configured);

        var before = consumers.Read(s_configured, File);
        foreach (var option in new[] { "-p:RunAnalyzers=false", "-p:RunAnalyzersDuringBuild=false", "-p:NoWarn=SQLD913" })
        {
            Assert.False(Update(s_configured, option).Succeeded, option);
            Assert.Equal(before, consumers.Read(s_configured, File));
        }

        // Switched off for some files only.
        consumers.Write(s_configured, ".editorconfig", "[Debug.cs]\ndotnet_diagnostic.SQLD913.severity = none\n");
        Assert.False(Update(s_configured).Succeeded);
        Assert.Equal(before, consumers.Read(s_configured, File));
        consumers.Write(s_configured, ".editorconfig", string.Empty);

        consumers.Command("build", s_configured.ProjectFile, ["-p:SqliteDisciplineBaseline=Update"]).Required();
        Assert.Equal(before, consumers.Read(s_configured, File));

        // As if it were that of another project in the same folder.
        var others = before.Replace("of the project ", "of the project Other", StringComparison.Ordinal);
        consumers.Write(s_configured, File, others);
        Assert.False(Update(s_configured).Succeeded);
        Assert.Equal(others, consumers.Read(s_configured, File));
    }

    private static readonly Consumer s_configured = new("BaselineConfigured")
    {
        Files = Sources.Files(
            ("Databases.cs", Sources.Manifest), ("Debug.cs", "#if DEBUG\n" + Site("InDebug", "debug.db") + "#else\n" + Site("InRelease", "release.db") + "#endif\n")),
    };

    private static readonly Consumer s_damaged = new("BaselineDamaged")
    {
        Files = Sources.Files(("Databases.cs", Sources.Manifest), ("Orders.cs", Site("Orders", "orders.db"))),
    };

    private Outcome Update(Consumer consumer, params IReadOnlyList<string> options) =>
        consumers.Command("build", consumer.ProjectFile, ["-p:SqliteDisciplineBaseline=update", .. options]);

    private void AssertClean(Consumer consumer)
    {
        var built = consumers.Rebuild(consumer);
        Assert.Empty(Ours(built));
        Assert.True(built.Succeeded, string.Join('\n', built.Messages));
    }

    private static IEnumerable<string> Ours(BuiltConsumer built) => built.Summary.Where(line => line.StartsWith("SQLD", StringComparison.Ordinal));

    private string[] Lines(Consumer consumer) => consumers.Read(consumer, File).Split('\n');

    private int Listed(Consumer consumer, string rule) => Lines(consumer)
        .Select(line => line.Split('\t'))
        .Where(fields => fields[0] == rule)
        .Sum(fields => int.Parse(fields[1], System.Globalization.CultureInfo.InvariantCulture));

    private static string Site(string type, string file) => $$"""
        using Microsoft.Data.Sqlite;

        namespace Shop
        {
            internal static class {{type}}
            {
                public static void Add()
                {
                    using var connection = new SqliteConnection("Data Source={{file}}");
                    connection.Open();
                }
            }
        }

        """;
}
