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
        const string Children = "; SELECT 0, 0, 0, (SELECT name FROM p) || ' with ' || count(*) || ' children' FROM c";
        using var replaced = SchemaScenario.Of(Schema, Rows, "REPLACE INTO p VALUES (1, 'b')" + Children);
        await replaced.IsFlagged("SQLD304", times: 1);
        await replaced.Does("b with 0 children");

        await replaced.Fix("SQLD304");
        await replaced.Does("b with 1 children");
    }

    /// <summary>Whatever form the statement has, what the fix makes of it leaves the same row, and the children.</summary>
    [Theory]
    [InlineData("id INTEGER PRIMARY KEY, name", "INSERT OR REPLACE INTO p(name, id) VALUES ('b', 1)")]
    [InlineData("id INTEGER, name, PRIMARY KEY (id)", "INSERT OR REPLACE INTO p VALUES (1, 'b'), (2, 'c')")]
    [InlineData("id UNIQUE, name", "REPLACE INTO p(id, name) SELECT 1, 'b'")]
    [InlineData("[id] INTEGER PRIMARY KEY, [name] UNIQUE", "REPLACE INTO p VALUES (1, 'b')")]
    public async Task SQLD304_TheFixLeavesTheSameRow_WhereItIsOffered(string columns, string sql)
    {
        const string Answer = "; SELECT 0, 0, 0, (SELECT name FROM p WHERE id = 1) || ' with ' || count(*) || ' children' FROM c";
        using var proof = SchemaScenario.Of(
            $"CREATE TABLE p({columns}); CREATE TABLE c(pid REFERENCES p(id) ON DELETE CASCADE);", "INSERT INTO p VALUES (1, 'a'); INSERT INTO c VALUES (1);", sql + Answer);
        await proof.Does("b with 0 children");
        if (columns.Contains("name] UNIQUE", StringComparison.Ordinal) || sql.Contains("SELECT", StringComparison.Ordinal))
        {
            await proof.IsNotFixed("SQLD304");
            return;
        }

        await proof.Fix("SQLD304");
        await proof.Does("b with 1 children");
    }

    /// <summary>A reference that cannot become NULL makes it fail.</summary>
    [Theory]
    [InlineData("SET NULL")]
    [InlineData("SET DEFAULT")]
    public async Task SQLD304_ReplaceFails_WhereTheReferenceIsNeverNull(string action)
    {
        using var proof = SchemaScenario.Of(
            $"CREATE TABLE p(id INTEGER PRIMARY KEY, name); CREATE TABLE c(pid NOT NULL REFERENCES p ON DELETE {action});", "INSERT INTO p VALUES (1, 'a'); INSERT INTO c VALUES (1);",
            "REPLACE INTO p VALUES (1, 'b')");
        await proof.IsFlagged("SQLD304", times: 1);
        await proof.Does("SQLite Error 19: 'NOT NULL constraint failed: c.pid'.");
    }

    /// <summary>Under NO ACTION it fails where the new row has not the key that the old one had; where it has, nothing is the matter.</summary>
    [Theory]
    [InlineData("REFERENCES p(id)", "INSERT OR REPLACE INTO p(name, note) VALUES ('a', 'new')", 1)]
    [InlineData("REFERENCES p(id)", "INSERT OR REPLACE INTO p VALUES (NULL, 'a', 'new')", 1)]
    [InlineData("REFERENCES p(id)", "INSERT OR REPLACE INTO p VALUES (1, 'a', 'new')", 0)]
    [InlineData("REFERENCES p(name)", "INSERT OR REPLACE INTO p(name, note) VALUES ('a', 'new')", 0)]
    public async Task SQLD304_ReplaceFails_WhereTheKeyIsNotGivenBack(string key, string sql, int times)
    {
        using var proof = SchemaScenario.Of(
            $"CREATE TABLE p(id INTEGER PRIMARY KEY, name UNIQUE, note); CREATE TABLE c(pid {key});",
            $"INSERT INTO p VALUES (1, 'a', 'old'); INSERT INTO c VALUES ({(key.Contains("name", StringComparison.Ordinal) ? "'a'" : "1")});",
            sql + "; SELECT 0, 0, 0, note FROM p");
        await proof.IsFlagged("SQLD304", times);
        await proof.Does(times == 0 ? "new" : "SQLite Error 19: 'FOREIGN KEY constraint failed'.");
        if (times > 0 && sql.Contains("(name", StringComparison.Ordinal))
        {
            await proof.Fix("SQLD304");
            await proof.Does("new");
        }
    }

    /// <summary>A generated column is in conflict by what it is computed of; a NULL, or what is computed of a new rowid, by nothing.</summary>
    [Theory]
    [InlineData("folded AS (lower(name)) VIRTUAL UNIQUE", 1, "0 children")]
    [InlineData("folded AS (lower(name)) STORED UNIQUE", 1, "0 children")]
    [InlineData("folded AS (lower(name))); CREATE UNIQUE INDEX u ON p(folded", 1, "0 children")]
    [InlineData("folded AS (lower(slug)) UNIQUE", 0, "1 children")]
    [InlineData("folded AS (id * 2) UNIQUE", 0, "1 children")]
    public async Task SQLD304_WhatIsComputedOfWhatIsGivenIsAKey(string folded, int times, string outcome)
    {
        using var proof = SchemaScenario.Of(
            $"CREATE TABLE p(id INTEGER PRIMARY KEY, name, slug, {folded}); CREATE TABLE c(pid REFERENCES p ON DELETE CASCADE);",
            "INSERT INTO p(id, name) VALUES (1, 'a'); INSERT INTO c VALUES (1);",
            "REPLACE INTO p(name) VALUES ('A'); SELECT 0, 0, 0, count(*) || ' children' FROM c");
        await proof.IsFlagged("SQLD304", times);
        await proof.Does(outcome);
    }

    /// <summary>ON CONFLICT without a key is for all of them, and with one for that alone.</summary>
    [Theory]
    [InlineData("ON CONFLICT DO NOTHING", 0, "1 children")]
    [InlineData("ON CONFLICT(id) DO NOTHING ON CONFLICT(name) DO NOTHING ON CONFLICT(slug) DO NOTHING", 0, "1 children")]
    [InlineData("ON CONFLICT(id) DO NOTHING ON CONFLICT(name) DO NOTHING", 1, "0 children")]
    public async Task SQLD304_WhatAClauseLooksAfterIsNotReplaced(string clauses, int times, string outcome)
    {
        using var proof = SchemaScenario.Of(
            "CREATE TABLE p(id INTEGER PRIMARY KEY, name UNIQUE, slug UNIQUE); CREATE TABLE c(pid REFERENCES p ON DELETE CASCADE);",
            "INSERT INTO p VALUES (1, 'a', 'b'); INSERT INTO c VALUES (1);",
            $"INSERT OR REPLACE INTO p(id, name, slug) VALUES (2, 'x', 'b') {clauses}; SELECT 0, 0, 0, count(*) || ' children' FROM c");
        await proof.IsFlagged("SQLD304", times);
        await proof.Does(outcome);
    }
}
