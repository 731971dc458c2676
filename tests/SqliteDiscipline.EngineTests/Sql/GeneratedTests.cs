using Xunit;
using Xunit.Abstractions;

namespace SqliteDiscipline.EngineTests.Sql;

public sealed class GeneratedTests(ITestOutputHelper output)
{
    [Fact]
    public void RandomScripts_AreReadAsTheEngineReadsThem()
    {
        var seed = SqlSeed.Seed;
        output.WriteLine($"seed {seed}");
        using var engine = new Engine(SqlCorpus.Schema);
        engine.Watch();
        var agreement = new Agreement(engine, mayDropQueries: true);
        var generator = new SqlGenerator(new Random(seed));
        for (var i = 0; i < SqlSeed.Cases; i++)
        {
            agreement.Check(generator.Script());
        }

        output.WriteLine(agreement.Summary);
        output.WriteLine("last refused: " + agreement.LastError);
        Assert.True(agreement.Disagreements.Count == 0, $"seed {seed}\n" + string.Join("\n", agreement.Disagreements.Take(10)));
        Assert.True(agreement.Refused < agreement.Statements / 2, agreement.Summary);
    }
}
