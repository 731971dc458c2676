using Xunit;

namespace SqliteDiscipline.PackageTests;

/// <summary>The sample's two halves cannot drift apart: After is what the fixes make of Before and the manifest.</summary>
[Collection(SharedConsumers.Name)]
public sealed class AaronAiTests(Consumers consumers)
{
    private const int Sites = 16;

    private static readonly Consumer s_before = new("AaronAi")
    {
        Files = new Dictionary<string, string>(Half("Before").Concat(Sample.Shared)) { ["Databases.cs"] = Half("After")["Databases.cs"] },
        IsProgram = true,
        IsFixed = true,
        Properties = Sample.ImplicitUsings,
    };

    [Fact]
    public void Before_HasSixteenRawSites()
    {
        var built = consumers.Built(s_before);

        // One site sets a busy timeout, for itself and nobody else; one switches foreign keys off.
        Assert.Equal(
            Enumerable.Repeat("SQLD101", Sites).Append("SQLD202").Append("SQLD204"),
            built.Reported.Where(diagnostic => diagnostic.Level != "note").Select(diagnostic => diagnostic.Id).Order(StringComparer.Ordinal));
        Assert.Equal(12, built.Reported.Count(diagnostic => diagnostic.Id == "SQLD101" && Path.GetFileName(diagnostic.File) == "Conversations.cs"));
        Assert.Equal(4, built.Reported.Count(diagnostic => diagnostic.Id == "SQLD101" && Path.GetFileName(diagnostic.File) == "Sessions.cs"));
        Assert.False(built.Succeeded);
    }

    [Fact]
    public void After_IsWhatTheFixesMakeOfBefore()
    {
        foreach (var (file, shown) in Half("After"))
        {
            Assert.Equal(shown, consumers.Read(s_before, file));
        }

        Assert.Equal(Half("After").Keys.Order(StringComparer.Ordinal), s_before.Files.Keys.Except(Sample.Shared.Keys).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void After_BuildsAndRefusesOrphansEverywhere()
    {
        Assert.Empty(consumers.Fixed(s_before).Summary);

        var lines = consumers.Run(s_before).Required().Lines.ToList();
        Assert.Contains("orphan|AddMessage|refused|19", lines);
        Assert.Contains("orphan|Import|refused|19", lines);
        Assert.Contains("orphans|0", lines);

        var sites = lines.Where(line => line.StartsWith("site|", StringComparison.Ordinal)).ToList();
        Assert.Equal(Sites, sites.Select(line => line.Split('|')[2]).Distinct().Count());
        Assert.All(sites, line => Assert.Contains("|foreign_keys=1|synchronous=1|", line, StringComparison.Ordinal));
        Assert.All(sites, line => Assert.Contains("|journal_mode=wal|", line, StringComparison.Ordinal));
    }

    private static Dictionary<string, string> Half(string name) => Sample.Sources("AaronAi", name);
}
