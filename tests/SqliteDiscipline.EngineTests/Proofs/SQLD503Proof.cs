using Xunit;

namespace SqliteDiscipline.EngineTests.Proofs;

/// <summary>The table is made, and refuses its first row.</summary>
public sealed class SQLD503Proof
{
    [Fact]
    public async Task SQLD503_NoRowCanBeInserted()
    {
        using var table = SchemaScenario.Of("CREATE TABLE c(pid REFERENCES p);", "SELECT 1;", "INSERT INTO c VALUES (1)");
        await table.IsFlagged("SQLD503", times: 1);
        await table.Does("SQLite Error 1: 'no such table: main.p'.");

        using var column = SchemaScenario.Of("CREATE TABLE p(id INTEGER PRIMARY KEY); CREATE TABLE c(pid REFERENCES p(uid));", "INSERT INTO p VALUES (1);", "INSERT INTO c VALUES (1)");
        await column.IsFlagged("SQLD503", times: 1);
        await column.Does("SQLite Error 1: 'foreign key mismatch - \"c\" referencing \"p\"'.");
    }

    /// <summary>Not even one that refers to nothing; and nothing can be deleted from a parent without the column.</summary>
    [Theory]
    [InlineData("CREATE TABLE c(pid REFERENCES p);", "INSERT INTO c VALUES (NULL)", "no such table: main.p")]
    [InlineData("CREATE TABLE p(id INTEGER PRIMARY KEY); CREATE TABLE c(pid REFERENCES p(uid));", "INSERT INTO c VALUES (NULL)", "foreign key mismatch - \"c\" referencing \"p\"")]
    [InlineData("CREATE TABLE p(id INTEGER PRIMARY KEY); CREATE TABLE c(pid REFERENCES p(uid));", "DELETE FROM p", "foreign key mismatch - \"c\" referencing \"p\"")]
    public async Task SQLD503_EveryRowIsRefused(string schema, string statement, string error)
    {
        using var proof = SchemaScenario.Of(schema, "SELECT 1;", statement);
        await proof.IsFlagged("SQLD503", times: 1);
        await proof.Does($"SQLite Error 1: '{error}'.");
    }
}
