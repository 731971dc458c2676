using SqliteDiscipline.Analyzers.Sql.Statements;
using SqliteDiscipline.Analyzers.Sql.Tokens;

namespace SqliteDiscipline.Analyzers.Sql.Reading;

/// <summary>Finds the place in an INSERT where an upsert clause can stand.</summary>
internal static class InsertShape
{
    /// <summary>
    /// Behind the VALUES, before RETURNING; <see langword="null"/> where the rows come from a SELECT, in which ON CONFLICT could be read as
    /// the condition of a join, or from nowhere.
    /// </summary>
    public static int? Of(SqlText text, InsertStatement insert)
    {
        var (depth, hasValues, end) = (0, false, insert.Site.Span.Start);
        var tokenizer = new Tokenizer(text);
        while (tokenizer.TryRead(out var token) && token.Start < insert.Site.Span.End)
        {
            if (token.Start < insert.Target.Span.End || token.IsTrivia)
            {
                continue;
            }

            depth += TokenCursor.DepthChange(token);
            if (depth == 0 && token.Keyword == Keyword.RETURNING)
            {
                break;
            }

            if (depth == 0 && token.Keyword is Keyword.SELECT or Keyword.DEFAULT or Keyword.WITH)
            {
                return null;
            }

            hasValues |= token.Keyword == Keyword.VALUES;
            end = token.End;
        }

        return hasValues && depth == 0 ? end : null;
    }
}
