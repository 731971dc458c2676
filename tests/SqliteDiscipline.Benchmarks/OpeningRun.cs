using System.Diagnostics;
using System.Reflection;
using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Filters;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Perfolizer.Horology;

namespace SqliteDiscipline.Benchmarks;

/// <summary>Measures <see cref="Opening"/> in this process, on whatever it runs on, and writes one line for each operation.</summary>
internal static class OpeningRun
{
    /// <summary>By BenchmarkDotNet, in this process: one that it builds itself would run on another provider.</summary>
    public static void Thorough(string group)
    {
        var artifacts = Directory.CreateTempSubdirectory("sqlite-discipline-").FullName;
        var config = ManualConfig.CreateEmpty()
            .AddJob(Job.Default.WithToolchain(new InProcessEmitToolchain(TimeSpan.FromMinutes(30), logOutput: true))
                .WithWarmupCount(8).WithIterationCount(40).WithIterationTime(TimeInterval.FromMilliseconds(100)))
            .AddFilter(new AnyCategoriesFilter([group]))
            .AddLogger(ConsoleLogger.Default)
            .AddColumnProvider(DefaultColumnProviders.Instance)
            .WithArtifactsPath(artifacts);
        var summary = BenchmarkRunner.Run<Opening>(config);
        foreach (var report in summary.Reports)
        {
            var bytes = report.GcStats.GetBytesAllocatedPerOperation(report.BenchmarkCase);

            // The lower quartile: what the machine does besides only ever adds.
            Write(report.BenchmarkCase.Descriptor.WorkloadMethod.Name, report.ResultStatistics!.Q1, bytes ?? 0);
        }

        Directory.Delete(artifacts, recursive: true);
    }

    /// <summary>By turns, so that whatever else the machine does slows all alike; some seconds, and figures to work by.</summary>
    public static void Quick()
    {
        const int Rounds = 1500;
        var opening = new Opening();
        opening.Setup();
        var methods = typeof(Opening).GetMethods().Where(method => method.IsDefined(typeof(BenchmarkAttribute))).ToList();
        var actions = methods.Select(method => method.CreateDelegate<Action>(opening)).ToList();
        var times = actions.Select(_ => new List<double>()).ToList();
        for (var round = 0; round < Rounds; round++)
        {
            for (var index = 0; index < actions.Count; index++)
            {
                // So few that the machine seldom turns to something else meanwhile.
                var operations = methods[index].Name.StartsWith("Cold", StringComparison.Ordinal) ? 2 : 20;
                var start = Stopwatch.GetTimestamp();
                for (var operation = 0; operation < operations; operation++)
                {
                    actions[index]();
                }

                if (round >= Rounds / 3)
                {
                    times[index].Add(Stopwatch.GetElapsedTime(start).TotalNanoseconds / operations);
                }
            }
        }

        for (var index = 0; index < actions.Count; index++)
        {
            actions[index]();
            var start = GC.GetAllocatedBytesForCurrentThread();
            actions[index]();
            var bytes = GC.GetAllocatedBytesForCurrentThread() - start;

            // The lower tenth, for the same reason.
            Write(methods[index].Name, times[index].Order().ElementAt(times[index].Count / 10), bytes);
        }

        opening.Cleanup();
    }

    public static string[] Groups { get; } = [Opening.Pooled, Opening.PooledSelect, Opening.PooledReader, Opening.Cold, Opening.ColdSelect];

    /// <summary>The group that an operation is in.</summary>
    public static string GroupOf(string operation) =>
        typeof(Opening).GetMethod(operation)!.GetCustomAttribute<BenchmarkCategoryAttribute>()!.Categories[0];

    private static void Write(string operation, double nanoseconds, long bytes) => Console.WriteLine($"{Child.Result}{operation}|{nanoseconds:F1}|{bytes}");
}
