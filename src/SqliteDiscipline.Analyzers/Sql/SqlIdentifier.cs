using System.Text;

namespace SqliteDiscipline.Analyzers.Sql;

/// <summary>Names as SQLite compares and unquotes them: only the ASCII letters are equal whatever their case.</summary>
internal sealed class SqlIdentifier : IEqualityComparer<string?>
{
    public static readonly SqlIdentifier Comparer = new();

    private SqlIdentifier()
    {
    }

    public static bool Equals(string? x, string? y) =>
        ReferenceEquals(x, y) || (x is not null && y is not null && x.Length == y.Length && EqualsAt(x, 0, y));

    /// <summary>Whether <paramref name="name"/> stands in the text at <paramref name="start"/>, whatever comes after it.</summary>
    public static bool EqualsAt(string text, int start, string name)
    {
        if (start + name.Length > text.Length)
        {
            return false;
        }

        for (var i = 0; i < name.Length; i++)
        {
            if (Fold(text[start + i]) != Fold(name[i]))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The name or string that a token spells: without its quotes, doubled quotes made single.</summary>
    public static string Unquote(string text, int start, int length)
    {
        var open = length > 0 ? text[start] : '\0';
        if (open is not ('\'' or '"' or '`' or '['))
        {
            return text.Substring(start, length);
        }

        // `]` cannot be doubled: the first one ends the name.
        var close = open == '[' ? ']' : open;
        var end = start + length;
        var result = new StringBuilder(length);
        for (var i = start + 1; i < end; i++)
        {
            if (text[i] == close)
            {
                if (open == '[' || i + 1 >= end || text[i + 1] != close)
                {
                    break;
                }

                i++;
            }

            result.Append(text[i]);
        }

        return result.ToString();
    }

    bool IEqualityComparer<string?>.Equals(string? x, string? y) => Equals(x, y);

    public int GetHashCode(string? name)
    {
        var hash = 17;
        foreach (var c in name ?? "")
        {
            hash = unchecked((hash * 31) + Fold(c));
        }

        return hash;
    }

    private static char Fold(char c) => c is >= 'A' and <= 'Z' ? (char)(c | 0x20) : c;
}
