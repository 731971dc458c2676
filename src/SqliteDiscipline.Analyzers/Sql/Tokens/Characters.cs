namespace SqliteDiscipline.Analyzers.Sql.Tokens;

/// <summary>SQLite's classes of characters. It reads UTF-8 bytes; whatever is not ASCII is a letter to it, so UTF-16 units serve as well.</summary>
internal static class Characters
{
    public static bool IsDigit(char c) => c is >= '0' and <= '9';

    public static bool IsHexDigit(char c) => IsDigit(c) || (char)(c | 0x20) is >= 'a' and <= 'f';

    /// <summary>Can continue a name, and can start one unless it is a digit or <c>$</c>.</summary>
    public static bool IsNamePart(char c) =>
        c >= 0x80 || (char)(c | 0x20) is >= 'a' and <= 'z' || IsDigit(c) || c is '_' or '$';

    /// <summary>Continues white space. A vertical tab does, but cannot start it.</summary>
    public static bool IsSpace(char c) => c is ' ' or (>= '\t' and <= '\r');
}
