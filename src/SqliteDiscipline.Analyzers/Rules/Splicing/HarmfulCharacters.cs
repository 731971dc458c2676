namespace SqliteDiscipline.Analyzers.Rules.Splicing;

/// <summary>
/// What ends the value that a text is spliced into: the quote that stands around it, and where none does any quote or a semicolon. Who keeps one of
/// those out has thought of it; nothing is said against him.
/// </summary>
/// <param name="Quote">The quote that stands around the text in the SQL, if one does.</param>
internal sealed record HarmfulCharacters(char? Quote)
{
    /// <summary>What begins a name that ends with another character, which cannot stand in it at all.</summary>
    public const char Bracket = '[';

    private readonly string _characters = Quote is { } open ? EndOf(open).ToString() : "'\"`;";

    /// <summary>What ends what a quote begins.</summary>
    public static char EndOf(char quote) => quote == Bracket ? ']' : quote;

    /// <summary>Whether one does not get through, or may not: what cannot be told is believed.</summary>
    /// <param name="letsThrough">Whether a text with the character passes; <see langword="null"/> where that cannot be told.</param>
    public bool AreStopped(Func<char, bool?> letsThrough) => _characters.Any(character => letsThrough(character) != true);
}
