using SqliteDiscipline.Analyzers;
using SqliteDiscipline.Analyzers.Sql;
using SqliteDiscipline.Analyzers.Sql.Statements;
using Xunit;

namespace SqliteDiscipline.Tests.Sql;

public sealed class DataStatementTests
{
    [Theory]
    [InlineData("SELECT 1", "")]
    [InlineData("SELECT * FROM a, b AS x, main.c", "a, b, main.c")]
    [InlineData("SELECT * FROM a RIGHT JOIN b FULL OUTER JOIN c", "a, b, c")]
    [InlineData("SELECT a FROM t WHERE x IS DISTINCT FROM y AND z IS NOT DISTINCT FROM w", "t")]
    [InlineData("SELECT v->'$.a', v->>'$.b' FROM t", "t")]
    [InlineData("SELECT * FROM \"a b\", [c], `d`, 'e'", "a b, c, d, e")]
    [InlineData("SELECT x IN t1, y NOT IN main.t2, z IN f(1), w IN (1, 2) FROM t", "t1, main.t2, t")]
    [InlineData("SELECT * FROM generate_series(1, 2) AS s, t", "t")]
    [InlineData("WITH a AS (SELECT * FROM b), b AS (SELECT * FROM c) SELECT * FROM a", "c")]
    [InlineData("SELECT * FROM a WHERE x = (WITH a AS (SELECT 1) SELECT * FROM a)", "a")]
    [InlineData("SELECT with, recursive FROM with", "with")]
    [InlineData("SELECT * FROM {}", "…")]
    [InlineData("SELECT * FROM log_{} JOIN \"{}\"", "…, …")]
    [InlineData("SELECT * FROM t WHERE x IN {}", "t")]
    [InlineData("VALUES (1), ((SELECT a FROM b))", "b")]
    public void Select_NamesWhatItReads(string text, string reads)
    {
        var select = SqlTestText.Read<SelectStatement>(text);

        Assert.Equal(reads, string.Join(", ", select.Reads.Items));
        Assert.True(select.ReturnsRows);
        Assert.False(select.WritesMainFile);
    }

    [Fact]
    public void TableNames_HaveTheirPositions()
    {
        SqlText text = "SELECT 1; DELETE FROM main . \"a b\" WHERE id = 5";
        var delete = Assert.IsType<DeleteStatement>(SqlReader.Read(text)[1]);

        Assert.Equal("main . \"a b\"", text[delete.Target.Span]);
        Assert.Equal("\"a b\"", text[delete.Target.Name.Span]);
        Assert.Equal("id = 5", text[delete.Where!.Value]);
        Assert.Equal("DELETE", text[delete.Site.Keyword]);
    }

    [Theory]
    [InlineData("INSERT INTO t VALUES (1)", nameof(ConflictAction.None), "", "", false)]
    [InlineData("INSERT OR REPLACE INTO t(a, \"b\") VALUES (1, 2)", nameof(ConflictAction.Replace), "OR REPLACE", "a b", false)]
    [InlineData("REPLACE INTO t(a) SELECT 1", nameof(ConflictAction.Replace), "REPLACE", "a", false)]
    [InlineData("INSERT OR IGNORE INTO t DEFAULT VALUES", nameof(ConflictAction.Ignore), "OR IGNORE", "", false)]
    [InlineData("INSERT INTO t AS x(a) VALUES (1) ON CONFLICT (a) DO UPDATE SET a = 1, b = 2", nameof(ConflictAction.None), "", "a", true)]
    [InlineData("INSERT INTO t(a) SELECT 1 FROM t JOIN t ON conflict = 1", nameof(ConflictAction.None), "", "a", false)]
    public void Insert_TellsItsConflictAndColumns(string text, string conflict, string conflictText, string columns, bool hasUpsert)
    {
        var insert = SqlTestText.Read<InsertStatement>(text);

        Assert.Equal("t", insert.Target.Name.Value);
        Assert.Equal((conflict, conflictText), (insert.Conflict.ToString(), text.Substring(insert.ConflictSpan.Start, insert.ConflictSpan.Length)));
        Assert.Equal(columns, string.Join(" ", insert.Columns.Items));
        Assert.Equal(hasUpsert, insert.HasUpsert);
        Assert.True(insert.WritesMainFile);
    }

    /// <summary>The WITH of the INSERT knows nothing of that of its query.</summary>
    [Theory]
    [InlineData("WITH a AS (SELECT * FROM g) INSERT INTO t WITH g(c) AS (SELECT 1) SELECT * FROM a, g", "g")]
    [InlineData("WITH a AS (SELECT * FROM g), g AS (SELECT 1) INSERT INTO t SELECT * FROM a, g", "")]
    public void Insert_NamesWhatItReads(string text, string reads) => Assert.Equal(reads, string.Join(", ", SqlTestText.Read<InsertStatement>(text).Reads.Items));

    [Theory]
    [InlineData("UPDATE t SET a = 1", "a", null)]
    [InlineData("UPDATE t SET a = f(1, 2), (b, \"c\") = (SELECT 1, 2), d = x IS DISTINCT FROM y WHERE a = 1 RETURNING b", "a b c d", "a = 1")]
    [InlineData("UPDATE t AS x SET a = u.a FROM u, v WHERE 1 ORDER BY a LIMIT 5", "a", "1")]
    public void Update_TellsItsColumns(string text, string columns, string? where)
    {
        var update = SqlTestText.Read<UpdateStatement>(text);

        Assert.Equal(columns, string.Join(" ", update.Columns.Items));
        Assert.Equal(where, update.Where is { } span ? text.Substring(span.Start, span.Length) : null);
    }

    [Theory]
    [InlineData("DELETE FROM {} WHERE id = {}", null)]
    [InlineData("DELETE FROM \"{}\"", null)]
    [InlineData("DELETE FROM t_{}", null)]
    [InlineData("DELETE FROM t WHERE {}", "t")]
    public void Hole_AsTarget_IsSomeTable(string text, string? table) => Assert.Equal(table, SqlTestText.Read<DeleteStatement>(text).Target.Name.Value);

    [Theory]
    [InlineData("DELETE FROM t", false, true)]
    [InlineData("DELETE FROM t RETURNING id", true, true)]
    [InlineData("DELETE FROM temp.t", false, false)]
    [InlineData("DELETE FROM other.t", false, false)]
    [InlineData("EXPLAIN DELETE FROM t", true, false)]
    [InlineData("WITH a AS (SELECT 1) INSERT INTO main.t SELECT * FROM a", false, true)]
    [InlineData("SELECT 1", true, false)]
    [InlineData("BEGIN IMMEDIATE", false, false)]
    [InlineData("VACUUM", false, true)]
    [InlineData("VACUUM INTO 'x'", false, false)]
    [InlineData("CREATE TEMP TABLE t(a)", false, false)]
    [InlineData("CREATE TABLE temp.t(a)", false, false)]
    [InlineData("CREATE TABLE t(a)", false, true)]
    [InlineData("DROP TABLE t", false, true)]
    [InlineData("ALTER TABLE t ADD a", false, true)]
    [InlineData("ANALYZE", false, true)]
    [InlineData("REINDEX other.i", false, false)]
    [InlineData("ATTACH 'a' AS b", false, false)]
    [InlineData("SELEC 1", null, false)]
    public void Statement_TellsWhetherItAnswersAndWrites(string text, bool? returnsRows, bool writes)
    {
        var statement = Assert.Single(SqlReader.Read(text));

        Assert.Equal((returnsRows, writes), (statement.ReturnsRows, statement.WritesMainFile));
    }

    [Theory]
    [InlineData("DELETE")]
    [InlineData("DELETE FROM")]
    [InlineData("DELETE FROM WHERE x")]
    [InlineData("DELETE t")]
    [InlineData("INSERT t VALUES (1)")]
    [InlineData("UPDATE SET a = 1")]
    [InlineData("WITH a AS (SELECT 1)")]
    [InlineData("{} FROM t")]
    [InlineData("{}")]
    [InlineData("(SELECT 1)")]
    [InlineData("EXPLAIN")]
    [InlineData("CREATE TEMP INDEX i ON t(a)")]
    [InlineData("CREATE {} t(a)")]
    [InlineData("BEGIN NOW")]
    [InlineData("COMMIT {}")]
    public void WhatCannotBeTold_IsUnknown(string text) => SqlTestText.Read<UnknownStatement>(text);

    [Theory]
    [InlineData("BEGIN", nameof(TransactionMode.Deferred))]
    [InlineData("BEGIN DEFERRED TRANSACTION", nameof(TransactionMode.Deferred))]
    [InlineData("begin immediate", nameof(TransactionMode.Immediate))]
    [InlineData("BEGIN EXCLUSIVE TRANSACTION x", nameof(TransactionMode.Exclusive))]
    public void Begin_TellsItsMode(string text, string mode) => Assert.Equal(mode, SqlTestText.Read<BeginStatement>(text).Mode.ToString());

    [Fact]
    public void Savepoints_AreNamed()
    {
        Assert.Equal("a b", SqlTestText.Read<SavepointStatement>("SAVEPOINT \"a b\"").Name.Value);
        Assert.Equal("a", SqlTestText.Read<ReleaseStatement>("RELEASE a").Name.Value);
        Assert.Equal("a", SqlTestText.Read<RollbackStatement>("ROLLBACK TO SAVEPOINT a").Savepoint?.Value);
        Assert.Null(SqlTestText.Read<RollbackStatement>("ROLLBACK").Savepoint);
        SqlTestText.Read<CommitStatement>("END TRANSACTION");
    }

    [Fact]
    public void Models_CompareByValue() =>
        Assert.Equal(SqlReader.Read("DELETE FROM a; CREATE TABLE t(a REFERENCES b)").ToEquatableArray(), SqlReader.Read("DELETE FROM a; CREATE TABLE t(a REFERENCES b)").ToEquatableArray());
}
