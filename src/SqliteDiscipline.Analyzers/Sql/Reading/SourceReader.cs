using SqliteDiscipline.Analyzers.Sql.Tokens;

namespace SqliteDiscipline.Analyzers.Sql.Reading;

/// <summary>
/// Finds the tables that queries read: what stands after FROM, JOIN, a comma between them, and IN. Names of common tables are
/// left out where their WITH is in scope. Works with a stack of its own, so that no depth of nesting can overflow the real one.
/// </summary>
internal sealed class SourceReader(TokenCursor cursor)
{
    private readonly List<Frame> _frames = new() { default };
    private readonly List<SqlObjectName?> _sources = new();

    // By name: where it was read without a schema, and how many WITHs in scope define it.
    private readonly Dictionary<string, Stack<int>> _unqualified = new(SqlIdentifier.Comparer);
    private readonly Dictionary<string, int> _commonTables = new(SqlIdentifier.Comparer);
    private readonly Stack<string> _scope = new();

    public EquatableArray<SqlObjectName> Sources =>
        _sources.Where(source => source is not null).Select(source => source!.Value).ToEquatableArray();

    /// <summary>Whether a function stands where a table can.</summary>
    public bool HasFunction { get; private set; }

    /// <summary>Reads on to the given token. Called again for another stretch of the same statement, it goes on where it stopped.</summary>
    public void ReadTo(int end)
    {
        while (cursor.Position < end)
        {
            var frame = _frames[_frames.Count - 1];
            if (frame.ExpectsSource)
            {
                ReadSource(frame);
                continue;
            }

            var token = cursor.Current;
            cursor.Position++;
            switch (token.Kind)
            {
                case TokenKind.OpenParenthesis:
                    Push(expectsSource: false, isCommonTable: false);
                    break;
                case TokenKind.CloseParenthesis:
                    Pop();
                    break;
                case TokenKind.Comma when frame.IsInFrom:
                    Expect(frame);
                    break;
                case TokenKind.Word when token.Keyword != Keyword.None:
                    ReadKeyword(token.Keyword, frame);
                    break;
            }
        }
    }

    private void ReadKeyword(Keyword keyword, Frame frame)
    {
        switch (keyword)
        {
            // IS DISTINCT FROM is an operator.
            case Keyword.FROM when cursor.Peek(-2).Keyword != Keyword.DISTINCT:
            case Keyword.JOIN:
                Expect(frame);
                break;
            // A hole after IN is a list far more often than a table.
            case Keyword.IN when cursor.Current is { IsName: true, Kind: not TokenKind.Hole }:
                ReadName();
                break;
            case Keyword.WITH when StartsCommonTables():
                // That of an INSERT's query is another one than that of the INSERT.
                Replace(frame with { FirstSource = _sources.Count });
                cursor.Accept(Keyword.RECURSIVE);
                ReadCommonTable();
                break;
            case Keyword.SELECT or Keyword.VALUES or Keyword.SET or Keyword.WHERE or Keyword.GROUP or Keyword.HAVING or Keyword.ORDER
                or Keyword.LIMIT or Keyword.UNION or Keyword.EXCEPT or Keyword.INTERSECT or Keyword.RETURNING:
            case Keyword.WINDOW when StartsWindows():
                Replace(frame with { IsInFrom = false });
                break;
        }
    }

    /// <summary>A table, a table-valued function, a subquery or a join in parentheses.</summary>
    private void ReadSource(Frame frame)
    {
        Replace(frame with { ExpectsSource = false });
        if (cursor.Accept(TokenKind.OpenParenthesis))
        {
            Push(expectsSource: true, isCommonTable: false);
        }
        else
        {
            ReadName();
        }
    }

    private void ReadName()
    {
        if (!cursor.TryObjectName(out var name))
        {
            return;
        }

        // A function is no table; its arguments are read as any others.
        if (cursor.IsAt(TokenKind.OpenParenthesis))
        {
            HasFunction = true;
            return;
        }

        if (name.Schema is null && name.Name.Value is { } value)
        {
            if (_commonTables.TryGetValue(value, out var count) && count > 0)
            {
                return;
            }

            if (!_unqualified.TryGetValue(value, out var places))
            {
                _unqualified.Add(value, places = new Stack<int>());
            }

            places.Push(_sources.Count);
        }

        _sources.Add(name);
    }

    /// <summary><c>name [(columns)] AS [[NOT] MATERIALIZED] (</c>: the query within is read as the parenthesis that it is.</summary>
    private void ReadCommonTable()
    {
        if (!cursor.TryName(out var name))
        {
            return;
        }

        Define(name.Value);
        cursor.SkipParentheses();
        cursor.Accept(Keyword.AS);
        cursor.Accept(Keyword.NOT);
        cursor.Accept(Keyword.MATERIALIZED);
        if (cursor.Accept(TokenKind.OpenParenthesis))
        {
            Push(expectsSource: false, isCommonTable: true);
        }
    }

    private void Define(string? name)
    {
        if (name is null)
        {
            return;
        }

        _scope.Push(name);
        _commonTables.TryGetValue(name, out var count);
        _commonTables[name] = count + 1;

        // An earlier table of the same WITH may have referred to it already.
        if (!_unqualified.TryGetValue(name, out var places))
        {
            return;
        }

        while (places.Count > 0 && places.Peek() >= _frames[_frames.Count - 1].FirstSource)
        {
            _sources[places.Pop()] = null;
        }
    }

    private void Push(bool expectsSource, bool isCommonTable)
    {
        // A parenthesis that should hold a source may hold a query instead.
        var isQuery = cursor.Current.Keyword is Keyword.SELECT or Keyword.VALUES or Keyword.WITH;
        _frames.Add(new Frame(expectsSource && !isQuery, expectsSource && !isQuery, isCommonTable, _sources.Count, _scope.Count));
    }

    private void Pop()
    {
        if (_frames.Count == 1)
        {
            return;
        }

        var frame = _frames[_frames.Count - 1];
        _frames.RemoveAt(_frames.Count - 1);
        while (_scope.Count > frame.FirstName)
        {
            _commonTables[_scope.Pop()]--;
        }

        if (frame.IsCommonTable && cursor.Accept(TokenKind.Comma))
        {
            ReadCommonTable();
        }
    }

    private void Expect(Frame frame) => Replace(frame with { IsInFrom = true, ExpectsSource = true });

    private void Replace(Frame frame) => _frames[_frames.Count - 1] = frame;

    /// <summary>WITH may be a name too; only a clause goes on like this.</summary>
    private bool StartsCommonTables()
    {
        var offset = cursor.IsAt(Keyword.RECURSIVE) ? 1 : 0;
        return cursor.Peek(offset).IsName
            && (cursor.Peek(offset + 1).Keyword == Keyword.AS || cursor.Peek(offset + 1).Kind == TokenKind.OpenParenthesis);
    }

    private bool StartsWindows() =>
        cursor.Current.IsName && cursor.Peek(1).Keyword == Keyword.AS && cursor.Peek(2).Kind == TokenKind.OpenParenthesis;

    /// <summary>One parenthesis: whether a comma in it leads to a source, and what was known when it opened.</summary>
    private readonly record struct Frame(bool IsInFrom, bool ExpectsSource, bool IsCommonTable, int FirstSource, int FirstName);
}
