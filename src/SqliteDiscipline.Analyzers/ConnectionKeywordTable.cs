using System.Collections.Immutable;

namespace SqliteDiscipline.Analyzers;

/// <summary>
/// Which keywords and values each version of Microsoft.Data.Sqlite accepts in a connection string. It is held against the provider itself by
/// tests, version by version.
/// </summary>
internal static class ConnectionKeywordTable
{
    private const int First = 6;

    /// <summary>The keywords as they must be written; case does not matter, a space more or less does.</summary>
    public static readonly ImmutableArray<AcceptedKeyword> Accepted = ImmutableArray.Create(
        new AcceptedKeyword("Data Source", KeywordValue.Text, First),
        new AcceptedKeyword("DataSource", KeywordValue.Text, First),
        new AcceptedKeyword("Filename", KeywordValue.Text, First),
        new AcceptedKeyword("Mode", KeywordValue.OpenMode, First),
        new AcceptedKeyword("Cache", KeywordValue.CacheMode, First),
        new AcceptedKeyword("Password", KeywordValue.Text, First),
        new AcceptedKeyword("Foreign Keys", KeywordValue.OptionalBoolean, First),
        new AcceptedKeyword("Recursive Triggers", KeywordValue.Boolean, First),
        new AcceptedKeyword("Default Timeout", KeywordValue.Integer, First),
        new AcceptedKeyword("Command Timeout", KeywordValue.Integer, First),
        new AcceptedKeyword("Pooling", KeywordValue.Boolean, First),
        new AcceptedKeyword("Vfs", KeywordValue.Text, 10));

    /// <summary>
    /// What other providers, older code and hopeful hands write, and where it is said instead. A keyword that stands in neither table is refused
    /// as well; these are the ones for which there is advice.
    /// </summary>
    public static readonly ImmutableArray<RefusedKeyword> Refused = ImmutableArray.Create(
        // Of the provider's own keywords, the spelling of the builder's property.
        new RefusedKeyword("ForeignKeys", "the keyword is 'Foreign Keys', and the manifest says it for every connection", "Foreign Keys"),
        new RefusedKeyword("Foreign Key", "the keyword is 'Foreign Keys', and the manifest says it for every connection", "Foreign Keys"),
        new RefusedKeyword("RecursiveTriggers", "the keyword is 'Recursive Triggers'", "Recursive Triggers"),
        new RefusedKeyword("DefaultTimeout", "the keyword is 'Default Timeout'", "Default Timeout"),
        new RefusedKeyword("CommandTimeout", "the keyword is 'Command Timeout'", "Command Timeout"),
        new RefusedKeyword("File Name", "the keyword is 'Data Source'", "Data Source"),
        new RefusedKeyword("Uri", "the keyword is 'Data Source', which takes a URI", "Data Source"),
        new RefusedKeyword("FullUri", "the keyword is 'Data Source', which takes a URI", "Data Source"),
        new RefusedKeyword("Timeout", "the keyword is 'Default Timeout'", "Default Timeout"),

        // Policies, which a connection string of this provider cannot state.
        new RefusedKeyword("Journal Mode", "the manifest says it: JournalMode"),
        new RefusedKeyword("JournalMode", "the manifest says it: JournalMode"),
        new RefusedKeyword("Synchronous", "the manifest says it: Synchronous"),
        new RefusedKeyword("Sync Mode", "the manifest says it: Synchronous"),
        new RefusedKeyword("BusyTimeout", "the manifest says it: BusyTimeout"),
        new RefusedKeyword("Busy Timeout", "the manifest says it: BusyTimeout"),
        new RefusedKeyword("Wal Autocheckpoint", "the manifest says it: WalAutoCheckpoint"),
        new RefusedKeyword("Read Only", "the manifest says it: Access = SqliteAccess.ReadOnly") { WhenTrue = "Mode=ReadOnly" },
        new RefusedKeyword("ReadOnly", "the manifest says it: Access = SqliteAccess.ReadOnly") { WhenTrue = "Mode=ReadOnly" },
        new RefusedKeyword("FailIfMissing", "the manifest says it: Access = SqliteAccess.ReadWrite") { WhenTrue = "Mode=ReadWrite" },
        new RefusedKeyword("Max Pool Size", "the manifest says it: MaxConnections"),
        new RefusedKeyword("Cache Size", "the manifest says it: [SqlitePragma(…, \"cache_size\", …)]"),
        new RefusedKeyword("CacheSize", "the manifest says it: [SqlitePragma(…, \"cache_size\", …)]"),
        new RefusedKeyword("Page Size", "the manifest says it: [SqlitePragma(…, \"page_size\", …)]"),
        new RefusedKeyword("Temp Store", "the manifest says it: [SqlitePragma(…, \"temp_store\", …)]"),
        new RefusedKeyword("Locking Mode", "the manifest says it: [SqlitePragma(…, \"locking_mode\", …)]"),
        new RefusedKeyword("Auto Vacuum", "the manifest says it: [SqlitePragma(…, \"auto_vacuum\", …)]"),
        new RefusedKeyword("Mmap Size", "the manifest says it: [SqlitePragma(…, \"mmap_size\", …)]"),

        // What only System.Data.SQLite knows.
        new RefusedKeyword("Version", "every database is of version 3"),
        new RefusedKeyword("New", "Mode=ReadWriteCreate, the default, makes the file"),
        new RefusedKeyword("Compress"),
        new RefusedKeyword("UseUTF16Encoding"),
        new RefusedKeyword("Legacy Format"),
        new RefusedKeyword("DateTimeFormat"),
        new RefusedKeyword("DateTimeKind"),
        new RefusedKeyword("BinaryGUID"));

    /// <summary>Why the provider of that version refuses the keyword or its value; <see langword="null"/> where it takes it or that cannot be told.</summary>
    /// <param name="keyword">As it is written.</param>
    /// <param name="value">The value, unquoted; <see langword="null"/> where it cannot be seen.</param>
    /// <param name="version">The major version of the referenced provider.</param>
    public static Refusal? Judge(string keyword, string? value, int version)
    {
        keyword = keyword.Trim();
        var known = Accepted.FirstOrDefault(accepted => Same(accepted.Spelling, keyword));
        if (known is not null && known.Since <= version)
        {
            return value is null || known.Value.Takes(value)
                ? null
                : new Refusal(true, $"'{value}' is no value of '{known.Spelling}'", known.Value.Advice, null, known.Value.Meant(value));
        }

        // Announced for the version after the newest that these tables know.
        if (version > Newest && Same(keyword, "Synchronous"))
        {
            return null;
        }

        var refused = Refused.FirstOrDefault(candidate => Same(candidate.Spelling, keyword));
        var advice = known is not null ? $"version {known.Since} is the first that knows it" : refused?.Advice;
        return new Refusal(false, $"'{keyword}' is no keyword of a connection string", advice, refused?.Instead, null) { WhenTrue = refused?.WhenTrue };
    }

    /// <summary>Whether somebody may write this keyword to a SQLite database: what is refused otherwise is meant for a server.</summary>
    public static bool IsOfSqlite(string keyword) =>
        Accepted.Any(accepted => Same(accepted.Spelling, keyword.Trim())) || Refused.Any(refused => Same(refused.Spelling, keyword.Trim()));

    private const int Newest = 10;

    private static bool Same(string left, string right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);
}

/// <summary>A keyword that the provider accepts.</summary>
/// <param name="Spelling">As it is written.</param>
/// <param name="Value">Which values it takes.</param>
/// <param name="Since">The first major version that knows it.</param>
internal sealed record AcceptedKeyword(string Spelling, KeywordValue Value, int Since);

/// <summary>A keyword that no version accepts.</summary>
/// <param name="Spelling">As it is written.</param>
/// <param name="Advice">What to do instead.</param>
/// <param name="Instead">The accepted keyword that was meant.</param>
internal sealed record RefusedKeyword(string Spelling, string? Advice = null, string? Instead = null)
{
    /// <summary>The entry that says the same as this one does where it is true.</summary>
    public string? WhenTrue { get; init; }
}

/// <summary>Why a connection string is refused.</summary>
/// <param name="IsOfValue">Whether it is the value that is refused, not the keyword.</param>
/// <param name="Fault">What is wrong.</param>
/// <param name="Advice">What to do instead, where there is something.</param>
/// <param name="Keyword">The keyword that was meant.</param>
/// <param name="Value">The value that was meant.</param>
internal sealed record Refusal(bool IsOfValue, string Fault, string? Advice, string? Keyword, string? Value)
{
    /// <inheritdoc cref="RefusedKeyword.WhenTrue"/>
    public string? WhenTrue { get; init; }

    /// <summary>Whether nothing is meant that the provider could be told.</summary>
    public bool IsIdle => Keyword is null && Value is null && WhenTrue is null;
}
