namespace SqliteDiscipline.Analyzers.Timeline.Gate;

/// <summary>What a word tells of the code that it stands in.</summary>
internal static class Telling
{
    private static readonly HashSet<int> s_telling = Hashes(
        "CommandText", "CreateCommand", "BeginTransaction", "BeginTransactionAsync", "CommandDefinition",
        "DbConnection", "IDbConnection", "GetDbConnection", "OpenConnection", "OpenConnectionAsync", "ClearPool", "ClearAllPools", "SqlMapper");

    // Half of all programs open, execute and query something. These tell only in a file that imports what has to do with databases.
    private static readonly HashSet<int> s_common = Hashes("Open", "OpenAsync", "Close");

    private static readonly HashSet<int> s_reflection = Hashes("Activator", "ActivatorUtilities", "GetConstructor", "ConstructorInfo", "Lazy");

    private static readonly HashSet<int> s_fileTypes = Hashes(
        "File", "FileInfo", "FileStream", "StreamReader", "StreamWriter", "Directory", "DirectoryInfo", "ZipFile", "ZipArchive", "CreateEntryFromFile", "CreateFromDirectory",
        "CreateFromDirectoryAsync");

    // What is called on a FileInfo or DirectoryInfo that a field keeps.
    private static readonly HashSet<int> s_fileMembers = Hashes("Delete", "MoveTo", "CopyTo", "OpenRead");

    // As SQL is spelt: not as a method is named.
    private static readonly HashSet<int> s_statements = Hashes(
        "ALTER", "ATTACH", "BEGIN", "COMMIT", "CREATE", "DELETE", "DETACH", "DROP", "INSERT", "PRAGMA", "RELEASE", "REPLACE", "ROLLBACK", "SAVEPOINT", "SELECT", "UPDATE", "VACUUM",
        "alter", "attach", "begin", "commit", "create", "delete", "detach", "drop", "insert", "pragma", "release", "replace", "rollback", "savepoint", "select", "update", "vacuum");

    private static readonly HashSet<int> s_databaseFiles = Hashes("db", "db3", "s3db", "sl3");

    /// <summary>Whether it is a word of a provider, or of what one does with a connection.</summary>
    public static bool OfConnections(ReadOnlySpan<char> word, int hash) =>
        s_telling.Contains(hash)
        || (word.Length >= 6 && HasSqlite(word))
        || StartsWith(word, "ExecuteNonQuery") || StartsWith(word, "ExecuteReader") || StartsWith(word, "ExecuteScalar") || StartsWith(word, "ExecuteSql")
        || StartsWith(word, "_connect_") || StartsWith(word, "_create_");

    /// <summary>Whether it tells so where there are databases at all: <c>GetConnection</c>, <c>Open</c>, <c>Query</c>.</summary>
    public static bool OfConnectionsAmongDatabases(ReadOnlySpan<char> word, int hash) =>
        s_common.Contains(hash) || EndsInConnection(word) || StartsWith(word, "Execute") || StartsWith(word, "Query") || StartsWith(word, "Connect");

    public static bool EndsInConnection(ReadOnlySpan<char> word) => EndsWith(word, "Connection") || EndsWith(word, "ConnectionAsync");

    /// <summary>Whether what imports it has to do with databases: the last word of a namespace, after the one before.</summary>
    public static bool OfImports(ReadOnlySpan<char> word, bool isAfterSystem) =>
        Is(word, "Dapper") || Is(word, "EntityFrameworkCore") || (isAfterSystem && Is(word, "Data"));

    /// <summary>Whether it begins a statement that makes or changes a schema.</summary>
    public static bool OfDdlVerbs(ReadOnlySpan<char> word) => IsInText(word, "create") || IsInText(word, "alter") || IsInText(word, "drop");

    public static bool OfDdlObjects(ReadOnlySpan<char> word) =>
        IsInText(word, "table") || IsInText(word, "index") || IsInText(word, "view") || IsInText(word, "trigger");

    /// <summary>Whether what it names makes objects of types that it is given: what type, may be told elsewhere.</summary>
    public static bool OfReflection(int hash) => s_reflection.Contains(hash);

    public static bool OfFileCalls(int hash) => s_fileTypes.Contains(hash);

    public static bool OfFileMembers(int hash) => s_fileMembers.Contains(hash);

    public static bool OfStatements(int hash) => s_statements.Contains(hash);

    public static bool OfDatabaseFiles(int hash) => s_databaseFiles.Contains(hash);

    public static bool Is(ReadOnlySpan<char> word, string other) => word.SequenceEqual(other.AsSpan());

    public static bool Has(ReadOnlySpan<char> word, string part) => word.Length >= part.Length && word.IndexOf(part.AsSpan(), StringComparison.OrdinalIgnoreCase) >= 0;

    // The letter of an escape goes with the word behind it: "\nCREATE".
    private static bool IsInText(ReadOnlySpan<char> word, string other) =>
        IsAnyCase(word, other) || (word[0] is 'n' or 'r' or 't' && word.Length > 1 && IsAnyCase(word.Slice(1), other));

    private static bool IsAnyCase(ReadOnlySpan<char> word, string other) =>
        word.Length == other.Length && (word[0] | 0x20) == other[0] && word.Equals(other.AsSpan(), StringComparison.OrdinalIgnoreCase);

    private static bool HasSqlite(ReadOnlySpan<char> word)
    {
        var at = word.IndexOfAny('q', 'Q');
        return at > 0 && Has(word, "sqlite");
    }

    private static bool StartsWith(ReadOnlySpan<char> word, string beginning) =>
        word.Length >= beginning.Length && word[0] == beginning[0] && word.StartsWith(beginning.AsSpan(), StringComparison.Ordinal);

    private static bool EndsWith(ReadOnlySpan<char> word, string ending) =>
        word.Length >= ending.Length && word[word.Length - 1] == ending[ending.Length - 1] && word.EndsWith(ending.AsSpan(), StringComparison.Ordinal);

    private static HashSet<int> Hashes(params string[] words) => new(words.Select(Words.HashOf));
}
