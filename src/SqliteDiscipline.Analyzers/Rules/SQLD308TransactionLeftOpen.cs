using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using SqliteDiscipline.Analyzers.Rules.Edits;
using SqliteDiscipline.Analyzers.Schema.Sources;
using SqliteDiscipline.Analyzers.Sql;
using SqliteDiscipline.Analyzers.Sql.Statements;
using SqliteDiscipline.Analyzers.Timeline;
using SqliteDiscipline.Analyzers.Timeline.Events;

namespace SqliteDiscipline.Analyzers.Rules;

/// <summary>SQLD308: a transaction that is begun by text and not ended on every path.</summary>
internal sealed class SQLD308TransactionLeftOpen : Rule
{
    public static readonly DiagnosticDescriptor Descriptor = new DiagnosticDescriptor(
        "SQLD308",
        "A transaction begun by text is not ended on every path",
        "'{0}' is still open {1}: {2}; use 'BeginTransaction' with 'using'",
        "SqliteDiscipline.Transactions",
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "A transaction that was begun by text belongs to the native handle. Close returns the handle to the pool with the transaction and its lock.",
        helpLinkUri: Help.Link("SQLD308"));

    private const string HandedOn = "closing the connection does not end it, and the pool hands it to whoever opens this database next";

    // The next open of a typed connection rolls back what it finds.
    private const string Undone = "closing the connection does not end it, its lock stays until this database is opened next, and then what it wrote is lost";

    // More in one body are beyond any person; the rest of them is not judged.
    private const int MaxBegins = 64;

    public override ImmutableArray<DiagnosticDescriptor> Descriptors { get; } = ImmutableArray.Create(Descriptor);

    public override void Register(RuleRegistry registry) => registry.OnTimeline(Judge);

    private static void Judge(BodyTimeline timeline, TimelineContext context)
    {
        var begins = timeline.Events.OfType<Ran>().Where(ran => Begins(ran) && IsPooled(ran.Connection)).ToList();
        foreach (var connection in begins.Select(begin => begin.Connection).Distinct())
        {
            // Where nothing is ended here, or only where nothing is begun, whoever else has the connection may end it.
            var own = timeline.EventsOf(connection);
            var ownBegins = begins.Where(begin => connection.Equals(begin.Connection)).Take(MaxBegins).ToList();
            if (connection.IsMadeHere ? own.Any(Ends) || !own.Any(happening => happening is HandedOut) : own.OfType<Ran>().Any(end => Ends(end) && !ownBegins.TrueForAll(begin => IsOtherChoice(begin, end, timeline))))
            {
                Judge(timeline, connection, ownBegins, context);
            }
        }
    }

    /// <summary>Whether the one or the other is done, by what the caller says: <c>begin ? "BEGIN" : "COMMIT"</c>.</summary>
    private static bool IsOtherChoice(Ran begin, Ran end, BodyTimeline timeline) =>
        Alternatives.Are(timeline.PlaceOf(begin), timeline.PlaceOf(end)) || (end.Operation.Syntax == begin.Operation.Syntax && !ReferenceEquals(end.Run, begin.Run));

    private static void Judge(BodyTimeline timeline, ConnectionSubject connection, List<Ran> begins, TimelineContext context)
    {
        var solution = timeline.Solve(
            default(Pending),
            (state, happening) => connection.Equals(happening.Connection) ? state.After(happening, begins)
                : connection.IsMadeHere && happening is PoolCleared && happening.Connection.Equals(ConnectionSubject.All) ? state with { Open = 0 } : state,
            (left, right) => new Pending(left.Open | right.Open, left.IsUnsure || right.IsUnsure),
            exceptionPaths: true);

        var atExit = Open(solution.Exits);

        // An exception that leaves the program takes the handle with it.
        var atThrow = timeline.Symbol is IMethodSymbol { Name: "Main" or "<Main>$", IsStatic: true } ? 0 : Open(solution.ThrownExits);
        var ended = (atExit | atThrow) == 0 ? null : EndedByDispose.Of(connection, timeline, context);
        var settled = 0UL;
        for (var i = 0; i < begins.Count; i++)
        {
            if (((atExit | atThrow) >> i & 1) == 0 || IsWithinSettled(begins[i]))
            {
                continue;
            }

            settled |= 1UL << i;
            atExit &= ended?.OnExit(begins[i]) == true ? ~(1UL << i) : ulong.MaxValue;
            atThrow &= ended?.OnThrow(begins[i]) == true ? ~(1UL << i) : ulong.MaxValue;
            if (((atExit | atThrow) >> i & 1) != 0)
            {
                var where = (atExit >> i & 1) != 0 ? "on a path out of here" : "when an exception leaves";
                context.Report(SourceEdit.Report(
                    Descriptor, begins[i].Location, SourceEdit.Of("Use 'BeginTransaction'", Edit(begins[i], timeline)),
                    begins[i].Run.Text[begins[i].Statement.Site.Keyword].ToUpperInvariant(), where, connection.Database is null ? HandedOn : Undone));
            }
        }

        // A savepoint goes with the transaction that it stands in: what ends that, ends it.
        bool IsWithinSettled(Ran begin) =>
            begin.Statement is SavepointStatement && solution.Before.Where(point => ReferenceEquals(point.Event, begin)).All(point => (point.State.Open & settled) != 0);

        static ulong Open(IEnumerable<Pending> states) => states.Where(state => !state.IsUnsure).Aggregate(0UL, (open, state) => open | state.Open);
    }

    private static ImmutableArray<SourceChange> Edit(Ran begin, BodyTimeline timeline) =>
        begin.Run.Statements.Length > 1 ? TransactionAroundText.Of(begin, timeline) : TransactionObject.Of(begin, timeline);

    // With a transaction object in hand, who has begun that ends it, and with it every savepoint.
    private static bool Begins(Ran ran) =>
        (ran.Statement is BeginStatement { Site.Explain: ExplainKind.None } || (ran.Statement is SavepointStatement && ran.Run.HasTransaction != true)) && !IsEndedAtOnce(ran);

    // `BEGIN; COMMIT`: what has changed nothing asks for no lock to be committed, and nothing can fail.
    private static bool IsEndedAtOnce(Ran begin) => begin.Run.Statements.Skip(begin.Index + 1).FirstOrDefault() is CommitStatement { Site.Explain: ExplainKind.None };

    private static bool IsPooled(ConnectionSubject connection) =>
        !connection.IsInMemory && !connection.Text.IsUnpooled;

    private static bool Ends(TimelineEvent happening) =>
        happening is Ran { Statement: CommitStatement or ReleaseStatement or RollbackStatement { Savepoint: null } };

    /// <summary>The transactions that are open: a bit for each of the statements that begin one.</summary>
    private readonly record struct Pending(ulong Open, bool IsUnsure)
    {
        public Pending After(TimelineEvent happening, List<Ran> begins) => happening switch
        {
            Ran { Statement: BeginStatement or SavepointStatement } ran when begins.IndexOf(ran) is >= 0 and var index => this with { Open = Open | (1UL << index) },
            Ran { Statement: CommitStatement or RollbackStatement { Savepoint: null } } or Ended => this with { Open = 0 },

            // The handle is closed with the connection, and not handed on.
            PoolCleared { Connection.IsMadeHere: true } => this with { Open = 0 },
            Ran { Statement: ReleaseStatement release } => this with { Open = Released(release.Name, begins) },
            Ran { Statement: UnknownStatement } or RanUnknown or Unknown or HandedOut => this with { IsUnsure = true },
            _ => this,
        };

        // Those that were set after it go with it.
        private ulong Released(SqlName name, List<Ran> begins)
        {
            var first = begins.FindIndex(begin => begin.Statement is SavepointStatement savepoint && (name.Value is null || savepoint.Name.Value is null || savepoint.Name.Is(name.Value)));
            var open = Open;
            for (var i = Math.Max(first, 0); i < begins.Count; i++)
            {
                open &= begins[i].Statement is SavepointStatement ? ~(1UL << i) : ulong.MaxValue;
            }

            return open;
        }
    }
}
