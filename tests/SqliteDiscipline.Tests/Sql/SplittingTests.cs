using SqliteDiscipline.Analyzers.Sql;
using SqliteDiscipline.Analyzers.Sql.Statements;
using Xunit;

namespace SqliteDiscipline.Tests.Sql;

public sealed class SplittingTests
{
    private const string Trigger = "CREATE TRIGGER t AFTER INSERT ON a BEGIN DELETE FROM b; SELECT CASE WHEN 1 THEN 2 END; END";

    [Theory]
    [InlineData("", "")]
    [InlineData(";", "")]
    [InlineData(" ; -- a\n ; /* b */ ", "")]
    [InlineData("-- SELECT 1;", "")]
    [InlineData("SELECT 1", "SELECT 1")]
    [InlineData("SELECT 1;", "SELECT 1")]
    [InlineData("SELECT 1;SELECT 2", "SELECT 1|SELECT 2")]
    [InlineData("SELECT 1;;; SELECT 2 ; ", "SELECT 1|SELECT 2")]
    [InlineData("SELECT ';'; SELECT \";\"; SELECT [;]; SELECT `;`", "SELECT ';'|SELECT \";\"|SELECT [;]|SELECT `;`")]
    [InlineData("SELECT 1 -- ;\n; SELECT 2 /* ; */;", "SELECT 1|SELECT 2")]
    [InlineData("SELECT $a(;); SELECT 2", "SELECT $a(;)|SELECT 2")]
    [InlineData("SELECT 'a; SELECT 2", "SELECT 'a; SELECT 2")]
    [InlineData("SELECT 1 /* ; SELECT 2", "SELECT 1")]
    [InlineData("SELECT 1;\0 SELECT 2", "SELECT 1")]
    [InlineData("SELECT (1; SELECT 2", "SELECT (1|SELECT 2")]
    [InlineData("BEGIN; END; BEGIN; COMMIT", "BEGIN|END|BEGIN|COMMIT")]
    [InlineData(Trigger + "; SELECT 1", Trigger + "|SELECT 1")]
    [InlineData("EXPLAIN " + Trigger + "; SELECT 1", "EXPLAIN " + Trigger + "|SELECT 1")]
    [InlineData("EXPLAIN QUERY PLAN " + Trigger + "; SELECT 1", "EXPLAIN QUERY PLAN " + Trigger + "|SELECT 1")]
    [InlineData("create temp trigger t delete on a begin select 1; end; select 2", "create temp trigger t delete on a begin select 1; end|select 2")]
    [InlineData("CREATE TRIGGER begin INSERT ON begin BEGIN SELECT 1; END; SELECT 2", "CREATE TRIGGER begin INSERT ON begin BEGIN SELECT 1; END|SELECT 2")]
    [InlineData("CREATE TRIGGER t UPDATE OF begin ON a WHEN new.begin > begin BEGIN SELECT 1; END; SELECT 2", "CREATE TRIGGER t UPDATE OF begin ON a WHEN new.begin > begin BEGIN SELECT 1; END|SELECT 2")]
    [InlineData("CREATE TRIGGER t DELETE ON a FOR EACH ROW WHEN old.x IS NOT NULL BEGIN SELECT 1; END; SELECT 2", "CREATE TRIGGER t DELETE ON a FOR EACH ROW WHEN old.x IS NOT NULL BEGIN SELECT 1; END|SELECT 2")]
    [InlineData("CREATE TRIGGER t DELETE ON a WHEN (SELECT begin FROM x) BEGIN SELECT end; END; SELECT 2", "CREATE TRIGGER t DELETE ON a WHEN (SELECT begin FROM x) BEGIN SELECT end; END|SELECT 2")]
    [InlineData("CREATE TRIGGER t DELETE ON a BEGIN SELECT 1; SELECT 2", "CREATE TRIGGER t DELETE ON a BEGIN SELECT 1; SELECT 2")]
    [InlineData("CREATE TRIGGER t DELETE ON a; SELECT 2", "CREATE TRIGGER t DELETE ON a|SELECT 2")]
    [InlineData("CREATE TABLE trigger(begin); SELECT 2", "CREATE TABLE trigger(begin)|SELECT 2")]
    [InlineData("CREATE VIRTUAL TABLE t USING m(a; b (;) c); SELECT 2", "CREATE VIRTUAL TABLE t USING m(a; b (;) c)|SELECT 2")]
    [InlineData("{}; SELECT 2", "{}|SELECT 2")]
    [InlineData("SELECT 1; {}", "SELECT 1|{}")]
    public void Statements_EndWherePrepareEndsThem(string text, string expected)
    {
        var sql = SqlTestText.WithHoles(text);
        var found = SqlReader.Read(sql).Select(statement => sql[statement.Site.Span].Replace("\uFFFC", "{}", StringComparison.Ordinal));

        Assert.Equal(expected.Split('|', StringSplitOptions.RemoveEmptyEntries), found);
    }

    [Fact]
    public void FullSpans_TileTheText()
    {
        SqlText text = " ;; SELECT 1 /* a */ ; -- b\n PRAGMA x;  COMMIT -- c";
        var statements = SqlReader.Read(text);

        Assert.Equal([" ;; SELECT 1 /* a */ ;", " -- b\n PRAGMA x;", "  COMMIT -- c"], statements.Select(s => text[s.Site.FullSpan]));
        Assert.Equal([true, true, false], statements.Select(s => s.Site.IsTerminated));
    }

    [Theory]
    [InlineData("EXPLAIN QUERY PLAN BEGIN", "EXPLAIN", "BEGIN", nameof(ExplainKind.QueryPlan))]
    [InlineData("EXPLAIN BEGIN", "EXPLAIN", "BEGIN", nameof(ExplainKind.Program))]
    [InlineData("BEGIN", "BEGIN", "BEGIN", nameof(ExplainKind.None))]
    [InlineData("WITH a(x) AS (SELECT 1), b AS NOT MATERIALIZED (SELECT ';)') DELETE FROM c", "WITH", "DELETE", nameof(ExplainKind.None))]
    [InlineData("WITH a AS (SELECT 1", "WITH", "WITH", nameof(ExplainKind.None))]
    [InlineData("EXPLAIN", "EXPLAIN", "EXPLAIN", nameof(ExplainKind.Program))]
    public void Site_HasFirstWordAndVerb(string text, string firstWord, string verb, string explain)
    {
        SqlText sql = text;
        var site = SqlReader.Read(sql).Single().Site;

        Assert.Equal(firstWord, sql[site.FirstWord]);
        Assert.Equal(verb, sql[site.Keyword]);
        Assert.Equal(explain, site.Explain.ToString());
    }

    [Theory]
    [InlineData("SELECT 1", false, false)]
    [InlineData("SELECT '{}'", true, false)]
    [InlineData("SELECT {}", true, false)]
    [InlineData("SELECT * FROM {}", true, false)]
    [InlineData("SELECT * FROM log_{} WHERE id = {} AND x IN ({}, {})", true, false)]
    [InlineData("PRAGMA {} = {}", true, false)]
    [InlineData("SELECT * FROM t ORDER BY {}", true, false)]
    [InlineData("{}", true, true)]
    [InlineData("SELECT * FROM t {}", true, true)]
    [InlineData("SELECT * {}", true, true)]
    [InlineData("SELECT a FROM t WHERE id = 5 {}", true, true)]
    [InlineData("SELECT a FROM t {} {}", true, true)]
    public void Hole_IsUnknownTextOnlyWhereNoNameOrValueCanStand(string text, bool hasHoles, bool hasUnknownText)
    {
        var site = SqlReader.Read(SqlTestText.WithHoles(text)).Single().Site;

        Assert.Equal((hasHoles, hasUnknownText), (site.HasHoles, site.HasUnknownText));
    }

    [Fact]
    public void IllegalToken_IsTold()
    {
        Assert.True(SqlReader.Read("SELECT 1abc").Single().Site.HasIllegalToken);
        Assert.False(SqlReader.Read("SELECT abc").Single().Site.HasIllegalToken);
    }
}
