using SqliteDiscipline.Analyzers.Sql.Statements;
using SqliteDiscipline.Analyzers.Sql.Tokens;

namespace SqliteDiscipline.Analyzers.Sql.Reading;

internal static class DefaultReader
{
    // Nobody writes more; a text that does must not exhaust the stack.
    private const int MaxDepth = 16;

    /// <summary>Reads the value after DEFAULT; null where none stands.</summary>
    public static ColumnDefault? Read(TokenCursor cursor)
    {
        var first = cursor.Position;
        if (cursor.IsAt(TokenKind.OpenParenthesis))
        {
            var constant = ReadInner(cursor, 0);
            var end = cursor.Position;
            cursor.Position = first;
            if (!cursor.SkipParentheses())
            {
                return null;
            }

            var hasHole = cursor.Text.HasHole(cursor.SpanFrom(first));
            var kind = constant is { } inner && cursor.Position == end ? inner : hasHole ? DefaultKind.Unknown : DefaultKind.Expression;
            return new ColumnDefault(cursor.SpanFrom(first), kind);
        }

        return ReadTerm(cursor) is { } term ? new ColumnDefault(cursor.SpanFrom(first), term) : null;
    }

    /// <summary>Passes a literal with its signs, or a bare word.</summary>
    private static DefaultKind? ReadTerm(TokenCursor cursor)
    {
        PassSigns(cursor);
        return ReadLiteral(cursor) ?? (cursor.TryName(out _) ? DefaultKind.Literal : null);
    }

    /// <summary>What stands in parentheses, by sqlite3AlterFinishAddColumn: a literal, signed, in further parentheses, or cast. A word there is a column, and none is in sight.</summary>
    private static DefaultKind? ReadInner(TokenCursor cursor, int depth)
    {
        PassSigns(cursor);
        if (depth > MaxDepth)
        {
            return null;
        }

        if (cursor.Accept(TokenKind.OpenParenthesis))
        {
            return ReadInner(cursor, depth + 1) is { } inner && cursor.Accept(TokenKind.CloseParenthesis) ? inner : null;
        }

        if (!cursor.Accept(Keyword.CAST))
        {
            return ReadLiteral(cursor) ?? (cursor.Current is { Kind: TokenKind.Word } word && IsTruth(cursor.TextOf(word)) && cursor.TryName(out _) ? DefaultKind.Literal : null);
        }

        var open = cursor.Position;
        if (!cursor.Accept(TokenKind.OpenParenthesis) || ReadInner(cursor, depth + 1) is not { } value || value == DefaultKind.CurrentTime || !cursor.Accept(Keyword.AS))
        {
            return null;
        }

        cursor.Position = open;
        return cursor.SkipParentheses() ? value : null;
    }

    private static void PassSigns(TokenCursor cursor)
    {
        while (cursor.IsAt(TokenKind.Plus) || cursor.IsAt(TokenKind.Minus))
        {
            cursor.Position++;
        }
    }

    private static DefaultKind? ReadLiteral(TokenCursor cursor)
    {
        var token = cursor.Current;
        DefaultKind? kind = token.Kind switch
        {
            TokenKind.Hole => DefaultKind.Unknown,
            TokenKind.Word when token.HasHole => DefaultKind.Unknown,
            TokenKind.Word when token.Keyword == Keyword.NULL => DefaultKind.Null,
            TokenKind.Word when token.Keyword is Keyword.CURRENT_DATE or Keyword.CURRENT_TIME or Keyword.CURRENT_TIMESTAMP => DefaultKind.CurrentTime,
            TokenKind.Integer or TokenKind.Float or TokenKind.Blob or TokenKind.String => DefaultKind.Literal,
            _ => null,
        };
        cursor.Position += kind is null ? 0 : 1;
        return kind;
    }

    private static bool IsTruth(string word) => SqlIdentifier.Equals(word, "TRUE") || SqlIdentifier.Equals(word, "FALSE");
}
