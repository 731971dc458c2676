using SqliteDiscipline.Analyzers.Sql;

namespace SqliteDiscipline.Analyzers.Schema;

/// <summary>A foreign key as declared. What it comes down to is looked up when it matters, as the engine does: see <see cref="ParentKey"/>.</summary>
/// <param name="Child">The table that declares it.</param>
/// <param name="IsTemporary">Whether that is a temporary table; the parent is then one too.</param>
/// <param name="Ordinal">Which of that table's foreign keys it is: a number that stays, whatever is added.</param>
/// <param name="IsOfColumn">Whether a column declares it, and not the table.</param>
/// <param name="Columns">The child's columns.</param>
/// <param name="Parent">The table referred to; <see langword="null"/> where a hole hides it.</param>
/// <param name="ParentColumns">Its columns; empty means its primary key.</param>
/// <param name="OnDelete">What a delete of the parent does to the child.</param>
/// <param name="OnUpdate">What a change of the parent's key does to the child.</param>
/// <param name="IsDeferred">Whether it is checked at COMMIT only.</param>
/// <param name="Origin">The clause that declares it.</param>
internal sealed record Reference(
    string Child,
    bool IsTemporary,
    int Ordinal,
    bool IsOfColumn,
    EquatableArray<string> Columns,
    string? Parent,
    EquatableArray<string> ParentColumns,
    SqliteDeleteAction OnDelete,
    SqliteDeleteAction OnUpdate,
    bool IsDeferred,
    Origin Origin)
{
    public bool IsSelf => SqlIdentifier.Equals(Child, Parent);

    /// <summary>Whether it has one of the columns.</summary>
    public bool Overlaps(IEnumerable<string> columns) => columns.Any(column => Columns.Contains(column, SqlIdentifier.Comparer));

    /// <summary><c>messages(conversation_id) → conversations</c>.</summary>
    public override string ToString() => $"{Child}({string.Join(", ", Columns)}) → {Parent ?? "?"}";
}
