using System.Text.Json;
using SqliteDiscipline.Machinery;
using Xunit;

namespace SqliteDiscipline.PackageTests;

/// <summary>What other tools read: the compiler's error log says which rule it was, where that is explained, and which words are meant.</summary>
[Collection(SharedConsumers.Name)]
public sealed class SarifTests(Consumers consumers)
{
    private const string Store = """"
        using Microsoft.Data.Sqlite;

        namespace Shop
        {
            internal static class Store
            {
                private static void Run(SqliteConnection connection, string sql)
                {
                    using var command = connection.CreateCommand();
                    command.CommandText = sql;
                    command.ExecuteNonQuery();
                }

                public static void Misspelt(SqliteConnection connection, string table)
                {
                    Run(connection, "PRAGMA plain_keys = ON");
                    Run(connection, "\tPRAGMA \"escaped_keys\" = ON");
                    Run(connection, "PRAGMA \u0065xact = ON");
                    Run(connection, @"
                        PRAGMA verbatim_keys = ON");
                    Run(connection, """
                        DELETE FROM orders;
                        PRAGMA raw_keys = ON;
                        """);
                    Run(connection, $"DELETE FROM {table}; PRAGMA holed_keys = ON");
                    Run(connection, $$"""
                        DELETE FROM {{table}};
                        PRAGMA rawholed_keys = ON;
                        """);
                    Run(connection, "PRAGMA " + "added_keys = ON");
                }
            }
        }
        """";

    private static readonly Consumer s_consumer = new("Sarif")
    {
        Files = Sources.Files(("Databases.cs", Sources.Manifest), ("Store.cs", Store), ("Orders.cs", Sources.RawSites)),
        Properties = new Dictionary<string, string> { ["EmitCompilerGeneratedFiles"] = "true" },
    };

    [Theory]
    [InlineData("plain_keys")]
    [InlineData("\\\"escaped_keys\\\"")]
    [InlineData("verbatim_keys")]
    [InlineData("raw_keys")]
    [InlineData("holed_keys")]
    [InlineData("rawholed_keys")]
    [InlineData("added_keys")]
    [InlineData("\\u0065xact")]
    public void Region_IsTheVeryWord(string word)
    {
        var lines = Store.Split('\n');
        var words = consumers.Built(s_consumer).Reported.Where(diagnostic => diagnostic.Id == "SQLD205").Select(diagnostic => Marked(lines, diagnostic)).ToList();

        Assert.Contains(word, words);
    }

    [Fact]
    public void EveryReport_IsOfOneOfThoseWords()
    {
        Assert.Equal(8, consumers.Built(s_consumer).Reported.Count(diagnostic => diagnostic.Id == "SQLD205"));
    }

    [Theory]
    [InlineData("SQLD101", "A raw connection outside the factory", "error")]
    [InlineData("SQLD205", "SQLite does not read this pragma as it is written", "warning")]
    [InlineData("SQLD208", "The answer of journal_mode = WAL is thrown away", "note")]
    public void Rule_IsDescribed(string id, string title, string level)
    {
        using var log = JsonDocument.Parse(consumers.Read(s_consumer, "obj/reported.net10.0.sarif"));
        var rule = log.RootElement.GetProperty("runs")[0].GetProperty("tool").GetProperty("driver").GetProperty("rules").EnumerateArray()
            .Single(candidate => candidate.GetProperty("id").GetString() == id);

        Assert.Equal(title, rule.GetProperty("shortDescription").GetProperty("text").GetString());
        Assert.NotEqual(string.Empty, rule.GetProperty("fullDescription").GetProperty("text").GetString());
        Assert.Equal($"https://github.com/SqliteDiscipline/SqliteDiscipline/blob/main/docs/rules/{id}.md", rule.GetProperty("helpUri").GetString());
        Assert.StartsWith("SqliteDiscipline.", rule.GetProperty("properties").GetProperty("category").GetString(), StringComparison.Ordinal);

        // The format leaves out what is a warning.
        var stated = rule.TryGetProperty("defaultConfiguration", out var configuration) && configuration.TryGetProperty("level", out var found) ? found.GetString() : "warning";
        Assert.Equal(level, stated);
    }

    private static string Marked(string[] lines, ReportedDiagnostic diagnostic)
    {
        Assert.Equal(diagnostic.Line, diagnostic.EndLine);
        return lines[diagnostic.Line - 1][(diagnostic.Column - 1)..(diagnostic.EndColumn - 1)];
    }
}
