using Microsoft.CodeAnalysis;

namespace SqliteDiscipline.Analyzers.Timeline.Events;

/// <summary>The connection is given to code that is not this body: what happens to it there, and whether it is kept, is not known.</summary>
/// <param name="Operation">The operation.</param>
/// <param name="Location">Where.</param>
/// <param name="Connection">Which connection.</param>
/// <param name="How">How it leaves.</param>
/// <param name="Receiver">The method that receives it, or the field or property that it is put into.</param>
internal sealed record HandedOut(IOperation Operation, Location Location, ConnectionSubject Connection, HandOut How, ISymbol? Receiver)
    : TimelineEvent(Operation, Location, Connection);

internal enum HandOut : byte
{
    /// <summary>Returned or yielded, also in a tuple.</summary>
    Returned,

    /// <summary>Assigned to a field or property.</summary>
    Stored,

    /// <summary>Assigned to an <c>out</c> or <c>ref</c> parameter.</summary>
    Assigned,

    /// <summary>Put into an array, collection or object that is not followed.</summary>
    Collected,

    /// <summary>Given to an object of the project that is followed with it: whether that closes it in the end is not known.</summary>
    Held,

    /// <summary>Passed to code that is not followed.</summary>
    Passed,

    /// <summary>Captured by a lambda or local function that is handed to <see cref="HandedOut.Receiver"/>: <c>Task.Run</c>, a timer, an event.</summary>
    Captured,
}

/// <summary>A reader of the connection is given to code that is not this body, which may read on, and may close the connection with it.</summary>
/// <param name="Operation">The operation.</param>
/// <param name="Location">Where.</param>
/// <param name="Connection">Which connection.</param>
/// <param name="How">How the reader leaves.</param>
/// <param name="Receiver">The method that receives it, or the field or property that it is put into.</param>
internal sealed record ReaderHandedOut(IOperation Operation, Location Location, ConnectionSubject Connection, HandOut How, ISymbol? Receiver)
    : TimelineEvent(Operation, Location, Connection)
{
    /// <summary>Whether the connection closes with it; <see langword="null"/> where that cannot be told.</summary>
    public bool? ClosesConnection { get; init; }

    public override bool CanThrow => false;
}

/// <summary>The body does something with the connection that is not followed: nothing is certain about it from here on.</summary>
internal sealed record Unknown(IOperation Operation, Location Location, ConnectionSubject Connection)
    : TimelineEvent(Operation, Location, Connection);
