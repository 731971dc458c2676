using Microsoft.CodeAnalysis.Text;
using SqliteDiscipline.Analyzers.Sql.Statements;
using SqliteDiscipline.Analyzers.Sql.Tokens;

namespace SqliteDiscipline.Analyzers.Sql.Reading;

/// <summary>Reads CREATE TRIGGER from its name on.</summary>
internal static class TriggerReader
{
    public static CreateTriggerStatement? Read(StatementSite site, TokenCursor cursor, bool isTemporary)
    {
        var ifNotExists = cursor.AcceptIfNotExists();
        if (!cursor.TryObjectName(out var name))
        {
            return null;
        }

        var timing = ReadTiming(cursor);
        if (ReadEvent(cursor) is not { } firing)
        {
            return null;
        }

        var columns = cursor.Accept(Keyword.OF) ? ReadColumns(cursor) : EquatableArray<SqlName>.Empty;
        if (!cursor.Accept(Keyword.ON) || !cursor.TryObjectName(out var table))
        {
            return null;
        }

        if (cursor.Accept(Keyword.FOR, Keyword.EACH))
        {
            cursor.Accept(Keyword.ROW);
        }

        var condition = ReadCondition(cursor);
        if (!cursor.Accept(Keyword.BEGIN))
        {
            return null;
        }

        return new CreateTriggerStatement(
            site, name, isTemporary || name.IsInTemp, ifNotExists, timing, firing, columns, table, condition, ReadBody(cursor));
    }

    private static TriggerTiming ReadTiming(TokenCursor cursor)
    {
        if (cursor.Accept(Keyword.AFTER))
        {
            return TriggerTiming.After;
        }

        if (cursor.Accept(Keyword.INSTEAD, Keyword.OF))
        {
            return TriggerTiming.InsteadOf;
        }

        cursor.Accept(Keyword.BEFORE);
        return TriggerTiming.Before;
    }

    private static TriggerEvent? ReadEvent(TokenCursor cursor) =>
        cursor.Accept(Keyword.DELETE) ? TriggerEvent.Delete
        : cursor.Accept(Keyword.INSERT) ? TriggerEvent.Insert
        : cursor.Accept(Keyword.UPDATE) ? TriggerEvent.Update
        : null;

    private static EquatableArray<SqlName> ReadColumns(TokenCursor cursor)
    {
        var columns = new List<SqlName>();
        do
        {
            if (cursor.TryName(out var column))
            {
                columns.Add(column);
            }
        }
        while (cursor.Accept(TokenKind.Comma));

        return columns.ToEquatableArray();
    }

    private static TextSpan? ReadCondition(TokenCursor cursor)
    {
        if (!cursor.Accept(Keyword.WHEN))
        {
            return null;
        }

        // The same reading of BEGIN as the splitter's: where an operand has ended, it can be no name.
        var first = cursor.Position;
        for (var depth = 0; !cursor.IsAtEnd; cursor.Position++)
        {
            if (depth == 0 && cursor.IsAt(Keyword.BEGIN) && cursor.Position > first && cursor.Previous.EndsOperand)
            {
                break;
            }

            depth += TokenCursor.DepthChange(cursor.Current);
        }

        return cursor.SpanFrom(first);
    }

    /// <summary>The statements up to END. None of them can be a trigger in turn, so this goes one level deep only.</summary>
    private static EquatableArray<SqlStatement> ReadBody(TokenCursor cursor)
    {
        var statements = new List<SqlStatement>();
        while (!cursor.IsAtEnd && !cursor.IsAt(Keyword.END))
        {
            var first = cursor.Position;
            while (!cursor.IsAtEnd && !cursor.IsAt(TokenKind.Semicolon))
            {
                cursor.Position++;
            }

            var end = cursor.Position;
            var isTerminated = cursor.Accept(TokenKind.Semicolon);
            if (end == first)
            {
                continue;
            }

            var fullSpan = cursor.SpanFrom(first);
            var inner = cursor.Slice(first, end);
            statements.Add(DataReader.IsVerb(inner.Current.Keyword)
                ? StatementReader.Read(inner, fullSpan, isTerminated)
                : new UnknownStatement(SiteReader.Read(inner, fullSpan, isTerminated)));
        }

        return statements.ToEquatableArray();
    }
}
