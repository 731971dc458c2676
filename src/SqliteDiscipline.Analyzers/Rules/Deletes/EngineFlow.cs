using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SqliteDiscipline.Analyzers.Manifest;
using SqliteDiscipline.Analyzers.Schema;
using SqliteDiscipline.Analyzers.Schema.Verdicts;
using SqliteDiscipline.Analyzers.Sql.Statements;
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
        var isGuarded = GuardedCallback.IsIn(timeline, context.Cancellation);
        var starts = new Dictionary<(FactoryModel?, DatabaseModel?), DatabaseSchema>();
        var own = TextsThatRename(timeline);
        foreach (var node in timeline.Nodes)
        {
            if (states[node.Index] is not { } before)
            {
                continue;
            }

            var after = before;
            if (node.Event is { } happening)
            {
                var state = before.StateOf(happening.Connection, Start);
                if (happening is Ran ran)
                {
                    var (verdict, next) = Run(ran, state);
                    after = before.With(ran.Connection, next);
                    yield return (node, ran, verdict, state);
                }
                else
                {
                    after = before.With(happening.Connection, Next(state, happening));
                }
            }

            foreach (var next in node.Next.Where(next => next.Index > node.Index))
            {
                states[next.Index] = states[next.Index]?.Join(after, Start) ?? after;
            }
        }

        DatabaseSchema StartOf(ConnectionSubject connection)
        {
            if (own is null)
            {
                return SchemaOf(connection, context);
            }

            var key = (connection.Factory, connection.Database);
            if (!starts.TryGetValue(key, out var schema))
            {
                starts.Add(key, schema = context.Rules.Schemas(context.Cancellation).Before(own, connection.Factory, connection.Database));
            }

            return schema;
        }

        EngineState Start(ConnectionSubject connection) =>
            EngineState.Start(StartOf(connection), connection.Database?.Policy.ForeignKeys ?? !connection.Text.MayLackForeignKeys) is var start && !connection.IsOwn && isGuarded ? start.Lost() : start;
    }

    /// <summary>
    /// The texts of a body that renames a table: the schema that they are a part of is what they leave, in which the old name may mean the new table already. None
    /// for any other body.
    /// </summary>
    private static HashSet<string>? TextsThatRename(BodyTimeline timeline) => timeline.Events.Any(happening => happening is Ran { Statement: RenameTableStatement })
        ? new HashSet<string>(timeline.Events.OfType<Ran>().Select(ran => ran.Run.Text.Text))
        : null;

    /// <summary>What the engine makes of it; that cannot be told where it depends on a transaction that somebody else may have begun.</summary>
    private static (Verdict Verdict, EngineState Next) Run(Ran ran, EngineState state)
    {
        var (verdict, next) = StatementJudge.Judge(state, ran.Statement);
        return !MayBeInTransaction(ran, state)
            ? (verdict, next)
            : (StatementJudge.Judge(state.Mark(null), ran.Statement).Verdict.Kind == verdict.Kind ? verdict : Verdict.CannotTell, next.DefersAll ? next.Lost() : next);
    }

    private static bool MayBeInTransaction(Ran ran, EngineState state) => !state.IsInTransaction && (ran.Run.HasTransaction == true || !ran.Connection.IsOwn);

    /// <summary>The schema of the database that a connection is of; the common one where nothing tells which that is.</summary>
    public static DatabaseSchema SchemaOf(ConnectionSubject connection, TimelineContext context)
    {
        var schemas = context.Rules.Schemas(context.Cancellation);
        return connection is { Factory: { } factory, Database: { } database } ? schemas.SchemaOf(factory, database) : schemas.Common;
    }

    /// <summary>
    /// Whether what is done over one connection is there for the other: it is the same one, or a helper makes one at the same place for each of its
    /// calls, <c>Execute("DELETE FROM t")</c>.
    /// </summary>
    public static bool IsOneDatabase(ConnectionSubject left, ConnectionSubject right) => KeyOf(left).Equals(KeyOf(right));

    private static (object Made, string? Source) KeyOf(ConnectionSubject connection) =>
        connection is { IsOfHelper: true, Made: { } made } && (connection.Text.DataSource is not null || !IsGiven(connection.Source))
            ? (made, connection.Text.DataSource)
            : (connection, null);

    // Which database it is may differ from call to call.
    private static bool IsGiven(IOperation? text) => text?.DescendantsAndSelf().Any(operation => operation is IParameterReferenceOperation) == true;

    private static EngineState Next(EngineState state, TimelineEvent happening) => happening switch
    {
        Began => state.IsInTransaction ? state.Lost() : state.Mark(null),
        Ended { How: TransactionEnd.Commit } when state.IsInTransaction => TransactionJudge.Commit(state).Next,
        Ended { How: not TransactionEnd.Commit } or Closed when state.IsInTransaction => state.RolledBackTo(0).Ended(),
        RanUnknown or Unknown => state.Lost(),
        HandedOut { How: HandOut.Passed or HandOut.Captured or HandOut.Collected } => state.Lost(),
        _ => state,
    };

    /// <summary>What is known of each connection that something has happened to.</summary>
    private sealed class Connections(ImmutableDictionary<(object Made, string? Source), (ConnectionSubject Connection, EngineState State)> states)
    {
        public static readonly Connections None = new(ImmutableDictionary<(object Made, string? Source), (ConnectionSubject, EngineState)>.Empty);

        private readonly ImmutableDictionary<(object Made, string? Source), (ConnectionSubject Connection, EngineState State)> _states = states;

        public EngineState StateOf(ConnectionSubject connection, Func<ConnectionSubject, EngineState> start) =>
            _states.TryGetValue(KeyOf(connection), out var known) ? known.State : start(connection);

        public Connections With(ConnectionSubject connection, EngineState state) => new(_states.SetItem(KeyOf(connection), (connection, state)));

        public Connections Join(Connections other, Func<ConnectionSubject, EngineState> start) => new(_states.Concat(other._states)
            .GroupBy(known => known.Key, known => known.Value.Connection)
            .ToImmutableDictionary(
                known => known.Key,
                known => (known.First(), StateOf(known.First(), start).Join(other.StateOf(known.First(), start)))));
    }
}
