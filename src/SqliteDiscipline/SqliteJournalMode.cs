namespace SqliteDiscipline;

/// <summary>
/// The journal modes that keep a database safe, see <see href="https://www.sqlite.org/pragma.html#pragma_journal_mode">journal_mode</see>. MEMORY and
/// OFF are left out on purpose: a process killed in mid-write then corrupts the file.
/// </summary>
public enum SqliteJournalMode
{
    /// <summary>A write-ahead log beside the file.</summary>
    Wal = 0,

    /// <summary>A rollback journal, deleted at commit.</summary>
    Delete = 1,

    /// <summary>A rollback journal, truncated at commit.</summary>
    Truncate = 2,

    /// <summary>A rollback journal whose header is zeroed at commit.</summary>
    Persist = 3,
}
