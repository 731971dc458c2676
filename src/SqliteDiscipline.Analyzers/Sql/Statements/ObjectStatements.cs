using Microsoft.CodeAnalysis.Text;

namespace SqliteDiscipline.Analyzers.Sql.Statements;

#pragma warning disable CS1573 // Site, Name, IsTemporary and IfNotExists are the base's.

/// <summary><c>CREATE [UNIQUE] INDEX</c>.</summary>
/// <param name="Table">The table, which is always in the index's schema.</param>
/// <param name="Columns">What is indexed, in order.</param>
/// <param name="Names">The columns that its terms and its condition name for sure, in order.</param>
/// <param name="Where">The condition of a partial index, without its keyword.</param>
/// <param name="NotNull">The columns that the condition asks not to be NULL, where it asks nothing else; <see langword="null"/> where that cannot be told.</param>
internal sealed record CreateIndexStatement(
    StatementSite Site,
    SqlObjectName Name,
    bool IfNotExists,
    bool IsUnique,
    SqlName Table,
    EquatableArray<IndexedColumn> Columns,
    EquatableArray<SqlName> Names,
    TextSpan? Where,
    EquatableArray<SqlName>? NotNull) : CreateStatement(Site, Name, IsTemporary: Name.IsInTemp, IfNotExists);

/// <summary><c>CREATE VIEW</c>.</summary>
/// <param name="Reads">The tables and views that it reads.</param>
internal sealed record CreateViewStatement(
    StatementSite Site,
    SqlObjectName Name,
    bool IsTemporary,
    bool IfNotExists,
    EquatableArray<SqlObjectName> Reads) : CreateStatement(Site, Name, IsTemporary, IfNotExists);

/// <summary><c>CREATE TRIGGER</c>.</summary>
/// <param name="Timing">When it fires; BEFORE where nothing is said.</param>
/// <param name="Event">What fires it.</param>
/// <param name="Columns">The columns after UPDATE OF.</param>
/// <param name="Table">The table or view that it watches.</param>
/// <param name="Condition">The condition after WHEN.</param>
/// <param name="Body">The statements that it runs.</param>
internal sealed record CreateTriggerStatement(
    StatementSite Site,
    SqlObjectName Name,
    bool IsTemporary,
    bool IfNotExists,
    TriggerTiming Timing,
    TriggerEvent Event,
    EquatableArray<SqlName> Columns,
    SqlObjectName Table,
    TextSpan? Condition,
    EquatableArray<SqlStatement> Body) : CreateStatement(Site, Name, IsTemporary, IfNotExists);

internal enum TriggerTiming : byte
{
    Before,
    After,
    InsteadOf,
}

internal enum TriggerEvent : byte
{
    Delete,
    Insert,
    Update,
}
#pragma warning restore CS1573

/// <summary>One term of an index or of a key.</summary>
/// <param name="Column">The column; <see langword="null"/> for an expression.</param>
/// <param name="Span">The whole term.</param>
/// <param name="Collation">The collation given here, if any.</param>
/// <param name="IsDescending">Whether DESC is given.</param>
internal sealed record IndexedColumn(SqlName? Column, TextSpan Span, string? Collation, bool IsDescending);
