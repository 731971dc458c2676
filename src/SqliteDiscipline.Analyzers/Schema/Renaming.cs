using SqliteDiscipline.Analyzers.Sql;
using SqliteDiscipline.Analyzers.Sql.Statements;

namespace SqliteDiscipline.Analyzers.Schema;

/// <summary>What ALTER TABLE rewrites beside the name itself: the engine follows a rename into foreign keys, indexes and triggers.</summary>
internal static class Renaming
{
    public static Table OfTable(Table table, Table renamed, string newName)
    {
        if (table.IsTemporary != renamed.IsTemporary)
        {
            return table;
        }

        var isRenamed = SqlIdentifier.Equals(table.Name, renamed.Name);
        var references = table.References.Select(reference => reference with
        {
            Child = isRenamed ? newName : reference.Child,
            Parent = SqlIdentifier.Equals(reference.Parent, renamed.Name) ? newName : reference.Parent,
        });
        return table with { Name = isRenamed ? newName : table.Name, References = references.ToEquatableArray() };
    }

    public static Trigger OfTable(Trigger trigger, Table renamed, string newName) => trigger with
    {
        Table = Of(trigger.Table, renamed, newName),
        Body = trigger.Body.Select(statement => statement is DataStatement data ? data with { Target = Of(data.Target, renamed, newName) } : statement).ToEquatableArray(),
    };

    public static Table OfColumn(Table table, Table changed, string column, string newName)
    {
        if (table.IsTemporary != changed.IsTemporary)
        {
            return table;
        }

        var isChanged = SqlIdentifier.Equals(table.Name, changed.Name);
        var references = table.References.Select(reference => reference with
        {
            Columns = isChanged ? Of(reference.Columns, column, newName) : reference.Columns,
            ParentColumns = SqlIdentifier.Equals(reference.Parent, changed.Name) ? Of(reference.ParentColumns, column, newName) : reference.ParentColumns,
        });
        table = table with { References = references.ToEquatableArray() };
        return !isChanged ? table : table with
        {
            Columns = table.Columns.Select(other => (SqlIdentifier.Equals(other.Name, column) ? other with { Name = newName } : other) with { ComputedOf = Of(other.ComputedOf, column, newName) })
                .ToEquatableArray(),
            PrimaryKey = Of(table.PrimaryKey, column, newName),
            Keys = table.Keys.Select(key => key with { Terms = Of(key.Terms, column, newName) }).ToEquatableArray(),
        };
    }

    public static EquatableArray<string> Of(EquatableArray<string> names, string column, string newName) =>
        names.Select(name => SqlIdentifier.Equals(name, column) ? newName : name).ToEquatableArray();

    public static EquatableArray<KeyTerm> Of(EquatableArray<KeyTerm> terms, string column, string newName) =>
        terms.Select(term => SqlIdentifier.Equals(term.Column, column) ? term with { Column = newName } : term).ToEquatableArray();

    /// <summary>The engine refuses to drop a column of a key or of a table's foreign key: those stay. What is written at the column itself goes with it.</summary>
    public static Table WithoutColumn(Table table, string column)
    {
        var of = new[] { column };
        var isUsed = table.Keys.Any(key => key.Terms.Any(term => SqlIdentifier.Equals(term.Column, column)))
            || table.References.Any(reference => !reference.IsOfColumn && reference.Overlaps(of));
        return isUsed
            ? table
            : table with
            {
                Columns = table.Columns.Where(other => !SqlIdentifier.Equals(other.Name, column)).ToEquatableArray(),
                References = table.References.Where(reference => !reference.Overlaps(of)).ToEquatableArray(),
            };
    }

    private static SqlObjectName Of(SqlObjectName name, Table renamed, string newName) =>
        name.Name.Is(renamed.Name) ? name with { Name = name.Name with { Value = newName } } : name;
}
