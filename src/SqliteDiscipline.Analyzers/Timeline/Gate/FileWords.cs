using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace SqliteDiscipline.Analyzers.Timeline.Gate;

/// <summary>What the words of a file tell of it as a whole: read once for a file, however many compilations it is part of.</summary>
internal sealed class FileWords
{
    private const int BloomWords = 256;

    // "CREATE UNIQUE INDEX", and what code writes between two pieces of a text: a program for drawing creates views and indexes all over a file.
    private const int MaxWithin = 24;

    private static readonly ConditionalWeakTable<SyntaxTree, FileWords> s_byTree = new();

    private readonly ulong[] _bloom = new ulong[BloomWords];

    // The hashes of all words in order: only of a file about which the filter leaves doubts.
    private int[]? _all;

    [MethodImpl(Words.OptimizedAtOnce)]
    private FileWords(SourceText text)
    {
        using var words = Words.In(text, new TextSpan(0, text.Length));
        var recent = RecentWords.OfThread;
        var (all, last) = (Meanings.Nothing, Meanings.Nothing);
        var sinceVerb = MaxWithin;
        while (words.MoveNext())
        {
            _bloom[Slot(words.Hash)] |= Bit(words.Hash);
            var word = recent.Of(words.Current, words.Hash);
            sinceVerb = word.HasAny(Meanings.DdlVerb) ? 0 : sinceVerb + 1;
            MayHaveDdl |= sinceVerb < MaxWithin && word.HasAny(Meanings.DdlObject);
            ImportsDatabases |= word.HasAny(Meanings.Data) && last.HasAny(Meanings.System);
            ImportsForAll |= word.HasAny(Meanings.Using) && last.HasAny(Meanings.Global);
            all |= word;
            last = word;
        }

        ImportsDatabases |= all.HasAny(Meanings.OfDatabases);
        TellsAmongDatabases = all.HasAny(Meanings.OfConnectionsAmongDatabases | Meanings.NameOfConnection);
        Tells = all.HasAny(Meanings.OfConnections) || (ImportsDatabases && TellsAmongDatabases);
        CallsFiles = all.HasAny(Meanings.FileCall);
        NamesDatabaseFile = all.HasAny(Meanings.DatabaseFile);
        NamesJournalMode = all.HasAny(Meanings.JournalMode);
    }

    /// <summary>Whether it speaks of connections.</summary>
    public bool Tells { get; }

    /// <summary>Whether it has words that tell where databases are imported for all files.</summary>
    public bool TellsAmongDatabases { get; }

    public bool ImportsDatabases { get; }

    /// <summary>Whether it has a <c>global using</c>.</summary>
    public bool ImportsForAll { get; }

    public bool CallsFiles { get; }

    /// <summary>Whether a path in it ends as those of databases do.</summary>
    public bool NamesDatabaseFile { get; }

    public bool NamesJournalMode { get; }

    /// <summary>Whether it has the words of a schema: CREATE, ALTER or DROP, and not far behind TABLE, INDEX, TRIGGER or VIEW.</summary>
    public bool MayHaveDdl { get; }

    public static FileWords Of(SyntaxTree tree) => s_byTree.GetValue(tree, static file => new FileWords(file.GetText()));

    /// <summary>Whether a word of this hash may stand in it.</summary>
    public bool MayHave(int hash) => (_bloom[Slot(hash)] & Bit(hash)) == Bit(hash);

    /// <summary>Which of the words stand in the file.</summary>
    public static HashSet<int> Among(SyntaxTree tree, ISet<int> wanted)
    {
        var words = Of(tree);
        var found = new HashSet<int>(wanted.Where(words.MayHave));
        if (found.Count > 0)
        {
            var all = words._all ??= All(tree.GetText());
            found.RemoveWhere(hash => Array.BinarySearch(all, hash) < 0);
        }

        return found;
    }

    private static int[] All(SourceText text)
    {
        var found = new HashSet<int>();
        using var words = Words.In(text, new TextSpan(0, text.Length));
        while (words.MoveNext())
        {
            found.Add(words.Hash);
        }

        var sorted = found.ToArray();
        Array.Sort(sorted);
        return sorted;
    }

    // Three bits in one word of the filter: one look tells.
    private static int Slot(int hash) => (hash >> 18) & (BloomWords - 1);

    private static ulong Bit(int hash) => (1UL << (hash & 63)) | (1UL << ((hash >> 6) & 63)) | (1UL << ((hash >> 12) & 63));
}
