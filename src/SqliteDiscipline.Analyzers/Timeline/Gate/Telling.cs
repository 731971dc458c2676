using System.Runtime.CompilerServices;

namespace SqliteDiscipline.Analyzers.Timeline.Gate;

/// <summary>What the words are that tell something. It is asked about every word of a program: nine of ten have to be let go at a glance.</summary>
internal static class Telling
{
    private const int FilterWords = 64;

    private static readonly Dictionary<int, Meanings> s_words = new();
    private static readonly ulong[] s_filter = new ulong[FilterWords];

    static Telling()
    {
        Add(
            Meanings.OfConnections, "CommandText", "CreateCommand", "BeginTransaction", "BeginTransactionAsync", "CommandDefinition", "DbConnection", "IDbConnection",
            "GetDbConnection", "OpenConnection", "OpenConnectionAsync", "ClearPool", "ClearAllPools", "SqlMapper");

        // Half of all programs open, execute and query something. These tell only in a file that imports what has to do with databases.
        Add(Meanings.OfConnectionsAmongDatabases, "Open", "OpenAsync", "Close");
        Add(Meanings.OfDatabases, "Dapper", "EntityFrameworkCore");
        Add(Meanings.System, "System");
        Add(Meanings.Data, "Data");
        Add(Meanings.Global, "global");
        Add(Meanings.Using, "using");
        Add(
            Meanings.FileCall, "File", "FileInfo", "FileStream", "StreamReader", "StreamWriter", "Directory", "DirectoryInfo", "ZipFile", "ZipArchive", "CreateEntryFromFile", "ExtractToFile", "ExtractToFileAsync",
            "CreateFromDirectory", "CreateFromDirectoryAsync");
        Add(Meanings.FileMember, "Delete", "MoveTo", "CopyTo", "OpenRead", "Replace");

        // As helpers are called that delete a file.
        Add(Meanings.FileMember, "TryDelete", "TryDeleteFile", "DeleteFile", "DeleteIfExists", "DeleteFileIfExists", "SafeDelete", "DeleteQuietly");
        Add(Meanings.DatabaseFile, "db", "db3", "s3db", "sl3");
        Add(Meanings.Reflection, "Activator", "ActivatorUtilities", "GetConstructor", "ConstructorInfo", "Lazy");
        foreach (var verb in new[]
        {
            "alter", "attach", "begin", "commit", "create", "delete", "detach", "drop", "insert", "pragma", "release", "replace", "rollback", "savepoint", "select", "update", "vacuum",
        })
        {
            Add(Meanings.Statement, verb, verb.ToUpperInvariant());
        }
    }

    /// <summary>What a word tells.</summary>
    /// <param name="word">The word, which is not empty.</param>
    /// <param name="hash">Its <see cref="Words.Hash"/>.</param>
    [MethodImpl(Words.OptimizedAtOnce)]
    public static Meanings Of(ReadOnlySpan<char> word, int hash)
    {
        var meanings = OfBeginning(word) | OfEnding(word) | OfDdl(word);
        if ((s_filter[Slot(hash)] & Bit(hash)) != 0 && s_words.TryGetValue(hash, out var stated))
        {
            meanings |= stated;
        }

        meanings |= HasSqlite(word) ? Meanings.OfConnections : Meanings.Nothing;
        return HasJournalMode(word) ? meanings | Meanings.JournalMode : meanings;
    }

    private static Meanings OfBeginning(ReadOnlySpan<char> word) => word[0] switch
    {
        'E' when StartsWith(word, "Execute") => Meanings.OfConnectionsAmongDatabases
            | (StartsWith(word, "ExecuteNonQuery") || StartsWith(word, "ExecuteReader") || StartsWith(word, "ExecuteScalar") || StartsWith(word, "ExecuteSql")
                ? Meanings.OfConnections
                : Meanings.Nothing),
        'Q' when StartsWith(word, "Query") => Meanings.OfConnectionsAmongDatabases,
        'C' when StartsWith(word, "Connect") => Meanings.OfConnectionsAmongDatabases,
        '_' when StartsWith(word, "_connect_") || StartsWith(word, "_create_") => Meanings.OfConnections,
        _ => Meanings.Nothing,
    };

    private static Meanings OfEnding(ReadOnlySpan<char> word) => word[word.Length - 1] switch
    {
        'n' when EndsWith(word, "Connection") => Meanings.NameOfConnection,
        'c' when EndsWith(word, "ConnectionAsync") => Meanings.NameOfConnection,
        _ => Meanings.Nothing,
    };

    // The letter of an escape goes with the word behind it: "\nCREATE".
    private static Meanings OfDdl(ReadOnlySpan<char> word) => word.Length is < 4 or > 8
        ? Meanings.Nothing
        : OfDdlWord(word) | (word[0] is 'n' or 'r' or 't' ? OfDdlWord(word.Slice(1)) : Meanings.Nothing);

    private static Meanings OfDdlWord(ReadOnlySpan<char> word) => (char)(word[0] | 0x20) switch
    {
        'c' when Is(word, "create") => Meanings.DdlVerb,
        'a' when Is(word, "alter") => Meanings.DdlVerb,
        'd' when Is(word, "drop") => Meanings.DdlVerb,
        't' when Is(word, "table") || Is(word, "trigger") => Meanings.DdlObject,
        'i' when Is(word, "index") => Meanings.DdlObject,
        'v' when Is(word, "view") => Meanings.DdlObject,
        _ => Meanings.Nothing,
    };

    private static bool HasSqlite(ReadOnlySpan<char> word) => word.Length >= 6
        && word.IndexOfAny('q', 'Q') > 0
        && word.IndexOf("sqlite".AsSpan(), StringComparison.OrdinalIgnoreCase) >= 0;

    private static bool HasJournalMode(ReadOnlySpan<char> word) => word.Length >= 12
        && word.IndexOf('_') > 0
        && word.IndexOf("journal_mode".AsSpan(), StringComparison.OrdinalIgnoreCase) >= 0;

    private static bool Is(ReadOnlySpan<char> word, string other) =>
        word.Length == other.Length && word.Equals(other.AsSpan(), StringComparison.OrdinalIgnoreCase);

    private static bool StartsWith(ReadOnlySpan<char> word, string beginning) => word.StartsWith(beginning.AsSpan(), StringComparison.Ordinal);

    private static bool EndsWith(ReadOnlySpan<char> word, string ending) => word.EndsWith(ending.AsSpan(), StringComparison.Ordinal);

    private static void Add(Meanings meanings, params string[] words)
    {
        foreach (var hash in words.Select(Words.HashOf))
        {
            s_words[hash] = meanings | (s_words.TryGetValue(hash, out var known) ? known : Meanings.Nothing);
            s_filter[Slot(hash)] |= Bit(hash);
        }
    }

    private static int Slot(int hash) => (hash >> 6) & (FilterWords - 1);

    private static ulong Bit(int hash) => 1UL << (hash & 63);
}
