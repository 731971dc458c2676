using SqliteDiscipline.Analyzers.Sql.Statements;
using SqliteDiscipline.Analyzers.Sql.Tokens;

namespace SqliteDiscipline.Analyzers.Sql.Reading;

/// <summary>Reads CREATE TABLE from its name on.</summary>
internal static class TableReader
{
    public static CreateTableStatement? Read(StatementSite site, TokenCursor cursor, bool isTemporary)
    {
        var ifNotExists = cursor.AcceptIfNotExists();
        if (!cursor.TryObjectName(out var name))
        {
            return null;
        }

        var table = new CreateTableStatement(
            site, name, isTemporary || name.IsInTemp, ifNotExists, EquatableArray<ColumnDefinition>.Empty,
            EquatableArray<TableConstraint>.Empty, false, false, false, EquatableArray<SqlObjectName>.Empty, IsWhole: false);

        if (cursor.Accept(Keyword.AS))
        {
            var sources = new SourceReader(cursor);
            sources.ReadTo(cursor.End);
            return table with { IsFromSelect = true, Reads = sources.Sources };
        }

        return cursor.Accept(TokenKind.OpenParenthesis) ? ReadBody(cursor, table) : table;
    }

    private static CreateTableStatement ReadBody(TokenCursor cursor, CreateTableStatement table)
    {
        var columns = new List<ColumnDefinition>();
        var constraints = new List<TableConstraint>();
        var isWhole = true;
        do
        {
            isWhole &= ReadPart(cursor, columns, constraints);
            isWhole &= SkipToNext(cursor);
        }
        while (cursor.Accept(TokenKind.Comma));

        isWhole &= cursor.Accept(TokenKind.CloseParenthesis);
        table = table with { Columns = columns.ToEquatableArray(), Constraints = constraints.ToEquatableArray() };
        do
        {
            if (cursor.Accept(Keyword.WITHOUT))
            {
                table = table with { WithoutRowId = cursor.TryName(out var rowid) && rowid.Is("rowid") };
            }
            else if (cursor.TryName(out var option))
            {
                table = table with { IsStrict = table.IsStrict || option.Is("strict") };
            }
        }
        while (cursor.Accept(TokenKind.Comma));

        return table with { IsWhole = isWhole && cursor.IsAtEnd };
    }

    /// <summary>One column, or table constraints, which need no comma between them.</summary>
    private static bool ReadPart(TokenCursor cursor, List<ColumnDefinition> columns, List<TableConstraint> constraints)
    {
        if (!IsConstraint(cursor.Current.Keyword))
        {
            // A lone hole may be any number of columns.
            var isHole = cursor.IsAt(TokenKind.Hole);
            if (ColumnReader.Read(cursor) is not { } column)
            {
                return false;
            }

            columns.Add(column);
            return !isHole;
        }

        while (IsConstraint(cursor.Current.Keyword))
        {
            if (cursor.Accept(Keyword.CONSTRAINT))
            {
                if (!cursor.TryName(out _))
                {
                    return false;
                }

                continue;
            }

            if (ReadConstraint(cursor) is not { } constraint)
            {
                return false;
            }

            constraints.Add(constraint);
        }

        return true;
    }

    private static bool IsConstraint(Keyword keyword) =>
        keyword is Keyword.CONSTRAINT or Keyword.PRIMARY or Keyword.UNIQUE or Keyword.CHECK or Keyword.FOREIGN;

    private static TableConstraint? ReadConstraint(TokenCursor cursor)
    {
        var first = cursor.Position;
        if (cursor.Accept(Keyword.CHECK))
        {
            if (!cursor.SkipParentheses())
            {
                return null;
            }

            ColumnReader.ReadConflict(cursor);
            return new CheckConstraint(cursor.SpanFrom(first));
        }

        if (cursor.Accept(Keyword.FOREIGN, Keyword.KEY))
        {
            return cursor.TryNameList() is { } columns && ForeignKeyReader.Read(cursor, first, columns) is { } key
                ? new ForeignKeyConstraint(key.Span, key)
                : null;
        }

        var isPrimaryKey = cursor.Accept(Keyword.PRIMARY, Keyword.KEY);
        if ((!isPrimaryKey && !cursor.Accept(Keyword.UNIQUE)) || IndexedColumnReader.Read(cursor) is not { } terms)
        {
            return null;
        }

        var conflict = ColumnReader.ReadConflict(cursor);
        return new KeyConstraint(cursor.SpanFrom(first), isPrimaryKey, terms, conflict);
    }

    /// <summary>Moves to the comma or parenthesis that ends the part; false where something stood in between.</summary>
    private static bool SkipToNext(TokenCursor cursor)
    {
        var first = cursor.Position;
        for (var depth = 0; !cursor.IsAtEnd; cursor.Position++)
        {
            if (depth == 0 && (cursor.IsAt(TokenKind.Comma) || cursor.IsAt(TokenKind.CloseParenthesis)))
            {
                break;
            }

            depth += TokenCursor.DepthChange(cursor.Current);
        }

        return cursor.Position == first;
    }
}
