using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using SqliteDiscipline.Analyzers.Sql;
using SqliteDiscipline.Analyzers.Timeline.Gate;

namespace SqliteDiscipline.Analyzers.Schema.Sources;

/// <summary>
/// The tables that code reads and writes, by words alone: one that no text makes is there all the same, for another program has made it, or it comes with the file.
/// Asked only where something is about to be said of a table that nobody makes.
/// </summary>
internal static class UsedTables
{
    private static readonly int[] s_words = new[] { "from", "FROM", "From", "join", "JOIN", "into", "INTO", "update", "UPDATE" }.Select(Words.HashOf).ToArray();

    private static readonly Regex s_uses = new(@"\b(?:FROM|JOIN|INTO|UPDATE)\s+(?:\w+\.)?(?:(?<name>\w+)|\[(?<name>[^\]]+)\]|\\?""(?<name>[^""\\]+)\\?""|`(?<name>[^`]+)`)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    private static readonly ConditionalWeakTable<Compilation, HashSet<string>> s_byCompilation = new();

    public static bool Have(string table, Compilation compilation) => s_byCompilation.GetValue(compilation, Find).Contains(table);

    private static HashSet<string> Find(Compilation compilation)
    {
        var found = new HashSet<string>(SqlIdentifier.Comparer);
        foreach (var tree in compilation.SyntaxTrees.Where(tree => s_words.Any(FileWords.Of(tree).MayHave)))
        {
            foreach (Match use in s_uses.Matches(tree.GetText().ToString()))
            {
                found.Add(use.Groups["name"].Value);
            }
        }

        return found;
    }
}
