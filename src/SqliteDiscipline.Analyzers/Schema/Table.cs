using SqliteDiscipline.Analyzers.Sql;
using SqliteDiscipline.Analyzers.Sql.Statements;

namespace SqliteDiscipline.Analyzers.Schema;

/// <summary>A table, as the statements that make and alter it leave it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="IsTemporary">Whether it is in the schema <c>temp</c>.</param>
/// <param name="Columns">The columns that are known, in order.</param>
/// <param name="PrimaryKey">The columns of the primary key, in its order; empty without one.</param>
/// <param name="Keys">The primary key and the UNIQUE constraints. Unique indexes are the schema's.</param>
/// <param name="References">The foreign keys, in the order in which they stand.</param>
/// <param name="WithoutRowId">Whether it is WITHOUT ROWID.</param>
/// <param name="IsVirtual">Whether a module keeps its rows: it has no keys that the engine knows of.</param>
/// <param name="HasTableCheck">Whether a CHECK stands among its constraints.</param>
/// <param name="HasAllColumns">Whether there are no other columns than these.</param>
/// <param name="HasAllConstraints">Whether there are no other keys and foreign keys than these.</param>
/// <param name="Origin">The name in the statement that made it.</param>
internal sealed record Table(
    string Name,
    bool IsTemporary,
    EquatableArray<Column> Columns,
    EquatableArray<string> PrimaryKey,
    EquatableArray<UniqueKey> Keys,
    EquatableArray<Reference> References,
    bool WithoutRowId,
    bool IsVirtual,
    bool HasTableCheck,
    bool HasAllColumns,
    bool HasAllConstraints,
    Origin Origin)
{
    /// <summary>The column that is another name of the rowid, if there is one.</summary>
    public string? RowIdAlias =>
        !WithoutRowId && PrimaryKey.Count == 1 && Find(PrimaryKey[0]) is { IsDescendingKey: false } column && SqlIdentifier.Equals(column.Type, "INTEGER")
            ? column.Name
            : null;

    public bool HasCheck => HasTableCheck || Columns.Any(column => column.HasCheck);

    public Column? Find(string name)
    {
        foreach (var column in Columns)
        {
            if (SqlIdentifier.Equals(column.Name, name))
            {
                return column;
            }
        }

        return null;
    }

    /// <summary>Whether no row can have NULL in the column.</summary>
    public bool IsNeverNull(string name) =>
        Find(name) is { } column
        && (column.IsNotNull || SqlIdentifier.Equals(RowIdAlias, name) || (WithoutRowId && PrimaryKey.Contains(name, SqlIdentifier.Comparer)));
}

/// <summary>A column.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">The declared type as written.</param>
/// <param name="IsNotNull">Whether NOT NULL is given.</param>
/// <param name="IsDescendingKey">Whether it is PRIMARY KEY DESC, by which it is no alias of the rowid.</param>
/// <param name="Default">What kind of default it has; <see cref="DefaultKind.Null"/> without.</param>
/// <param name="Collation">The collation, if one is given.</param>
/// <param name="IsGenerated">Whether its value is computed.</param>
/// <param name="HasCheck">Whether it has a CHECK.</param>
/// <param name="IsAdded">Whether an ALTER TABLE added it.</param>
internal sealed record Column(
    string Name,
    string Type,
    bool IsNotNull,
    bool IsDescendingKey,
    DefaultKind Default,
    string? Collation,
    bool IsGenerated,
    bool HasCheck,
    bool IsAdded)
{
    /// <summary>The columns that it is computed of, if it is generated.</summary>
    public EquatableArray<string> ComputedOf { get; init; } = EquatableArray<string>.Empty;
}

/// <summary>A primary key or a UNIQUE constraint.</summary>
/// <param name="IsPrimaryKey">Which of the two.</param>
/// <param name="Terms">Its columns.</param>
/// <param name="Conflict">What is done about a conflict, unless the statement says otherwise.</param>
internal sealed record UniqueKey(bool IsPrimaryKey, EquatableArray<KeyTerm> Terms, ConflictAction Conflict)
{
    public bool Overlaps(Reference reference) => Terms.Any(term => term.Column is null || reference.Columns.Contains(term.Column, SqlIdentifier.Comparer));
}

/// <summary>A column of a key or an index.</summary>
/// <param name="Column">The column; <see langword="null"/> for an expression.</param>
/// <param name="Collation">The collation where another one than the column's own is given.</param>
internal sealed record KeyTerm(string? Column, string? Collation);
