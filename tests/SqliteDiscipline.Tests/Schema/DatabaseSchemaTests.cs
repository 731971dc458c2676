using SqliteDiscipline.Analyzers.Schema;
using SqliteDiscipline.Tests.Sql;
using Xunit;

namespace SqliteDiscipline.Tests.Schema;

/// <summary>What holes, repetitions and odd spellings make of a schema; what the engine makes of whole statements is compared with it elsewhere.</summary>
public sealed class DatabaseSchemaTests
{
    [Theory]
    [InlineData("CREATE TABLE T(a)", "t(a)")]
    [InlineData("CREATE TABLE t(a); CREATE TABLE IF NOT EXISTS T(b)", "t(a)")]
    [InlineData("CREATE TABLE t(a); DROP TABLE T; CREATE TABLE t(b)", "t(b)")]
    [InlineData("CREATE TABLE [a b](\"x\"\"y\", `z`)", "a b(x\"y, z)")]
    [InlineData("CREATE TABLE main.t(a); CREATE TABLE other.u(a)", "t(a)")]
    [InlineData("CREATE TABLE t(a); CREATE TEMP TABLE t(b)", "t(a) temp.t(b)")]
    [InlineData("CREATE TABLE t(a); CREATE TEMP TABLE t(b); DROP TABLE t", "t(a)")]
    [InlineData("CREATE TABLE t(a); CREATE TEMP TABLE t(b); DROP TABLE main.t", "temp.t(b)")]
    [InlineData("CREATE TABLE t(a); ALTER TABLE t ADD COLUMN b; ALTER TABLE t RENAME a TO c; ALTER TABLE t RENAME TO u", "u(c, b)")]
    [InlineData("CREATE TABLE t(a, b); ALTER TABLE t DROP COLUMN A", "t(b)")]
    [InlineData("CREATE TABLE new(a, b); DROP TABLE IF EXISTS old; ALTER TABLE new RENAME TO old", "old(a, b)")]
    [InlineData("EXPLAIN CREATE TABLE t(a)", "")]
    public void Tables_AreThoseThatAreLeft(string sql, string expected)
    {
        var schema = DatabaseSchema.Of(sql);

        Assert.Equal(expected.ToLowerInvariant(), string.Join(" ", schema.Tables.Select(table =>
            $"{(table.IsTemporary ? "temp." : "")}{table.Name}({string.Join(", ", table.Columns.Select(column => column.Name))})")).ToLowerInvariant());
        Assert.True(schema.IsWhole);
    }

    /// <summary>A foreign key at the column goes with it; one of the table keeps the column.</summary>
    [Theory]
    [InlineData("CREATE TABLE t(a, b REFERENCES p(x))", "a", "")]
    [InlineData("CREATE TABLE t(a, b, FOREIGN KEY (b) REFERENCES p(x))", "a b", "t(b) → p")]
    [InlineData("CREATE TABLE t(a); ALTER TABLE t ADD COLUMN b REFERENCES p(x)", "a", "")]
    [InlineData("CREATE TABLE t(a REFERENCES p, b REFERENCES p(x))", "a", "t(a) → p")]
    public void DroppedColumn_TakesItsForeignKeyAlong(string sql, string columns, string references)
    {
        var table = DatabaseSchema.Of(sql + "; ALTER TABLE t DROP COLUMN b").Tables.Single();

        Assert.Equal((columns, references), (string.Join(" ", table.Columns.Select(column => column.Name)), string.Join(" ", table.References)));
    }

    [Theory]
    [InlineData("CREATE TABLE {}(a); CREATE TABLE t(a)", true)]
    [InlineData("CREATE TABLE t({})", false)]
    [InlineData("CREATE TABLE t(a, {})", false)]
    [InlineData("CREATE TABLE t(a) {}", false)]
    [InlineData("CREATE TABLE t(a); ALTER TABLE t ADD COLUMN {}", false)]
    [InlineData("CREATE TABLE t(a); ALTER TABLE {} ADD COLUMN b", true)]
    [InlineData("CREATE TABLE t(a); CREATE INDEX i ON {}(a)", true)]
    [InlineData("CREATE TABLE t(a); {}", true)]
    public void Holes_MakeTheirPartUnknown_AndNothingWrong(string sql, bool isTableWhole)
    {
        var schema = DatabaseSchema.Of(SqlTestText.WithHoles(sql));

        Assert.False(schema.IsWhole && schema.Tables.All(table => table is { HasAllColumns: true, HasAllConstraints: true }));
        Assert.Equal(isTableWhole, schema.Find("t", isTemporary: false) is { HasAllColumns: true, HasAllConstraints: true });
    }

    [Theory]
    [InlineData("p(id INTEGER PRIMARY KEY)", "x REFERENCES p", "Found")]
    [InlineData("p(id INTEGER PRIMARY KEY DESC)", "x REFERENCES p(id)", "Found")]
    [InlineData("p(a, b, PRIMARY KEY (a, b))", "x REFERENCES p", "NoKey")]
    [InlineData("p(a, b, PRIMARY KEY (a, b))", "x, y, FOREIGN KEY (x, y) REFERENCES p(B, A)", "Found")]
    [InlineData("p(a TEXT COLLATE nocase UNIQUE)", "x REFERENCES p(a)", "Found")]
    [InlineData("p(a TEXT, UNIQUE (a COLLATE nocase))", "x REFERENCES p(a)", "NoKey")]
    [InlineData("p(a)", "x REFERENCES p(rowid)", "NoKey")]
    [InlineData("p(a)", "x REFERENCES q", "NoTable")]
    public void ParentKey_IsLookedForAsTheEngineDoes(string parent, string child, string expected)
    {
        var schema = DatabaseSchema.Of($"CREATE TABLE {parent}; CREATE TABLE c({child})");

        Assert.Equal(expected, ParentKey.Of(schema.Find("c", false)!.References[0], schema).State.ToString());
    }

    [Fact]
    public void ParentWithAHole_IsUnknown()
    {
        var schema = DatabaseSchema.Of(SqlTestText.WithHoles("CREATE TABLE p(a, {}); CREATE TABLE c(x REFERENCES p(a), y REFERENCES {})"));

        Assert.All(schema.Find("c", false)!.References, reference => Assert.Equal(ParentKeyState.Unknown, ParentKey.Of(reference, schema).State));
    }

    [Fact]
    public void Rename_IsFollowedIntoForeignKeysIndexesAndTriggers()
    {
        var schema = DatabaseSchema.Of(
            "CREATE TABLE p(id INTEGER PRIMARY KEY); CREATE TABLE c(x REFERENCES p(id)); CREATE INDEX i ON p(id); CREATE TRIGGER t DELETE ON p BEGIN DELETE FROM c; END; "
            + "ALTER TABLE p RENAME TO q; ALTER TABLE q RENAME id TO key; ALTER TABLE c RENAME TO d");

        Assert.Equal("d(x) → q(key)", schema.Tables[1].References[0] + "(" + schema.Tables[1].References[0].ParentColumns[0] + ")");
        Assert.Equal(("q", "key"), (schema.Indexes[0].Table, schema.Indexes[0].Terms[0].Column));
        Assert.Equal("q", schema.Triggers[0].Table.ToString());
    }

    [Fact]
    public void EqualTexts_GiveEqualSchemas()
    {
        const string Text = "CREATE TABLE p(id INTEGER PRIMARY KEY, a UNIQUE); CREATE TABLE c(x REFERENCES p(id)); CREATE INDEX i ON c(x); CREATE TRIGGER t DELETE ON p BEGIN DELETE FROM c; END";

        Assert.Equal(DatabaseSchema.Of(Text), DatabaseSchema.Of(Text));
        Assert.Equal(DatabaseSchema.Of(Text).GetHashCode(), DatabaseSchema.Of(Text).GetHashCode());
        Assert.NotEqual(DatabaseSchema.Of(Text), DatabaseSchema.Of(Text.Replace("UNIQUE", "      ", StringComparison.Ordinal)));
    }
}
