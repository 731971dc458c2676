using System.Text.RegularExpressions;
using SqliteDiscipline.Analyzers.Sql;

namespace SqliteDiscipline.Analyzers.Manifest;

/// <summary>What may stand in <c>PRAGMA name = value</c> and is still one pragma.</summary>
internal static class PragmaText
{
    private const string Word = "[A-Za-z_][A-Za-z0-9_]*";

    // \z and not $, which would let a line break through.
    private static readonly Regex s_name = new($@"^({Word}\.)?{Word}\z", RegexOptions.CultureInvariant);

    private static readonly Regex s_value = new(
        $@"^([+-]?(0[xX][0-9A-Fa-f]+|[0-9]+(\.[0-9]+)?)|{Word}|'([^'\0]|'')*')\z",
        RegexOptions.CultureInvariant);

    public static bool IsName(string text) => s_name.IsMatch(text);

    public static bool IsValue(string text) => s_value.IsMatch(text);

    /// <summary>The value as SQLite hands it to the pragma: <c>'it''s'</c> → <c>it's</c>, <c>+5</c> → <c>5</c>.</summary>
    public static string Unquoted(string value) =>
        value.StartsWith("+", StringComparison.Ordinal) ? value.Substring(1) : SqlIdentifier.Unquote(value, 0, value.Length);

    /// <summary><c>main.cache_size</c> → <c>cache_size</c>.</summary>
    public static string Unqualified(string name) => name.Substring(name.IndexOf('.') + 1);

    /// <summary><c>cache_size</c> → <c>main.cache_size</c>, which it means.</summary>
    public static string Qualified(string name) => name.IndexOf('.') < 0 ? "main." + name : name;
}
