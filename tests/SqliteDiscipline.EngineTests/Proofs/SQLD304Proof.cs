using Xunit;

namespace SqliteDiscipline.EngineTests.Proofs;

/// <summary>A replaced parent has lost its children; an upserted one has not.</summary>
public sealed class SQLD304Proof
{
    [Fact]
    public async Task SQLD304_ReplaceDeletesTheChildren_AnUpsertDoesNot()
    {
        const string Schema = "CREATE TABLE p(id INTEGER PRIMARY KEY, name); CREATE TABLE c(pid REFERENCES p ON DELETE CASCADE);";
        const string Rows = "INSERT INTO p VALUES (1, 'a'); INSERT INTO c VALUES (1);";
        const string Children = "; SELECT 0, 0, 0, count(*) || ' children' FROM c";
        using var replaced = SchemaScenario.Of(Schema, Rows, "REPLACE INTO p VALUES (1, 'b')" + Children);
        await replaced.IsFlagged("SQLD304", times: 1);
        await replaced.Does("0 children");

        using var upserted = SchemaScenario.Of(Schema, Rows, "INSERT INTO p VALUES (1, 'b') ON CONFLICT (id) DO UPDATE SET name = excluded.name" + Children);
        await upserted.IsFlagged("SQLD304", times: 0);
        await upserted.Does("1 children");
    }
}
