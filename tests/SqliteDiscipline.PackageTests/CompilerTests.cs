using Xunit;

namespace SqliteDiscipline.PackageTests;

/// <summary>The compiler of the SDK that runs these tests, newer than the one that the analyzers are built against, loads them and has nothing to say of them.</summary>
[Collection(SharedConsumers.Name)]
public sealed class CompilerTests(Consumers consumers)
{
    private static readonly Consumer s_consumer = new("Compiler")
    {
        Files = Sources.Files(
            ("Databases.cs", Sources.Manifest),
            ("Orders.cs", Sources.RawSites),
            (".editorconfig", "[*.cs]\ndotnet_diagnostic.SQLD101.severity = warning\n")),
        Properties = new Dictionary<string, string> { ["EmitCompilerGeneratedFiles"] = "true" },
    };

    // An analyzer that cannot be made or is too new, an assembly that cannot be loaded, a failing analyzer or generator, a failing rule.
    public static TheoryData<string> Complaints => ["CS8032", "CS8033", "CS8034", "CS8040", "CS8784", "CS8785", "CS9057", "CS9067", "AD0001", "SQLD999"];

    [Fact]
    public void Rules_Report_AndTheGeneratorGenerates()
    {
        var built = consumers.Built(s_consumer);

        Assert.Equal(["SQLD101@9", "SQLD101@16"], built.Summary);
        Assert.True(built.Succeeded);
        Assert.Contains(built.GeneratedFiles, file => file.EndsWith(".cs", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Complaints))]
    public void Compiler_DoesNotComplain(string id)
    {
        Assert.DoesNotContain(consumers.AllBuilt.SelectMany(built => built.Reported), diagnostic => diagnostic.Id == id);
        Assert.DoesNotContain(consumers.AllBuilt.SelectMany(built => built.Messages), message => message.Contains(id, StringComparison.Ordinal));
    }
}
