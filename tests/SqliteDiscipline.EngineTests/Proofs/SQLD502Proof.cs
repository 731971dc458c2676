using Xunit;

namespace SqliteDiscipline.EngineTests.Proofs;

/// <summary>The table is made, and refuses its first row.</summary>
public sealed class SQLD502Proof
{
    [Fact]
    public async Task SQLD502_NoRowCanBeInserted()
    {
        using var proof = SchemaScenario.Of(
            "CREATE TABLE p(id INTEGER PRIMARY KEY, name); CREATE TABLE c(name REFERENCES p(name));", "INSERT INTO p VALUES (1, 'a');", "INSERT INTO c VALUES ('a')");
        await proof.IsFlagged("SQLD502", times: 1);
        await proof.Does("SQLite Error 1: 'foreign key mismatch - \"c\" referencing \"p\"'.");
    }
}
