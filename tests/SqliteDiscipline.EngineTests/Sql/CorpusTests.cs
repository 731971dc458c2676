using Xunit;
using Xunit.Abstractions;

namespace SqliteDiscipline.EngineTests.Sql;

public sealed class CorpusTests(ITestOutputHelper output)
{
    [Fact]
    public void HandMadeScripts_AreReadAsTheEngineReadsThem()
    {
        using var engine = new Engine(SqlCorpus.Schema);
        engine.Watch();
        var agreement = new Agreement(engine);
        var refused = new List<string>();
        foreach (var script in SqlCorpus.Scripts)
        {
            var before = agreement.Refused;
            agreement.Check(script);
            if (agreement.Refused > before)
            {
                refused.Add(agreement.LastError);
            }
        }

        output.WriteLine(agreement.Summary);
        Assert.True(agreement.Disagreements.Count == 0, string.Join("\n", agreement.Disagreements));
        Assert.True(refused.Count == 0, string.Join("\n", refused));
        Assert.Equal(0, agreement.Unknown);
    }
}
