namespace SqliteDiscipline.Analyzers.Manifest;

/// <summary>The settings of a database, profile and explicit properties resolved into one.</summary>
/// <param name="JournalMode">The journal asked for.</param>
/// <param name="Synchronous">The level asked for; raised to FULL at run time where the journal turns out not to be WAL.</param>
/// <param name="ForeignKeys">Whether foreign keys are enforced.</param>
/// <param name="BusyTimeout">How long to wait for a lock, in milliseconds.</param>
/// <param name="WalAutoCheckpoint">After how many pages a commit checkpoints; <see langword="null"/> leaves SQLite's default (1000) alone.</param>
/// <param name="CheckpointOnClose">Whether the last close truncates the WAL.</param>
/// <param name="VerifyOnFirstOpen">What is verified before the first connection is handed out.</param>
/// <param name="Access">What connections may do.</param>
/// <param name="MaxConnections">How many may be open at once in the process; 0 = no limit.</param>
/// <param name="Pragmas">Further pragmas, in the order declared.</param>
internal sealed record PolicyModel(
    SqliteJournalMode JournalMode,
    SqliteSynchronous Synchronous,
    bool ForeignKeys,
    int BusyTimeout,
    int? WalAutoCheckpoint,
    bool CheckpointOnClose,
    SqliteVerification VerifyOnFirstOpen,
    SqliteAccess Access,
    int MaxConnections,
    EquatableArray<PragmaModel> Pragmas)
{
    /// <summary>What <c>[SqliteDatabase]</c> means with nothing further said.</summary>
    public static readonly PolicyModel Default = new(
        SqliteJournalMode.Wal, SqliteSynchronous.Normal, ForeignKeys: true, BusyTimeout: 5000, WalAutoCheckpoint: 1000, CheckpointOnClose: false,
        SqliteVerification.None, SqliteAccess.ReadWriteCreate, MaxConnections: 0, EquatableArray<PragmaModel>.Empty);

    /// <summary>Whether anything depends on which connections to a file are open: the first, the last, or how many.</summary>
    public bool CountsOpenConnections => MaxConnections > 0 || CheckpointOnClose || VerifyOnFirstOpen != SqliteVerification.None;
}

/// <summary>One pragma and its value, as SQLite reads them.</summary>
internal sealed record PragmaModel(string Name, string Value);
