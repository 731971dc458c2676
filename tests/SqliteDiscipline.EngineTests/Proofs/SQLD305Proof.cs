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

    /// <summary>Renamed away first, the table takes the foreign keys of its children along, enforced or not.</summary>
    [Fact]
    public async Task SQLD305_AParentThatIsRenamedAway_TakesTheForeignKeysAlong()
    {
        const string Schema = "CREATE TABLE p(id INTEGER PRIMARY KEY); CREATE TABLE c(pid REFERENCES p);";
        const string Rows = "INSERT INTO p VALUES (1); INSERT INTO c VALUES (1);";
        const string Rebuild = "ALTER TABLE p RENAME TO old; CREATE TABLE p(id INTEGER PRIMARY KEY, name); INSERT INTO p(id) SELECT id FROM old; DROP TABLE old";
        using var refused = SchemaScenario.Of(Schema, Rows, Rebuild);
        await refused.IsFlagged("SQLD305", times: 1);
        await refused.Does("SQLite Error 19: 'FOREIGN KEY constraint failed'.");

        using var off = SchemaScenario.Of(Schema, Rows, $"PRAGMA foreign_keys = OFF; {Rebuild}; PRAGMA foreign_keys = ON; INSERT INTO c VALUES (1)");
        await off.IsFlagged("SQLD305", times: 1);
        await off.Does("SQLite Error 1: 'no such table: main.old'.");

        using var newFirst = SchemaScenario.Of(
            Schema, Rows, "PRAGMA foreign_keys = OFF; CREATE TABLE n(id INTEGER PRIMARY KEY, name); INSERT INTO n(id) SELECT id FROM p; DROP TABLE p; ALTER TABLE n RENAME TO p; "
            + "PRAGMA foreign_keys = ON; INSERT INTO c VALUES (1); SELECT 0, 0, 0, count(*) || ' children' FROM c");
        await newFirst.IsFlagged("SQLD305", times: 0);
        await newFirst.Does("2 children");
    }

    /// <summary>Put off to the end of the transaction, it fails there, though the new table has all the rows; rows that are put in under the name count.</summary>
    [Theory]
    [InlineData("pid REFERENCES p", "PRAGMA defer_foreign_keys = ON; CREATE TABLE n(id INTEGER PRIMARY KEY, name); INSERT INTO n(id) SELECT id FROM p; DROP TABLE p; ALTER TABLE n RENAME TO p", 1)]
    [InlineData("pid REFERENCES p DEFERRABLE INITIALLY DEFERRED", "CREATE TABLE n(id INTEGER PRIMARY KEY, name); INSERT INTO n(id) SELECT id FROM p; DROP TABLE p; ALTER TABLE n RENAME TO p", 1)]
    [InlineData("pid REFERENCES p DEFERRABLE INITIALLY DEFERRED", "ALTER TABLE p RENAME TO old; CREATE TABLE p(id INTEGER PRIMARY KEY, name); INSERT INTO p(id) SELECT id FROM old; DROP TABLE old", 1)]
    [InlineData("pid REFERENCES p", "PRAGMA defer_foreign_keys = ON; CREATE TEMP TABLE k AS SELECT id FROM p; DROP TABLE p; CREATE TABLE p(id INTEGER PRIMARY KEY, name); INSERT INTO p(id) SELECT id FROM k", 0)]
    public async Task SQLD305_PutOffToTheCommit_ItFailsThere(string key, string rebuild, int times)
    {
        using var proof = SchemaScenario.Of(
            $"CREATE TABLE p(id INTEGER PRIMARY KEY); CREATE TABLE c({key});", "INSERT INTO p VALUES (1); INSERT INTO c VALUES (1);",
            $"BEGIN; {rebuild}; COMMIT; SELECT 0, 0, 0, count(*) || ' rows' FROM c JOIN p ON id = pid");
        await proof.IsFlagged("SQLD305", times);
        await proof.Does(times == 0 ? "1 rows" : "SQLite Error 19: 'FOREIGN KEY constraint failed'.");
    }
}
