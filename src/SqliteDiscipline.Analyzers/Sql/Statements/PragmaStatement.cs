using Microsoft.CodeAnalysis.Text;
using SqliteDiscipline.Analyzers.Sql.Pragmas;

namespace SqliteDiscipline.Analyzers.Sql.Statements;

/// <summary><c>PRAGMA [schema.]name</c>, <c>= value</c> or <c>(value)</c>.</summary>
/// <param name="Site">Where it stands.</param>
/// <param name="Schema">The schema, where given.</param>
/// <param name="Name">The pragma.</param>
/// <param name="Form">How a value is given, if any.</param>
/// <param name="Value">The value as SQLite hands it to the pragma: unquoted, without a plus sign. <see langword="null"/> where there is none, or a hole hides it, or SQLite refuses it.</param>
/// <param name="ValueSpan">Where the value stands, sign and quotes included; empty in a query.</param>
/// <param name="IsWellFormed">Whether SQLite's grammar takes it. <c>PRAGMA cache_size = 64MB</c> is a syntax error.</param>
internal sealed record PragmaStatement(
    StatementSite Site,
    SqlName? Schema,
    SqlName Name,
    PragmaForm Form,
    string? Value,
    TextSpan ValueSpan,
    bool IsWellFormed) : SqlStatement(Site)
{
    /// <summary>What is known of the pragma; <see langword="null"/> where nothing is.</summary>
    public Pragma? Known => PragmaTable.Find(Name.Value);

    /// <summary>What SQLite makes of the value; <see langword="null"/> where there is none, or it cannot be seen, or the pragma is not known.</summary>
    public PragmaReading? Reading => Value is null ? null : Known?.Values.Read(Value);

    /// <summary>Where the value stands without its quotes.</summary>
    public TextSpan BareValueSpan(SqlText text) => ValueSpan.Length > 1 && text.Text[ValueSpan.Start] is '\'' or '"' or '`' or '['
        ? TextSpan.FromBounds(ValueSpan.Start + 1, ValueSpan.End - 1)
        : ValueSpan;

    private protected override bool? HasColumns => Known?.Rows.HasColumns(hasValue: Form != PragmaForm.Query);

    /// <summary>Whether it does what it says: one that is only explained does nothing, unless it is set before that.</summary>
    public bool TakesEffect => Site.Explain == ExplainKind.None || Known is { IsSetWhenPrepared: true };

    /// <summary>Whether running it looks into the main database file.</summary>
    public bool ReadsMainFile => Site.Explain == ExplainKind.None && MayBeOfMain && Known is { ReadsFile: true };

    private protected override bool WritesMain => Form != PragmaForm.Query && MayBeOfMain && Known is { WritesFile: true };

    private bool MayBeOfMain => Schema is not { } schema || schema.Is("main");
}

internal enum PragmaForm : byte
{
    /// <summary><c>PRAGMA name</c>.</summary>
    Query,

    /// <summary><c>PRAGMA name = value</c>.</summary>
    Assignment,

    /// <summary><c>PRAGMA name(value)</c>, which SQLite reads like the assignment.</summary>
    Call,
}
