using Microsoft.CodeAnalysis;

namespace SqliteDiscipline.Analyzers.Timeline.Events;

/// <summary><c>BeginTransaction</c>, also EF Core's. Text that begins one is a <see cref="Ran"/>.</summary>
internal sealed record Began(IOperation Operation, Location Location, ConnectionSubject Connection, TransactionSubject Transaction)
    : TimelineEvent(Operation, Location, Connection);

/// <summary><c>Commit</c>, <c>Rollback</c> or <c>Dispose</c> of a transaction. One that has ended already may be disposed once more.</summary>
/// <param name="Operation">The operation.</param>
/// <param name="Location">Where.</param>
/// <param name="Connection">Which connection.</param>
/// <param name="Transaction">Which transaction; <see langword="null"/> where its beginning is not seen.</param>
/// <param name="How">How it ends.</param>
/// <param name="IsImplicit">Whether a <c>using</c> does it.</param>
internal sealed record Ended(
    IOperation Operation, Location Location, ConnectionSubject Connection, TransactionSubject? Transaction, TransactionEnd How, bool IsImplicit)
    : TimelineEvent(Operation, Location, Connection)
{
    // A commit can be refused; the others leave nothing open whatever happens.
    public override bool CanThrow => How == TransactionEnd.Commit;
}

internal enum TransactionEnd : byte
{
    Commit,
    Rollback,
    Dispose,
}

/// <summary>A transaction object: equal for the same <c>BeginTransaction</c>.</summary>
/// <param name="Connection">The connection it is of.</param>
/// <param name="Site">The call that began it.</param>
/// <param name="IsDeferred">Whether it takes no lock before it must.</param>
internal sealed record TransactionSubject(ConnectionSubject Connection, SyntaxNode Site, bool IsDeferred);
