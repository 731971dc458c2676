using SqliteDiscipline.Analyzers.Sql.Statements;
using SqliteDiscipline.Analyzers.Timeline;
using SqliteDiscipline.Analyzers.Timeline.Events;

namespace SqliteDiscipline.Analyzers.Rules.Transactions;

/// <summary>Writes that follow one another on one path of a connection, each outside any transaction for sure.</summary>
internal static class SeparateWrites
{
    // More in one body are a script; the rest of it is not judged.
    private const int MaxWrites = 64;

    /// <summary>Each two of which the second runs after the first, in one round of whatever loop they stand in: the next round is about other things.</summary>
    public static IEnumerable<(Ran First, Ran Second)> Pairs(BodyTimeline timeline, ConnectionSubject connection)
    {
        var own = timeline.EventsOf(connection);
        var file = new MainFile(own);
        var writes = own.OfType<Ran>().Where(ran => IsWrite(ran) && file.IsWrittenBy(ran)).Take(MaxWrites).ToList();
        if (writes.Count < 2)
        {
            return Enumerable.Empty<(Ran, Ran)>();
        }

        var solution = timeline.Solve(
            new Autocommit(0, MayBeInTransaction: !IsOwn(connection, own)),
            (state, happening) => connection.Equals(happening.Connection) ? state.After(happening, writes) : state,
            (left, right) => new Autocommit(left.Written | right.Written, left.MayBeInTransaction || right.MayBeInTransaction),
            exceptionPaths: false);
        var after = new Dictionary<Ran, HashSet<TimelineEvent>>();
        return solution.Before
            .Where(point => !point.State.MayBeInTransaction && point.Event is Ran { Run.HasTransaction: not true } && writes.Contains(point.Event))
            .SelectMany(point => writes
                .TakeWhile(write => !ReferenceEquals(write, point.Event))
                .Where((_, index) => (point.State.Written >> index & 1) != 0)
                .Select(write => (write, (Ran)point.Event)))
            .Distinct()
            .Where(pair => Follows(pair.write, pair.Item2))
            .OrderBy(pair => writes.IndexOf(pair.write))
            .ThenBy(pair => writes.IndexOf(pair.Item2));

        bool Follows(Ran first, Ran second)
        {
            if (!after.TryGetValue(first, out var later))
            {
                later = new HashSet<TimelineEvent>(TimelineNode.After(timeline.Nodes.Where(node => ReferenceEquals(node.Event, first)))
                    .Select(node => node.Event).OfType<TimelineEvent>());
                after.Add(first, later);
            }

            return later.Contains(second);
        }
    }

    private static bool IsWrite(Ran ran) => ran.Statement is DataStatement or DropStatement { Kind: SchemaObjectKind.Table };

    /// <summary>Whether nobody but this body can have begun a transaction on it: it is made here, or gotten and disposed of.</summary>
    private static bool IsOwn(ConnectionSubject connection, IReadOnlyList<TimelineEvent> own) =>
        connection.IsMadeHere
        || (connection.Origin is ConnectionOrigin.Call or ConnectionOrigin.Context && own.Any(happening => happening is Closed { IsDisposed: true }));

    /// <param name="Written">What some path has written since no transaction was open: a bit for each of the writes.</param>
    /// <param name="MayBeInTransaction">Whether one may be open.</param>
    private readonly record struct Autocommit(ulong Written, bool MayBeInTransaction)
    {
        private static readonly Autocommit None = new(0, false);
        private static readonly Autocommit Unsure = new(0, true);

        public Autocommit After(TimelineEvent happening, List<Ran> writes) => happening switch
        {
            Opened or Closed or Ended or Ran { Statement: CommitStatement or RollbackStatement { Savepoint: null } } => None,
            Began or RanUnknown or Unknown or HandedOut { How: HandOut.Passed or HandOut.Captured } => Unsure,
            Ran { Run.HasTransaction: true } or Ran { Statement: BeginStatement or SavepointStatement or UnknownStatement } => Unsure,
            Ran ran when writes.IndexOf(ran) is >= 0 and var index => this with { Written = Written | (1UL << index) },
            _ => this,
        };
    }
}
