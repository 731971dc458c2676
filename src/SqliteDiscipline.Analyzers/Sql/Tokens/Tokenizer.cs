using System.Collections.Immutable;

namespace SqliteDiscipline.Analyzers.Sql.Tokens;

/// <summary>
/// Cuts text into tokens where SQLite does (sqlite.org/draft/tokenreq.html and what the engine is seen to do). The tokens
/// tile the text: nothing is skipped, and what SQLite cannot read is a token too.
/// </summary>
internal sealed partial class Tokenizer
{
    private readonly string _text;
    private readonly EquatableArray<int> _holes;

    // SQLite reads text up to the first NUL, whatever length it was given.
    private readonly int _end;
    private int _position;
    private int _nextHole;

    public Tokenizer(SqlText text)
    {
        _text = text.Text;
        _holes = text.Holes;
        var nul = _text.IndexOf('\0');
        _end = nul < 0 ? _text.Length : nul;
    }

    /// <summary>Reads the next token; false at the end of the text.</summary>
    public bool TryRead(out Token token)
    {
        var start = _position;
        if (start >= _text.Length)
        {
            token = default;
            return false;
        }

        var kind = start < _end ? Scan() : ScanUnread();
        var hasHole = PassHoles();
        if (hasHole && kind == TokenKind.Word && _position == start + 1)
        {
            kind = TokenKind.Hole;
        }

        var keyword = kind == TokenKind.Word && !hasHole ? Keywords.Find(_text, start, _position - start) : Keyword.None;
        token = new Token(kind, keyword, hasHole, start, _position - start);
        return true;
    }

    /// <summary>Moves <see cref="_position"/> past one token, and tells its kind.</summary>
    private TokenKind Scan()
    {
        var c = _text[_position];
        switch (c)
        {
            case ' ' or '\t' or '\n' or '\f' or '\r':
                return ScanWhitespace();
            case '-' when Peek(1) == '-':
                return ScanLineComment();
            // A comment that opens at the very end of the text is a slash and a star.
            case '/' when Peek(1) == '*' && _position + 2 < _end:
                return ScanBlockComment();
            case '\'' or '"' or '`':
                return ScanQuoted(c);
            case '[':
                return ScanBracketed();
            case '.' when Characters.IsDigit(Peek(1)):
            case >= '0' and <= '9':
                return ScanNumber();
            case '?':
                return ScanNumberedParameter();
            case '$' or '@' or ':' or '#':
                return ScanNamedParameter();
            case 'x' or 'X' when Peek(1) == '\'':
                return ScanBlob();
            case '\uFEFF':
                _position++;
                return TokenKind.Whitespace;
            default:
                return Characters.IsNamePart(c) ? ScanWord() : ScanOperator(c);
        }
    }

    private TokenKind ScanOperator(char c)
    {
        var next = Peek(1);
        var length = c switch
        {
            '-' when next == '>' => Peek(2) == '>' ? 3 : 2,
            '=' when next == '=' => 2,
            '<' when next is '=' or '>' or '<' => 2,
            '>' when next is '=' or '>' => 2,
            '!' when next == '=' => 2,
            '|' when next == '|' => 2,
            _ => 1,
        };
        _position += length;
        return c switch
        {
            ';' => TokenKind.Semicolon,
            ',' => TokenKind.Comma,
            '.' => TokenKind.Dot,
            '(' => TokenKind.OpenParenthesis,
            ')' => TokenKind.CloseParenthesis,
            '*' => TokenKind.Star,
            '=' => TokenKind.Equals,
            '+' => TokenKind.Plus,
            '-' when length == 1 => TokenKind.Minus,
            '-' or '/' or '%' or '<' or '>' or '|' or '&' or '~' => TokenKind.Operator,
            '!' when length == 2 => TokenKind.Operator,
            _ => TokenKind.Illegal,
        };
    }

    private TokenKind ScanWord()
    {
        // Two fragments spliced side by side are two holes, not one name; beside a letter a hole is a part of the name.
        if (IsHole(_position) && IsHole(_position + 1))
        {
            _position++;
            return TokenKind.Word;
        }

        PassNameParts();
        return TokenKind.Word;
    }

    private TokenKind ScanUnread()
    {
        _position = _text.Length;
        return TokenKind.Unread;
    }

    private char Peek(int offset) => _position + offset < _end ? _text[_position + offset] : '\0';

    private void PassNameParts()
    {
        while (_position < _end && Characters.IsNamePart(_text[_position]))
        {
            _position++;
        }
    }

    private bool IsHole(int position) =>
        position < _end
        && _text[position] == SqlText.Placeholder
        && _holes.Items.BinarySearch(position) >= 0;

    /// <summary>Whether the token that ends at <see cref="_position"/> has a hole; holes are passed in step with the text.</summary>
    private bool PassHoles()
    {
        var before = _nextHole;
        while (_nextHole < _holes.Count && _holes[_nextHole] < _position)
        {
            _nextHole++;
        }

        return _nextHole > before;
    }
}
