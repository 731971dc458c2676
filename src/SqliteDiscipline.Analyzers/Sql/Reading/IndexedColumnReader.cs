using SqliteDiscipline.Analyzers.Sql.Statements;
using SqliteDiscipline.Analyzers.Sql.Tokens;

namespace SqliteDiscipline.Analyzers.Sql.Reading;

internal static class IndexedColumnReader
{
    /// <summary>Reads <c>(term [COLLATE name] [ASC | DESC], …)</c>; null where it is not closed.</summary>
    public static EquatableArray<IndexedColumn>? Read(TokenCursor cursor)
    {
        if (!cursor.Accept(TokenKind.OpenParenthesis))
        {
            return null;
        }

        var columns = new List<IndexedColumn>();
        do
        {
            columns.Add(ReadTerm(cursor));
        }
        while (cursor.Accept(TokenKind.Comma));

        return cursor.Accept(TokenKind.CloseParenthesis) ? columns.ToEquatableArray() : null;
    }

    private static IndexedColumn ReadTerm(TokenCursor cursor)
    {
        var first = cursor.Position;
        var column = ReadName(cursor);
        string? collation = null;
        if (column is not null && cursor.Accept(Keyword.COLLATE))
        {
            collation = cursor.TryName(out var given) ? given.Value : null;
        }

        var isDescending = cursor.Accept(Keyword.DESC);
        if (!isDescending)
        {
            cursor.Accept(Keyword.ASC);
        }

        if (cursor.Accept(Keyword.NULLS))
        {
            cursor.Position++;
        }

        // Stands at the end of a table's PRIMARY KEY only.
        cursor.Accept(Keyword.AUTOINCREMENT);
        if (column is not null && (cursor.IsAt(TokenKind.Comma) || cursor.IsAt(TokenKind.CloseParenthesis)))
        {
            return new IndexedColumn(column, cursor.SpanFrom(first), collation, isDescending);
        }

        // Not a column and what may follow one: an expression, up to the next comma outside parentheses.
        cursor.Position = first;
        for (var depth = 0; !cursor.IsAtEnd; cursor.Position++)
        {
            if (depth == 0 && (cursor.IsAt(TokenKind.Comma) || cursor.IsAt(TokenKind.CloseParenthesis)))
            {
                break;
            }

            depth += TokenCursor.DepthChange(cursor.Current);
        }

        return new IndexedColumn(null, cursor.SpanFrom(first), null, cursor.Previous.Keyword == Keyword.DESC);
    }

    /// <summary>A column, which stays one in parentheses of its own: <c>ON t((name))</c>.</summary>
    private static SqlName? ReadName(TokenCursor cursor)
    {
        var first = cursor.Position;
        while (cursor.Accept(TokenKind.OpenParenthesis))
        {
        }

        var depth = cursor.Position - first;
        if (cursor.TryName(out var name))
        {
            for (; depth > 0 && cursor.Accept(TokenKind.CloseParenthesis); depth--)
            {
            }

            if (depth == 0)
            {
                return name;
            }
        }

        cursor.Position = first;
        return null;
    }
}
