using System.Text.RegularExpressions;

namespace SqliteDiscipline.CodeFixes.Rewriting;

/// <summary>What text that the compiler leaves out would do with a name: as far as can be told without parsing it, and rather too much than too little.</summary>
internal static class LeftOutCode
{
    private const string Equal = @"\s*(?:\+|\?\?)?=(?!=)";

    /// <summary>Whether it assigns to what bears the name, or to a member or an element of it.</summary>
    public static bool Assigns(string text, string name) => AssignsPath(text, name, @"(?:\s*[?!]?\.\s*\w+|\s*[?!]?\[[^\]]*\])*");

    /// <summary>Whether it assigns to what bears the name, or to that member of it.</summary>
    public static bool Assigns(string text, string name, string member) => AssignsPath(text, name, @"(?:\s*[?!]?\.\s*" + member + ")?");

    public static bool Mentions(string text, string name) => IsMatch(text, Word(name));

    private static bool AssignsPath(string text, string name, string path) =>
        IsMatch(text, Word(name) + path + Equal)
        || IsMatch(text, @"\b(?:ref|out)\s+(?:\w+\s*\.\s*)*" + Word(name))

        // Taken apart: (a, b) = …
        || IsMatch(text, Word(name) + @"\s*(?:,[^;=()]*)?\)\s*=(?![=>])");

    private static string Word(string name) => @"\b" + Regex.Escape(name) + @"\b";

    private static bool IsMatch(string text, string pattern) => Regex.IsMatch(text, pattern, RegexOptions.CultureInvariant);
}
