using System.Collections.Immutable;

namespace SqliteDiscipline.Analyzers.Sql.Pragmas;

/// <summary>
/// What a pragma takes: the words that mean something to it, and what SQLite makes of everything else. Values come unquoted and without a plus
/// sign, as <see cref="Statements.PragmaStatement.Value"/> has them.
/// </summary>
/// <param name="words">The words, each with what the pragma answers once it is set; of several for one answer the first is the one to write.</param>
/// <param name="otherwise">What SQLite makes of a value that is none of the words.</param>
internal sealed class PragmaValues(ImmutableArray<PragmaWord> words, Func<PragmaValues, string, PragmaReading> otherwise)
{
    /// <summary>The words that it takes.</summary>
    public ImmutableArray<PragmaWord> Words { get; } = words;

    /// <summary>What SQLite makes of a value.</summary>
    public PragmaReading Read(string value)
    {
        foreach (var word in Words)
        {
            if (SqlIdentifier.Equals(word.Text, value))
            {
                // Where the answer cannot be told, the word still says what it was taken for.
                return word.Means is { } meant ? PragmaReading.Misread(word.Answer, meant) : PragmaReading.AsWritten(word.Answer, WordFor(word.Answer) ?? word.Text.ToUpperInvariant());
            }
        }

        return otherwise(this, value);
    }

    /// <summary>The word to write for an answer.</summary>
    public string? WordFor(string? answer) =>
        Words.FirstOrDefault(word => answer is not null && word.Answer == answer).Text?.ToUpperInvariant();

    /// <summary>
    /// The word that a misspelt value is likely to stand for; <see langword="null"/> where none is near, or several are.
    /// </summary>
    public string? Nearest(string value) => Spelling.Nearest(value, Words.Where(word => word.Means is null).Select(word => word.Text));
}

/// <summary>A word that a pragma takes.</summary>
/// <param name="Text">The word, in lower case; SQLite compares it whatever its case.</param>
/// <param name="Answer">What the pragma answers once it is set.</param>
/// <param name="Means">What SQLite takes it for, where that is not what it says: <c>synchronous = ON</c> is NORMAL.</param>
internal readonly record struct PragmaWord(string Text, string? Answer, string? Means = null);
