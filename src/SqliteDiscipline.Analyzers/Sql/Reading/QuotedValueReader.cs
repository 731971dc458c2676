using System.Collections.Immutable;
using SqliteDiscipline.Analyzers.Sql.Tokens;

namespace SqliteDiscipline.Analyzers.Sql.Reading;

/// <summary>
/// Finds the words in double quotes that are meant as values. SQLite takes such a word for a column where there is one, and for a string
/// where there is none: what it is meant to be only its place tells.
/// </summary>
internal sealed class QuotedValueReader(TokenCursor cursor)
{
    private readonly List<QuotedValue> _values = new();
    private readonly List<string> _names = new();
    private readonly Stack<bool> _cases = new();
    private readonly List<Frame> _frames = new() { new Frame(Kind.Group) };
    private bool _hasTableFunction;
    private bool _hasSubquery;

    /// <summary>The words of each statement, in the order in which <see cref="SqlReader"/> reads the statements.</summary>
    public static ImmutableArray<QuotedValues> Read(SqlText text)
    {
        var statements = ImmutableArray.CreateBuilder<QuotedValues>();
        var splitter = new StatementSplitter(text);
        while (splitter.MoveNext())
        {
            statements.Add(new QuotedValueReader(new TokenCursor(text, splitter.Tokens, 0, splitter.Tokens.Count)).Read());
        }

        return statements.ToImmutable();
    }

    private Frame Top
    {
        get => _frames[_frames.Count - 1];
        set => _frames[_frames.Count - 1] = value;
    }

    private QuotedValues Read()
    {
        for (; !cursor.IsAtEnd; cursor.Position++)
        {
            switch (cursor.Current.Kind)
            {
                case TokenKind.OpenParenthesis:
                    _frames.Add(Open());
                    break;
                case TokenKind.CloseParenthesis when _frames.Count > 1:
                    _frames.RemoveAt(_frames.Count - 1);
                    break;
                case TokenKind.Comma:
                    Top = Top with { Argument = Top.Argument + 1 };
                    break;
                case TokenKind.Semicolon:
                    // Of a trigger's body.
                    _frames.RemoveRange(1, _frames.Count - 1);
                    Top = new Frame(Kind.Group);
                    break;
                case TokenKind.Word when cursor.Current.Keyword != Keyword.None:
                    ReadKeyword(cursor.Current.Keyword);
                    break;
                case TokenKind.QuotedIdentifier when cursor.Text.Text[cursor.Current.Start] == '"' && IsValue():
                    var name = cursor.NameOf(cursor.Current);
                    _values.Add(new QuotedValue(name.Span, name.Value, !Top.IsBlind, Partner()));
                    continue;
            }

            if (cursor.Current.IsName && IsGiven() && cursor.NameOf(cursor.Current).Value is { } given)
            {
                _names.Add(given);
            }
        }

        return new QuotedValues(_values.ToEquatableArray(), _names.ToEquatableArray(), _hasTableFunction, _hasSubquery);
    }

    private void ReadKeyword(Keyword keyword)
    {
        switch (keyword)
        {
            case Keyword.WITH when cursor.Peek(1).IsName:
                Top = Top with { IsInWith = true };
                break;
            case Keyword.VALUES:
                Top = Top with { IsInWith = false, IsInValues = true };
                break;
            case Keyword.SELECT:
                Top = Top with { IsInWith = false, IsInValues = false, HasQuery = true };
                break;
            case Keyword.INSERT or Keyword.UPDATE or Keyword.DELETE or Keyword.ON or Keyword.RETURNING:
                Top = Top with { IsInWith = false, IsInValues = false };
                break;
            case Keyword.CASE:
                _cases.Push(cursor.Peek(1).Keyword != Keyword.WHEN);
                break;
            case Keyword.END when _cases.Count > 0:
                _cases.Pop();
                break;
        }
    }

    private Frame Open()
    {
        var (previous, next) = (cursor.Previous, cursor.Peek(1));
        if (next.Keyword is Keyword.SELECT or Keyword.VALUES or Keyword.WITH)
        {
            _hasSubquery = true;
            return new Frame(Kind.Group);
        }

        var kind = previous switch
        {
            { Keyword: Keyword.IN } => Kind.List,
            { Keyword: Keyword.VALUES } => Kind.Row,
            { Kind: TokenKind.Comma } when Top.IsInValues => Kind.Row,
            { Keyword: Keyword.USING or Keyword.CONFLICT or Keyword.SET } => Kind.Names,
            { IsName: true, Keyword: Keyword.None or Keyword.REPLACE } => FollowsName(previous),
            _ => Kind.Group,
        };

        // Of a subquery's VALUES, or those behind a SELECT, columns may be in sight.
        var isBlind = Top.IsBlind || (kind == Kind.Row && _frames.Count == 1 && !Top.HasQuery);
        return new Frame(kind) { IsBlind = isBlind, Function = kind == Kind.Arguments ? cursor.NameOf(previous).Value : null };
    }

    private Kind FollowsName(Token name)
    {
        var before = cursor.Peek(-2);
        if (before.Keyword is Keyword.FROM or Keyword.JOIN || (before.Kind == TokenKind.Comma && TableFunctions.IsOne(cursor.NameOf(name).Value)))
        {
            _hasTableFunction = true;
            return Kind.Names;
        }

        return Top.IsInWith || before.Keyword is Keyword.INTO or Keyword.TABLE or Keyword.EXISTS or Keyword.ON or Keyword.REFERENCES or Keyword.AS or Keyword.VIEW
            || before.Kind == TokenKind.Dot ? Kind.Names : Kind.Arguments;
    }

    private bool IsValue()
    {
        var (previous, next) = (cursor.Previous, cursor.Peek(1));
        if (next.Kind is TokenKind.Dot or TokenKind.OpenParenthesis || Top.Kind == Kind.Names)
        {
            return false;
        }

        return previous.Kind switch
        {
            TokenKind.Equals or TokenKind.Operator => true,
            TokenKind.Word => FollowsOperator(previous.Keyword),
            TokenKind.Comma or TokenKind.OpenParenthesis => next.Kind is TokenKind.Comma or TokenKind.CloseParenthesis && IsListed(),
            _ => false,
        };
    }

    private bool FollowsOperator(Keyword keyword) => keyword switch
    {
        Keyword.LIKE or Keyword.GLOB or Keyword.REGEXP or Keyword.MATCH or Keyword.ESCAPE or Keyword.IS or Keyword.BETWEEN or Keyword.THEN or Keyword.ELSE => true,
        Keyword.NOT => cursor.Peek(-2).Keyword == Keyword.IS,
        Keyword.FROM => cursor.Peek(-2).Keyword == Keyword.DISTINCT && cursor.Peek(-3).Keyword is Keyword.IS or Keyword.NOT,
        Keyword.AND => cursor.Peek(-3).Keyword == Keyword.BETWEEN,
        Keyword.WHEN => _cases.Count > 0 && _cases.Peek(),
        _ => false,
    };

    private bool IsListed() => Top.Kind switch
    {
        Kind.List or Kind.Row => true,

        // The first argument is what a function is about: a column, most of the time.
        Kind.Arguments => Top.IsBlind || Top.Argument > 0 || s_literalFirst.Contains(Top.Function, SqlIdentifier.Comparer),
        _ => false,
    };

    private static readonly string[] s_literalFirst = { "date", "time", "datetime", "julianday", "unixepoch", "strftime", "printf", "format" };

    /// <summary>The bare name in <c>WHERE name = "word"</c> or <c>SET name = "word"</c>, where neither is part of a larger expression.</summary>
    private string? Partner()
    {
        var (name, before, next) = (cursor.Peek(-2), cursor.Peek(-3), cursor.Peek(1));
        var isWhole = cursor.Previous.Kind == TokenKind.Equals
            && name is { Kind: TokenKind.Word, IsName: true }
            && before is { Kind: TokenKind.Comma or TokenKind.OpenParenthesis }
                or { Keyword: Keyword.WHERE or Keyword.AND or Keyword.OR or Keyword.SET or Keyword.HAVING }
            && next is { Kind: TokenKind.None or TokenKind.Comma or TokenKind.CloseParenthesis or TokenKind.Semicolon }
                or { Keyword: Keyword.AND or Keyword.OR or Keyword.WHERE or Keyword.ORDER or Keyword.GROUP or Keyword.LIMIT or Keyword.RETURNING };
        return isWhole ? cursor.NameOf(name).Value : null;
    }

    /// <summary>Whether the name at the cursor is one that the statement gives: after AS or an operand, or in a list of names.</summary>
    private bool IsGiven() => Top.Kind == Kind.Names || cursor.Previous.Keyword == Keyword.AS || cursor.Previous.EndsOperand;

    private enum Kind : byte
    {
        Group,

        /// <summary>What follows IN.</summary>
        List,

        /// <summary>What follows VALUES.</summary>
        Row,
        Arguments,
        Names,
    }

    /// <summary>One parenthesis, or the statement as a whole.</summary>
    /// <param name="Kind">What it holds.</param>
    private readonly record struct Frame(Kind Kind)
    {
        /// <summary>Whether no column is in sight there.</summary>
        public bool IsBlind { get; init; }

        public bool IsInWith { get; init; }

        public bool IsInValues { get; init; }

        public bool HasQuery { get; init; }

        public int Argument { get; init; }

        public string? Function { get; init; }
    }
}
