extern alias Tasks;

using System.Text;
using System.Text.Json;
using Tasks::SqliteDiscipline.Analyzers.Baselines;
using Tasks::SqliteDiscipline.Tasks;
using Xunit;

namespace SqliteDiscipline.Tests.Baselines;

/// <summary>From the compiler's error log to the baseline's text.</summary>
public sealed class WritingTests
{
    private static readonly FindingKey s_one = new("SQLD101", "A.cs", "A.M", "new SqliteConnection(\"…\")");
    private static readonly FindingKey s_two = new("SQLD202", "B.cs", "-", "x");

    [Fact]
    public void Text_ReadsBackAsItWasWritten()
    {
        BaselineEntry[] entries = [new(s_two, 3, ["net10.0", "net8.0"]), new(s_one, 1, ["*"])];

        var text = BaselineText.Write(entries, "P");
        var read = BaselineText.Read(text);

        Assert.All(read, line => Assert.Null(line.Fault));
        Assert.Equal([s_one, s_two], read.Select(line => line.Entry!.Key));
        Assert.Equal([1, 3], read.Select(line => line.Entry!.Count));
        Assert.Equal(text, BaselineText.Write(read.Select(line => line.Entry!), "P"));
        Assert.Equal(text, BaselineText.Write(BaselineText.Read(text.Replace("\n", "\r\n", StringComparison.Ordinal)).Select(line => line.Entry!), "P"));
        Assert.Equal("P", BaselineText.ProjectOf(text));
        Assert.Null(BaselineText.ProjectOf(string.Empty));
    }

    /// <summary>As editors leave it.</summary>
    [Fact]
    public void BlanksAtTheEndsOfLines_SayNothing()
    {
        var text = BaselineText.Write([new(s_one, 1, ["*"])], "P").Replace("\n", "  \t\n", StringComparison.Ordinal) + "  \n";

        var line = Assert.Single(BaselineText.Read(text.Replace("\")  \t\n", "\")  \n", StringComparison.Ordinal)));
        Assert.Equal((s_one, null), (line.Entry?.Key, line.Fault));
    }

    /// <summary>The reader of the log makes two unknown characters of one that is written as two.</summary>
    [Fact]
    public void CharacterBeyondTheFirstPlane_IsWrittenAsItIs()
    {
        var key = s_one with { Text = "new SqliteConnection(\"\U0001F600.db\")" };

        Assert.DoesNotContain(key.Packed, char.IsSurrogate);
        Assert.Equal([key], ErrorLogFindings.Read(Log(Ran, Result(key, 3))));
    }

    [Theory]
    [InlineData("", true)]
    [InlineData("\r\n", true)]
    [InlineData("# SqliteDiscipline baseline 1 \n", true)]
    [InlineData("<<<<<<< ours\n# SqliteDiscipline baseline 1\n", true)]
    [InlineData("SQLD101\t1\t*\tA.cs\tA.M\tx\n", true)]
    [InlineData("precious", false)]
    [InlineData("# SqliteDiscipline baseline 2\nSQLD101\tmuch\n", false)]
    public void WhatIsNoBaseline_IsNotWrittenOver(string before, bool isWritten)
    {
        var folder = Directory.CreateTempSubdirectory("sqld-baseline-").FullName;
        try
        {
            var (log, file) = (Path.Combine(folder, "log.sarif"), Path.Combine(folder, "any.txt"));
            File.WriteAllBytes(log, Log(Ran, Result(s_one, 3)).ToArray());
            File.WriteAllText(file, before);
            var task = new WriteBaseline
            {
                BuildEngine = System.Reflection.DispatchProxy.Create<Microsoft.Build.Framework.IBuildEngine, Mute>(), ErrorLog = log, File = file, Project = "P",
            };

            Assert.Equal(isWritten, task.Execute());
            Assert.Equal(isWritten ? BaselineText.Write([new(s_one, 1, ["*"])], "P") : before, File.ReadAllText(file));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Theory]
    [InlineData(2, true, false, "", "the baseline FILE lists 2 findings.")]
    [InlineData(1, true, true, "net8.0;net10.0", "the baseline FILE lists 1 finding for net8.0.")]
    [InlineData(0, true, true, "net8.0", "the baseline FILE lists no findings.")]
    [InlineData(0, true, false, "", "found nothing, and made no baseline FILE.")]
    [InlineData(0, true, false, "net8.0;net10.0", "found nothing for net8.0, and made no baseline FILE.")]
    [InlineData(0, false, false, "", null)]
    public void Writing_TellsWhatCameOfIt(int count, bool hasProvider, bool isThere, string frameworks, string? told)
    {
        var folder = Directory.CreateTempSubdirectory("sqld-baseline-").FullName;
        try
        {
            var (log, file) = (Path.Combine(folder, "log.sarif"), Path.Combine(folder, "any.baseline"));
            File.WriteAllBytes(log, Log([Ran, .. Enumerable.Range(1, count).Select(line => Result(s_one, line))]).ToArray());
            if (isThere)
            {
                File.WriteAllText(file, BaselineText.Write([], "P"));
            }

            var engine = System.Reflection.DispatchProxy.Create<Microsoft.Build.Framework.IBuildEngine, Listening>();
            var task = new WriteBaseline
            {
                BuildEngine = engine, ErrorLog = log, File = file, Project = "P", HasProvider = hasProvider,
                TargetFramework = "net8.0", TargetFrameworks = frameworks.Split(';', StringSplitOptions.RemoveEmptyEntries),
            };

            Assert.True(task.Execute());
            Assert.Equal(
                told is null ? [] : ["SqliteDiscipline: " + told.Replace("FILE", file, StringComparison.Ordinal)],
                ((Listening)(object)engine).Told.Select(message => message.Message));
            Assert.All(((Listening)(object)engine).Told, message => Assert.Equal(Microsoft.Build.Framework.MessageImportance.High, message.Importance));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void EmptyBaseline_IsOne() => Assert.Empty(BaselineText.Read(BaselineText.Write([], "P")));

    [Fact]
    public void FirstFramework_SaysNothingOfTheOthers() => Assert.Equal(
        ["SQLD101 1 net8.0"],
        Summary(BaselineMerge.Replace([], [s_one], "net8.0", ["net8.0", "net10.0"])));

    [Fact]
    public void WhatEveryFrameworkFinds_IsListedOnce() => Assert.Equal(
        ["SQLD101 1 *", "SQLD202 1 net10.0"],
        Summary(BaselineMerge.Replace([new(s_one, 1, ["net8.0"])], [s_one, s_two], "net10.0", ["net8.0", "net10.0"])));

    [Fact]
    public void DifferentCounts_AreDifferentEntries() => Assert.Equal(
        ["SQLD101 1 net8.0", "SQLD101 2 net10.0"],
        Summary(BaselineMerge.Replace([new(s_one, 1, ["*"])], [s_one, s_one], "net10.0", ["net8.0", "net10.0"])));

    [Fact]
    public void WhatIsMendedInOneFramework_StaysInTheOthers() => Assert.Equal(
        ["SQLD101 1 net8.0"],
        Summary(BaselineMerge.Replace([new(s_one, 1, ["*"])], [], "net10.0", ["net8.0", "net10.0"])));

    [Fact]
    public void FrameworkThatTheProjectNoLongerHas_Goes() => Assert.Equal(
        ["SQLD202 1 *"],
        Summary(BaselineMerge.Replace([new(s_one, 1, ["net6.0"])], [s_two], "net10.0", ["net10.0"])));

    /// <summary>A build on Linux is not for <c>net48</c>, and knows nothing of what that finds.</summary>
    [Theory]
    [InlineData("net48")]
    [InlineData("net10.0-windows")]
    public void FrameworkThatAnotherSystemBuilds_Stays(string framework) => Assert.Equal(
        ["SQLD101 1 net10.0", $"SQLD202 1 {framework}"],
        Summary(BaselineMerge.Replace([new(s_two, 1, [framework])], [s_one], "net10.0", ["net10.0"])));

    [Fact]
    public void WhatAFrameworkOfAnotherSystemFindsToo_IsStillListedForAll() => Assert.Equal(
        ["SQLD101 1 *", "SQLD202 1 net48"],
        Summary(BaselineMerge.Replace([new(s_one, 1, ["*"]), new(s_two, 1, ["net48"])], [s_one], "net10.0", ["net10.0"])));

    [Fact]
    public void Log_IsRead()
    {
        var log = Log(Ran, Result(s_one, 3), Result(s_one, 4), Result(s_one, 4), Result(s_two, 9), """{"ruleId":"CS0168","level":"warning","message":{"text":"a \u0001 b"}}""");

        Assert.Equal([s_one, s_one, s_two], ErrorLogFindings.Read(log));
    }

    [Fact]
    public void LogWithoutFindings_IsRead() => Assert.Empty(ErrorLogFindings.Read(Log(Ran))!);

    [Fact]
    public void LogOfABuildInWhichTheRulesDidNotRun_TellsNothing() => Assert.Null(ErrorLogFindings.Read(Log("""{"ruleId":"CS0168"}""")));

    [Fact]
    public void WhatIsLeftOutOfTheBuild_StaysListed_AsOftenAsItWas() =>
        Assert.Equal([s_one, s_two, s_one, s_one], ErrorLogFindings.Read(Log(Ran, Result(s_one, 3), Kept(s_one, 3), Result(s_two, 9), Kept(s_two, 1))));

    /// <summary>Nodes of one build write it for one framework each.</summary>
    [Fact]
    public async Task WrittenForTwoFrameworksAtOnce_ItListsWhatBothFound()
    {
        var folder = Directory.CreateTempSubdirectory("sqld-baseline-").FullName;
        try
        {
            for (var round = 0; round < 25; round++)
            {
                var file = Path.Combine(folder, $"{round}.baseline");
                using var start = new Barrier(2);
                await Task.WhenAll(Write("net8.0", s_one), Write("net10.0", s_two));

                Assert.Equal(
                    ["SQLD101 1 net8.0", "SQLD202 1 net10.0"],
                    Summary(BaselineText.Read(await File.ReadAllTextAsync(file)).Select(line => line.Entry!)));

                Task Write(string framework, FindingKey finding)
                {
                    var log = Path.Combine(folder, $"{round}.{framework}.sarif");
                    File.WriteAllBytes(log, Log(Ran, Result(finding, 3)).ToArray());
                    var task = new WriteBaseline
                    {
                        BuildEngine = System.Reflection.DispatchProxy.Create<Microsoft.Build.Framework.IBuildEngine, Mute>(),
                        ErrorLog = log, File = file, Project = "P", TargetFramework = framework, TargetFrameworks = ["net8.0", "net10.0"],
                    };
                    return Task.Factory.StartNew(
                        () =>
                        {
                            start.SignalAndWait();
                            Assert.True(task.Execute());
                        },
                        CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
                }
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static IEnumerable<string> Summary(IEnumerable<BaselineEntry> entries) => entries
        .Select(entry => $"{entry.Key.Rule} {entry.Count} {string.Join(',', entry.Frameworks)}")
        .Order(StringComparer.Ordinal);

    private static MemoryStream Log(params string[] results) => new(Encoding.UTF8.GetBytes(
        """{"$schema":"x","version":"2.1.0","runs":[{"results":[""" + string.Join(',', results) + """],"tool":{"driver":{"rules":[]}}}]}"""));

    private const string Ran = """{"ruleId":"SQLD913","message":{"text":"ran"},"properties":{"customProperties":{"SqliteDiscipline.Baseline.Kept":"0"}}}""";

    private static string Kept(FindingKey key, int count) => JsonSerializer.Serialize(new Dictionary<string, object>
    {
        ["ruleId"] = "SQLD913",
        ["properties"] = new { customProperties = new Dictionary<string, string> { [FindingKey.Property] = key.Packed, [FindingKey.KeptProperty] = $"{count}" } },
    });

    private static string Result(FindingKey key, int line) => JsonSerializer.Serialize(new Dictionary<string, object>
    {
        ["ruleId"] = "SQLD913",
        ["level"] = "note",
        ["message"] = new { text = "m" },
        ["locations"] = new[] { new { physicalLocation = new { region = new { startLine = line } } } },
        ["properties"] = new { warningLevel = 1, customProperties = new Dictionary<string, string> { [FindingKey.Property] = key.Packed } },
    });
}

#pragma warning disable CA1852 // The proxy derives from it.
/// <summary>A build engine that nobody listens to.</summary>
internal class Mute : System.Reflection.DispatchProxy
{
    protected override object? Invoke(System.Reflection.MethodInfo? targetMethod, object?[]? args) => null;
}

/// <summary>One that keeps what it is told.</summary>
internal class Listening : System.Reflection.DispatchProxy
{
    public List<Microsoft.Build.Framework.BuildMessageEventArgs> Told { get; } = [];

    protected override object? Invoke(System.Reflection.MethodInfo? targetMethod, object?[]? args)
    {
        Told.AddRange(args?.OfType<Microsoft.Build.Framework.BuildMessageEventArgs>() ?? []);
        return null;
    }
}
#pragma warning restore CA1852
