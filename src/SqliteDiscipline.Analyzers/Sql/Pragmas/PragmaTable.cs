using System.Collections.Immutable;

namespace SqliteDiscipline.Analyzers.Sql.Pragmas;

/// <summary>
/// All pragmas that SQLite documents up to 3.53, and those of its encrypting builds. It is the one place that knows of them; a differential test
/// sends every name and many values to the engine and reads back.
/// </summary>
internal static partial class PragmaTable
{
    // An encrypting build may have more of these than anybody lists.
    private const string CipherPrefix = "cipher_";

    private static readonly Dictionary<string, Pragma> s_byName = Rows.ToDictionary(pragma => pragma.Name, SqlIdentifier.Comparer!);

    public static ImmutableArray<Pragma> All { get; } = Rows.ToImmutableArray();

    /// <summary>The pragma of that name; <see langword="null"/> for one that is not known, which SQLite takes without a word and ignores.</summary>
    public static Pragma? Find(string? name) => name switch
    {
        null => null,
        _ when s_byName.TryGetValue(name, out var pragma) => pragma,
        _ when SqlIdentifier.EqualsAt(name, 0, CipherPrefix) && name.Length > CipherPrefix.Length =>
            new Pragma(name, PragmaHome.Connection, PragmaGrammar.Text, PragmaRows.Unknown) { Builds = PragmaBuilds.Encrypting },
        _ => null,
    };

    /// <summary>The name that a misspelt one is likely to stand for; <see langword="null"/> where none is near.</summary>
    public static string? Nearest(string name) =>
        Spelling.Nearest(name, s_byName.Values.Where(pragma => pragma is { IsRemoved: false, Builds: PragmaBuilds.Every or PragmaBuilds.Encrypting }).Select(pragma => pragma.Name));
}
