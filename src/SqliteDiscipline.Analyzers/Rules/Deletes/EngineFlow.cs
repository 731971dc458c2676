using System.Collections.Immutable;
using SqliteDiscipline.Analyzers.Schema;
using SqliteDiscipline.Analyzers.Schema.Verdicts;
using SqliteDiscipline.Analyzers.Timeline;
using SqliteDiscipline.Analyzers.Timeline.Events;

namespace SqliteDiscipline.Analyzers.Rules.Deletes;

/// <summary>
/// Runs the statements of a body in thought, on every connection and along every path, as the engine would with foreign keys enforced over
/// data that uses every foreign key.
/// </summary>
internal static class EngineFlow
{
    /// <summary>
    /// Each statement with its verdict and what is known before it; several times where several paths lead to it. A loop is walked once: what fails the first time round
    /// is enough, and what was left by one round is not known in the next.
    /// </summary>
    public static IEnumerable<(TimelineNode Node, Ran Ran, Verdict Verdict, EngineState State)> Verdicts(BodyTimeline timeline, TimelineContext context)
    {
        var states = new Connections?[timeline.Nodes.Length];
        states[0] = Connections.None;
        foreach (var node in timeline.Nodes)
        {
            if (states[node.Index] is not { } before)
                continue;

            var after = before;
            if (node.Event is { } happening)
            {
                var state = before.StateOf(happening.Connection, Start);
                after = before.With(happening.Connection, Next(state, happening));
                if (happening is Ran ran)
                    yield return (node, ran, StatementJudge.Judge(state, ran.Statement).Verdict, state);
            }

            foreach (var next in node.Next.Where(next => next.Index > node.Index))
                states[next.Index] = states[next.Index]?.Join(after, Start) ?? after;
        }

        EngineState Start(ConnectionSubject connection) => EngineState.Start(SchemaOf(connection, context), connection.Database?.Policy.ForeignKeys ?? true);
    }

    /// <summary>The schema of the database that a connection is of, as far as that can be told.</summary>
    public static DatabaseSchema SchemaOf(ConnectionSubject connection, TimelineContext context)
    {
        var schemas = context.Rules.Schemas(context.Cancellation);
        return connection is { Factory: { } factory, Database: { } database } ? schemas.SchemaOf(factory, database) : schemas.Common;
    }

    private static EngineState Next(EngineState state, TimelineEvent happening) => happening switch
    {
        Ran ran => StatementJudge.Judge(state, ran.Statement).Next,
        Began => state.IsInTransaction ? state.Lost() : state.Mark(null),
        Ended { How: TransactionEnd.Commit } when state.IsInTransaction => TransactionJudge.Commit(state).Next,
        Ended { How: not TransactionEnd.Commit } or Closed when state.IsInTransaction => state.RolledBackTo(0).Ended(),
        RanUnknown or Unknown => state.Lost(),
        HandedOut { How: HandOut.Passed or HandOut.Captured or HandOut.Collected } => state.Lost(),
        _ => state,
    };

    /// <summary>What is known of each connection that something has happened to.</summary>
    private sealed class Connections(ImmutableDictionary<ConnectionSubject, EngineState> states)
    {
        public static readonly Connections None = new(ImmutableDictionary<ConnectionSubject, EngineState>.Empty);

        private readonly ImmutableDictionary<ConnectionSubject, EngineState> _states = states;

        public EngineState StateOf(ConnectionSubject connection, Func<ConnectionSubject, EngineState> start) =>
            _states.TryGetValue(connection, out var state) ? state : start(connection);

        public Connections With(ConnectionSubject connection, EngineState state) => new(_states.SetItem(connection, state));

        public Connections Join(Connections other, Func<ConnectionSubject, EngineState> start) => new(_states.Keys.Union(other._states.Keys)
            .ToImmutableDictionary(connection => connection, connection => StateOf(connection, start).Join(other.StateOf(connection, start))));
    }
}
