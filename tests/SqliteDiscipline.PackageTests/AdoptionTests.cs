using Xunit;

namespace SqliteDiscipline.PackageTests;

/// <summary>Gentle, then strict, then mended: the line from the first build to the last.</summary>
[Collection(SharedConsumers.Name)]
public sealed class AdoptionTests(Consumers consumers)
{
    private static readonly Consumer s_noFactory = new("NoFactory")
    {
        Files = Sources.Files(("Program.cs", Sources.RawProgram)),
        IsProgram = true,
        IsFixed = true,
    };

    private static readonly Consumer s_withFactory = new("WithFactory")
    {
        Files = Sources.Files(("Program.cs", Sources.RawProgram), ("Orders.cs", Sources.RawSites), ("Databases.cs", Sources.Manifest)),
        IsProgram = true,
        IsFixed = true,
    };

    private static readonly Consumer s_library = new("FactoryLibrary")
    {
        Files = Sources.Files(("Databases.cs", Sources.Manifest.Replace("internal static", "public static", StringComparison.Ordinal))),
    };

    private static readonly Consumer s_application = new("FactoryUser")
    {
        Files = Sources.Files(("Program.cs", Sources.RawProgram)),
        References = [s_library.Name],
        IsProgram = true,
        IsFixed = true,
    };

    private static readonly string[] s_disciplined = ["foreign_keys=1", "synchronous=1", "journal_mode=wal"];

    [Fact]
    public void NoFactory_IsPointedOut_AndBuilds()
    {
        var built = consumers.Built(s_noFactory);

        Assert.Equal(["SQLD100@14"], built.Summary);
        Assert.Equal(["SQLD100 note"], built.Levels);
        Assert.True(built.Succeeded);
    }

    [Fact]
    public void Factory_MakesEveryRawSiteAnError_AndReportsNothingElse()
    {
        var built = consumers.Built(s_withFactory);

        Assert.Equal(["SQLD101@9", "SQLD101@16", "SQLD101@14"], built.Summary);
        Assert.Equal(["SQLD101 error"], built.Levels);
        Assert.False(built.Succeeded);
    }

    [Fact]
    public void FactoryInAReferencedProject_MakesTheRawSiteAnError()
    {
        Assert.Empty(consumers.Built(s_library).Summary);
        Assert.True(consumers.Built(s_library).Succeeded);

        var built = consumers.Built(s_application);
        Assert.Equal(["SQLD101@14"], built.Summary);
        Assert.False(built.Succeeded);
    }

    [Fact]
    public void DotnetFormat_DeclaresAFactory() => AssertMended(s_noFactory);

    [Fact]
    public void DotnetFormat_UsesTheWrapper() => AssertMended(s_withFactory);

    [Fact]
    public void DotnetFormat_UsesTheWrapperOfAReferencedProject() => AssertMended(s_application);

    private void AssertMended(Consumer consumer)
    {
        var mended = consumers.Fixed(consumer);
        Assert.Empty(mended.Summary);
        Assert.True(mended.Succeeded);
        Assert.DoesNotContain("new SqliteConnection", consumers.Read(consumer, "Program.cs"), StringComparison.Ordinal);
        Assert.Equal(s_disciplined, consumers.Run(consumer).Required().Lines);
    }
}
