using Xunit;

namespace SqliteDiscipline.EngineTests.Proofs;

/// <summary>A rebuilt table has lost its children, or is not rebuilt at all; with enforcement off meanwhile neither.</summary>
public sealed class SQLD305Proof
{
    [Fact]
    public async Task SQLD305_ARebuildLosesTheChildren_UnlessEnforcementIsOff()
    {
        const string Rows = "INSERT INTO p VALUES (1); INSERT INTO c VALUES (1);";
        const string Rebuild = "CREATE TABLE n(id INTEGER PRIMARY KEY, name); INSERT INTO n(id) SELECT id FROM p; DROP TABLE p; ALTER TABLE n RENAME TO p";
        const string Children = "; SELECT 0, 0, 0, count(*) || ' children' FROM c";
        using var cascading = SchemaScenario.Of("CREATE TABLE p(id INTEGER PRIMARY KEY); CREATE TABLE c(pid REFERENCES p ON DELETE CASCADE);", Rows, Rebuild + Children);
        await cascading.IsFlagged("SQLD305", times: 1);
        await cascading.Does("0 children");

        using var refused = SchemaScenario.Of("CREATE TABLE p(id INTEGER PRIMARY KEY); CREATE TABLE c(pid REFERENCES p);", Rows, Rebuild + Children);
        await refused.IsFlagged("SQLD305", times: 1);
        await refused.Does("SQLite Error 19: 'FOREIGN KEY constraint failed'.");

        using var off = SchemaScenario.Of(
            "CREATE TABLE p(id INTEGER PRIMARY KEY); CREATE TABLE c(pid REFERENCES p ON DELETE CASCADE);", Rows, "PRAGMA foreign_keys = OFF; " + Rebuild + "; PRAGMA foreign_keys = ON" + Children);
        await off.IsFlagged("SQLD305", times: 0);
        await off.Does("1 children");
    }
}
