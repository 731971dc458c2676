using Microsoft.CodeAnalysis;

namespace SqliteDiscipline.Analyzers.Timeline.Events;

/// <summary>Something that happens to a connection at one place of a body.</summary>
/// <param name="Operation">The operation of the analysed body that does it; for what a helper does, the call of the helper.</param>
/// <param name="Location">The smallest span in the analysed body that shows it.</param>
/// <param name="Connection">Which connection; equal for the same one.</param>
internal abstract record TimelineEvent(IOperation Operation, Location Location, ConnectionSubject Connection)
{
    /// <summary>Whether it may fail, so that an exception leaves from here before it has happened.</summary>
    public virtual bool CanThrow => true;
}
