using SqliteDiscipline.Analyzers.Sql;

namespace SqliteDiscipline.Analyzers.Schema;

/// <summary>What a foreign key refers to.</summary>
/// <param name="State">Whether the engine finds it.</param>
/// <param name="Table">The parent, where there is one.</param>
/// <param name="Columns">Its columns, in the order of the child's.</param>
internal readonly record struct ParentKey(ParentKeyState State, Table? Table, EquatableArray<string> Columns)
{
    /// <summary>Looks for the key as <c>sqlite3FkLocateIndex</c> does when a row of either table changes.</summary>
    public static ParentKey Of(Reference reference, DatabaseSchema schema)
    {
        if (reference.Parent is null)
        {
            return new(ParentKeyState.Unknown, null, default);
        }

        if (schema.Find(reference.Parent, reference.IsTemporary) is not { } parent)
        {
            var isView = schema.Views.Any(view => view.IsTemporary == reference.IsTemporary && SqlIdentifier.Equals(view.Name, reference.Parent));
            return new(isView ? ParentKeyState.NoKey : ParentKeyState.NoTable, null, default);
        }

        if (parent.IsVirtual)
        {
            return new(ParentKeyState.Unknown, parent, default);
        }

        var columns = reference.ParentColumns.Count == 0 ? parent.PrimaryKey : reference.ParentColumns;
        if (columns.Count == reference.Columns.Count && columns.Count > 0
            && (IsRowId(parent, columns) || FindKey(reference, parent, schema)))
        {
            return new(ParentKeyState.Found, parent, columns);
        }

        return new(parent.HasAllConstraints ? ParentKeyState.NoKey : ParentKeyState.Unknown, parent, default);
    }

    /// <summary>Whether there is a column of the list that the parent is known not to have.</summary>
    public static string? FindMissingColumn(Reference reference, Table parent) => parent.HasAllColumns
        ? reference.ParentColumns.FirstOrDefault(column => parent.Find(column) is null)
        : null;

    private static bool IsRowId(Table parent, EquatableArray<string> columns) =>
        columns.Count == 1 && SqlIdentifier.Equals(parent.RowIdAlias, columns[0]);

    private static bool FindKey(Reference reference, Table parent, DatabaseSchema schema)
    {
        if (reference.ParentColumns.Count == 0)
        {
            return parent.Keys.Any(key => key.IsPrimaryKey);
        }

        var indexes = schema.IndexesOf(parent).Where(index => index is { IsUnique: true, IsPartial: false }).Select(index => index.Terms);
        return parent.Keys.Select(key => key.Terms).Concat(indexes).Any(terms => IsKey(terms, reference.ParentColumns, parent));
    }

    /// <summary>The same columns in any order, each under its own collation.</summary>
    private static bool IsKey(EquatableArray<KeyTerm> terms, EquatableArray<string> columns, Table parent)
    {
        if (terms.Count != columns.Count)
        {
            return false;
        }

        foreach (var term in terms)
        {
            if (term.Column is null || !columns.Contains(term.Column, SqlIdentifier.Comparer)
                || (term.Collation is { } collation && !SqlIdentifier.Equals(collation, parent.Find(term.Column)?.Collation ?? "BINARY")))
            {
                return false;
            }
        }

        return true;
    }
}

internal enum ParentKeyState : byte
{
    Found,

    /// <summary>There is no such table in the schema that was seen.</summary>
    NoTable,

    /// <summary>"foreign key mismatch": the columns are no key of the parent.</summary>
    NoKey,

    /// <summary>The parent was not seen as a whole.</summary>
    Unknown,
}
