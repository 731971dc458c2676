using Xunit;

namespace SqliteDiscipline.PackageTests;

/// <summary>A package that is taken for every project at once, by GlobalPackageReference, comes without what is compiled against.</summary>
[Collection(SharedConsumers.Name)]
public sealed class AssetsTests(Consumers consumers)
{
    // What NuGet makes of a GlobalPackageReference, word for word, and what many write by hand for an analyzer.
    private static readonly Consumer s_global = new("GlobalReference")
    {
        Files = Sources.Files(("Databases.cs", Sources.Manifest), ("Orders.cs", Sources.Disciplined)),
        Items = """<PackageReference Update="SqliteDiscipline" IncludeAssets="Runtime;Build;Native;contentFiles;Analyzers" PrivateAssets="All" />""",
    };

    [Fact]
    public void GlobalPackageReference_HasTheAttributes()
    {
        var built = consumers.Built(s_global);

        Assert.Empty(built.Summary);
        Assert.True(built.Succeeded, string.Join('\n', built.Messages));
    }
}
