using SqliteDiscipline.Analyzers.Sql.Tokens;
using Xunit;

namespace SqliteDiscipline.EngineTests.Sql;

public sealed class KeywordTests
{
    [Fact]
    public void ReservedKeywords_AreTheEngines()
    {
        using var engine = new Engine();
        var disagreements = new List<string>();
        foreach (var keyword in Enum.GetValues<Keyword>().Except([Keyword.None, Keyword.LastFallback]))
        {
            var isReserved = !engine.Prepare($"SELECT 1 AS {keyword}").Succeeded;
            if (isReserved != Keywords.IsReserved(keyword))
            {
                disagreements.Add($"{keyword}: {(isReserved ? "reserved" : "a name")} to the engine");
            }
        }

        Assert.Empty(disagreements);
    }
}
