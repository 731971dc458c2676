using Microsoft.CodeAnalysis.Text;

namespace SqliteDiscipline.Analyzers.Sql.Statements;

/// <summary>A constraint of the table as a whole.</summary>
/// <param name="Span">The constraint, CONSTRAINT and its name left out.</param>
internal abstract record TableConstraint(TextSpan Span);

/// <summary><c>PRIMARY KEY (…)</c> or <c>UNIQUE (…)</c>.</summary>
/// <param name="Span">The constraint.</param>
/// <param name="IsPrimaryKey">Which of the two.</param>
/// <param name="Columns">The key's columns, in order.</param>
/// <param name="Conflict">What is done about a conflict.</param>
internal sealed record KeyConstraint(TextSpan Span, bool IsPrimaryKey, EquatableArray<IndexedColumn> Columns, ConflictAction Conflict)
    : TableConstraint(Span);

/// <summary><c>CHECK (…)</c>.</summary>
internal sealed record CheckConstraint(TextSpan Span) : TableConstraint(Span);

/// <summary><c>FOREIGN KEY (…) REFERENCES …</c>.</summary>
internal sealed record ForeignKeyConstraint(TextSpan Span, ForeignKey ForeignKey) : TableConstraint(Span);

/// <summary>One foreign key, of a column or of the table.</summary>
/// <param name="Span">The clause that declares it.</param>
/// <param name="Columns">The child's columns.</param>
/// <param name="Parent">The parent table, which is always in the child's schema.</param>
/// <param name="ParentColumns">The parent's columns; empty means its primary key.</param>
/// <param name="OnDelete">What happens to a child when its parent goes.</param>
/// <param name="OnUpdate">What happens to a child when its parent's key changes.</param>
/// <param name="IsDeferred">Whether it is DEFERRABLE INITIALLY DEFERRED, and so checked at COMMIT.</param>
internal sealed record ForeignKey(
    TextSpan Span,
    EquatableArray<SqlName> Columns,
    SqlName Parent,
    EquatableArray<SqlName> ParentColumns,
    SqliteDeleteAction OnDelete,
    SqliteDeleteAction OnUpdate,
    bool IsDeferred);
