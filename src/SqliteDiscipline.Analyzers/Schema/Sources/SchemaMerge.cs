using SqliteDiscipline.Analyzers.Sql;
using SqliteDiscipline.Analyzers.Sql.Statements;

namespace SqliteDiscipline.Analyzers.Schema.Sources;

/// <summary>
/// Makes one schema of scripts whose order is known within each group only. A table that two of them define differently is ambiguous: it
/// is there, and nothing else is known of it. Where one of the definitions is what migrations make of all others, that one is it.
/// </summary>
internal sealed class SchemaMerge
{
    private readonly HashSet<string> _ambiguous = new(SqlIdentifier.Comparer);
    private readonly NamedObjects<Table> _tables = new(static table => (table.Name, table.IsTemporary), Enumerable.Empty<Table>());
    private readonly List<Table> _variants = new();
    private readonly List<Table> _rebuilt = new();
    private readonly List<TableIndex> _indexes = new();
    private readonly Dictionary<string, List<TableIndex>> _indexesByName = new(SqlIdentifier.Comparer!);
    private readonly List<Trigger> _triggers = new();
    private readonly Dictionary<string, List<Trigger>> _triggersByName = new(SqlIdentifier.Comparer!);
    private readonly List<View> _views = new();
    private readonly HashSet<string> _viewNames = new(SqlIdentifier.Comparer);
    private readonly List<(AlterTableStatement Statement, SqlScript Script)> _alterations = new();
    private SchemaGaps _gaps;

    public static DatabaseSchema Of(IEnumerable<IReadOnlyList<SqlScript>> groups)
    {
        var merge = new SchemaMerge();
        foreach (var group in groups)
        {
            merge.Add(group);
        }

        return merge.ToSchema();
    }

    private void Add(IReadOnlyList<SqlScript> group)
    {
        var builder = new SchemaBuilder();
        var dropped = new HashSet<string>(SqlIdentifier.Comparer);
        var rebuilt = new HashSet<string>(SqlIdentifier.Comparer);
        foreach (var script in group)
        {
            if (script.IsChangedBeforeRun)
            {
                _gaps |= SchemaGaps.Objects | SchemaGaps.Triggers;
                continue;
            }

            foreach (var statement in script.Statements)
            {
                if (statement is AlterTableStatement alter && !builder.Knows(alter.Name))
                {
                    _alterations.Add((alter, script));
                    continue;
                }

                if (statement is CreateTableStatement { Name.Name.Value: { } name } create && builder.Find(create) is { } earlier
                    && !HaveOneShape(earlier, TableShape.Of(create, script)) && !HasGrown(earlier))
                {
                    _ambiguous.Add(name);
                }

                if (statement is DropStatement { Kind: SchemaObjectKind.Table, Name.Name.Value: { } gone } drop && !builder.Knows(drop.Name))
                {
                    dropped.Add(gone);
                }
                else if (statement is RenameTableStatement { NewName.Value: { } newName } && dropped.Contains(newName))
                {
                    rebuilt.Add(newName);
                }

                builder.Apply(statement, script);
            }
        }

        Add(builder.ToSchema(), rebuilt);
    }

    /// <summary>Takes over what a group makes. A table that it rebuilds in the place of one made elsewhere counts only if nothing else makes it.</summary>
    private void Add(DatabaseSchema schema, HashSet<string> rebuilt)
    {
        _rebuilt.AddRange(schema.Tables.Where(table => rebuilt.Contains(table.Name)));
        foreach (var table in schema.Tables.Where(table => !rebuilt.Contains(table.Name)))
        {
            var place = _tables.Find(table.Name, table.IsTemporary);
            if (place < 0)
            {
                _tables.Add(table);
            }
            else if (IsBeginningOf(_tables[place], table))
            {
                _tables.Update(place, table);
            }
            else if (!HaveOneShape(_tables[place], table) && !IsBeginningOf(table, _tables[place]))
            {
                _variants.Add(table);
            }
        }

        // Two databases may have one of the same name each. Of two of one table, which is the later one nothing tells.
        foreach (var index in schema.Indexes)
        {
            var named = Named(_indexesByName, index.Name);
            var known = named.FindAll(other => SqlIdentifier.Equals(other.Table, index.Table));
            _gaps |= known.Exists(other => other.IsUnique != index.IsUnique || !other.Terms.Equals(index.Terms)) ? SchemaGaps.Keys : SchemaGaps.None;
            if (!known.Exists(other => other with { Origin = default } == index with { Origin = default }))
            {
                _indexes.Add(index);
                named.Add(index);
            }
        }

        foreach (var trigger in schema.Triggers)
        {
            var named = Named(_triggersByName, trigger.Name);
            var known = named.FindAll(other => other.Table.Name.Is(trigger.Table.Name.Value!));
            _gaps |= known.Exists(other => !IsSame(other, trigger)) ? SchemaGaps.Triggers : SchemaGaps.None;
            if (known.Count == 0)
            {
                _triggers.Add(trigger);
                named.Add(trigger);
            }
        }

        _views.AddRange(schema.Views.Where(view => _viewNames.Add(view.Name)));
        _gaps |= schema.Gaps;
    }

    private static List<T> Named<T>(Dictionary<string, List<T>> objects, string name)
    {
        if (!objects.TryGetValue(name, out var named))
        {
            objects.Add(name, named = new List<T>(1));
        }

        return named;
    }

    private DatabaseSchema ToSchema()
    {
        TakeRebuilt();
        var varied = new HashSet<string>(_variants.Select(table => table.Name), SqlIdentifier.Comparer);
        for (var i = 0; i < _tables.All.Count; i++)
        {
            if (varied.Contains(_tables[i].Name))
            {
                _tables.Update(i, Settle(_tables[i]));
            }

            // Of what else it was rebuilt for, too: what either has may be there.
            if (_rebuilt.Exists(other => SqlIdentifier.Equals(other.Name, _tables[i].Name) && !HaveOneShape(other, _tables[i])))
            {
                _tables.Update(i, _tables[i] with { HasAllColumns = false, HasAllConstraints = false });
            }
        }

        // Rebuilt for the sake of its foreign keys: which of the two texts is the later one, nothing tells.
        _ambiguous.UnionWith(_rebuilt
            .Where(table => TablesNamed(table.Name).Any(other => !Bare(other).References.Equals(Bare(table).References)))
            .Select(table => table.Name));

        var builder = new SchemaBuilder(new DatabaseSchema(
            _tables.All.Concat(_rebuilt.Where(table => !TablesNamed(table.Name).Any()))
                .Select(table => _ambiguous.Contains(table.Name) ? TableShape.Unknown(table) : table).ToEquatableArray(),
            _indexes.ToEquatableArray(),
            _triggers.ToEquatableArray(),
            _views.ToEquatableArray(),
            _gaps));
        foreach (var (statement, script) in _alterations)
        {
            builder.Apply(statement, script);
        }

        return builder.ToSchema();
    }

    /// <summary>The one that lasts, and the temporary one; which was made first comes first.</summary>
    private IEnumerable<Table> TablesNamed(string name) => new[] { _tables.Find(name, isTemporary: false), _tables.Find(name, isTemporary: true) }
        .Where(place => place >= 0).OrderBy(place => place).Select(place => _tables[place]);

    /// <summary>A rebuild of which each step is a text of its own: what takes the name of a table that is there takes its place.</summary>
    private void TakeRebuilt()
    {
        foreach (var (statement, script) in _alterations.ToList())
        {
            if (statement is RenameTableStatement { Name.Name.Value: { } oldName, NewName.Value: { } newName }
                && TablesNamed(oldName).FirstOrDefault() is { } copy
                && _tables.Has(newName, copy.IsTemporary))
            {
                _alterations.Remove((statement, script));
                _tables.RemoveAt(_tables.Find(copy.Name, copy.IsTemporary));
                _rebuilt.Add(Renaming.OfTable(copy, copy, newName));
                for (var i = 0; i < _indexes.Count; i++)
                {
                    _indexes[i] = SqlIdentifier.Equals(_indexes[i].Table, oldName) ? _indexes[i] with { Table = newName } : _indexes[i];
                }
            }
        }
    }

    /// <summary>Of several definitions of a table the one that all others become by the columns that migrations add to them.</summary>
    private Table Settle(Table table)
    {
        var definitions = _variants.Where(other => other.IsTemporary == table.IsTemporary && SqlIdentifier.Equals(other.Name, table.Name)).Prepend(table).ToList();
        var added = _alterations.Where(alteration => alteration.Statement.Name.Name.Is(table.Name)).ToList();
        if (added.All(alteration => alteration.Statement is AddColumnStatement))
        {
            var latest = definitions.Find(definition => definitions.TrueForAll(other => TableShape.HaveSameParts(definition, Migrated(other))));
            if (latest is not null)
            {
                return latest;
            }
        }

        _ambiguous.Add(table.Name);
        return table;

        Table Migrated(Table definition) => added.Aggregate(
            definition, (migrated, alteration) => TableShape.WithColumn(migrated, (AddColumnStatement)alteration.Statement, alteration.Script));
    }

    // CREATE TABLE IF NOT EXISTS of a later version, run again over what migrations have made of the first.
    private static bool HasGrown(Table table) => table.Columns.Any(column => column.IsAdded);

    private static bool IsSame(Trigger x, Trigger y) => x.Timing == y.Timing && x.Event == y.Event && x.Columns.Equals(y.Columns)
        && x.Body.Select(WhatIsDone).SequenceEqual(y.Body.Select(WhatIsDone));

    private static (Type, string?) WhatIsDone(SqlStatement statement) => (statement.GetType(), (statement as DataStatement)?.Target.Name.Value?.ToLowerInvariant());

    // A piece of a text that is read as a whole elsewhere.
    private static bool IsBeginningOf(Table piece, Table whole) => piece is { HasAllColumns: false, HasAllConstraints: false } && whole is { HasAllColumns: true, HasAllConstraints: true }
        && piece.Columns.SequenceEqual(whole.Columns.Take(piece.Columns.Count))
        && Bare(piece).References.SequenceEqual(Bare(whole).References.Take(piece.References.Count));

    private static bool HaveOneShape(Table x, Table y) => Bare(x) == Bare(y);

    private static Table Bare(Table table) => table with
    {
        Origin = default,
        References = table.References.Select(reference => reference with { Origin = default }).ToEquatableArray(),
    };
}
