using SqliteDiscipline.Analyzers.Sql.Statements;
using SqliteDiscipline.Analyzers.Timeline;
using SqliteDiscipline.Analyzers.Timeline.Events;

namespace SqliteDiscipline.Analyzers.Rules.Transactions;

/// <summary>Follows the deferred transactions of a connection from their beginning to their first write.</summary>
internal static class DeferredTransactions
{
    // More in one body are beyond any person; the rest of them is not judged.
    private const int MaxBegins = 64;

    /// <summary>Whether it may begin one.</summary>
    public static bool IsBegin(TimelineEvent happening) =>
        happening is Began { Transaction.IsDeferred: true }
            or Ran { Statement: BeginStatement { Mode: TransactionMode.Deferred, Site.Explain: ExplainKind.None } or SavepointStatement { Site.Explain: ExplainKind.None } };

    /// <summary>Each of them that on some path has read by the time it first writes, with that write.</summary>
    public static IEnumerable<(TimelineEvent Begin, Ran Write)> Upgrades(BodyTimeline timeline, ConnectionSubject connection)
    {
        var own = timeline.EventsOf(connection);
        var begins = own.Where(IsBegin).Where(begin => begin is not Ran { Statement: SavepointStatement }).Concat(Outermost(timeline, connection)).Take(MaxBegins).ToList();
        if (begins.Count == 0)
        {
            yield break;
        }

        var file = new MainFile(own);
        var solution = timeline.Solve(
            default(Open),
            (state, happening) => connection.Equals(happening.Connection) ? state.After(happening, begins, file) : state,
            (left, right) => new Open(left.Untouched | right.Untouched, left.Read | right.Read),
            exceptionPaths: false);

        var upgraded = 0UL;
        foreach (var (happening, state) in solution.Before)
        {
            if (happening is not Ran ran || !connection.Equals(ran.Connection) || !file.IsWrittenBy(ran))
            {
                continue;
            }

            for (var i = 0; i < begins.Count; i++)
            {
                if ((state.Read & ~upgraded & (1UL << i)) != 0)
                {
                    upgraded |= 1UL << i;
                    yield return (begins[i], ran);
                }
            }
        }
    }

    // A SAVEPOINT outside a transaction is a deferred BEGIN; one inside belongs to whatever was begun.
    private static IEnumerable<TimelineEvent> Outermost(BodyTimeline timeline, ConnectionSubject connection) =>
        timeline.Events.Any(happening => happening is Ran { Statement: SavepointStatement } && connection.Equals(happening.Connection))
            ? OpenTransaction.On(timeline, connection)
                .Where(point => point.Event is Ran { Statement: SavepointStatement } && IsBegin(point.Event) && point.Transaction.Stages == TransactionStages.None)
                .Select(point => point.Event)
                .Distinct()
            : Enumerable.Empty<TimelineEvent>();

    /// <summary>Those that are open on some path: a bit for each beginning.</summary>
    private readonly record struct Open(ulong Untouched, ulong Read)
    {
        public Open After(TimelineEvent happening, List<TimelineEvent> begins, MainFile file) => happening switch
        {
            _ when begins.IndexOf(happening) is >= 0 and var index => new Open(1UL << index, 0),
            Ran ran when file.IsWrittenBy(ran) => default,
            Ran ran when file.IsReadBy(ran) => new Open(0, Untouched | Read),
            Began or Ended or Opened or Closed or RanUnknown or Unknown => default,
            HandedOut { How: HandOut.Passed or HandOut.Captured } => default,
            Ran { Statement: ReleaseStatement release } when begins.Any(begin => begin is Ran { Statement: SavepointStatement savepoint } && IsOf(release, savepoint)) => default,
            Ran { Statement: BeginStatement or CommitStatement or RollbackStatement { Savepoint: null } or UnknownStatement } => default,
            _ => this,
        };

        private static bool IsOf(ReleaseStatement release, SavepointStatement savepoint) =>
            release.Name.Value is null || savepoint.Name.Value is null || release.Name.Is(savepoint.Name.Value);
    }
}
