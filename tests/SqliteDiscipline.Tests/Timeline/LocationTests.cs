using Microsoft.CodeAnalysis.Text;
using SqliteDiscipline.Analyzers.Timeline.Events;
using Xunit;

namespace SqliteDiscipline.Tests.Timeline;

/// <summary>Where a word of the SQL is shown in the source: inside its literal wherever every character of that can be told.</summary>
public sealed class LocationTests
{
    private const string Raw = "\"\"\"";

    [Theory]
    [InlineData("""Run("DELETE FROM WORD")""", "WORD")]
    [InlineData("""Run("\tDELETE\u0020FROM WORD\n")""", "WORD")]
    [InlineData("""Run(@"DELETE ""x"" FROM WORD")""", "WORD")]
    [InlineData(Raw + "DELETE FROM WORD" + Raw, "WORD")]
    [InlineData(Raw + "\n        DELETE\n          FROM WORD\n        " + Raw, "WORD")]
    [InlineData("$" + Raw + "\n        DELETE {path}\n          FROM WORD\n        " + Raw, "WORD")]
    [InlineData("""Run($"DELETE {path} {{}} FROM WORD")""", "WORD")]
    [InlineData("""Run("DELETE " + path + " FROM WORD")""", "WORD")]
    [InlineData("""Run("DELETE FROM WO" + "RD")""", "WO\" + \"RD")]
    [InlineData("""Run(Constant)""", "WORD")]
    [InlineData("""Run(s_field)""", "WORD")]
    [InlineData("""Run(string.Format("DELETE {0} FROM WORD", path))""", "WORD")]
    [InlineData("""Run(Elsewhere.Constant)""", "WORD")]
    [InlineData("""Own()""", "Own()")]
    public void Word_IsShown(string call, string expected)
    {
        if (!call.EndsWith(')'))
        {
            call = $"Run({call})";
        }

        var timeline = TimelineDump.Build(
            $$"""
            class C
            {
                private readonly SqliteConnection connection = null!;

                private const string Constant = "DELETE FROM " + "WORD";
                private static readonly string s_field = "DELETE FROM WORD";

                void M(string path)
                {
                    {{call}};
                }

                private void Run(string sql) => new SqliteCommand(sql, connection).ExecuteNonQuery();

                private void Own() => new SqliteCommand("DELETE FROM WORD", connection).ExecuteNonQuery();
            }

            static class Elsewhere
            {
                public const string Constant = "DELETE FROM WORD";
            }
            """).Single(candidate => candidate.Symbol.Name == "M");
        var ran = Assert.IsType<Ran>(timeline.Events[^1]);
        var word = ran.Run.Text.Text.IndexOf("WORD", StringComparison.Ordinal);

        var location = ran.Run.LocationOf(new TextSpan(word, 4));

        Assert.Equal(expected, location.SourceTree!.GetText().ToString(location.SourceSpan));
    }
}
