namespace SqliteDiscipline.Analyzers.Rules.Edits;

/// <summary>Spells a word in double quotes as the string that it is meant to be, in the way of the literal in which it stands.</summary>
internal static class Requoting
{
    // As a plain and a verbatim literal spell a double quote; in a raw one, and in a file of SQL, it stands for itself.
    private static readonly string[] s_quotes = { "\\\"", "\"\"", "\"" };

    /// <param name="word">The word in SQL, quotes included.</param>
    /// <param name="source">The same as it stands in the source.</param>
    /// <returns>What is to stand there; <see langword="null"/> where the word is not spelt in one piece.</returns>
    public static string? Of(string word, string source)
    {
        var quote = word.Length == source.Length ? "\"" : s_quotes.First(candidate => source.StartsWith(candidate, StringComparison.Ordinal) || candidate.Length == 1);
        if (source.Length < 2 * quote.Length || word.Length < 2
            || !source.StartsWith(quote, StringComparison.Ordinal) || !source.EndsWith(quote, StringComparison.Ordinal))
        {
            return null;
        }

        // With every quote taken out there is none left, unless one literal ends within the word and another begins.
        var inner = source.Substring(quote.Length, source.Length - (2 * quote.Length));
        var pieces = inner.Split(new[] { quote }, StringSplitOptions.None);
        if (pieces.Any(piece => piece.IndexOf('"') >= 0) || pieces.Length - 1 != word.Count(c => c == '"') - 2)
        {
            return null;
        }

        // A doubled double quote is one in the string; a single quote is two.
        return "'" + inner.Replace("'", "''").Replace(quote + quote, quote) + "'";
    }
}
