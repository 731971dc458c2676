namespace SqliteDiscipline.Analyzers.Sql.Statements;

/// <summary>A statement that begins, ends or marks a transaction.</summary>
internal abstract record TransactionStatement(StatementSite Site) : SqlStatement(Site);

/// <summary><c>BEGIN [DEFERRED | IMMEDIATE | EXCLUSIVE] [TRANSACTION [name]]</c>.</summary>
internal sealed record BeginStatement(StatementSite Site, TransactionMode Mode) : TransactionStatement(Site);

internal enum TransactionMode : byte
{
    /// <summary>Takes no lock before it must; what a bare <c>BEGIN</c> means too.</summary>
    Deferred,
    Immediate,
    Exclusive,
}

/// <summary><c>COMMIT</c> or <c>END</c>.</summary>
internal sealed record CommitStatement(StatementSite Site) : TransactionStatement(Site);

/// <summary><c>ROLLBACK [TO savepoint]</c>; with a savepoint the transaction stays open.</summary>
internal sealed record RollbackStatement(StatementSite Site, SqlName? Savepoint) : TransactionStatement(Site);

/// <summary><c>SAVEPOINT name</c>; begins a deferred transaction where none is open.</summary>
internal sealed record SavepointStatement(StatementSite Site, SqlName Name) : TransactionStatement(Site);

/// <summary><c>RELEASE [SAVEPOINT] name</c>; commits where the savepoint is the outermost and began the transaction.</summary>
internal sealed record ReleaseStatement(StatementSite Site, SqlName Name) : TransactionStatement(Site);
