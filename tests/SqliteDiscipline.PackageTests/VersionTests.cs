using Xunit;

namespace SqliteDiscipline.PackageTests;

/// <summary>
/// One source, every framework, provider and language version that a consumer may have; with <c>SQLD_PACKAGE_LONG=1</c>, else the oldest and the newest.
/// </summary>
[Collection(SharedConsumers.Name)]
public sealed class VersionTests(Consumers consumers)
{
    private static readonly IReadOnlyDictionary<string, string> s_files =
        Sources.Files(("Orders.cs", Sources.Disciplined), ("Databases.cs", Sources.Manifest));

    // Generated code is to be free of warnings at the strictest level; these are about the consumer's own few lines.
    private static readonly Dictionary<string, string> s_strict = new()
    {
        ["TreatWarningsAsErrors"] = "true",
        ["AnalysisLevel"] = "latest-all",
        ["NoWarn"] = "$(NoWarn);CA1707;CA1812;CA1852;CA1811;CA1515;CA1014;CA1801;NU1605;NETSDK1206",
    };

    private static readonly Consumer[] s_providers =
    [
        .. (OnRequest.IsLong
            ? ["6.0.7", "8.0.30", "9.0.20", "10.0.11"]
            : (string[])["6.0.7", "10.0.11"]).Select(version => new Consumer("Provider" + version.Replace('.', '_'))
        {
            Files = s_files,
            Provider = version,
            TargetFrameworks = "netstandard2.0;net8.0;net10.0",
            Properties = s_strict,
        }),
    ];

    private static readonly Consumer[] s_languages =
    [
        .. (OnRequest.IsLong
            ? ["8", "9", "10", "11", "12", "13", "14", "latest", "preview"]
            : (string[])["8", "latest"]).Select(version => new Consumer("CSharp" + version)
        {
            Files = s_files,
            LangVersion = version,
            Properties = s_strict,
        }),
    ];

    public static TheoryData<string> Providers => [.. s_providers.Select(consumer => consumer.Name)];

    public static TheoryData<string> Languages => [.. s_languages.Select(consumer => consumer.Name)];

    [Theory]
    [MemberData(nameof(Providers))]
    public void EveryProvider_OnEveryFramework_BuildsWithoutAWarning(string name) => AssertClean(s_providers.Single(consumer => consumer.Name == name));

    [Theory]
    [MemberData(nameof(Languages))]
    public void EveryLanguageVersion_BuildsWithoutAWarning(string name) => AssertClean(s_languages.Single(consumer => consumer.Name == name));

    private void AssertClean(Consumer consumer)
    {
        var built = consumers.Built(consumer);

        Assert.True(built.Messages is [], string.Join(Environment.NewLine, built.Messages));
        Assert.Empty(built.Summary);
        Assert.True(built.Succeeded);
    }
}
