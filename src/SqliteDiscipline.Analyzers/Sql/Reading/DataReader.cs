using Microsoft.CodeAnalysis.Text;
using SqliteDiscipline.Analyzers.Sql.Statements;
using SqliteDiscipline.Analyzers.Sql.Tokens;

namespace SqliteDiscipline.Analyzers.Sql.Reading;

/// <summary>Reads SELECT, INSERT, UPDATE and DELETE, whose <c>WITH</c> the cursor still stands before.</summary>
internal static class DataReader
{
    public static bool IsVerb(Keyword keyword) => keyword is
        Keyword.WITH or Keyword.SELECT or Keyword.VALUES or Keyword.INSERT or Keyword.REPLACE or Keyword.UPDATE or Keyword.DELETE;

    public static SqlStatement? Read(StatementSite site, TokenCursor cursor)
    {
        var sources = new SourceReader(cursor);
        ReadCommonTables(cursor, sources);
        var verb = cursor.Position;
        switch (cursor.Current.Keyword)
        {
            case Keyword.SELECT or Keyword.VALUES:
                sources.ReadTo(cursor.End);
                return new SelectStatement(site, sources.Sources) { ReadsFunction = sources.HasFunction };
            case Keyword.INSERT or Keyword.REPLACE:
                return ReadInsert(site, cursor, sources, verb);
            case Keyword.UPDATE:
                return ReadUpdate(site, cursor, sources);
            case Keyword.DELETE:
                return ReadDelete(site, cursor, sources);
            default:
                return null;
        }
    }

    private static void ReadCommonTables(TokenCursor cursor, SourceReader sources)
    {
        if (!cursor.IsAt(Keyword.WITH))
        {
            return;
        }

        var start = cursor.Position;
        SiteReader.SkipCommonTables(cursor);
        var end = cursor.Position;
        cursor.Position = start;
        sources.ReadTo(end);
    }

    private static InsertStatement? ReadInsert(StatementSite site, TokenCursor cursor, SourceReader sources, int verb)
    {
        var conflict = ConflictAction.Replace;
        var conflictSpan = cursor.Current.Span;
        if (!cursor.Accept(Keyword.REPLACE))
        {
            cursor.Position++;
            (conflict, conflictSpan) = ReadConflict(cursor);
        }

        if (!cursor.Accept(Keyword.INTO) || !cursor.TryObjectName(out var target))
        {
            return null;
        }

        PassAlias(cursor);
        var columns = cursor.TryNameList() ?? EquatableArray<SqlName>.Empty;
        var body = cursor.Position;
        sources.ReadTo(cursor.End);
        return new InsertStatement(
            site, target, sources.Sources, HasReturning(cursor, body), conflict, conflictSpan, columns, ReadUpserts(cursor, body))
        {
            IsOfDefaults = IsOfDefaults(cursor, body),
            Nulls = ReadNulls(cursor, body),
        };
    }

    private static bool IsOfDefaults(TokenCursor cursor, int body)
    {
        cursor.Position = body;
        return cursor.Accept(Keyword.DEFAULT, Keyword.VALUES);
    }

    private static EquatableArray<int> ReadNulls(TokenCursor cursor, int body)
    {
        cursor.Position = body;
        if (!cursor.Accept(Keyword.VALUES))
        {
            return EquatableArray<int>.Empty;
        }

        var nulls = NullsOf(cursor);
        while (cursor.Accept(TokenKind.Comma))
        {
            nulls.IntersectWith(NullsOf(cursor));
        }

        return nulls.OrderBy(place => place).ToEquatableArray();
    }

    /// <summary>Passes a row of values.</summary>
    private static HashSet<int> NullsOf(TokenCursor cursor)
    {
        var nulls = new HashSet<int>();
        var (start, place, depth, isFirst) = (cursor.Position, 0, 0, false);
        if (!cursor.SkipParentheses())
        {
            return nulls;
        }

        var end = cursor.Position;
        for (cursor.Position = start; cursor.Position < end; cursor.Position++)
        {
            if (isFirst && cursor.IsAt(Keyword.NULL) && cursor.Peek(1).Kind is TokenKind.Comma or TokenKind.CloseParenthesis)
            {
                nulls.Add(place);
            }

            depth += TokenCursor.DepthChange(cursor.Current);
            isFirst = depth == 1 && cursor.Current.Kind is TokenKind.Comma or TokenKind.OpenParenthesis;
            place += depth == 1 && cursor.IsAt(TokenKind.Comma) ? 1 : 0;
        }

        return nulls;
    }

    private static UpdateStatement? ReadUpdate(StatementSite site, TokenCursor cursor, SourceReader sources)
    {
        cursor.Position++;
        var (conflict, _) = ReadConflict(cursor);
        if (!cursor.TryObjectName(out var target))
        {
            return null;
        }

        var body = cursor.Position;
        sources.ReadTo(cursor.End);
        var (columns, nulled) = ReadAssignments(cursor, body);
        return new UpdateStatement(site, target, sources.Sources, HasReturning(cursor, body), conflict, columns, nulled, FindCondition(cursor, body)?.Span);
    }

    private static DeleteStatement? ReadDelete(StatementSite site, TokenCursor cursor, SourceReader sources)
    {
        cursor.Position++;
        if (!cursor.Accept(Keyword.FROM) || !cursor.TryObjectName(out var target))
        {
            return null;
        }

        var body = cursor.Position;
        sources.ReadTo(cursor.End);
        var condition = FindCondition(cursor, body);
        return new DeleteStatement(site, target, sources.Sources, HasReturning(cursor, body), condition?.Span) { IsOfNoRow = condition is not null && NeverReader.IsNever(condition) };
    }

    private static (ConflictAction Action, TextSpan Span) ReadConflict(TokenCursor cursor)
    {
        var first = cursor.Position;
        var action = cursor.IsAt(Keyword.OR) ? ConflictActionOf(cursor.Peek(1).Keyword) : ConflictAction.None;
        cursor.Position += action == ConflictAction.None ? 0 : 2;
        return (action, cursor.SpanFrom(first));
    }

    public static ConflictAction ConflictActionOf(Keyword keyword) => keyword switch
    {
        Keyword.ROLLBACK => ConflictAction.Rollback,
        Keyword.ABORT => ConflictAction.Abort,
        Keyword.FAIL => ConflictAction.Fail,
        Keyword.IGNORE => ConflictAction.Ignore,
        Keyword.REPLACE => ConflictAction.Replace,
        _ => ConflictAction.None,
    };

    private static void PassAlias(TokenCursor cursor)
    {
        if (cursor.Accept(Keyword.AS))
        {
            cursor.TryName(out _);
        }
    }

    private static bool HasReturning(TokenCursor cursor, int body) => FindClause(cursor, body, Keyword.RETURNING) >= 0;

    /// <summary>Looks for <c>ON CONFLICT (…)</c> and <c>ON CONFLICT DO</c>; a join may have a column of that name after its ON.</summary>
    private static EquatableArray<UpsertClause> ReadUpserts(TokenCursor cursor, int body)
    {
        var clauses = new List<UpsertClause>();
        for (var on = FindClause(cursor, body, Keyword.ON); on >= 0; on = FindClause(cursor, on + 1, Keyword.ON))
        {
            var (conflict, next) = (cursor.Peek(1), cursor.Peek(2));
            if (conflict.Keyword == Keyword.CONFLICT && (next.Kind == TokenKind.OpenParenthesis || next.Keyword == Keyword.DO))
            {
                cursor.Position += 2;
                clauses.Add(next.Keyword == Keyword.DO
                    ? new UpsertClause(HasTarget: false, EquatableArray<IndexedColumn>.Empty)
                    : new UpsertClause(HasTarget: true, IndexedColumnReader.Read(cursor) ?? EquatableArray<IndexedColumn>.Empty));
            }
        }

        return clauses.ToEquatableArray();
    }

    /// <summary>A cursor over the condition that follows WHERE, without its keyword.</summary>
    private static TokenCursor? FindCondition(TokenCursor cursor, int body) =>
        FindClause(cursor, body, Keyword.WHERE) is >= 0 and var where ? cursor.Slice(where + 1, FindEnd(cursor, where + 1)) : null;

    /// <summary>Where the condition that starts here ends: before RETURNING, ORDER BY or LIMIT.</summary>
    private static int FindEnd(TokenCursor cursor, int start)
    {
        var end = cursor.End;
        foreach (var clause in new[] { Keyword.RETURNING, Keyword.ORDER, Keyword.LIMIT })
        {
            var found = FindClause(cursor, start, clause);
            end = found >= 0 ? Math.Min(end, found) : end;
        }

        return end;
    }

    /// <summary>The columns left of an equals sign: <c>SET a = 1, (b, c) = (2, 3)</c>; and those with NULL alone on its right.</summary>
    private static (EquatableArray<SqlName> Columns, EquatableArray<SqlName> Nulled) ReadAssignments(TokenCursor cursor, int body)
    {
        var columns = new List<SqlName>();
        var nulled = new List<SqlName>();
        var set = FindClause(cursor, body, Keyword.SET);
        if (set < 0)
        {
            return (EquatableArray<SqlName>.Empty, EquatableArray<SqlName>.Empty);
        }

        var depth = 0;
        var startsAssignment = true;
        for (cursor.Position = set + 1; !cursor.IsAtEnd; cursor.Position++)
        {
            var token = cursor.Current;
            if (depth == 0 && EndsAssignments(token.Keyword)
                && !(token.Keyword == Keyword.FROM && cursor.Previous.Keyword == Keyword.DISTINCT))
            {
                break;
            }

            if (startsAssignment && token.IsName)
            {
                columns.Add(cursor.NameOf(token));
                if (cursor.Peek(1).Kind == TokenKind.Equals && cursor.Peek(2).Keyword == Keyword.NULL && EndsAssignment(cursor.Peek(3)))
                {
                    nulled.Add(cursor.NameOf(token));
                }
            }
            else if (startsAssignment && token.Kind == TokenKind.OpenParenthesis && cursor.TryNameList() is { } names)
            {
                columns.AddRange(names);
            }

            startsAssignment = depth == 0 && cursor.IsAt(TokenKind.Comma);
            depth += TokenCursor.DepthChange(cursor.Current);
        }

        return (columns.ToEquatableArray(), nulled.ToEquatableArray());
    }

    private static bool EndsAssignments(Keyword keyword) =>
        keyword is Keyword.FROM or Keyword.WHERE or Keyword.RETURNING or Keyword.ORDER or Keyword.LIMIT;

    private static bool EndsAssignment(Token token) =>
        token.Kind is TokenKind.Comma or TokenKind.None or TokenKind.Semicolon || EndsAssignments(token.Keyword);

    /// <summary>The first place outside parentheses where the keyword stands, the cursor moved there; -1 where none does.</summary>
    private static int FindClause(TokenCursor cursor, int start, Keyword keyword)
    {
        var depth = 0;
        for (cursor.Position = start; !cursor.IsAtEnd; cursor.Position++)
        {
            depth += TokenCursor.DepthChange(cursor.Current);
            if (depth == 0 && cursor.IsAt(keyword))
            {
                return cursor.Position;
            }
        }

        return -1;
    }
}
