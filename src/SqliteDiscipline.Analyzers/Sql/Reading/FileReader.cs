using Microsoft.CodeAnalysis.Text;
using SqliteDiscipline.Analyzers.Sql.Statements;
using SqliteDiscipline.Analyzers.Sql.Tokens;

namespace SqliteDiscipline.Analyzers.Sql.Reading;

/// <summary>Reads the statements about whole files.</summary>
internal static class FileReader
{
    public static AttachStatement? ReadAttach(StatementSite site, TokenCursor cursor)
    {
        cursor.Accept(Keyword.DATABASE);
        var first = cursor.Position;
        SkipExpression(cursor, Keyword.AS);
        var file = cursor.SpanFrom(first);
        if (cursor.Position == first || !cursor.Accept(Keyword.AS))
        {
            return null;
        }

        first = cursor.Position;
        SkipExpression(cursor, Keyword.KEY);
        return cursor.Position == first ? null : new AttachStatement(site, file, LoneName(cursor, first));
    }

    public static DetachStatement? ReadDetach(StatementSite site, TokenCursor cursor)
    {
        cursor.Accept(Keyword.DATABASE);
        var first = cursor.Position;
        cursor.Position = cursor.End;
        return cursor.Position == first ? null : new DetachStatement(site, LoneName(cursor, first));
    }

    public static VacuumStatement? ReadVacuum(StatementSite site, TokenCursor cursor)
    {
        SqlName? schema = cursor.TryName(out var name) ? name : null;
        TextSpan? into = null;
        if (cursor.Accept(Keyword.INTO))
        {
            var first = cursor.Position;
            cursor.Position = cursor.End;
            into = cursor.SpanFrom(first);
        }

        return cursor.IsAtEnd ? new VacuumStatement(site, schema, into) : null;
    }

    public static AnalyzeStatement? ReadAnalyze(StatementSite site, TokenCursor cursor) =>
        ReadOptional(cursor, out var name) ? new AnalyzeStatement(site, name) : null;

    public static ReindexStatement? ReadReindex(StatementSite site, TokenCursor cursor) =>
        ReadOptional(cursor, out var name) ? new ReindexStatement(site, name) : null;

    private static bool ReadOptional(TokenCursor cursor, out SqlObjectName? name)
    {
        name = cursor.TryObjectName(out var found) ? found : null;
        return cursor.IsAtEnd;
    }

    /// <summary>The name that stands alone from there to the cursor, if one does.</summary>
    private static SqlName? LoneName(TokenCursor cursor, int first) =>
        cursor.Previous.IsName && cursor.Position == first + 1 ? cursor.NameOf(cursor.Previous) : null;

    private static void SkipExpression(TokenCursor cursor, Keyword end)
    {
        for (var depth = 0; !cursor.IsAtEnd && !(depth == 0 && cursor.IsAt(end)); cursor.Position++)
        {
            depth += TokenCursor.DepthChange(cursor.Current);
        }
    }
}
