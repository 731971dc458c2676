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

    /// <summary>Neither an index that leaves rows out nor one under another collation than the parent's serves; the one of the fix does.</summary>
    [Theory]
    [InlineData("id INTEGER PRIMARY KEY", "pid INTEGER REFERENCES p, gone", "CREATE INDEX i ON c(pid) WHERE gone IS NULL")]
    [InlineData("id INTEGER PRIMARY KEY", "pid INTEGER REFERENCES p", "CREATE INDEX ix_c_pid ON c(pid COLLATE NOCASE)")]
    [InlineData("id TEXT PRIMARY KEY", "pid TEXT COLLATE NOCASE REFERENCES p", "CREATE INDEX ix_c_pid ON c(pid)")]
    [InlineData("id TEXT COLLATE NOCASE PRIMARY KEY", "pid TEXT REFERENCES p ON DELETE CASCADE", "CREATE INDEX ix_c_pid ON c(pid)")]
    public async Task SQLD501_AnIndexThatDoesNotServeIsNone(string parent, string child, string index)
    {
        using var proof = SchemaScenario.Of($"CREATE TABLE p({parent}); CREATE TABLE c({child}); {index}", "SELECT 1", "EXPLAIN QUERY PLAN DELETE FROM p");
        await proof.IsFlagged("SQLD501", times: 1);
        await proof.Does("SCAN TABLE p; SCAN TABLE c");
        await proof.Fix("SQLD501");
        var made = index.Contains("ix_c_pid", StringComparison.Ordinal) ? "ix_c_pid_2" : "ix_c_pid";
        await proof.Does($"SCAN TABLE p; SEARCH TABLE c USING COVERING INDEX {made} (pid=?)");
    }

    [Theory]
    [InlineData("id INTEGER PRIMARY KEY", "pid INTEGER REFERENCES p", "CREATE INDEX i ON c(pid) WHERE (pid NOTNULL)")]
    [InlineData("id INTEGER PRIMARY KEY", "pid INTEGER COLLATE NOCASE REFERENCES p", "CREATE INDEX i ON c(pid)")]
    [InlineData("id TEXT COLLATE NOCASE PRIMARY KEY", "pid TEXT REFERENCES p", "CREATE INDEX i ON c(pid COLLATE NOCASE)")]
    public async Task SQLD501_OneThatServesIsNotFlagged(string parent, string child, string index)
    {
        using var proof = SchemaScenario.Of($"CREATE TABLE p({parent}); CREATE TABLE c({child}); {index}", "SELECT 1", "EXPLAIN QUERY PLAN DELETE FROM p");
        await proof.IsFlagged("SQLD501", times: 0);
        await proof.Does("SCAN TABLE p; SEARCH TABLE c USING COVERING INDEX i (pid=?)");
    }
}
