namespace SqliteDiscipline;

/// <summary>The set of defaults from which a database's settings start.</summary>
public enum SqliteProfile
{
    /// <summary>journal WAL, synchronous NORMAL, foreign_keys ON, busy timeout 5000 ms: a local file, many readers, one writer at a time.</summary>
    Wal = 0,

    /// <summary>
    /// <see cref="Wal"/> with synchronous FULL, a checkpoint every 1000 pages and on close, and <see cref="SqliteVerification.QuickCheck"/> on first
    /// open: what was acknowledged survives a power cut.
    /// </summary>
    Durable = 1,

    /// <summary>journal DELETE, synchronous FULL: files shared across mounts, containers or a network, where WAL's shared memory is not coherent.</summary>
    Rollback = 2,
}
