using Microsoft.CodeAnalysis.Text;

namespace SqliteDiscipline.Analyzers.Sql.Statements;

/// <summary>One statement, as <c>sqlite3_prepare</c> would take it. The kind is the type of the record; an unseen or misspelt one is an <see cref="UnknownStatement"/>.</summary>
internal abstract record SqlStatement(StatementSite Site)
{
    /// <summary>
    /// Whether it has result columns, which is what makes Microsoft.Data.Sqlite treat it as a query;
    /// <see langword="null"/> where that cannot be told.
    /// </summary>
    public bool? ReturnsRows => Site.Explain != ExplainKind.None ? true : HasColumns;

    /// <summary>Whether running it writes to the main database file, as far as the text tells: a bare name might still be that of a TEMP table.</summary>
    public bool WritesMainFile => Site.Explain == ExplainKind.None && WritesMain;

    private protected virtual bool? HasColumns => false;

    private protected virtual bool WritesMain => false;
}

/// <summary>Where a statement stands in its text, and what its tokens say whatever its kind.</summary>
/// <param name="Span">From the first word to the last token before the semicolon.</param>
/// <param name="FullSpan">What <c>sqlite3_prepare</c> consumes: from the end of the previous statement to just past the semicolon.</param>
/// <param name="FirstWord">The first word: <c>EXPLAIN</c>, <c>WITH</c>, or the verb.</param>
/// <param name="Keyword">The verb; the first word where there is none.</param>
/// <param name="Explain">Whether it is only explained, not run.</param>
/// <param name="IsTerminated">Whether a semicolon ends it.</param>
/// <param name="HasHoles">Whether a hole lies in it.</param>
/// <param name="HasUnknownText">Whether one of the holes stands where neither a name nor a value can: it may be a clause, or more statements.</param>
/// <param name="HasIllegalToken">Whether SQLite is sure to refuse it for an unrecognized token.</param>
internal sealed record StatementSite(
    TextSpan Span,
    TextSpan FullSpan,
    TextSpan FirstWord,
    TextSpan Keyword,
    ExplainKind Explain,
    bool IsTerminated,
    bool HasHoles,
    bool HasUnknownText,
    bool HasIllegalToken);

internal enum ExplainKind : byte
{
    None,
    Program,
    QueryPlan,
}

/// <summary>A statement that cannot be told: a hole or an unknown word stands first, or what its kind needs is missing.</summary>
internal sealed record UnknownStatement(StatementSite Site) : SqlStatement(Site)
{
    private protected override bool? HasColumns => null;
}
