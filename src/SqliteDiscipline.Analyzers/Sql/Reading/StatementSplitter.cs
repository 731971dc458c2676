using SqliteDiscipline.Analyzers.Sql.Tokens;

namespace SqliteDiscipline.Analyzers.Sql.Reading;

/// <summary>
/// Gathers the tokens of one statement after another. A statement ends at a semicolon, as for <c>sqlite3_prepare</c>: except
/// within the body of a trigger, and within the arguments of a virtual table's module, which may be any tokens at all.
/// </summary>
internal sealed class StatementSplitter(SqlText text)
{
    private readonly Tokenizer _tokenizer = new(text);
    private readonly List<Token> _tokens = new();
    private Shape _shape;
    private int _verb;
    private int _depth;
    private bool _hasTable;

    private enum Shape
    {
        /// <summary>The first words have not told yet.</summary>
        Opening,
        Plain,
        VirtualTable,
        TriggerHeader,
        TriggerBody,
    }

    /// <summary>The tokens of the current statement, without trivia and semicolon. The list is used again for the next.</summary>
    public IReadOnlyList<Token> Tokens => _tokens;

    /// <summary>Where the current statement's full span starts.</summary>
    public int Start { get; private set; }

    /// <summary>Where the current statement's full span ends: just past its semicolon, or at the end of the text.</summary>
    public int End { get; private set; }

    public bool IsTerminated { get; private set; }

    /// <summary>Moves to the next statement; false where only trivia and empty statements are left.</summary>
    public bool MoveNext()
    {
        _tokens.Clear();
        _shape = Shape.Opening;
        _verb = 0;
        _depth = 0;
        _hasTable = false;
        Start = End;
        IsTerminated = false;

        while (_tokenizer.TryRead(out var token))
        {
            End = token.End;
            if (token.IsTrivia)
            {
                continue;
            }

            if (token.Kind == TokenKind.Semicolon && _tokens.Count == 0)
            {
                continue;
            }

            if (token.Kind == TokenKind.Semicolon && Ends())
            {
                IsTerminated = true;
                return true;
            }

            Follow(token);
            _tokens.Add(token);
        }

        return _tokens.Count > 0;
    }

    private bool Ends() => _shape switch
    {
        Shape.TriggerBody => false,
        Shape.VirtualTable => _depth <= 0,
        _ => true,
    };

    private void Follow(Token token)
    {
        switch (_shape)
        {
            case Shape.Opening:
                Open(token);
                break;
            case Shape.VirtualTable:
                _depth += TokenCursor.DepthChange(token);
                break;
            case Shape.TriggerHeader:
                FollowHeader(token);
                break;
            // END within an expression never follows a semicolon; the one that ends the body always does.
            case Shape.TriggerBody when token.Keyword == Keyword.END && Last.Kind == TokenKind.Semicolon:
                _shape = Shape.Plain;
                break;
        }
    }

    private Token Last => _tokens[_tokens.Count - 1];

    /// <summary>Reads <c>[EXPLAIN [QUERY PLAN]] CREATE [TEMP] TRIGGER | VIRTUAL</c>, one token at a time.</summary>
    private void Open(Token token)
    {
        var index = _tokens.Count - _verb;
        switch (token.Keyword)
        {
            case Keyword.EXPLAIN when _tokens.Count == 0:
            case Keyword.QUERY when index == 0 && _tokens.Count == 1:
            case Keyword.PLAN when index == 0 && _tokens.Count == 2 && Last.Keyword == Keyword.QUERY:
                _verb++;
                return;
            case Keyword.CREATE when index == 0:
            case Keyword.TEMP or Keyword.TEMPORARY when index == 1:
                return;
            case Keyword.TRIGGER when index == 1 || (index == 2 && Last.Keyword is Keyword.TEMP or Keyword.TEMPORARY):
                _shape = Shape.TriggerHeader;
                return;
            case Keyword.VIRTUAL when index == 1:
                _shape = Shape.VirtualTable;
                return;
            default:
                _shape = Shape.Plain;
                return;
        }
    }

    private void FollowHeader(Token token)
    {
        _depth += TokenCursor.DepthChange(token);
        if (_depth > 0)
        {
            return;
        }

        // BEGIN is also a possible name: of the trigger, its table, a column. It opens the body only where none can stand.
        if (token.Keyword == Keyword.ON)
        {
            _hasTable = true;
        }
        else if (token.Keyword == Keyword.BEGIN && _hasTable && Last.EndsOperand)
        {
            _shape = Shape.TriggerBody;
        }
    }
}
