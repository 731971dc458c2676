using SqliteDiscipline.Analyzers.Sql.Pragmas;
using SqliteDiscipline.Analyzers.Sql.Tokens;

namespace SqliteDiscipline.Analyzers.Sql.Reading;

/// <summary>Reads a condition that no row has to be asked for.</summary>
internal static class NeverReader
{
    /// <summary>Whether the condition from the cursor on, and nothing else, is <c>0</c>, <c>FALSE</c>, <c>NULL</c>, or two numbers that are not equal: <c>1 = 0</c>.</summary>
    public static bool IsNever(TokenCursor condition) => (condition.End - condition.Position) switch
    {
        1 => condition.IsAt(Keyword.NULL) || NumberAt(condition, 0) == 0 || (condition.IsAt(TokenKind.Word) && condition.NameOf(condition.Current).Is("false")),
        3 => condition.Peek(1).Kind == TokenKind.Equals && NumberAt(condition, 0) is { } left && NumberAt(condition, 2) is { } right && left != right,
        _ => false,
    };

    private static long? NumberAt(TokenCursor condition, int offset) =>
        condition.Peek(offset) is { Kind: TokenKind.Integer, HasHole: false } token && Numbers.ReadInt64(condition.TextOf(token), out var number) ? number : null;
}
