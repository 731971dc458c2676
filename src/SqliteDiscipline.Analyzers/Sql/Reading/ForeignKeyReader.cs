using Microsoft.CodeAnalysis.Text;
using SqliteDiscipline.Analyzers.Sql.Statements;
using SqliteDiscipline.Analyzers.Sql.Tokens;

namespace SqliteDiscipline.Analyzers.Sql.Reading;

internal static class ForeignKeyReader
{
    /// <summary>Reads <c>REFERENCES table (columns) …</c> with all its clauses; null where no table is named.</summary>
    public static ForeignKey? Read(TokenCursor cursor, int first, EquatableArray<SqlName> columns)
    {
        if (!cursor.Accept(Keyword.REFERENCES) || !cursor.TryName(out var parent))
        {
            return null;
        }

        var parentColumns = cursor.TryNameList() ?? EquatableArray<SqlName>.Empty;
        var key = new ForeignKey(
            default, columns, parent, parentColumns, SqliteDeleteAction.NoAction, SqliteDeleteAction.NoAction, IsDeferred: false);
        while (ReadClause(cursor, key) is { } next)
        {
            key = next;
        }

        return key with { Span = cursor.SpanFrom(first) };
    }

    private static ForeignKey? ReadClause(TokenCursor cursor, ForeignKey key)
    {
        if (cursor.Accept(Keyword.ON, Keyword.DELETE))
        {
            return ReadAction(cursor) is { } action ? key with { OnDelete = action } : null;
        }

        if (cursor.Accept(Keyword.ON, Keyword.UPDATE))
        {
            return ReadAction(cursor) is { } action ? key with { OnUpdate = action } : null;
        }

        if (cursor.Accept(Keyword.ON, Keyword.INSERT))
        {
            return ReadAction(cursor) is null ? null : key;
        }

        // MATCH is read and means nothing.
        if (cursor.Accept(Keyword.MATCH))
        {
            return cursor.TryName(out _) ? key : null;
        }

        return ReadDeferral(cursor) is { } isDeferred ? key with { IsDeferred = isDeferred } : null;
    }

    private static bool? ReadDeferral(TokenCursor cursor)
    {
        var isNegated = cursor.IsAt(Keyword.NOT);
        if (!cursor.Accept(Keyword.NOT, Keyword.DEFERRABLE) && !cursor.Accept(Keyword.DEFERRABLE))
        {
            return null;
        }

        if (cursor.Accept(Keyword.INITIALLY, Keyword.DEFERRED))
        {
            return !isNegated;
        }

        cursor.Accept(Keyword.INITIALLY, Keyword.IMMEDIATE);
        return false;
    }

    private static SqliteDeleteAction? ReadAction(TokenCursor cursor)
    {
        if (cursor.Accept(Keyword.CASCADE))
        {
            return SqliteDeleteAction.Cascade;
        }

        if (cursor.Accept(Keyword.RESTRICT))
        {
            return SqliteDeleteAction.Restrict;
        }

        if (cursor.Accept(Keyword.SET, Keyword.NULL))
        {
            return SqliteDeleteAction.SetNull;
        }

        if (cursor.Accept(Keyword.SET, Keyword.DEFAULT))
        {
            return SqliteDeleteAction.SetDefault;
        }

        return cursor.Accept(Keyword.NO, Keyword.ACTION) ? SqliteDeleteAction.NoAction : null;
    }
}
