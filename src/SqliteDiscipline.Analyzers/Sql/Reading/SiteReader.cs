using Microsoft.CodeAnalysis.Text;
using SqliteDiscipline.Analyzers.Sql.Statements;
using SqliteDiscipline.Analyzers.Sql.Tokens;

namespace SqliteDiscipline.Analyzers.Sql.Reading;

/// <summary>Reads what every statement has, and brings the cursor to its verb.</summary>
internal static class SiteReader
{
    public static StatementSite Read(TokenCursor cursor, TextSpan fullSpan, bool isTerminated)
    {
        var start = cursor.Position;
        var first = cursor.Current;
        var explain = cursor.Accept(Keyword.EXPLAIN) ? ExplainKind.Program : ExplainKind.None;
        if (explain != ExplainKind.None && cursor.Accept(Keyword.QUERY, Keyword.PLAN))
        {
            explain = ExplainKind.QueryPlan;
        }

        var afterExplain = cursor.Position;
        if (cursor.IsAt(Keyword.WITH))
        {
            SkipCommonTables(cursor);
        }

        var verb = cursor.IsAtEnd ? first : cursor.Current;
        var (hasHoles, hasUnknownText, hasIllegalToken) = (false, false, false);
        for (cursor.Position = start; !cursor.IsAtEnd; cursor.Position++)
        {
            var token = cursor.Current;
            hasHoles |= token.HasHole;
            hasIllegalToken |= token.Kind == TokenKind.Illegal;
            hasUnknownText |= token.Kind == TokenKind.Hole && MayBeAnyText(cursor);
        }

        var span = cursor.SpanFrom(start);
        cursor.Position = afterExplain;
        return new StatementSite(
            span, fullSpan, first.Span, verb.Span, explain, isTerminated, hasHoles, hasUnknownText, hasIllegalToken);
    }

    /// <summary>Passes <c>WITH name (columns) AS (query), …</c>.</summary>
    public static void SkipCommonTables(TokenCursor cursor)
    {
        cursor.Accept(Keyword.WITH);
        cursor.Accept(Keyword.RECURSIVE);
        do
        {
            if (!cursor.TryName(out _))
            {
                return;
            }

            cursor.SkipParentheses();
            if (!cursor.Accept(Keyword.AS))
            {
                return;
            }

            cursor.Accept(Keyword.NOT);
            cursor.Accept(Keyword.MATERIALIZED);
            if (!cursor.SkipParentheses())
            {
                return;
            }
        }
        while (cursor.Accept(TokenKind.Comma));
    }

    /// <summary>Whether the hole at the cursor stands where an expression or a name has just ended, or nothing has begun.</summary>
    private static bool MayBeAnyText(TokenCursor cursor)
    {
        var previous = cursor.Previous;
        return previous.Kind switch
        {
            TokenKind.None => true,
            TokenKind.Star => cursor.Peek(-2) is { Kind: TokenKind.Comma or TokenKind.Dot } or { Keyword: Keyword.SELECT or Keyword.DISTINCT or Keyword.ALL },
            TokenKind.Semicolon => true,
            _ => previous.EndsOperand && !TakesOperand(previous.Keyword),
        };
    }

    /// <summary>Keywords that could be names, and are followed by a name or a value when they are not.</summary>
    private static bool TakesOperand(Keyword keyword) => keyword is
        Keyword.PRAGMA or Keyword.BY or Keyword.SAVEPOINT or Keyword.RELEASE or Keyword.OFFSET or Keyword.ATTACH or Keyword.DETACH
        or Keyword.DATABASE or Keyword.COLUMN or Keyword.OF or Keyword.TRIGGER or Keyword.VIEW or Keyword.REINDEX or Keyword.ANALYZE
        or Keyword.VACUUM or Keyword.RENAME or Keyword.WITH or Keyword.RECURSIVE;
}
