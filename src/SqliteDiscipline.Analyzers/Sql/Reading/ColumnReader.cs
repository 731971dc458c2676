using SqliteDiscipline.Analyzers.Sql.Statements;
using SqliteDiscipline.Analyzers.Sql.Tokens;

namespace SqliteDiscipline.Analyzers.Sql.Reading;

/// <summary>Reads one column definition, of CREATE TABLE or of ADD COLUMN.</summary>
internal static class ColumnReader
{
    /// <summary>Reads up to the comma or parenthesis that ends the definition, or as far as it can be understood; null where no name stands.</summary>
    public static ColumnDefinition? Read(TokenCursor cursor)
    {
        var first = cursor.Position;
        if (!cursor.TryName(out var name))
        {
            return null;
        }

        var column = new ColumnDefinition(
            name, name.Span, ReadType(cursor), false, false, false, false, false, ConflictAction.None, null, null, false,
            GeneratedColumn.None, EquatableArray<ForeignKey>.Empty);
        var keys = new List<ForeignKey>();
        while (ReadConstraint(cursor, column, keys) is { } next)
        {
            column = next;
        }

        return column with { Span = cursor.SpanFrom(first), ForeignKeys = keys.ToEquatableArray() };
    }

    /// <summary>Words up to the first constraint, and up to two numbers in parentheses.</summary>
    private static string ReadType(TokenCursor cursor)
    {
        var first = cursor.Position;
        while (cursor.Current is { IsName: true, Kind: not TokenKind.Hole } && !cursor.IsAt(Keyword.GENERATED))
        {
            cursor.Position++;
        }

        if (cursor.Position > first && cursor.IsAt(TokenKind.OpenParenthesis))
        {
            cursor.SkipParentheses();
        }

        return cursor.Text[cursor.SpanFrom(first)];
    }

    private static ColumnDefinition? ReadConstraint(TokenCursor cursor, ColumnDefinition column, List<ForeignKey> keys)
    {
        var token = cursor.Current;
        switch (token.Keyword)
        {
            case Keyword.CONSTRAINT:
                cursor.Position++;
                return cursor.TryName(out _) ? column : null;
            case Keyword.PRIMARY when cursor.Accept(Keyword.PRIMARY, Keyword.KEY):
                return ReadPrimaryKey(cursor, column);
            case Keyword.UNIQUE:
                cursor.Position++;
                return column with { IsUnique = true, KeyConflict = ReadConflict(cursor) };
            case Keyword.NOT when cursor.Accept(Keyword.NOT, Keyword.NULL):
                ReadConflict(cursor);
                return column with { IsNotNull = true };
            case Keyword.NULL:
                cursor.Position++;
                ReadConflict(cursor);
                return column;
            case Keyword.DEFAULT:
                cursor.Position++;
                return DefaultReader.Read(cursor) is { } value ? column with { Default = value } : null;
            case Keyword.CHECK:
                cursor.Position++;
                return cursor.SkipParentheses() ? column with { HasCheck = true } : null;
            case Keyword.COLLATE:
                cursor.Position++;
                return cursor.TryName(out var collation) ? column with { Collation = collation.Value } : null;
            case Keyword.REFERENCES:
                if (ForeignKeyReader.Read(cursor, cursor.Position, new[] { column.Name }.ToEquatableArray()) is not { } key)
                {
                    return null;
                }

                keys.Add(key);
                return column;
            case Keyword.GENERATED when cursor.Accept(Keyword.GENERATED, Keyword.ALWAYS):
                return cursor.IsAt(Keyword.AS) ? column : null;
            case Keyword.AS:
                cursor.Position++;
                var first = cursor.Position;
                return cursor.SkipParentheses() ? column with { ComputedOf = IndexConditionReader.NamesFrom(first, cursor), Generated = ReadGenerated(cursor) } : null;
            default:
                return null;
        }
    }

    private static ColumnDefinition ReadPrimaryKey(TokenCursor cursor, ColumnDefinition column)
    {
        var isDescending = cursor.Accept(Keyword.DESC);
        if (!isDescending)
        {
            cursor.Accept(Keyword.ASC);
        }

        var conflict = ReadConflict(cursor);
        return column with
        {
            IsPrimaryKey = true,
            IsDescendingKey = isDescending,
            KeyConflict = conflict,
            IsAutoincrement = cursor.Accept(Keyword.AUTOINCREMENT),
        };
    }

    private static GeneratedColumn ReadGenerated(TokenCursor cursor)
    {
        // STORED is no keyword to SQLite either.
        if (!cursor.TryName(out var kind))
        {
            return GeneratedColumn.Virtual;
        }

        return kind.Is("stored") ? GeneratedColumn.Stored : GeneratedColumn.Virtual;
    }

    /// <summary>Passes <c>ON CONFLICT action</c>.</summary>
    public static ConflictAction ReadConflict(TokenCursor cursor)
    {
        if (!cursor.Accept(Keyword.ON, Keyword.CONFLICT))
        {
            return ConflictAction.None;
        }

        var action = DataReader.ConflictActionOf(cursor.Current.Keyword);
        cursor.Position += action == ConflictAction.None ? 0 : 1;
        return action;
    }
}
