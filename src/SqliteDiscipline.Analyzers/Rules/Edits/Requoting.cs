using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using SqliteDiscipline.Analyzers.Sql;

namespace SqliteDiscipline.Analyzers.Rules.Edits;

/// <summary>Spells a word in double quotes as the string that it is meant to be, in the way of the literal in which it stands.</summary>
internal static class Requoting
{
    /// <param name="text">The SQL.</param>
    /// <param name="word">The word in it, quotes included.</param>
    /// <param name="place">Where a span of the SQL stands in its file, where that is shown one to one.</param>
    /// <returns>What is to stand there; <see langword="null"/> where the word cannot be spelt anew.</returns>
    public static string? Of(SqlText text, TextSpan word, Func<TextSpan, Location?> place)
    {
        if (word.Length < 2 || text.HasHole(word) || place(word) is not { } whole)
            return null;

        var result = new StringBuilder("'");
        var spelt = 0;
        for (var i = word.Start; i < word.End; i++)
        {
            if (place(new TextSpan(i, 1)) is not { } one)
                return null;

            spelt += one.SourceSpan.Length;
            var isQuote = i == word.Start || i == word.End - 1;
            if (isQuote)
                continue;

            // A doubled double quote is one in the string; a single quote is two.
            var c = text.Text[i];
            if (c == '"' && ++i < word.End - 1 && place(new TextSpan(i, 1)) is { } second)
                spelt += second.SourceSpan.Length;

            result.Append(one.SourceTree?.GetText().ToString(one.SourceSpan) ?? c.ToString());
            if (c == '\'')
                result.Append('\'');
        }

        // Between two literals there would be more than the word.
        return spelt == whole.SourceSpan.Length ? result.Append('\'').ToString() : null;
    }
}
