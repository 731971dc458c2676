using SqliteDiscipline.Analyzers.Sql;
using SqliteDiscipline.Analyzers.Sql.Statements;

namespace SqliteDiscipline.Analyzers.Schema;

/// <summary>Makes a <see cref="Table"/> of the statements that define it.</summary>
internal static class TableShape
{
    public static Table Of(CreateTableStatement statement, SqlScript? script)
    {
        var name = statement.Name.Name.Value!;
        var isKnown = statement.IsWhole && !statement.Site.HasUnknownText;
        var table = new Table(
            name,
            statement.IsTemporary,
            EquatableArray<Column>.Empty,
            EquatableArray<string>.Empty,
            EquatableArray<UniqueKey>.Empty,
            EquatableArray<Reference>.Empty,
            statement.WithoutRowId,
            IsVirtual: false,
            statement.Constraints.Any(constraint => constraint is CheckConstraint),
            HasAllColumns: isKnown && !statement.IsFromSelect && statement.Columns.All(column => column.Name.Value is not null),
            // AS SELECT makes columns and nothing else.
            HasAllConstraints: isKnown || (statement.IsFromSelect && !statement.Site.HasUnknownText),
            new Origin(script, statement.Name.Name.Span));

        var primary = PrimaryKey(statement);
        var ofColumns = statement.Columns.Sum(column => column.ForeignKeys.Count);
        return table with
        {
            Columns = statement.Columns.Where(column => column.Name.Value is not null).Select(column => Of(column, isAdded: false)).ToEquatableArray(),
            PrimaryKey = (primary?.Terms.Select(term => term.Column).OfType<string>() ?? Enumerable.Empty<string>()).ToEquatableArray(),
            Keys = Keys(statement, primary).ToEquatableArray(),
            References = statement.ForeignKeys.Select((key, i) => Of(key, name, statement.IsTemporary, i, i < ofColumns, script)).ToEquatableArray(),
        };
    }

    public static Table OfModule(string name, bool isTemporary, Origin origin) => new(
        name, isTemporary, EquatableArray<Column>.Empty, EquatableArray<string>.Empty, EquatableArray<UniqueKey>.Empty, EquatableArray<Reference>.Empty,
        WithoutRowId: false, IsVirtual: true, HasTableCheck: false, HasAllColumns: false, HasAllConstraints: true, origin);

    /// <summary>A table of which nothing is known but that it is there.</summary>
    public static Table Unknown(Table table) => table with
    {
        Columns = EquatableArray<Column>.Empty,
        PrimaryKey = EquatableArray<string>.Empty,
        Keys = EquatableArray<UniqueKey>.Empty,
        References = EquatableArray<Reference>.Empty,
        HasAllColumns = false,
        HasAllConstraints = false,
    };

    public static Table WithColumn(Table table, AddColumnStatement add, SqlScript? script)
    {
        if (add.Column.Name.Value is not { } name)
        {
            return table with { HasAllColumns = false, HasAllConstraints = false };
        }

        if (table.Find(name) is not null)
        {
            return table;
        }

        var isKnown = add.IsWhole && !add.Site.HasUnknownText;
        var references = add.Column.ForeignKeys.Select((key, i) => Of(key, table.Name, table.IsTemporary, table.References.Count + i, isOfColumn: true, script));
        return table with
        {
            Columns = table.Columns.Append(Of(add.Column, isAdded: true)).ToEquatableArray(),

            // The column is written behind the others, and before the constraints of the table.
            References = table.References.Where(reference => reference.IsOfColumn).Concat(references).Concat(table.References.Where(reference => !reference.IsOfColumn)).ToEquatableArray(),
            HasAllColumns = table.HasAllColumns && isKnown,
            HasAllConstraints = table.HasAllConstraints && isKnown,
        };
    }

    /// <summary>Whether two definitions come to the same, whatever the order of the columns and whether they were there from the beginning.</summary>
    public static bool HaveSameParts(Table x, Table y) => Sorted(x) == Sorted(y);

    private static Table Sorted(Table table) => table with
    {
        Origin = default,
        Columns = table.Columns.Select(column => column with { IsAdded = false }).OrderBy(column => column.Name, StringComparer.OrdinalIgnoreCase).ToEquatableArray(),
        References = table.References.Select(reference => reference with { Origin = default, Ordinal = 0, IsOfColumn = false })
            .OrderBy(reference => reference.ToString(), StringComparer.OrdinalIgnoreCase).ToEquatableArray(),
    };

    public static EquatableArray<KeyTerm> Terms(EquatableArray<IndexedColumn> columns) =>
        columns.Select(column => new KeyTerm(column.Column?.Value, column.Collation)).ToEquatableArray();

    private static Column Of(ColumnDefinition column, bool isAdded) => new(
        column.Name.Value!,
        column.Type,
        column.IsNotNull,
        column.IsDescendingKey,
        column.Default?.Kind ?? DefaultKind.Null,
        column.Collation,
        column.Generated != GeneratedColumn.None,
        column.HasCheck,
        isAdded)
    {
        // How often and in which case they are named makes no other column.
        ComputedOf = column.ComputedOf.Select(name => name.Value!.ToLowerInvariant()).Distinct().OrderBy(name => name, StringComparer.Ordinal).ToEquatableArray(),
    };

    private static Reference Of(ForeignKey key, string child, bool isTemporary, int ordinal, bool isOfColumn, SqlScript? script) => new(
        child,
        isTemporary,
        ordinal,
        isOfColumn,
        Names(key.Columns),
        key.Parent.Value,
        Names(key.ParentColumns),
        key.OnDelete,
        key.OnUpdate,
        key.IsDeferred,
        new Origin(script, key.Span));

    // A name that a hole hides is like no name that can be written.
    private static EquatableArray<string> Names(EquatableArray<SqlName> names) =>
        names.Select(name => name.Value ?? SqlText.Placeholder.ToString()).ToEquatableArray();

    private static UniqueKey? PrimaryKey(CreateTableStatement statement)
    {
        foreach (var column in statement.Columns)
        {
            if (column.IsPrimaryKey)
            {
                return new UniqueKey(true, KeyOf(column), column.KeyConflict);
            }
        }

        var constraint = statement.Constraints.OfType<KeyConstraint>().FirstOrDefault(key => key.IsPrimaryKey);
        return constraint is null ? null : new UniqueKey(true, Terms(constraint.Columns), constraint.Conflict);
    }

    private static IEnumerable<UniqueKey> Keys(CreateTableStatement statement, UniqueKey? primary)
    {
        if (primary is not null)
        {
            yield return primary;
        }

        foreach (var column in statement.Columns)
        {
            if (column.IsUnique)
            {
                yield return new UniqueKey(false, KeyOf(column), column.KeyConflict);
            }
        }

        foreach (var constraint in statement.Constraints)
        {
            if (constraint is KeyConstraint { IsPrimaryKey: false } unique)
            {
                yield return new UniqueKey(false, Terms(unique.Columns), unique.Conflict);
            }
        }
    }

    private static EquatableArray<KeyTerm> KeyOf(ColumnDefinition column) => new[] { new KeyTerm(column.Name.Value, null) }.ToEquatableArray();
}
