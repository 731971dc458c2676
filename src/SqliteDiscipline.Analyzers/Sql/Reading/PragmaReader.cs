using Microsoft.CodeAnalysis.Text;
using SqliteDiscipline.Analyzers.Sql.Statements;
using SqliteDiscipline.Analyzers.Sql.Tokens;

namespace SqliteDiscipline.Analyzers.Sql.Reading;

internal static class PragmaReader
{
    /// <summary>Reads what follows <c>PRAGMA</c>; null where no name does.</summary>
    public static PragmaStatement? Read(StatementSite site, TokenCursor cursor)
    {
        if (!cursor.TryObjectName(out var name))
        {
            return null;
        }

        var form = cursor.Accept(TokenKind.Equals) ? PragmaForm.Assignment
            : cursor.Accept(TokenKind.OpenParenthesis) ? PragmaForm.Call
            : PragmaForm.Query;
        if (form == PragmaForm.Query)
        {
            return new PragmaStatement(site, name.Schema, name.Name, form, null, cursor.SpanFrom(cursor.Position), cursor.IsAtEnd);
        }

        var first = cursor.Position;
        var value = ReadValue(cursor);
        var isWhole = cursor.Position > first
            && (form == PragmaForm.Call ? cursor.IsAt(TokenKind.CloseParenthesis) && cursor.Position + 1 == cursor.End : cursor.IsAtEnd);
        if (!isWhole)
        {
            // What SQLite refuses is still worth a squiggle: all that stands where the value should.
            value = null;
            cursor.Position = cursor.End;
            if (form == PragmaForm.Call && cursor.Previous.Kind == TokenKind.CloseParenthesis && cursor.Position > first)
            {
                cursor.Position--;
            }
        }

        return new PragmaStatement(site, name.Schema, name.Name, form, value, cursor.SpanFrom(first), isWhole);
    }

    /// <summary>Passes a number with a sign, a name, or one of the three reserved words allowed here; null for a hole too.</summary>
    private static string? ReadValue(TokenCursor cursor)
    {
        var isNegative = cursor.Accept(TokenKind.Minus);
        var isSigned = isNegative || cursor.Accept(TokenKind.Plus);
        var token = cursor.Current;

        // Digits with `_` between them are a number to an expression only, and before 3.46 to nobody.
        var isNumber = token.Kind == TokenKind.Hole || (token.Kind is TokenKind.Integer or TokenKind.Float && cursor.TextOf(token).IndexOf('_') < 0);
        if (!isNumber && (isSigned || !(token.IsName || token.Keyword is Keyword.ON or Keyword.DELETE or Keyword.DEFAULT)))
        {
            // Not moved at all: there is no value here.
            cursor.Position -= isSigned ? 1 : 0;
            return null;
        }

        cursor.Position++;
        var value = cursor.NameOf(token).Value;
        return isNegative && value is not null ? "-" + value : value;
    }
}
