using System.IO.Compression;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Xml.Linq;
using Xunit;

namespace SqliteDiscipline.PackageTests;

[Collection(SharedConsumers.Name)]
public sealed class PackageContentTests(Consumers consumers)
{
    private static readonly string[] s_expected =
    [
        "LICENSE",
        "README.md",
        "analyzers/dotnet/cs/SqliteDiscipline.Analyzers.dll",
        "analyzers/dotnet/cs/SqliteDiscipline.CodeFixes.dll",
        "buildTransitive/SqliteDiscipline.Advise.globalconfig",
        "buildTransitive/SqliteDiscipline.Default.globalconfig",
        "buildTransitive/SqliteDiscipline.Enforce.globalconfig",
        "buildTransitive/SqliteDiscipline.props",
        "buildTransitive/SqliteDiscipline.targets",
        "icon.png",
        "lib/netstandard2.0/SqliteDiscipline.dll",
        "lib/netstandard2.0/SqliteDiscipline.xml",
        "tasks/netstandard2.0/SqliteDiscipline.Tasks.dll",
    ];

    [Fact]
    public void Files_AreThoseOfTheContract_AndNoOthers()
    {
        using var package = ZipFile.OpenRead(consumers.Package.File);

        var files = package.Entries
            .Select(entry => entry.FullName)
            .Where(name => !name.StartsWith("_rels/", StringComparison.Ordinal) && !name.StartsWith("package/", StringComparison.Ordinal))
            .Except(["[Content_Types].xml", "SqliteDiscipline.nuspec"]);
        Assert.Equal(s_expected, files.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Nuspec_NamesNoDependency()
    {
        Assert.DoesNotContain(Nuspec().Descendants(), element => element.Name.LocalName == "dependency");
    }

    [Theory]
    [InlineData("id", "SqliteDiscipline")]
    [InlineData("license", "MIT")]
    [InlineData("readme", "README.md")]
    [InlineData("icon", "icon.png")]
    public void Nuspec_Says(string element, string value)
    {
        Assert.Equal(value, Metadata(element)?.Value);
    }

    [Fact]
    public void Nuspec_IsNoDevelopmentDependency()
    {
        // Attributes of a referenced assembly must reach the projects that refer to it.
        Assert.NotEqual("true", Metadata("developmentDependency")?.Value);
    }

    [Fact]
    public void XmlDocumentation_CoversTheAttributes()
    {
        var documented = Xml("lib/netstandard2.0/SqliteDiscipline.xml").Descendants("member").Select(member => member.Attribute("name")!.Value).ToList();

        Assert.Contains("T:SqliteDiscipline.SqliteConnectionFactoryAttribute", documented);
        Assert.Contains("T:SqliteDiscipline.SqliteDatabaseAttribute", documented);
        Assert.Contains("P:SqliteDiscipline.SqliteDatabaseAttribute.BusyTimeout", documented);
        Assert.Contains("F:SqliteDiscipline.SqliteProfile.Durable", documented);
    }

    /// <summary>A project with a strong name cannot refer to an assembly without one (CS8002).</summary>
    [Fact]
    public void Attributes_HaveAStrongName()
    {
        using var package = ZipFile.OpenRead(consumers.Package.File);
        using var copy = new MemoryStream();
        using (var stream = package.GetEntry("lib/netstandard2.0/SqliteDiscipline.dll")!.Open())
        {
            stream.CopyTo(copy);
        }

        copy.Position = 0;
        using var assembly = new PEReader(copy);
        Assert.False(assembly.GetMetadataReader().GetAssemblyDefinition().PublicKey.IsNil);
        Assert.True(assembly.PEHeaders.CorHeader!.Flags.HasFlag(CorFlags.StrongNameSigned));
    }

    private XElement? Metadata(string name) => Nuspec().Descendants().FirstOrDefault(element => element.Name.LocalName == name);

    private XDocument Nuspec() => Xml("SqliteDiscipline.nuspec");

    private XDocument Xml(string entry)
    {
        using var package = ZipFile.OpenRead(consumers.Package.File);
        using var stream = package.GetEntry(entry)!.Open();
        return XDocument.Load(stream);
    }
}
