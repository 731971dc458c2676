using Xunit;

namespace SqliteDiscipline.EngineTests.Proofs;

/// <summary>A parent in use is not deleted.</summary>
public sealed class SQLD303Proof
{
    [Fact]
    public async Task SQLD303_ParentInUseIsNotDeleted()
    {
        using var proof = SchemaScenario.Of(
            "CREATE TABLE p(id INTEGER PRIMARY KEY); CREATE TABLE c(pid REFERENCES p);", "INSERT INTO p VALUES (1); INSERT INTO c VALUES (1);", "DELETE FROM p WHERE id = 1");
        await proof.IsFlagged("SQLD303", times: 1);
        await proof.Does("SQLite Error 19: 'FOREIGN KEY constraint failed'.");
    }
}
