using SqliteDiscipline.Analyzers.Manifest;
using SqliteDiscipline.Analyzers.Sql;

namespace SqliteDiscipline.Analyzers.Schema.Sources;

/// <summary>Adds the <c>[SqliteForeignKey]</c>s to what was seen of a schema. What they say is taken as said: the parent's columns are a key.</summary>
internal static class DeclaredKeys
{
    public static DatabaseSchema AddTo(DatabaseSchema schema, IEnumerable<ForeignKeyModel> keys)
    {
        foreach (var key in keys)
        {
            var parent = schema.Find(key.ParentTable, isTemporary: false) ?? Unseen(key.ParentTable);
            schema = With(schema, parent.Keys.Any(known => Spells(known, key.ParentColumns)) ? parent : parent with
            {
                Keys = parent.Keys.Append(new UniqueKey(false, key.ParentColumns.Select(column => new KeyTerm(column, null)).ToEquatableArray(), default)).ToEquatableArray(),
            });

            var child = schema.Find(key.ChildTable, isTemporary: false) ?? Unseen(key.ChildTable);
            if (child.References.Any(known => SqlIdentifier.Equals(known.Parent, key.ParentTable) && known.Columns.SequenceEqual(key.ChildColumns, SqlIdentifier.Comparer)))
            {
                continue;
            }

            var reference = new Reference(
                child.Name, false, child.References.Count, false, key.ChildColumns, key.ParentTable, key.ParentColumns, key.OnDelete, SqliteDeleteAction.NoAction, false, default);
            schema = With(schema, child with { References = child.References.Append(reference).ToEquatableArray() });
        }

        return schema;
    }

    private static bool Spells(UniqueKey key, EquatableArray<string> columns) =>
        key.Terms.Count == columns.Count && key.Terms.All(term => columns.Contains(term.Column, SqlIdentifier.Comparer));

    private static Table Unseen(string name) => new(
        name, false, EquatableArray<Column>.Empty, EquatableArray<string>.Empty, EquatableArray<UniqueKey>.Empty, EquatableArray<Reference>.Empty,
        WithoutRowId: false, IsVirtual: false, HasTableCheck: false, HasAllColumns: false, HasAllConstraints: true, default);

    private static DatabaseSchema With(DatabaseSchema schema, Table table)
    {
        var others = schema.Tables.Where(other => other.IsTemporary || !SqlIdentifier.Equals(other.Name, table.Name));
        return schema with { Tables = others.Append(table).ToEquatableArray() };
    }
}
