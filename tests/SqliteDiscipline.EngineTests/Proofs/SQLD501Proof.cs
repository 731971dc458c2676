using Xunit;

namespace SqliteDiscipline.EngineTests.Proofs;

/// <summary>Without an index the plan of a delete scans the child table; with the one that the fix makes it searches.</summary>
public sealed class SQLD501Proof
{
    [Fact]
    public async Task SQLD501_DeleteOfAParentScansTheChildren_UntilThereIsAnIndex()
    {
        using var proof = SchemaScenario.Of(
            "CREATE TABLE p(id INTEGER PRIMARY KEY); CREATE TABLE c(pid INTEGER REFERENCES p)", "SELECT 1", "EXPLAIN QUERY PLAN DELETE FROM p WHERE id = 1");
        await proof.IsFlagged("SQLD501", times: 1);
        await proof.Does("SEARCH TABLE p USING INTEGER PRIMARY KEY (rowid=?); SCAN TABLE c");
        await proof.Fix("SQLD501");
        await proof.Does("SEARCH TABLE p USING INTEGER PRIMARY KEY (rowid=?); SEARCH TABLE c USING COVERING INDEX ix_c_pid (pid=?)");
    }

    [Fact]
    public async Task SQLD501_AnIndexUnderAnotherAffinityWouldNotServe()
    {
        using var proof = SchemaScenario.Of(
            "CREATE TABLE p(id INTEGER PRIMARY KEY); CREATE TABLE c(pid TEXT REFERENCES p); CREATE INDEX i ON c(pid)", "SELECT 1", "EXPLAIN QUERY PLAN DELETE FROM p WHERE id = 1");
        await proof.IsFlagged("SQLD501", times: 0);
        await proof.Does("SEARCH TABLE p USING INTEGER PRIMARY KEY (rowid=?); SCAN TABLE c");
    }
}
