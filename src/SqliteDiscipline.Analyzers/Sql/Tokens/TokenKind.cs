namespace SqliteDiscipline.Analyzers.Sql.Tokens;

internal enum TokenKind : byte
{
    /// <summary>Past the last token; never in a text.</summary>
    None,

    Whitespace,
    Comment,

    /// <summary>A bare identifier or keyword.</summary>
    Word,

    /// <summary><c>"…"</c>, <c>[…]</c> or <c>`…`</c>.</summary>
    QuotedIdentifier,

    /// <summary><c>'…'</c>, which SQLite also takes for a name where only a name can stand.</summary>
    String,

    /// <summary><c>x'…'</c>.</summary>
    Blob,

    Integer,
    Float,

    /// <summary><c>?</c>, <c>?1</c>, <c>:a</c>, <c>@a</c>, <c>$a::b(c)</c>.</summary>
    Parameter,

    /// <summary>A hole that stands by itself: some name, some value, or any text at all.</summary>
    Hole,

    Semicolon,
    Comma,
    Dot,
    OpenParenthesis,
    CloseParenthesis,
    Star,
    Equals,
    Plus,
    Minus,

    /// <summary>Every other operator.</summary>
    Operator,

    /// <summary>What SQLite calls an unrecognized token.</summary>
    Illegal,

    /// <summary>From a NUL character to the end: SQLite's text ends there.</summary>
    Unread,
}
