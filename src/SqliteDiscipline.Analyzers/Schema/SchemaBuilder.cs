using SqliteDiscipline.Analyzers.Sql;
using SqliteDiscipline.Analyzers.Sql.Statements;

namespace SqliteDiscipline.Analyzers.Schema;

/// <summary>Applies the statements that change a schema, one after the other. What a hole hides makes its part unknown; it never makes it wrong.</summary>
internal sealed class SchemaBuilder
{
    private readonly NamedObjects<Table> _tables;
    private readonly NamedObjects<TableIndex> _indexes;
    private readonly NamedObjects<Trigger> _triggers;
    private readonly NamedObjects<View> _views;
    private SchemaGaps _gaps;
    private bool _isLegacy;

    public SchemaBuilder()
        : this(DatabaseSchema.Empty)
    {
    }

    public SchemaBuilder(DatabaseSchema schema)
    {
        _tables = new(static table => (table.Name, table.IsTemporary), schema.Tables);
        _indexes = new(static index => (index.Name, index.IsTemporary), schema.Indexes);
        _triggers = new(static trigger => (trigger.Name, trigger.IsTemporary), schema.Triggers);
        _views = new(static view => (view.Name, view.IsTemporary), schema.Views);
        _gaps = schema.Gaps;
    }

    public DatabaseSchema ToSchema() => new(
        _tables.All.ToEquatableArray(), _indexes.All.ToEquatableArray(), _triggers.All.ToEquatableArray(), _views.All.ToEquatableArray(), _gaps);

    /// <summary>Whether the table was seen being made.</summary>
    public bool Knows(SqlObjectName name) => name.Name.Value is not null && Find(name) >= 0;

    /// <summary>The table that stands in the way of a CREATE TABLE.</summary>
    public Table? Find(CreateTableStatement create) =>
        _tables.Find(create.Name.Name.Value!, create.IsTemporary) is >= 0 and var index ? _tables[index] : null;

    public void Apply(SqlScript script)
    {
        foreach (var statement in script.Statements)
        {
            Apply(statement, script);
        }
    }

    /// <summary>Applies a statement; one that changes no schema changes nothing.</summary>
    public void Apply(SqlStatement statement, SqlScript? script = null)
    {
        if (statement.Site.Explain != ExplainKind.None)
        {
            return;
        }

        switch (statement)
        {
            case AddColumnStatement add when (add.Name.MayBeInMain || add.Name.IsInTemp) && (add.Site.HasUnknownText || add.Column.Name.Value is null || !Knows(add.Name)):
                AddUnknownColumn(add);
                break;
            case CreateIndexStatement { Site.HasUnknownText: true, IsUnique: var isUnique }:
                _gaps |= isUnique ? SchemaGaps.Indexes | SchemaGaps.Keys : SchemaGaps.Indexes;
                break;
            case UnknownStatement or { Site.HasUnknownText: true } and not (SelectStatement or CreateTableStatement):
                // It may be DDL that was not understood.
                _gaps |= MayMakeTrigger(statement, script) ? SchemaGaps.Objects | SchemaGaps.Triggers : SchemaGaps.Objects;
                break;
            case DropStatement { Name.Name.Value: null }:
                break;
            case CreateIndexStatement { Table.Value: null, IsUnique: var isUnique }:
                _gaps |= isUnique ? SchemaGaps.Indexes | SchemaGaps.Keys : SchemaGaps.Indexes;
                break;
            case SchemaStatement { Name: var name } when name.Schema is not null && !name.MayBeInMain && !name.IsInTemp:
                // Of an attached database, or one that a hole hides.
                _gaps |= name.Schema.Value.Value is null ? SchemaGaps.Objects : SchemaGaps.None;
                break;
            case SchemaStatement { Name.Name.Value: null }:
                _gaps |= MayMakeTrigger(statement, script: null) ? SchemaGaps.Triggers : SchemaGaps.Objects;
                break;
            case PragmaStatement { Form: not PragmaForm.Query } pragma when pragma.Name.Is("legacy_alter_table"):
                _isLegacy = pragma.Reading?.Answer != "0";
                break;
            case CreateStatement create:
                Create(create, script);
                break;
            case AlterTableStatement alter:
                Alter(alter, script);
                break;
            case DropStatement drop:
                Drop(drop);
                break;
        }
    }

    private static bool MayMakeTrigger(SqlStatement statement, SqlScript? script) =>
        statement is CreateTriggerStatement || script?.Text[statement.Site.FullSpan].IndexOf("TRIGGER", StringComparison.OrdinalIgnoreCase) >= 0;

    private void Create(CreateStatement create, SqlScript? script)
    {
        var name = create.Name.Name.Value!;
        switch (create)
        {
            // A second CREATE TABLE of a name either fails or does nothing.
            case CreateTableStatement when _tables.Has(name, create.IsTemporary):
            case CreateVirtualTableStatement when _tables.Has(name, create.IsTemporary):
                break;
            case CreateTableStatement table:
                _tables.Add(TableShape.Of(table, script));
                break;
            case CreateVirtualTableStatement:
                _tables.Add(TableShape.OfModule(name, create.IsTemporary, new Origin(script, create.Name.Name.Span)));
                break;
            case CreateIndexStatement index:
                CreateIndex(index, name, script);
                break;
            case CreateTriggerStatement trigger:
                CreateTrigger(trigger, name);
                break;
            case CreateViewStatement view when !_views.Has(name, view.IsTemporary):
                _views.Add(new View(name, view.IsTemporary));
                break;
        }
    }

    private void CreateIndex(CreateIndexStatement index, string name, SqlScript? script)
    {
        if (index.Table.Value is not { } table)
        {
            _gaps |= SchemaGaps.Objects;
            return;
        }

        // Without a schema an index goes to where its table is.
        var isTemporary = index.IsTemporary || (index.Name.Schema is null && _tables.Has(table, isTemporary: true));
        if (!_indexes.Has(name, isTemporary))
        {
            _indexes.Add(new TableIndex(
                name, table, isTemporary, index.IsUnique, index.Where is not null, index.NotNull?.Select(column => column.Value!).ToEquatableArray(),
                TableShape.Terms(index.Columns), new Origin(script, index.Site.Span)));
        }
    }

    private void CreateTrigger(CreateTriggerStatement trigger, string name)
    {
        if (trigger.Table.Name.Value is null)
        {
            _gaps |= SchemaGaps.Triggers;
            return;
        }

        if (!_triggers.Has(name, trigger.IsTemporary))
        {
            var columns = trigger.Columns.Select(column => column.Value ?? string.Empty).ToEquatableArray();
            _triggers.Add(new Trigger(name, trigger.IsTemporary, trigger.Table, trigger.Timing, trigger.Event, columns, trigger.Body));
        }
    }

    private void Alter(AlterTableStatement alter, SqlScript? script)
    {
        var index = Find(alter.Name);
        if (index < 0)
        {
            // Of a table that was not seen being made.
            _gaps |= SchemaGaps.Objects;
            return;
        }

        switch (alter)
        {
            case AddColumnStatement add:
                _tables.Update(index, TableShape.WithColumn(_tables[index], add, script));
                break;
            case DropColumnStatement { Column.Value: { } column }:
                _tables.Update(index, Renaming.WithoutColumn(_tables[index], column));
                break;
            case RenameTableStatement { NewName.Value: { } newName }:
                RenameTable(_tables[index], newName);
                break;
            case RenameColumnStatement { Column.Value: { } column, NewName.Value: { } newName }:
                RenameColumn(_tables[index], column, newName);
                break;
            default:
                _gaps |= SchemaGaps.Objects;
                _tables.Update(index, _tables[index] with { HasAllColumns = false, HasAllConstraints = false });
                break;
        }
    }

    /// <summary>Of a column that a hole hides, or of a table that a hole hides or that was not seen being made.</summary>
    private void AddUnknownColumn(AddColumnStatement add)
    {
        if (Knows(add.Name))
        {
            var index = Find(add.Name);
            _tables.Update(index, _tables[index] with { HasAllColumns = false, HasAllConstraints = false });
        }
        else
        {
            _gaps |= SchemaGaps.Columns;
        }
    }

    private void RenameTable(Table table, string newName)
    {
        if (_isLegacy)
        {
            // Whether the others go on referring to the old name depends on foreign_keys, too (lang_altertable).
            _tables.Replace(other => other == table ? Renaming.OfTable(other, table, newName) : other);
            _indexes.Replace(other => other.IsTemporary == table.IsTemporary && SqlIdentifier.Equals(other.Table, table.Name) ? other with { Table = newName } : other);
            _gaps |= SchemaGaps.Objects | SchemaGaps.Triggers;
            return;
        }

        _tables.Replace(other => Renaming.OfTable(other, table, newName));
        _indexes.Replace(other => other.IsTemporary == table.IsTemporary && SqlIdentifier.Equals(other.Table, table.Name) ? other with { Table = newName } : other);
        _triggers.Replace(other => Renaming.OfTable(other, table, newName));
    }

    private void RenameColumn(Table table, string column, string newName)
    {
        _tables.Replace(other => Renaming.OfColumn(other, table, column, newName));
        _indexes.Replace(other => other.IsTemporary == table.IsTemporary && SqlIdentifier.Equals(other.Table, table.Name)
            ? other with { Terms = Renaming.Of(other.Terms, column, newName), NotNull = other.NotNull is { } notNull ? Renaming.Of(notNull, column, newName) : null }
            : other);
        _triggers.Replace(other => other.Table.Name.Is(table.Name) ? other with { Columns = Renaming.Of(other.Columns, column, newName) } : other);
    }

    private void Drop(DropStatement drop)
    {
        switch (drop.Kind)
        {
            case SchemaObjectKind.Table when Find(drop.Name) is >= 0 and var index:
                var schema = ToSchema();
                var table = _tables[index];
                var watching = new HashSet<Trigger>(schema.TriggersOf(table));
                _triggers.RemoveAll(watching.Contains);
                _indexes.RemoveAll(other => other.IsTemporary == table.IsTemporary && SqlIdentifier.Equals(other.Table, table.Name));
                _tables.RemoveAt(index);
                break;
            case SchemaObjectKind.Index:
                RemoveFirst(_indexes, drop.Name);
                break;
            case SchemaObjectKind.View:
                RemoveFirst(_views, drop.Name);
                break;
            case SchemaObjectKind.Trigger:
                RemoveFirst(_triggers, drop.Name);
                break;
        }
    }

    /// <summary>Removes what the name means: what is in <c>temp</c> comes first.</summary>
    private static void RemoveFirst<T>(NamedObjects<T> objects, SqlObjectName name)
    {
        foreach (var temporary in new[] { true, false })
        {
            var isMeant = name.Schema is not { } schema || schema.Is(temporary ? "temp" : "main");
            if (isMeant && objects.Find(name.Name.Value!, temporary) is >= 0 and var index)
            {
                objects.RemoveAt(index);
                return;
            }
        }
    }

    private int Find(SqlObjectName name)
    {
        var temporary = name.Schema is null || name.IsInTemp ? _tables.Find(name.Name.Value!, isTemporary: true) : -1;
        return temporary >= 0 || name.IsInTemp ? temporary : _tables.Find(name.Name.Value!, isTemporary: false);
    }
}
