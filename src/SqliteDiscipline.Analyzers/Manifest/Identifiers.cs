using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis.CSharp;

namespace SqliteDiscipline.Analyzers.Manifest;

/// <summary>Turns the name of a database into parts of C# identifiers.</summary>
internal static class Identifiers
{
    /// <summary>Whether there is anything in a name to make an identifier of.</summary>
    public static bool HasLetter(string name) => name.Any(char.IsLetter);

    /// <summary><c>audit-log</c> → <c>AuditLog</c>: letters and digits only, a capital after every separator.</summary>
    public static string Pascal(string name)
    {
        var result = new StringBuilder(name.Length);
        var capital = true;
        foreach (var c in name)
        {
            if (!IsPart(c))
            {
                capital = true;
                continue;
            }

            result.Append(capital ? char.ToUpperInvariant(c) : c);
            capital = false;
        }

        return result.ToString();
    }

    /// <summary><c>audit-log</c> → <c>audit_log</c>: what is no letter or digit becomes an underscore; letters keep their case.</summary>
    public static string Snake(string name)
    {
        var result = new StringBuilder(name.Length);
        foreach (var c in name)
        {
            result.Append(IsPart(c) ? c : '_');
        }

        return result.ToString();
    }

    /// <summary><c>class</c> → <c>@class</c>: an identifier as it must be written. Contextual keywords too, for what is none here may be one there.</summary>
    public static string Escape(string identifier) =>
        SyntaxFacts.GetKeywordKind(identifier) != SyntaxKind.None || SyntaxFacts.GetContextualKeywordKind(identifier) != SyntaxKind.None
            ? "@" + identifier
            : identifier;

    // Vowel signs and accents that are characters of their own belong to the letter before them.
    private static bool IsPart(char c) =>
        char.IsLetterOrDigit(c) || CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;
}
