using Microsoft.CodeAnalysis;
using SqliteDiscipline.Analyzers.Sql.Statements;

namespace SqliteDiscipline.Analyzers.Timeline.Events;

/// <summary>One statement of a text that is run. A text of several statements gives one event for each, in order.</summary>
/// <param name="Operation">The call that runs it.</param>
/// <param name="Location">The statement inside the literal where that can be shown.</param>
/// <param name="Connection">Which connection.</param>
/// <param name="Statement">The statement.</param>
/// <param name="Index">Its place among <see cref="Run.Statements"/>.</param>
/// <param name="Run">The execution that it is a part of.</param>
internal sealed record Ran(IOperation Operation, Location Location, ConnectionSubject Connection, SqlStatement Statement, int Index, Run Run)
    : TimelineEvent(Operation, Location, Connection)
{
    // Whether or not it is refused, it leaves no transaction, or none after the savepoint.
    public override bool CanThrow => Statement is not RollbackStatement;
}

/// <summary>Text is run of which nothing can be seen: anything may have happened on that connection.</summary>
internal sealed record RanUnknown(IOperation Operation, Location Location, ConnectionSubject Connection, RunKind Kind)
    : TimelineEvent(Operation, Location, Connection);
