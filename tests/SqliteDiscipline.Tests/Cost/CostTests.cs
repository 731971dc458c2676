using SqliteDiscipline.Benchmarks.Analysis;
using Xunit;
using Xunit.Abstractions;

namespace SqliteDiscipline.Tests.Cost;

/// <summary>A change that makes the analyzers dear fails here, on any machine: allocations are counted, nothing is timed.</summary>
[Collection(nameof(Alone))]
public sealed class CostTests(ITestOutputHelper output)
{
    private const int Files = 60;
    private const int Stores = 40;
    private const int Turns = 100;

    private static readonly Lazy<double> s_bytesPerFile = new(() => (double)Allocations.OfProject(Files) / Files);

    [Fact]
    public void Project_TakesWhatItTook()
    {
        output.WriteLine($"{s_bytesPerFile.Value:F0} bytes a file, of {Bounds.BytesPerFile}");

        Assert.InRange(s_bytesPerFile.Value, 0, Bounds.BytesPerFile);
    }

    [Fact]
    public void TwiceTheProject_TakesTwiceAsMuch()
    {
        var growth = (double)Allocations.OfProject(2 * Files) / (2 * Files) / s_bytesPerFile.Value;
        output.WriteLine($"{growth:F3} times as much a file");

        Assert.InRange(growth, 0, Bounds.Growth);
    }

    [Fact]
    public void FourTimesTheTables_TakeFourTimesAsMuch()
    {
        var (small, large) = ((double)Allocations.OfStores(Stores) / Stores, (double)Allocations.OfStores(4 * Stores) / (4 * Stores));
        output.WriteLine($"{large / small:F3} times as much a file");

        Assert.InRange(large / small, 0, Bounds.GrowthByTables);
    }

    [Fact]
    public void FourTimesTheStatementsInABody_TakeFourTimesAsMuch()
    {
        var (small, large) = (Allocations.OfBody(Turns), Allocations.OfBody(4 * Turns));
        output.WriteLine($"{large / small} times as much");

        Assert.InRange((double)large / small, 0, 4 * Bounds.GrowthByStatements);
    }

    [Fact]
    public void QuestionAboutAllFiles_BindsNoneOfThemAgain()
    {
        var more = (double)Allocations.OfQuestionAboutStores(Stores) / Allocations.OfStores(Stores);
        output.WriteLine($"{more:F3} times as much");

        Assert.InRange(more, 1, Bounds.Question);
    }

    [Fact]
    public void CodeOfAnotherDatabase_IsNotFollowed()
    {
        var bytes = (double)Allocations.OfOtherDatabase(Stores) / Stores;
        output.WriteLine($"{bytes:F0} bytes a file, of {Bounds.BytesOfOtherDatabase}");

        Assert.InRange(bytes, 0, Bounds.BytesOfOtherDatabase);
    }

    [Fact]
    public void WithoutTheProvider_NextToNothingIsDone()
    {
        var bytes = Allocations.OfProject(Files, hasProvider: false);
        output.WriteLine($"{bytes} bytes, of {Bounds.BytesWithoutProvider}");

        Assert.InRange(bytes, long.MinValue, Bounds.BytesWithoutProvider);
    }

    [Fact]
    public void Keystroke_LooksAtItsFileOnly()
    {
        var bytes = Allocations.OfKeystroke(Files);
        output.WriteLine($"{bytes} bytes, of {Bounds.BytesPerKeystroke}");

        Assert.InRange(bytes, 0, Bounds.BytesPerKeystroke);
    }

    [Fact]
    public void Keystroke_ReadsItsFileOnly() =>
        Assert.Equal(["Store10.cs"], KeystrokeReads.Of(Allocations.Empty, GeneratedProject.Files(Files)));
}

/// <summary>Bytes are those of the whole process: no other test runs meanwhile.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;
