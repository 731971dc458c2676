using Xunit;

namespace SqliteDiscipline.Tests.Rules;

public sealed class SQLD304ReplaceTests
{
    [Theory]
    [InlineData("pid REFERENCES p ON DELETE CASCADE", "[|REPLACE|] INTO p(id, name) VALUES (1, 'a')")]
    [InlineData("pid REFERENCES p ON DELETE SET NULL", "INSERT [|OR REPLACE|] INTO p VALUES (1, 'a')")]
    [InlineData("pid DEFAULT 1 REFERENCES p ON DELETE SET DEFAULT", "SELECT 1; [|replace|] into P values (1, 'a')")]
    [InlineData("pid REFERENCES p ON DELETE RESTRICT", "BEGIN; [|REPLACE|] INTO p VALUES (1, 'a'); COMMIT")]
    public Task ReplacedParent_Triggers(string schema, string sql) => Run(schema, sql).RunAsync();

    [Theory]
    [InlineData("pid REFERENCES p", "REPLACE INTO p VALUES (1, 'a')")]
    [InlineData("pid REFERENCES p ON DELETE CASCADE", "INSERT INTO p VALUES (1, 'a') ON CONFLICT (id) DO UPDATE SET name = excluded.name")]
    [InlineData("pid REFERENCES p ON DELETE CASCADE", "INSERT OR IGNORE INTO p VALUES (1, 'a')")]
    [InlineData("pid REFERENCES p ON DELETE CASCADE", "REPLACE INTO c VALUES (1)")]
    [InlineData("pid REFERENCES p ON DELETE CASCADE", "REPLACE INTO unseen VALUES (1)")]
    [InlineData("pid REFERENCES p ON DELETE CASCADE", "PRAGMA foreign_keys = OFF; REPLACE INTO p VALUES (1, 'a')")]
    [InlineData("pid REFERENCES p ON DELETE CASCADE", "DELETE FROM c; REPLACE INTO p VALUES (1, 'a')")]
    public Task HarmlessReplace_DoesNotTrigger(string schema, string sql) => Run(schema, sql).RunAsync();

    private static SqliteAnalyzerTest Run(string schema, string sql) => Verify.Analyzer(
        $$"""
        class C
        {
            const string Schema = "CREATE TABLE p(id INTEGER PRIMARY KEY, name); CREATE TABLE c({{schema}})";

            void M(Microsoft.Data.Sqlite.SqliteConnection connection)
            {
                using var command = connection.CreateCommand();
                command.CommandText = "{{sql}}";
                command.ExecuteNonQuery();
            }
        }
        """, "SQLD304");
}
