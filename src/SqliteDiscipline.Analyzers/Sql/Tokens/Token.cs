using Microsoft.CodeAnalysis.Text;

namespace SqliteDiscipline.Analyzers.Sql.Tokens;

/// <summary>One token: where it stands and what it is. Its text is read from the <see cref="SqlText"/> when needed.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Keyword">Which keyword a <see cref="TokenKind.Word"/> spells.</param>
/// <param name="HasHole">Whether a hole lies within it, so that its text is not known.</param>
/// <param name="Start">Where it starts in the text.</param>
/// <param name="Length">How long it is; never 0.</param>
internal readonly record struct Token(TokenKind Kind, Keyword Keyword, bool HasHole, int Start, int Length)
{
    public int End => Start + Length;

    public TextSpan Span => new(Start, Length);

    /// <summary>Whether the parser never sees it.</summary>
    public bool IsTrivia => Kind is TokenKind.Whitespace or TokenKind.Comment or TokenKind.Unread;

    /// <summary>Whether SQLite's grammar takes it for a name (<c>nm</c>): quoted, a string, a bare word that is not reserved; or a hole.</summary>
    public bool IsName => Kind switch
    {
        TokenKind.Word => !Keywords.IsReserved(Keyword),
        TokenKind.QuotedIdentifier or TokenKind.String or TokenKind.Hole => true,
        _ => false,
    };

    /// <summary>Whether an expression can end with it, so that what follows is an operator or the next clause.</summary>
    public bool EndsOperand => Kind switch
    {
        TokenKind.Word => Keyword is Keyword.NULL or Keyword.ISNULL or Keyword.NOTNULL
            || (!Keywords.IsReserved(Keyword) && Keyword is not (Keyword.LIKE or Keyword.GLOB or Keyword.REGEXP or Keyword.MATCH)),
        TokenKind.QuotedIdentifier or TokenKind.String or TokenKind.Blob or TokenKind.Integer or TokenKind.Float
            or TokenKind.Parameter or TokenKind.Hole or TokenKind.CloseParenthesis => true,
        _ => false,
    };
}
