using SqliteDiscipline.Analyzers.Sql.Statements;
using SqliteDiscipline.Analyzers.Sql.Tokens;

namespace SqliteDiscipline.Analyzers.Sql.Reading;

internal static class AlterReader
{
    public static AlterTableStatement? Read(StatementSite site, TokenCursor cursor)
    {
        if (!cursor.Accept(Keyword.TABLE) || !cursor.TryObjectName(out var table))
        {
            return null;
        }

        if (cursor.Accept(Keyword.RENAME))
        {
            return ReadRename(site, cursor, table);
        }

        if (cursor.Accept(Keyword.ADD))
        {
            cursor.Accept(Keyword.COLUMN);
            return ColumnReader.Read(cursor) is { } column ? new AddColumnStatement(site, table, column, cursor.IsAtEnd) : null;
        }

        if (!cursor.Accept(Keyword.DROP))
        {
            return null;
        }

        cursor.Accept(Keyword.COLUMN);
        return cursor.TryName(out var dropped) && cursor.IsAtEnd ? new DropColumnStatement(site, table, dropped) : null;
    }

    private static AlterTableStatement? ReadRename(StatementSite site, TokenCursor cursor, SqlObjectName table)
    {
        if (cursor.Accept(Keyword.TO))
        {
            return cursor.TryName(out var newTable) && cursor.IsAtEnd ? new RenameTableStatement(site, table, newTable) : null;
        }

        cursor.Accept(Keyword.COLUMN);
        return cursor.TryName(out var column) && cursor.Accept(Keyword.TO) && cursor.TryName(out var newColumn) && cursor.IsAtEnd
            ? new RenameColumnStatement(site, table, column, newColumn)
            : null;
    }
}
