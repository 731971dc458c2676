using SqliteDiscipline.Analyzers.Sql.Statements;
using SqliteDiscipline.Analyzers.Sql.Tokens;

namespace SqliteDiscipline.Analyzers.Sql.Reading;

internal static class DefaultReader
{
    /// <summary>Reads the value after DEFAULT; null where none stands.</summary>
    public static ColumnDefault? Read(TokenCursor cursor)
    {
        var first = cursor.Position;
        if (cursor.IsAt(TokenKind.OpenParenthesis))
        {
            cursor.Position++;
            var inner = ReadTerm(cursor);
            var isTerm = inner is not null && cursor.IsAt(TokenKind.CloseParenthesis);
            cursor.Position = first;
            if (!cursor.SkipParentheses())
            {
                return null;
            }

            var hasHole = cursor.Text.HasHole(cursor.SpanFrom(first));
            var kind = isTerm ? inner!.Value : hasHole ? DefaultKind.Unknown : DefaultKind.Expression;
            return new ColumnDefault(cursor.SpanFrom(first), kind);
        }

        return ReadTerm(cursor) is { } term ? new ColumnDefault(cursor.SpanFrom(first), term) : null;
    }

    /// <summary>Passes a literal with its signs, or a bare word.</summary>
    private static DefaultKind? ReadTerm(TokenCursor cursor)
    {
        while (cursor.IsAt(TokenKind.Plus) || cursor.IsAt(TokenKind.Minus))
        {
            cursor.Position++;
        }

        var token = cursor.Current;
        DefaultKind? kind = token.Kind switch
        {
            TokenKind.Hole => DefaultKind.Unknown,
            TokenKind.Word when token.HasHole => DefaultKind.Unknown,
            TokenKind.Word when token.Keyword == Keyword.NULL => DefaultKind.Null,
            TokenKind.Word when token.Keyword is Keyword.CURRENT_DATE or Keyword.CURRENT_TIME or Keyword.CURRENT_TIMESTAMP => DefaultKind.CurrentTime,
            TokenKind.Integer or TokenKind.Float or TokenKind.Blob or TokenKind.String => DefaultKind.Literal,
            TokenKind.Word or TokenKind.QuotedIdentifier when token.IsName => DefaultKind.Literal,
            _ => null,
        };
        cursor.Position += kind is null ? 0 : 1;
        return kind;
    }
}
