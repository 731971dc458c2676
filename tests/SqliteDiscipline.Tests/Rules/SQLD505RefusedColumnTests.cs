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
    [InlineData("[|a REFERENCES t(id) DEFAULT 1|]")]
    [InlineData("[|a AS (1) STORED|]")]
    public Task RefusedColumn_Triggers(string column) => Adding(column).RunAsync();

    [Theory]
    [InlineData("a")]
    [InlineData("a TEXT NOT NULL DEFAULT ''")]
    [InlineData("a NOT NULL DEFAULT (-1)")]
    [InlineData("a REFERENCES t(id)")]
    [InlineData("a REFERENCES t(id) DEFAULT NULL")]
    [InlineData("a AS (1)")]
    [InlineData("a TEXT NOT NULL AS (1) VIRTUAL")]
    [InlineData("a CHECK (a <> '')")]
    public Task ColumnThatCanBeAdded_DoesNotTrigger(string column) => Adding(column).RunAsync();

    [Fact]
    public Task DefaultThatAHoleHides_DoesNotTrigger() =>
        Verify.Analyzer("class C { string S(string d) => $\"ALTER TABLE t ADD COLUMN a NOT NULL DEFAULT {d}\" + $\"; ALTER TABLE t ADD COLUMN b NOT NULL {d}\"; }", "SQLD505").RunAsync();

    private static SqliteAnalyzerTest Adding(string column) => Verify.Analyzer($"class C {{ const string Sql = \"ALTER TABLE t ADD {column}\"; }}", "SQLD505");
}
