using SqliteDiscipline.Analyzers.Sql.Tokens;

namespace SqliteDiscipline.Analyzers.Sql;

internal static class SqlParameters
{
    /// <summary>The parameters of a text, as they are written.</summary>
    public static IEnumerable<string> In(SqlText text)
    {
        var tokenizer = new Tokenizer(text);
        while (tokenizer.TryRead(out var token))
        {
            if (token.Kind == TokenKind.Parameter)
            {
                yield return text[token.Span];
            }
        }
    }
}
