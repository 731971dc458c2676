using System.Diagnostics;
using Xunit;
using Xunit.Abstractions;

namespace SqliteDiscipline.Tests.Fuzz;

/// <summary>Half-typed, torn and mangled code and SQL: nothing of ours throws, and nothing hangs.</summary>
public sealed class MutationTests(ITestOutputHelper output)
{
    [Fact]
    public async Task MutatedCode_IsReadByEverything()
    {
        output.WriteLine($"SQLD_FUZZ_SEED={FuzzPlan.Seed}, {FuzzPlan.Cases} inputs of {FuzzCorpus.Sources.Count} sources and {FuzzCorpus.Scripts.Count} scripts");
        var everything = new Everything();
        var failures = new List<string>();
        var slowest = (Time: TimeSpan.Zero, Batch: -1);

        await Parallel.ForEachAsync(FuzzPlan.Batches, async (batch, cancellation) =>
        {
            var watch = Stopwatch.StartNew();
            var found = await FailuresAsync(everything, batch, cancellation);
            lock (failures)
            {
                failures.AddRange(found.Select(failure => $"SQLD_FUZZ_SEED={FuzzPlan.Seed} SQLD_FUZZ_ONLY={batch}: {failure}"));
                if (watch.Elapsed > slowest.Time)
                {
                    slowest = (watch.Elapsed, batch);
                }
            }
        });

        output.WriteLine($"slowest batch: {slowest.Batch}, {slowest.Time.TotalMilliseconds:F0} ms");
        output.WriteLine(string.Join(", ", everything.Reached.OrderBy(reached => reached.Key, StringComparer.Ordinal).Select(reached => $"{reached.Key} {reached.Value}")));
        Assert.True(failures.Count == 0, $"{failures.Count} failures:\n{string.Join('\n', failures.Take(10))}");
        if (FuzzPlan.Cases >= 2_000 && FuzzPlan.Batches.Count > 1)
        {
            // Mangled beyond recognition, code would prove nothing. These are so many in 2,000 inputs that no seed is without one.
            Assert.All(
                ["SQLD100", "SQLD101", "SQLD103", "SQLD105", "SQLD205", "SQLD505", "SQLD903", "generated", "fixed SQLD101", "fixed SQLD105"],
                what => Assert.True(everything.Reached.ContainsKey(what), $"nothing reached {what}"));
        }
    }

    [Fact]
    public void Input_IsTheSameForTheSameSeed() => Assert.Equal(Input(7), Input(7));

    // Waited for from outside: what does not end need not look at its token either.
    private static async Task<IReadOnlyList<string>> FailuresAsync(Everything everything, int batch, CancellationToken cancellation)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        try
        {
            var inputs = Enumerable.Range(batch * FuzzPlan.BatchSize, FuzzPlan.BatchSize).Select(Input).ToList();
            return await Task.Run(() => everything.FailuresAsync(inputs, batch, patience.Token), cancellation).WaitAsync(FuzzPlan.Patience, cancellation);
        }
        catch (TimeoutException)
        {
            await patience.CancelAsync();
            return [$"does not end within {FuzzPlan.Patience}"];
        }
    }

    private static FuzzInput Input(int number)
    {
        var random = new Random(unchecked((FuzzPlan.Seed * 397) ^ number));
        var mutator = new Mutator(random);
        var (sources, scripts) = (FuzzCorpus.Sources, FuzzCorpus.Scripts);
        var code = mutator.Code(sources[random.Next(sources.Count)], sources[random.Next(sources.Count)]);
        // Most tests call their class the same: most inputs keep to a namespace of their own, the others clash.
        return new FuzzInput(
            random.Next(5) == 0 ? code : $"namespace Input{number};\n{code}",
            mutator.Sql(scripts[random.Next(scripts.Count)], scripts[random.Next(scripts.Count)]));
    }
}
