using SqliteDiscipline.Analyzers.Sql.Tokens;

namespace SqliteDiscipline.Analyzers.Sql.Reading;

/// <summary>Reads what the terms and the condition of an index say about columns.</summary>
internal static class IndexConditionReader
{
    /// <summary>The columns named between a place and the cursor: words that are no function, no type, no collation, and no string where there is no such column.</summary>
    public static EquatableArray<SqlName> NamesFrom(int first, TokenCursor cursor)
    {
        var names = new List<SqlName>();
        var end = cursor.Position;
        for (cursor.Position = first; cursor.Position < end; cursor.Position++)
        {
            var token = cursor.Current;
            if (token.Keyword == Keyword.AS)
            {
                // CAST(… AS type), of several words perhaps.
                while (cursor.Peek(1).IsName)
                {
                    cursor.Position++;
                }
            }
            else if (IsName(token, cursor) && cursor.Previous.Keyword != Keyword.COLLATE && cursor.Peek(1).Kind is not (TokenKind.OpenParenthesis or TokenKind.Dot))
            {
                names.Add(cursor.NameOf(token));
            }
        }

        cursor.Position = end;
        return names.ToEquatableArray();
    }

    /// <summary>
    /// The columns of <c>a IS NOT NULL AND b NOTNULL</c>, where the condition from the cursor on is that and nothing else; none for any other; null where it
    /// cannot be told what follows from it.
    /// </summary>
    public static EquatableArray<SqlName>? NotNullFrom(TokenCursor cursor)
    {
        var tokens = new List<Token>();
        for (; !cursor.IsAtEnd; cursor.Position++)
        {
            if (cursor.Current.HasHole || cursor.IsAt(Keyword.OR))
            {
                return null;
            }

            // It reads the same without its parentheses, or not at all.
            if (cursor.Current.Kind is not (TokenKind.OpenParenthesis or TokenKind.CloseParenthesis))
            {
                tokens.Add(cursor.Current);
            }
        }

        var columns = new List<SqlName>();
        var bare = new TokenCursor(cursor.Text, tokens, 0, tokens.Count);
        do
        {
            if (bare.IsAt(TokenKind.String) || !bare.TryObjectName(out var column) || !IsNotNull(bare))
            {
                return EquatableArray<SqlName>.Empty;
            }

            columns.Add(column.Name);
        }
        while (bare.Accept(Keyword.AND));

        return bare.IsAtEnd ? columns.ToEquatableArray() : EquatableArray<SqlName>.Empty;
    }

    private static bool IsNotNull(TokenCursor cursor) => cursor.Accept(Keyword.NOTNULL) || cursor.Accept(Keyword.NOT, Keyword.NULL) || (cursor.Accept(Keyword.IS) && cursor.Accept(Keyword.NOT, Keyword.NULL));

    private static bool IsName(Token token, TokenCursor cursor) => !token.HasHole && token.Kind switch
    {
        TokenKind.Word => token.Keyword == Keyword.None,
        TokenKind.QuotedIdentifier => cursor.Text.Text[token.Start] != '"',
        _ => false,
    };
}
