using Microsoft.CodeAnalysis;

namespace SqliteDiscipline.Analyzers.Timeline.Events;

/// <summary>The connection is made in this body, or first met in it: <see cref="ConnectionSubject.Origin"/> tells which.</summary>
internal sealed record Created(IOperation Operation, Location Location, ConnectionSubject Connection)
    : TimelineEvent(Operation, Location, Connection)
{
    public override bool CanThrow => Connection.IsMadeHere;
}

/// <summary><c>Open</c>, <c>OpenAsync</c>, EF Core's <c>OpenConnection</c>, or a wrapper that hands it out opened.</summary>
internal sealed record Opened(IOperation Operation, Location Location, ConnectionSubject Connection)
    : TimelineEvent(Operation, Location, Connection);

/// <summary><c>Close</c> or <c>Dispose</c>, asynchronous too.</summary>
/// <param name="Operation">The operation.</param>
/// <param name="Location">Where.</param>
/// <param name="Connection">Which connection.</param>
/// <param name="IsDisposed">Whether it is disposed, and not only closed.</param>
/// <param name="IsImplicit">Whether a <c>using</c> does it.</param>
internal sealed record Closed(IOperation Operation, Location Location, ConnectionSubject Connection, bool IsDisposed, bool IsImplicit)
    : TimelineEvent(Operation, Location, Connection)
{
    public override bool CanThrow => false;
}

/// <summary><c>SqliteConnection.ClearPool</c>; of <c>ClearAllPools</c> the connection is <see cref="ConnectionSubject.All"/>.</summary>
internal sealed record PoolCleared(IOperation Operation, Location Location, ConnectionSubject Connection)
    : TimelineEvent(Operation, Location, Connection)
{
    // It only marks the handles.
    public override bool CanThrow => false;
}

/// <summary>Its <c>State</c> is asked: what comes next may depend on whether it is open.</summary>
internal sealed record StateAsked(IOperation Operation, Location Location, ConnectionSubject Connection)
    : TimelineEvent(Operation, Location, Connection)
{
    public override bool CanThrow => false;
}

/// <summary>Something is set on the connection object itself.</summary>
/// <param name="Operation">The operation.</param>
/// <param name="Location">Where.</param>
/// <param name="Connection">Which connection.</param>
/// <param name="Setting">What is set.</param>
/// <param name="Value">The value, or the handler.</param>
internal sealed record Configured(IOperation Operation, Location Location, ConnectionSubject Connection, ConnectionSetting Setting, IOperation Value)
    : TimelineEvent(Operation, Location, Connection);

internal enum ConnectionSetting : byte
{
    DefaultTimeout,
    ConnectionString,

    /// <summary>A handler of <c>StateChange</c> is subscribed.</summary>
    StateChange,
}
