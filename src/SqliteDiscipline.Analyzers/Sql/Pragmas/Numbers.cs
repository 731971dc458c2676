using System.Globalization;
using SqliteDiscipline.Analyzers.Sql.Tokens;

namespace SqliteDiscipline.Analyzers.Sql.Pragmas;

/// <summary>Numbers as SQLite's pragmas read them from text. There are two ways, and each pragma has one of them.</summary>
internal static class Numbers
{
    private static readonly char[] s_blanks = { ' ', '\t', '\n', '\v', '\f', '\r' };

    /// <summary>32 bits: a sign and decimal digits, or <c>0x</c> and more, up to whatever follows. What does not start so, or does not fit, is 0.</summary>
    public static int ReadInt32(string text) => TryReadInt32(text, out var value) ? value : 0;

    /// <summary>The same, telling whether there was a number that fits.</summary>
    public static bool TryReadInt32(string text, out int value)
    {
        value = 0;
        var isNegative = text.StartsWith("-", StringComparison.Ordinal);
        var isHexadecimal = IsHexadecimal(text);
        var digits = isHexadecimal
            ? Take(text, 2, Characters.IsHexDigit)
            : Take(text, isNegative || text.StartsWith("+", StringComparison.Ordinal) ? 1 : 0, Characters.IsDigit);
        var significant = digits.TrimStart('0').PadLeft(1, '0');
        if (digits.Length == 0 || significant.Length > 10)
        {
            return false;
        }

        var magnitude = long.Parse(significant, isHexadecimal ? NumberStyles.AllowHexSpecifier : NumberStyles.None, CultureInfo.InvariantCulture);
        var number = isNegative ? -magnitude : magnitude;
        if (number is < int.MinValue or > int.MaxValue)
        {
            return false;
        }

        value = (int)number;
        return true;
    }

    /// <summary>
    /// 64 bits: the same with blanks around it, and what is too large is the largest. Tells whether all of the text was a number that fits, as
    /// some pragmas insist.
    /// </summary>
    public static bool ReadInt64(string text, out long value)
    {
        // Here `0x` alone is 0.
        if (text.StartsWith("0x", StringComparison.OrdinalIgnoreCase))
        {
            var digits = Take(text, 2, Characters.IsHexDigit);
            var significant = digits.TrimStart('0').PadLeft(1, '0');
            value = long.Parse(significant.Substring(Math.Max(0, significant.Length - 16)), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
            return significant.Length <= 16 && digits.Length + 2 == text.Length;
        }

        var trimmed = text.Trim(s_blanks);
        var isNegative = trimmed.StartsWith("-", StringComparison.Ordinal);
        var start = isNegative || trimmed.StartsWith("+", StringComparison.Ordinal) ? 1 : 0;
        var number = Take(trimmed, start, Characters.IsDigit);
        if (number.Length == 0)
        {
            value = 0;
            return false;
        }

        var fits = long.TryParse(trimmed.Substring(0, start + number.Length), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value);
        value = fits ? value : isNegative ? long.MinValue : long.MaxValue;
        return fits && start + number.Length == trimmed.Length;
    }

    /// <summary>Whether the text is a number, and this one: <c>1.0</c> is 1; <c>1.5</c> is not, nor is <c>1abc</c>.</summary>
    public static bool Says(string text, long value) => IsHexadecimal(text)
        ? ReadInt64(text, out var number) && number == value
        : decimal.TryParse(text.Trim(s_blanks), NumberStyles.Float, CultureInfo.InvariantCulture, out var exact) && exact == value;

    public static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static bool IsHexadecimal(string text) => text.Length > 2 && text[0] == '0' && (text[1] is 'x' or 'X') && Characters.IsHexDigit(text[2]);

    private static string Take(string text, int start, Func<char, bool> isPart)
    {
        var end = start;
        while (end < text.Length && isPart(text[end]))
        {
            end++;
        }

        return text.Substring(start, end - start);
    }
}
