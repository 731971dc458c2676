using SqliteDiscipline.Analyzers.Sql.Statements;
using Xunit;

namespace SqliteDiscipline.Tests.Sql;

public sealed class SchemaStatementTests
{
    [Fact]
    public void Columns_HaveAllTheirClauses()
    {
        const string Text = """
            CREATE TABLE IF NOT EXISTS main.t(
                id INTEGER PRIMARY KEY AUTOINCREMENT,
                "a b" VARCHAR(20) NOT NULL ON CONFLICT FAIL DEFAULT 'x' COLLATE nocase CHECK (1, 2),
                c CONSTRAINT u UNIQUE ON CONFLICT REPLACE REFERENCES p(x) ON DELETE CASCADE ON UPDATE SET NULL DEFERRABLE INITIALLY DEFERRED,
                d GENERATED ALWAYS AS (id + 1) STORED, e AS (1)) STRICT, WITHOUT ROWID
            """;
        var table = SqlTestText.Read<CreateTableStatement>(Text);
        var columns = table.Columns;

        Assert.True(table is { IfNotExists: true, IsStrict: true, WithoutRowId: true, IsWhole: true, IsTemporary: false });
        Assert.Equal("main.t", table.Name.ToString());
        Assert.Equal("id|a b|c|d|e", string.Join("|", columns.Items.Select(column => column.Name)));
        Assert.Equal("INTEGER|VARCHAR(20)|||", string.Join("|", columns.Items.Select(column => column.Type)));
        Assert.True(columns[0] is { IsPrimaryKey: true, IsAutoincrement: true, IsRowIdAlias: true, IsNotNull: false });
        Assert.True(columns[1] is { IsNotNull: true, Collation: "nocase", HasCheck: true, Default.Kind: DefaultKind.Literal });
        Assert.True(columns[2] is { IsUnique: true, KeyConflict: ConflictAction.Replace });
        Assert.Equal([GeneratedColumn.Stored, GeneratedColumn.Virtual], columns.Items.Skip(3).Select(column => column.Generated));
        var key = Assert.Single(table.ForeignKeys);
        Assert.Equal(("c", "p", "x"), (key.Columns[0].Value, key.Parent.Value, key.ParentColumns[0].Value));
        Assert.Equal(("Cascade", "SetNull", true), (key.OnDelete.ToString(), key.OnUpdate.ToString(), key.IsDeferred));
        Assert.Equal("c CONSTRAINT u UNIQUE ON CONFLICT REPLACE REFERENCES p(x) ON DELETE CASCADE ON UPDATE SET NULL DEFERRABLE INITIALLY DEFERRED", Text.Substring(columns[2].Span.Start, columns[2].Span.Length));
    }

    [Theory]
    [InlineData("REFERENCES p", "NoAction", false)]
    [InlineData("REFERENCES p ON DELETE RESTRICT", "Restrict", false)]
    [InlineData("REFERENCES p ON DELETE SET DEFAULT MATCH FULL", "SetDefault", false)]
    [InlineData("REFERENCES p ON UPDATE CASCADE ON DELETE NO ACTION", "NoAction", false)]
    [InlineData("REFERENCES p DEFERRABLE", "NoAction", false)]
    [InlineData("REFERENCES p DEFERRABLE INITIALLY IMMEDIATE", "NoAction", false)]
    [InlineData("REFERENCES p NOT DEFERRABLE INITIALLY DEFERRED", "NoAction", false)]
    [InlineData("REFERENCES p ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED", "Cascade", true)]
    public void ForeignKey_TellsItsActions(string clause, string onDelete, bool isDeferred)
    {
        var key = Assert.Single(SqlTestText.Read<CreateTableStatement>($"CREATE TABLE t(a {clause} NOT NULL)").ForeignKeys);

        Assert.Equal((onDelete, isDeferred, 0), (key.OnDelete.ToString(), key.IsDeferred, key.ParentColumns.Count));
    }

    [Fact]
    public void TableConstraints_AreRead_WithAndWithoutCommas()
    {
        var table = SqlTestText.Read<CreateTableStatement>(
            "CREATE TABLE t(a, b, PRIMARY KEY (a, b DESC) UNIQUE (b COLLATE nocase), CONSTRAINT x CHECK (a > 1) CONSTRAINT y FOREIGN KEY (a, b) REFERENCES p(c, d) ON DELETE CASCADE)");

        Assert.True(table.IsWhole);
        Assert.Equal(["KeyConstraint", "KeyConstraint", "CheckConstraint", "ForeignKeyConstraint"], table.Constraints.Items.Select(constraint => constraint.GetType().Name));
        var primary = Assert.IsType<KeyConstraint>(table.Constraints[0]);
        Assert.True(primary.IsPrimaryKey);
        Assert.Equal("a False, b True", string.Join(", ", primary.Columns.Items.Select(term => term.Column + " " + term.IsDescending)));
        Assert.Equal("nocase", Assert.IsType<KeyConstraint>(table.Constraints[1]).Columns[0].Collation);
        Assert.Equal("a b -> c d", string.Join(" ", table.ForeignKeys.Single().Columns.Items) + " -> " + string.Join(" ", table.ForeignKeys.Single().ParentColumns.Items));
    }

    [Theory]
    [InlineData("NULL", nameof(DefaultKind.Null))]
    [InlineData("(NULL)", nameof(DefaultKind.Null))]
    [InlineData("5", nameof(DefaultKind.Literal))]
    [InlineData("- +5", nameof(DefaultKind.Literal))]
    [InlineData("('x')", nameof(DefaultKind.Literal))]
    [InlineData("true", nameof(DefaultKind.Literal))]
    [InlineData("(CAST(-(5) AS VARCHAR(3)))", nameof(DefaultKind.Literal))]
    [InlineData("(CAST(NULL AS TEXT))", nameof(DefaultKind.Null))]
    [InlineData("(CAST(CURRENT_TIME AS TEXT))", nameof(DefaultKind.Expression))]
    [InlineData("(CAST({} AS TEXT))", nameof(DefaultKind.Unknown))]
    [InlineData("(a)", nameof(DefaultKind.Expression))]
    [InlineData("(\"a\")", nameof(DefaultKind.Expression))]
    [InlineData("CURRENT_TIMESTAMP", nameof(DefaultKind.CurrentTime))]
    [InlineData("(CURRENT_DATE)", nameof(DefaultKind.CurrentTime))]
    [InlineData("(datetime('now'))", nameof(DefaultKind.Expression))]
    [InlineData("(1 + 1)", nameof(DefaultKind.Expression))]
    [InlineData("{}", nameof(DefaultKind.Unknown))]
    [InlineData("(1 + {})", nameof(DefaultKind.Unknown))]
    public void Default_TellsItsKind(string value, string kind)
    {
        var add = SqlTestText.Read<AddColumnStatement>($"ALTER TABLE t ADD COLUMN a TEXT DEFAULT {value} NOT NULL");

        Assert.Equal(kind, add.Column.Default?.Kind.ToString());
        Assert.True(add.IsWhole && add.Column.IsNotNull);
    }

    [Theory]
    [InlineData("CREATE TABLE t({})", "…")]
    [InlineData("CREATE TABLE t(a, {})", "a …")]
    [InlineData("CREATE TABLE t(a INTEGER {}, b)", "a b")]
    [InlineData("CREATE TABLE t(a, b", "a b")]
    [InlineData("CREATE TABLE t(a", "a")]
    [InlineData("CREATE TABLE t", "")]
    [InlineData("CREATE TABLE t(a, select, b)", "a b")]
    [InlineData("CREATE TABLE t(a, FOREIGN KEY a, b)", "a b")]
    public void WhatIsNotUnderstood_LeavesTheTableNotWhole(string text, string columns)
    {
        var table = SqlTestText.Read<CreateTableStatement>(text);

        Assert.False(table.IsWhole);
        Assert.Equal(columns, string.Join(" ", table.Columns.Items.Select(column => column.Name)));
    }

    [Fact]
    public void TableFromSelect_NamesWhatItReads()
    {
        var table = SqlTestText.Read<CreateTableStatement>("CREATE TEMP TABLE t AS SELECT * FROM a JOIN b");

        Assert.True(table is { IsFromSelect: true, IsTemporary: true, IsWhole: false });
        Assert.Equal("a b", string.Join(" ", table.Reads.Items));
    }

    [Fact]
    public void Index_TellsItsTerms()
    {
        const string Text = "CREATE UNIQUE INDEX IF NOT EXISTS main.i ON t(a, \"b\" COLLATE rtrim DESC, lower(c), d + 1 ASC) WHERE a IS NOT NULL";
        var index = SqlTestText.Read<CreateIndexStatement>(Text);

        Assert.True(index is { IsUnique: true, IfNotExists: true });
        Assert.Equal(("main.i", "t"), (index.Name.ToString(), index.Table.Value));
        Assert.Equal("a||False; b|rtrim|True; ||False; ||False", string.Join("; ", index.Columns.Items.Select(term => $"{term.Column}|{term.Collation}|{term.IsDescending}")));
        Assert.Equal("a IS NOT NULL", Text.Substring(index.Where!.Value.Start, index.Where.Value.Length));
    }

    [Fact]
    public void Trigger_TellsWhatItDoes()
    {
        const string Text = "CREATE TEMP TRIGGER g BEFORE UPDATE OF a, b ON t FOR EACH ROW WHEN new.a > begin BEGIN DELETE FROM c WHERE p = old.id; UPDATE d SET x = 1; SELECT raise(ABORT, ';'); END";
        var trigger = SqlTestText.Read<CreateTriggerStatement>(Text);

        Assert.True(trigger is { IsTemporary: true, Timing: TriggerTiming.Before, Event: TriggerEvent.Update });
        Assert.Equal("a b", string.Join(" ", trigger.Columns.Items));
        Assert.Equal("new.a > begin", Text.Substring(trigger.Condition!.Value.Start, trigger.Condition.Value.Length));
        Assert.Equal(["DeleteStatement", "UpdateStatement", "SelectStatement"], trigger.Body.Items.Select(statement => statement.GetType().Name));
        Assert.Equal("DELETE FROM c WHERE p = old.id", Text.Substring(trigger.Body[0].Site.Span.Start, trigger.Body[0].Site.Span.Length));
        Assert.Equal(TriggerTiming.InsteadOf, SqlTestText.Read<CreateTriggerStatement>("CREATE TRIGGER g INSTEAD OF DELETE ON v BEGIN SELECT 1; END").Timing);
    }

    [Fact]
    public void AlterAndDrop_TellTheirNames()
    {
        Assert.Equal("u", SqlTestText.Read<RenameTableStatement>("ALTER TABLE t RENAME TO u").NewName.Value);
        Assert.Equal("b", SqlTestText.Read<RenameColumnStatement>("ALTER TABLE t RENAME a TO b").NewName.Value);
        Assert.Equal("a", SqlTestText.Read<DropColumnStatement>("ALTER TABLE t DROP COLUMN a").Column.Value);
        Assert.Equal(SchemaObjectKind.Table, SqlTestText.Read<DropStatement>("DROP TABLE IF EXISTS main.t").Kind);
        Assert.Equal(SchemaObjectKind.Trigger, SqlTestText.Read<DropStatement>("DROP TRIGGER t").Kind);
        Assert.Equal("fts5", SqlTestText.Read<CreateVirtualTableStatement>("CREATE VIRTUAL TABLE f USING fts5(a; b)").Module.Value);
        Assert.Equal("a", SqlTestText.Read<CreateViewStatement>("CREATE VIEW v(x) AS SELECT * FROM a").Reads[0].ToString());
    }

    [Fact]
    public void FileStatements_TellTheirSchema()
    {
        Assert.Equal("b", SqlTestText.Read<AttachStatement>("ATTACH DATABASE 'x' || CAST(1 AS TEXT) AS b KEY 'k'").Schema?.Value);
        Assert.Null(SqlTestText.Read<AttachStatement>("ATTACH {} AS @name").Schema);
        Assert.Equal("b", SqlTestText.Read<DetachStatement>("DETACH \"b\"").Schema?.Value);
        Assert.NotNull(SqlTestText.Read<VacuumStatement>("VACUUM main INTO 'x'").Into);
    }
}
