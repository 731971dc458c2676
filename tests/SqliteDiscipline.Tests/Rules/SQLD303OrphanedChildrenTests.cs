using Xunit;

namespace SqliteDiscipline.Tests.Rules;

public sealed class SQLD303OrphanedChildrenTests
{
    [Theory]
    [InlineData("[|DELETE FROM p WHERE id = 1|]")]
    [InlineData("[|DELETE FROM p|]; DELETE FROM other")]
    public Task ParentWithoutItsChildren_Triggers(string sql) => Run(sql).RunAsync();

    [Theory]
    [InlineData("DELETE FROM c; DELETE FROM p")]
    [InlineData("DELETE FROM p WHERE id NOT IN (SELECT pid FROM c)")]
    [InlineData("DELETE FROM p; DELETE FROM c")]
    [InlineData("UPDATE c SET pid = NULL; DELETE FROM p")]
    [InlineData("DELETE FROM q")]
    [InlineData("DELETE FROM other")]
    public Task ChildrenThatGo_DoNotTrigger(string sql) => Run(sql).RunAsync();

    private static SqliteAnalyzerTest Run(string sql) => Verify.Analyzer(
        $$"""
        class C
        {
            const string Schema = "CREATE TABLE p(id INTEGER PRIMARY KEY); CREATE TABLE c(pid REFERENCES p); CREATE TABLE q(id INTEGER PRIMARY KEY); CREATE TABLE d(qid REFERENCES q ON DELETE CASCADE)";

            void M(Microsoft.Data.Sqlite.SqliteConnection connection)
            {
                using var command = connection.CreateCommand();
                command.CommandText = "{{sql}}";
                command.ExecuteNonQuery();
            }
        }
        """, "SQLD303");
}
