namespace SqliteDiscipline.Analyzers.Sql.Pragmas;

/// <summary>What becomes of setting a pragma while a transaction is open, by how far that transaction has come.</summary>
/// <param name="Untouched">After <c>BEGIN</c> or <c>SAVEPOINT</c>, with nothing read yet.</param>
/// <param name="Read">After something was read.</param>
/// <param name="Reserved">After <c>BEGIN IMMEDIATE</c> or <c>EXCLUSIVE</c>, which is what <c>BeginTransaction()</c> sends. On a file that is still empty this already counts as written.</param>
/// <param name="Written">After something was written.</param>
internal sealed record PragmaInTransaction(PragmaFate Untouched, PragmaFate Read, PragmaFate Reserved, PragmaFate Written)
{
    /// <summary>As it does anywhere.</summary>
    public static readonly PragmaInTransaction Works = Always(PragmaFate.Works);

    /// <summary>foreign_keys: no error, no effect.</summary>
    public static readonly PragmaInTransaction Ignored = Always(PragmaFate.Ignored);

    /// <summary>synchronous: "Safety level may not be changed inside a transaction".</summary>
    public static readonly PragmaInTransaction Fails = Always(PragmaFate.Fails);

    /// <summary>temp_store: fails if there is a temporary table.</summary>
    public static readonly PragmaInTransaction FailsWithTempTables = Always(PragmaFate.FailsWithTempTables);

    /// <summary>wal_checkpoint: "database table is locked".</summary>
    public static readonly PragmaInTransaction FailsOnceBegun = new(PragmaFate.Works, PragmaFate.Fails, PragmaFate.Fails, PragmaFate.Fails);

    /// <summary>journal_mode into or out of WAL: an error; after a write it only answers with the mode that stays.</summary>
    public static readonly PragmaInTransaction FailsUntilWritten = new(PragmaFate.Fails, PragmaFate.Fails, PragmaFate.Fails, PragmaFate.Ignored);

    /// <summary>The other journal modes among themselves; encoding.</summary>
    public static readonly PragmaInTransaction IgnoredOnceWritten = new(PragmaFate.Works, PragmaFate.Works, PragmaFate.Works, PragmaFate.Ignored);

    /// <summary>auto_vacuum, on a file that is still empty.</summary>
    public static readonly PragmaInTransaction IgnoredOnceReserved = new(PragmaFate.Works, PragmaFate.Works, PragmaFate.Ignored, PragmaFate.Ignored);

    /// <summary>page_size, on a file that is still empty.</summary>
    public static readonly PragmaInTransaction IgnoredOnceBegun = new(PragmaFate.Works, PragmaFate.Ignored, PragmaFate.Ignored, PragmaFate.Ignored);

    /// <summary>Whether it does the same as outside, however far the transaction has come.</summary>
    public bool AlwaysWorks => this == Works;

    public PragmaFate At(TransactionStage stage) => stage switch
    {
        TransactionStage.Untouched => Untouched,
        TransactionStage.Read => Read,
        TransactionStage.Reserved => Reserved,
        _ => Written,
    };

    private static PragmaInTransaction Always(PragmaFate fate) => new(fate, fate, fate, fate);
}

/// <summary>How far a transaction has come.</summary>
internal enum TransactionStage : byte
{
    Untouched,
    Read,
    Reserved,
    Written,
}

/// <summary>What becomes of setting a pragma.</summary>
internal enum PragmaFate : byte
{
    Works,

    /// <summary>No error, and the setting stays as it was.</summary>
    Ignored,

    /// <summary>An error.</summary>
    Fails,

    /// <summary>An error where the connection has temporary tables; elsewhere it works.</summary>
    FailsWithTempTables,
}
