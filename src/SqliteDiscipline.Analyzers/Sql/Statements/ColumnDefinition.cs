using Microsoft.CodeAnalysis.Text;

namespace SqliteDiscipline.Analyzers.Sql.Statements;

/// <summary>One column of a CREATE TABLE or an ADD COLUMN.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Span">The whole definition.</param>
/// <param name="Type">The declared type as written; empty without.</param>
/// <param name="IsNotNull">Whether NOT NULL is given.</param>
/// <param name="IsPrimaryKey">Whether PRIMARY KEY is given here.</param>
/// <param name="IsDescendingKey">Whether that is PRIMARY KEY DESC, which is no alias of the rowid.</param>
/// <param name="IsAutoincrement">Whether AUTOINCREMENT is given.</param>
/// <param name="IsUnique">Whether UNIQUE is given here.</param>
/// <param name="KeyConflict">What PRIMARY KEY or UNIQUE does about a conflict.</param>
/// <param name="Default">The default, if any.</param>
/// <param name="Collation">The collation, if any.</param>
/// <param name="HasCheck">Whether a CHECK is given here.</param>
/// <param name="Generated">Whether and how the column is generated.</param>
/// <param name="ForeignKeys">The REFERENCES clauses.</param>
internal sealed record ColumnDefinition(
    SqlName Name,
    TextSpan Span,
    string Type,
    bool IsNotNull,
    bool IsPrimaryKey,
    bool IsDescendingKey,
    bool IsAutoincrement,
    bool IsUnique,
    ConflictAction KeyConflict,
    ColumnDefault? Default,
    string? Collation,
    bool HasCheck,
    GeneratedColumn Generated,
    EquatableArray<ForeignKey> ForeignKeys)
{
    /// <summary>The columns that it is computed of, if it is generated.</summary>
    public EquatableArray<SqlName> ComputedOf { get; init; } = EquatableArray<SqlName>.Empty;

    /// <summary>Whether an INTEGER PRIMARY KEY makes it another name of the rowid (in a table that has one).</summary>
    public bool IsRowIdAlias => IsPrimaryKey && !IsDescendingKey && SqlIdentifier.Equals(Type, "INTEGER");
}

internal enum GeneratedColumn : byte
{
    None,
    Virtual,
    Stored,
}

/// <summary>What stands after DEFAULT.</summary>
/// <param name="Span">The value, parentheses included.</param>
/// <param name="Kind">What kind of value.</param>
internal sealed record ColumnDefault(TextSpan Span, DefaultKind Kind);

internal enum DefaultKind : byte
{
    /// <summary>NULL, the same as no default.</summary>
    Null,

    /// <summary>A literal, perhaps signed or in parentheses; a bare word is one too.</summary>
    Literal,

    /// <summary>CURRENT_TIMESTAMP and its like: no constant, so ADD COLUMN refuses it.</summary>
    CurrentTime,

    /// <summary>Anything else in parentheses: not taken for a constant either.</summary>
    Expression,

    /// <summary>A hole hides it.</summary>
    Unknown,
}
