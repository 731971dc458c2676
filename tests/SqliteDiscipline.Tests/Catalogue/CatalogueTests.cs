using Microsoft.CodeAnalysis;
using SqliteDiscipline.Machinery;
using Xunit;

namespace SqliteDiscipline.Tests.Catalogue;

/// <summary>What is written about the rules elsewhere must be what the rules say of themselves.</summary>
public sealed class CatalogueTests
{
    // Never in the same run as a check: a file that overwrites itself checks nothing.
    private const string Regenerate = "SQLITE_DISCIPLINE_REGENERATE";

    public static TheoryData<string> GeneratedFiles => [.. Catalogue.Files.Select(file => file.Path)];

    public static TheoryData<string> Ids => [.. Catalogue.Rules.Select(rule => rule.Id)];

    [Theory]
    [MemberData(nameof(GeneratedFiles))]
    public void GeneratedFile_SaysWhatTheDescriptorsSay(string path)
    {
        var file = Repository.PathOf(path);
        var current = File.Exists(file) ? File.ReadAllText(file) : string.Empty;
        var expected = Catalogue.Files.Single(candidate => candidate.Path == path).Text(current);

        if (Environment.GetEnvironmentVariable(Regenerate) == "1" && current != expected)
        {
            File.WriteAllText(file, expected);
            Assert.Fail($"{path} was written anew, because {Regenerate} is set. Look at the difference, and run without it.");
        }

        Assert.True(current == expected, $"{path} differs from the descriptors; {Regenerate}=1 writes it anew. It should read:\n{expected}");
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Rule_HasAPage_AndItsHelpLinkLeadsThere(string id)
    {
        var page = Repository.PathOf("docs", "rules", id + ".md");

        Assert.True(File.Exists(page), $"docs/rules/{id}.md does not exist.");
        Assert.StartsWith($"# {id} ", File.ReadLines(page).First(), StringComparison.Ordinal);
        Assert.All(
            Descriptors(id),
            rule => Assert.Equal($"https://github.com/SqliteDiscipline/SqliteDiscipline/blob/main/docs/rules/{id}.md", rule.HelpLinkUri));
    }

    [Fact]
    public void Pages_AreOfRulesThatExist()
    {
        var pages = Directory.GetFiles(Repository.PathOf("docs", "rules"), "SQLD*.md").Select(page => Path.GetFileNameWithoutExtension(page));

        Assert.Empty(pages.Except(Catalogue.Rules.Select(rule => rule.Id)));
    }

    [Fact]
    public void AnalyzerReleases_ListTheRulesAndTheirDefaults()
    {
        var listed = new[] { "Shipped", "Unshipped" }
            .SelectMany(kind => File.ReadLines(Repository.PathOf("src", "SqliteDiscipline.Analyzers", $"AnalyzerReleases.{kind}.md")))
            .Where(line => line.StartsWith("SQLD", StringComparison.Ordinal))
            .Select(line => line.Split('|', StringSplitOptions.TrimEntries))
            .Select(cells => $"{cells[0]} {cells[1]} {cells[2]}");

        Assert.Equal(Catalogue.Rules.Select(rule => $"{rule.Id} {rule.Category} {rule.DefaultSeverity}"), listed.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Id_IsOneRule()
    {
        // A rule may report under several texts, but never at two severities or in two categories.
        Assert.All(Catalogue.Rules.Select(rule => rule.Id), id => Assert.Single(Descriptors(id).Select(rule => (rule.DefaultSeverity, rule.Category)).Distinct()));
    }

    [Fact]
    public void FixableIds_AreRules()
    {
        Assert.Empty(Catalogue.Fixable.Except(Catalogue.Rules.Select(rule => rule.Id)));
    }

    private static IEnumerable<DiagnosticDescriptor> Descriptors(string id) =>
        new Analyzers.SqliteDisciplineAnalyzer().SupportedDiagnostics.Where(rule => rule.Id == id);
}
