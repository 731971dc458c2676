using SqliteDiscipline.Analyzers.Sql.Statements;
using SqliteDiscipline.Analyzers.Sql.Tokens;

namespace SqliteDiscipline.Analyzers.Sql.Reading;

/// <summary>Reads what follows CREATE; tables and triggers are handed on.</summary>
internal static class CreateReader
{
    public static SqlStatement? Read(StatementSite site, TokenCursor cursor)
    {
        var isTemporary = cursor.Accept(Keyword.TEMP) || cursor.Accept(Keyword.TEMPORARY);
        if (cursor.Accept(Keyword.TABLE))
        {
            return TableReader.Read(site, cursor, isTemporary);
        }

        if (cursor.Accept(Keyword.TRIGGER))
        {
            return TriggerReader.Read(site, cursor, isTemporary);
        }

        if (cursor.Accept(Keyword.VIEW))
        {
            return ReadView(site, cursor, isTemporary);
        }

        if (isTemporary)
        {
            return null;
        }

        if (cursor.Accept(Keyword.VIRTUAL, Keyword.TABLE))
        {
            return ReadVirtualTable(site, cursor);
        }

        var isUnique = cursor.Accept(Keyword.UNIQUE);
        return cursor.Accept(Keyword.INDEX) ? ReadIndex(site, cursor, isUnique) : null;
    }

    private static CreateViewStatement? ReadView(StatementSite site, TokenCursor cursor, bool isTemporary)
    {
        var ifNotExists = cursor.AcceptIfNotExists();
        if (!cursor.TryObjectName(out var name))
        {
            return null;
        }

        cursor.SkipParentheses();
        if (!cursor.Accept(Keyword.AS))
        {
            return null;
        }

        var sources = new SourceReader(cursor);
        sources.ReadTo(cursor.End);
        return new CreateViewStatement(site, name, isTemporary || name.IsInTemp, ifNotExists, sources.Sources);
    }

    private static CreateVirtualTableStatement? ReadVirtualTable(StatementSite site, TokenCursor cursor)
    {
        var ifNotExists = cursor.AcceptIfNotExists();
        return cursor.TryObjectName(out var name) && cursor.Accept(Keyword.USING) && cursor.TryName(out var module)
            ? new CreateVirtualTableStatement(site, name, ifNotExists, module)
            : null;
    }

    private static CreateIndexStatement? ReadIndex(StatementSite site, TokenCursor cursor, bool isUnique)
    {
        var ifNotExists = cursor.AcceptIfNotExists();
        if (!cursor.TryObjectName(out var name) || !cursor.Accept(Keyword.ON) || !cursor.TryName(out var table))
        {
            return null;
        }

        var first = cursor.Position;
        if (IndexedColumnReader.Read(cursor) is not { } columns)
        {
            return null;
        }

        if (!cursor.Accept(Keyword.WHERE))
        {
            return new CreateIndexStatement(site, name, ifNotExists, isUnique, table, columns, IndexConditionReader.NamesFrom(first, cursor), null, EquatableArray<SqlName>.Empty);
        }

        var where = cursor.Position;
        var notNull = IndexConditionReader.NotNullFrom(cursor);
        cursor.Position = cursor.End;
        return new CreateIndexStatement(site, name, ifNotExists, isUnique, table, columns, IndexConditionReader.NamesFrom(first, cursor), cursor.SpanFrom(where), notNull);
    }
}
