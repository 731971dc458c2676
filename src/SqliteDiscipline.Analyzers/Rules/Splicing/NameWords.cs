using System.Text.RegularExpressions;

namespace SqliteDiscipline.Analyzers.Rules.Splicing;

/// <summary>The words of a name: of <c>GetUnsafePath</c> Get, Unsafe and Path, so that Safe is none of them.</summary>
internal static class NameWords
{
    private static readonly Regex s_word = new("[A-Z]+(?![a-z])|[A-Z]?[a-z]+", RegexOptions.CultureInvariant);

    public static IEnumerable<string> Of(string name) => s_word.Matches(name).Cast<Match>().Select(word => word.Value);

    /// <summary>Whether one of the words begins so.</summary>
    public static bool HasStem(string name, string[] stems) =>
        Of(name).Any(word => Array.Exists(stems, stem => word.StartsWith(stem, StringComparison.OrdinalIgnoreCase)));

    /// <summary>Whether one of the words is one of these.</summary>
    public static bool Has(string name, string[] words) =>
        Of(name).Any(word => Array.Exists(words, wanted => word.Equals(wanted, StringComparison.OrdinalIgnoreCase)));
}
