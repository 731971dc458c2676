using Microsoft.CodeAnalysis.Text;
using SqliteDiscipline.Analyzers.Sql.Tokens;

namespace SqliteDiscipline.Analyzers.Sql.Reading;

/// <summary>A place among the tokens of one statement, trivia and the ending semicolon left out.</summary>
internal sealed class TokenCursor(SqlText text, IReadOnlyList<Token> tokens, int position, int end)
{
    public SqlText Text { get; } = text;

    public int Position { get; set; } = position;

    public int End { get; } = end;

    public bool IsAtEnd => Position >= End;

    public Token Current => Peek(0);

    public Token Previous => Peek(-1);

    public Token Peek(int offset)
    {
        var index = Position + offset;
        return index >= 0 && index < End ? tokens[index] : default;
    }

    /// <summary>A cursor of its own over a stretch of the same tokens.</summary>
    public TokenCursor Slice(int first, int end) => new(Text, tokens, first, end);

    public bool IsAt(Keyword keyword) => Current.Keyword == keyword;

    public bool IsAt(TokenKind kind) => Current.Kind == kind;

    public bool Accept(Keyword keyword)
    {
        if (Current.Keyword != keyword)
        {
            return false;
        }

        Position++;
        return true;
    }

    public bool Accept(TokenKind kind)
    {
        if (Current.Kind != kind)
        {
            return false;
        }

        Position++;
        return true;
    }

    /// <summary>Passes two keywords that only mean something together.</summary>
    public bool Accept(Keyword first, Keyword second)
    {
        if (Current.Keyword != first || Peek(1).Keyword != second)
        {
            return false;
        }

        Position += 2;
        return true;
    }

    /// <summary>Passes <c>IF NOT EXISTS</c>.</summary>
    public bool AcceptIfNotExists()
    {
        if (!IsAt(Keyword.IF) || Peek(1).Keyword != Keyword.NOT || Peek(2).Keyword != Keyword.EXISTS)
        {
            return false;
        }

        Position += 3;
        return true;
    }

    public bool TryName(out SqlName name)
    {
        var token = Current;
        if (!token.IsName)
        {
            name = default;
            return false;
        }

        name = NameOf(token);
        Position++;
        return true;
    }

    /// <summary>Reads <c>name</c> or <c>schema.name</c>.</summary>
    public bool TryObjectName(out SqlObjectName name)
    {
        name = default;
        if (!TryName(out var first))
        {
            return false;
        }

        if (!IsAt(TokenKind.Dot))
        {
            name = new SqlObjectName(null, first);
            return true;
        }

        Position++;
        if (!TryName(out var second))
        {
            return false;
        }

        name = new SqlObjectName(first, second);
        return true;
    }

    /// <summary>Reads <c>(name, name, …)</c>; null, and the cursor where it was, where anything else stands.</summary>
    public EquatableArray<SqlName>? TryNameList()
    {
        var start = Position;
        var names = new List<SqlName>();
        var isOpen = Accept(TokenKind.OpenParenthesis);
        while (isOpen && TryName(out var name))
        {
            names.Add(name);
            if (Accept(TokenKind.CloseParenthesis))
            {
                return names.ToEquatableArray();
            }

            isOpen = Accept(TokenKind.Comma);
        }

        Position = start;
        return null;
    }

    /// <summary>Passes a parenthesis and all it holds; stops at the end where it is never closed.</summary>
    public bool SkipParentheses()
    {
        if (!IsAt(TokenKind.OpenParenthesis))
        {
            return false;
        }

        var depth = 0;
        for (; Position < End; Position++)
        {
            depth += DepthChange(Current);
            if (depth == 0)
            {
                Position++;
                return true;
            }
        }

        return false;
    }

    public SqlName NameOf(Token token) =>
        new(token.HasHole ? null : SqlIdentifier.Unquote(Text.Text, token.Start, token.Length), token.Span);

    public string TextOf(Token token) => Text[token.Span];

    /// <summary>The span of what is left.</summary>
    public TextSpan Span => Position < End ? TextSpan.FromBounds(tokens[Position].Start, tokens[End - 1].End) : new TextSpan(Current.Start, 0);

    /// <summary>The span from the token at <paramref name="first"/> to the one before the cursor.</summary>
    public TextSpan SpanFrom(int first) => first < Position
        ? TextSpan.FromBounds(tokens[first].Start, tokens[Position - 1].End)
        : new TextSpan(Current.Start, 0);

    public static int DepthChange(Token token) => token.Kind switch
    {
        TokenKind.OpenParenthesis => 1,
        TokenKind.CloseParenthesis => -1,
        _ => 0,
    };
}
