using SqliteDiscipline.Analyzers.Sql.Statements;
using SqliteDiscipline.Analyzers.Sql.Tokens;

namespace SqliteDiscipline.Analyzers.Sql.Reading;

internal static class DropReader
{
    public static DropStatement? Read(StatementSite site, TokenCursor cursor)
    {
        SchemaObjectKind? kind = cursor.Current.Keyword switch
        {
            Keyword.TABLE => SchemaObjectKind.Table,
            Keyword.INDEX => SchemaObjectKind.Index,
            Keyword.VIEW => SchemaObjectKind.View,
            Keyword.TRIGGER => SchemaObjectKind.Trigger,
            _ => null,
        };
        if (kind is null)
        {
            return null;
        }

        cursor.Position++;
        var ifExists = cursor.Accept(Keyword.IF, Keyword.EXISTS);
        return cursor.TryObjectName(out var name) && cursor.IsAtEnd ? new DropStatement(site, name, kind.Value, ifExists) : null;
    }
}
