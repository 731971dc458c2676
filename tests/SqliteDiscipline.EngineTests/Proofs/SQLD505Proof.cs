using Xunit;

namespace SqliteDiscipline.EngineTests.Proofs;

/// <summary>Each of them is refused on a table with a row; what is not flagged is taken.</summary>
public sealed class SQLD505Proof
{
    [Theory]
    [InlineData("a TEXT NOT NULL", "Cannot add a NOT NULL column with default value NULL")]
    [InlineData("a INTEGER PRIMARY KEY", "Cannot add a PRIMARY KEY column")]
    [InlineData("a UNIQUE", "Cannot add a UNIQUE column")]
    [InlineData("a DEFAULT CURRENT_TIMESTAMP", "Cannot add a column with non-constant default")]
    [InlineData("a DEFAULT (abs(1))", "Cannot add a column with non-constant default")]
    [InlineData("a DEFAULT (CAST(CURRENT_DATE AS TEXT))", "Cannot add a column with non-constant default")]
    [InlineData("a DEFAULT (id)", "default value of column [a] is not constant")]
    [InlineData("a AS (1) STORED", "cannot add a STORED column")]
    [InlineData("a REFERENCES t(id) DEFAULT 1", "Cannot add a REFERENCES column with non-NULL default value")]
    public async Task SQLD505_FlaggedColumnsAreRefused(string column, string error)
    {
        using var proof = Adding(column);
        await proof.IsFlagged("SQLD505", times: 1);
        await proof.Does($"SQLite Error 1: '{error}'.");
    }

    [Theory]
    [InlineData("a TEXT NOT NULL DEFAULT ''")]
    [InlineData("a REFERENCES t(id)")]
    [InlineData("a AS (1)")]
    [InlineData("a NOT NULL DEFAULT (-1)")]
    [InlineData("a NOT NULL DEFAULT (CAST(-1 AS VARCHAR(10)))")]
    [InlineData("a NOT NULL DEFAULT (-(('1')))")]
    [InlineData("a NOT NULL DEFAULT (true)")]
    public async Task SQLD505_OthersAreTaken(string column)
    {
        using var proof = Adding(column);
        await proof.IsFlagged("SQLD505", times: 0);
        await proof.Does("done");
    }

    /// <summary>A table that the text itself has made or emptied takes them all.</summary>
    [Theory]
    [InlineData("CREATE TABLE q(a); BEGIN; ALTER TABLE q ADD COLUMN b NOT NULL; COMMIT")]
    [InlineData("CREATE TABLE q(a); CREATE TRIGGER w AFTER INSERT ON q BEGIN SELECT 1; END; ALTER TABLE q RENAME TO r; ALTER TABLE r ADD COLUMN b NOT NULL")]
    [InlineData("DROP TABLE IF EXISTS t; CREATE TABLE IF NOT EXISTS t(a); UPDATE t SET a = 1; ALTER TABLE t ADD COLUMN b AS (a + 1) STORED")]
    [InlineData("CREATE TABLE q(a); SAVEPOINT s; INSERT INTO q VALUES (1); ROLLBACK TO s; ALTER TABLE q ADD COLUMN b DEFAULT CURRENT_TIMESTAMP; RELEASE s")]
    public async Task SQLD505_EmptyTablesTakeThem(string statements)
    {
        using var proof = SchemaScenario.Of("CREATE TABLE t(id INTEGER PRIMARY KEY);", "INSERT INTO t VALUES (1);", statements);
        await proof.IsFlagged("SQLD505", times: 0);
        await proof.Does("done");
    }

    private static Proof Adding(string column) => SchemaScenario.Of("CREATE TABLE t(id INTEGER PRIMARY KEY);", "INSERT INTO t VALUES (1);", $"ALTER TABLE t ADD COLUMN {column}");
}
