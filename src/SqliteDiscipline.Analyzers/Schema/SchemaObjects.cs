using SqliteDiscipline.Analyzers.Sql;
using SqliteDiscipline.Analyzers.Sql.Statements;

namespace SqliteDiscipline.Analyzers.Schema;

/// <summary>An index that a CREATE INDEX makes.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Table">The table.</param>
/// <param name="IsTemporary">Whether both are in the schema <c>temp</c>.</param>
/// <param name="IsUnique">Whether it is UNIQUE.</param>
/// <param name="IsPartial">Whether it leaves rows out.</param>
/// <param name="NotNull">The columns that its condition asks not to be NULL, where it asks nothing else; <see langword="null"/> where that cannot be told.</param>
/// <param name="Terms">What is indexed, in order.</param>
/// <param name="Origin">The statement.</param>
internal sealed record TableIndex(
    string Name, string Table, bool IsTemporary, bool IsUnique, bool IsPartial, EquatableArray<string>? NotNull, EquatableArray<KeyTerm> Terms, Origin Origin)
{
    /// <summary>Whether every row in which these columns have a value may be found by it.</summary>
    public bool MayHold(EquatableArray<string> columns) =>
        !IsPartial || NotNull is not { } notNull || (notNull.Count > 0 && notNull.All(column => columns.Contains(column, SqlIdentifier.Comparer)));
}

/// <summary>A trigger.</summary>
/// <param name="Name">Its name.</param>
/// <param name="IsTemporary">Whether it is in the schema <c>temp</c>; its table need not be.</param>
/// <param name="Table">The table or view that it watches.</param>
/// <param name="Timing">When it fires.</param>
/// <param name="Event">What fires it.</param>
/// <param name="Columns">The columns after UPDATE OF.</param>
/// <param name="Body">What it does.</param>
internal sealed record Trigger(
    string Name, bool IsTemporary, SqlObjectName Table, TriggerTiming Timing, TriggerEvent Event, EquatableArray<string> Columns, EquatableArray<SqlStatement> Body);

/// <summary>A view.</summary>
internal sealed record View(string Name, bool IsTemporary);
