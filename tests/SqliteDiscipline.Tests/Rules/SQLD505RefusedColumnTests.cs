using Xunit;

namespace SqliteDiscipline.Tests.Rules;

public sealed class SQLD505RefusedColumnTests
{
    [Theory]
    [InlineData("[|a TEXT NOT NULL|]")]
    [InlineData("COLUMN [|a TEXT NOT NULL DEFAULT NULL|]")]
    [InlineData("[|a INTEGER PRIMARY KEY|]")]
    [InlineData("[|a UNIQUE|]")]
    [InlineData("[|a DEFAULT CURRENT_TIMESTAMP|]")]
    [InlineData("[|a NOT NULL DEFAULT (datetime('now'))|]")]
    [InlineData("[|a NOT NULL DEFAULT (CAST(CURRENT_DATE AS TEXT))|]")]
    [InlineData("[|a DEFAULT (b)|]")]
    [InlineData("[|a DEFAULT ('x' || 'y')|]")]
    [InlineData("[|a REFERENCES t(id) DEFAULT 1|]")]
    [InlineData("[|a AS (1) STORED|]")]
    public Task RefusedColumn_Triggers(string column) => Adding(column).RunAsync();

    [Theory]
    [InlineData("a")]
    [InlineData("a TEXT NOT NULL DEFAULT ''")]
    [InlineData("a NOT NULL DEFAULT (-1)")]
    [InlineData("a NOT NULL DEFAULT (CAST(0 AS INTEGER))")]
    [InlineData("a NOT NULL DEFAULT (-((0)))")]
    [InlineData("a NOT NULL DEFAULT (true)")]
    [InlineData("a REFERENCES t(id)")]
    [InlineData("a REFERENCES t(id) DEFAULT NULL")]
    [InlineData("a AS (1)")]
    [InlineData("a TEXT NOT NULL AS (1) VIRTUAL")]
    [InlineData("a CHECK (a <> '')")]
    public Task ColumnThatCanBeAdded_DoesNotTrigger(string column) => Adding(column).RunAsync();

    [Fact]
    public Task DefaultThatAHoleHides_DoesNotTrigger() =>
        Verify.Analyzer("class C { string S(string d) => $\"ALTER TABLE t ADD COLUMN a NOT NULL DEFAULT {d}\" + $\"; ALTER TABLE t ADD COLUMN b NOT NULL {d}\"; }", "SQLD505").RunAsync();

    [Theory]
    [InlineData("CREATE TABLE q(a); ALTER TABLE q ADD COLUMN b NOT NULL")]
    [InlineData("CREATE TABLE q(a); CREATE TABLE r(a); INSERT INTO r VALUES (1); ALTER TABLE q ADD COLUMN b DEFAULT CURRENT_TIMESTAMP")]
    [InlineData("DELETE FROM t; ALTER TABLE t ADD COLUMN b REFERENCES t(id) DEFAULT 1")]
    public Task TableWithoutRows_DoesNotTrigger(string sql) => Verify.Analyzer($"class C {{ const string Sql = \"{sql}\"; }}", "SQLD505").RunAsync();

    [Theory]
    [InlineData("CREATE TABLE IF NOT EXISTS q(a); ALTER TABLE q ADD COLUMN [|b NOT NULL|]")]
    [InlineData("CREATE TABLE q(a); INSERT INTO q VALUES (1); ALTER TABLE q ADD COLUMN [|b NOT NULL|]")]
    [InlineData("CREATE TABLE q AS SELECT 1 AS a; ALTER TABLE q ADD COLUMN [|b NOT NULL|]")]
    [InlineData("CREATE TABLE q(a); ALTER TABLE q ADD COLUMN [|b UNIQUE|]")]
    [InlineData("DELETE FROM t WHERE id > 1; ALTER TABLE t ADD COLUMN [|b NOT NULL|]")]
    public Task TableThatMayHaveRows_Triggers(string sql) => Verify.Analyzer($"class C {{ const string Sql = \"{sql}\"; }}", "SQLD505").RunAsync();

    [Theory]
    [InlineData("class C { const string Sql = \"PRAGMA foreign_keys = OFF; ALTER TABLE t ADD a REFERENCES t(id) DEFAULT 1\"; }")]
    [InlineData("class C { void M() { Run(\"PRAGMA foreign_keys=0\"); Run(\"ALTER TABLE t ADD a REFERENCES t(id) DEFAULT 1\"); } void Run(string sql) { } }")]
    public Task ForeignKeyWhileTheyAreOff_DoesNotTrigger(string code) => Verify.Analyzer(code, "SQLD505").RunAsync();

    [Fact]
    public Task ForeignKeyWithTheDatabaseSaysOff_DoesNotTrigger() => Verify.Analyzer("""
        using SqliteDiscipline;
        [SqliteConnectionFactory, SqliteDatabase("app", "app.db", ForeignKeys = false)]
        static partial class Databases { const string Sql = "ALTER TABLE t ADD a REFERENCES t(id) DEFAULT 1"; }
        """, "SQLD505").RunAsync();

    private static SqliteAnalyzerTest Adding(string column) => Verify.Analyzer($"class C {{ const string Sql = \"ALTER TABLE t ADD {column}\"; }}", "SQLD505");
}
