using Microsoft.CodeAnalysis.Text;

namespace SqliteDiscipline.Analyzers.Sql.Statements;

/// <summary>A statement that changes the rows of one table.</summary>
/// <param name="Site">Where it stands.</param>
/// <param name="Target">The table (or view, with INSTEAD OF triggers).</param>
/// <param name="Reads">The other tables that it names; the target only where it is named again.</param>
/// <param name="HasReturning">Whether it answers with rows.</param>
internal abstract record DataStatement(
    StatementSite Site,
    SqlObjectName Target,
    EquatableArray<SqlObjectName> Reads,
    bool HasReturning) : SqlStatement(Site)
{
    private protected override bool? HasColumns => HasReturning;

    private protected override bool WritesMain => Target.MayBeInMain;
}

/// <summary><c>INSERT</c> or <c>REPLACE</c>.</summary>
/// <param name="Conflict">What is done about a row that violates a constraint; <c>REPLACE INTO</c> says REPLACE.</param>
/// <param name="ConflictSpan">The words that say so: <c>REPLACE</c>, <c>OR IGNORE</c>; empty without.</param>
/// <param name="Columns">The columns listed; empty without a list.</param>
/// <param name="Upserts">The <c>ON CONFLICT</c> clauses that follow.</param>
#pragma warning disable CS1573 // The rest is the base's.
internal sealed record InsertStatement(
    StatementSite Site,
    SqlObjectName Target,
    EquatableArray<SqlObjectName> Reads,
    bool HasReturning,
    ConflictAction Conflict,
    TextSpan ConflictSpan,
    EquatableArray<SqlName> Columns,
    EquatableArray<UpsertClause> Upserts) : DataStatement(Site, Target, Reads, HasReturning)
{
    public bool HasUpsert => Upserts.Count > 0;

    /// <summary>Whether every column has its default: <c>DEFAULT VALUES</c>.</summary>
    public bool IsOfDefaults { get; init; }

    /// <summary>Which of the values, counted from 0, are NULL alone in every row of <c>VALUES</c>.</summary>
    public EquatableArray<int> Nulls { get; init; } = EquatableArray<int>.Empty;
}

/// <summary><c>ON CONFLICT [(…)] DO …</c>.</summary>
/// <param name="HasTarget">Whether it is for one key; without, it is for all.</param>
/// <param name="Target">The key's columns, in any order; none where they could not be read.</param>
internal sealed record UpsertClause(bool HasTarget, EquatableArray<IndexedColumn> Target);

/// <summary><c>UPDATE</c>.</summary>
/// <param name="Conflict">What is done about a row that violates a constraint.</param>
/// <param name="Columns">The columns that are set.</param>
/// <param name="Nulled">Those among them that are set to the literal NULL.</param>
/// <param name="Where">The condition, without its keyword; <see langword="null"/> where every row is meant.</param>
internal sealed record UpdateStatement(
    StatementSite Site,
    SqlObjectName Target,
    EquatableArray<SqlObjectName> Reads,
    bool HasReturning,
    ConflictAction Conflict,
    EquatableArray<SqlName> Columns,
    EquatableArray<SqlName> Nulled,
    TextSpan? Where) : DataStatement(Site, Target, Reads, HasReturning);

/// <summary><c>DELETE</c>.</summary>
/// <param name="Where">The condition, without its keyword; <see langword="null"/> where every row is meant.</param>
internal sealed record DeleteStatement(
    StatementSite Site,
    SqlObjectName Target,
    EquatableArray<SqlObjectName> Reads,
    bool HasReturning,
    TextSpan? Where) : DataStatement(Site, Target, Reads, HasReturning)
{
    /// <summary>Whether the condition holds for no row, whatever there is: <c>WHERE 1 = 0</c>.</summary>
    public bool IsOfNoRow { get; init; }
}
#pragma warning restore CS1573

internal enum ConflictAction : byte
{
    /// <summary>Nothing is said: the constraint's own action, ABORT if it has none either.</summary>
    None,
    Rollback,
    Abort,
    Fail,
    Ignore,
    Replace,
}
