using SqliteDiscipline.Analyzers.Sql.Statements;
using SqliteDiscipline.Analyzers.Timeline;
using SqliteDiscipline.Analyzers.Timeline.Events;

namespace SqliteDiscipline.Analyzers.Rules;

/// <summary>How far a transaction of one connection may have come at some point: every stage that some path leads to.</summary>
/// <param name="Stages">The stages that are possible.</param>
/// <param name="Begin">What began it; <see langword="null"/> where that is not one event.</param>
internal readonly record struct OpenTransaction(TransactionStages Stages, TimelineEvent? Begin)
{
    public static readonly OpenTransaction None = new(TransactionStages.None, null);

    /// <summary>Nobody knows.</summary>
    public static readonly OpenTransaction Unsure = new(TransactionStages.Any, null);

    private const TransactionStages Open = TransactionStages.Untouched | TransactionStages.Read | TransactionStages.Reserved | TransactionStages.Written;

    /// <summary>Where each event of a connection finds its transaction.</summary>
    public static IEnumerable<(TimelineEvent Event, OpenTransaction Transaction)> On(BodyTimeline timeline, ConnectionSubject connection) => timeline
        .Solve(
            connection.IsMadeHere ? None : Unsure,
            (state, happening) => connection.Equals(happening.Connection) ? state.After(happening) : state,
            Join,
            exceptionPaths: false)
        .Before
        .Where(point => connection.Equals(point.Event.Connection));

    private static OpenTransaction Join(OpenTransaction left, OpenTransaction right) =>
        new(left.Stages | right.Stages, Equals(left.Begin, right.Begin) ? left.Begin : null);

    /// <summary>Whether one is open for sure.</summary>
    public bool IsOpen => (Stages & TransactionStages.None) == 0;

    /// <summary>What is known after an event of the connection.</summary>
    public OpenTransaction After(TimelineEvent happening) => happening switch
    {
        Created { Connection.IsMadeHere: true } or Opened or Closed or Ended => None,
        Began { Transaction.IsDeferred: var isDeferred } => new(isDeferred ? TransactionStages.Untouched : TransactionStages.Reserved, happening),
        Ran { Statement: var statement } ran => GivenOne(ran).After(statement, ran),
        RanUnknown or Unknown or HandedOut { How: HandOut.Passed or HandOut.Captured } => Unsure,
        _ => this,
    };

    /// <summary>What is known before a run: a command that was given a transaction has one.</summary>
    public OpenTransaction GivenOne(Ran ran) =>
        ran.Run.HasTransaction == true && (Stages & TransactionStages.None) != 0
            ? this with { Stages = (Stages & Open) is var open && open != 0 ? open : Open }
            : this;

    private OpenTransaction After(SqlStatement statement, Ran ran) => statement switch
    {
        { Site.Explain: not ExplainKind.None } => this,
        BeginStatement { Mode: TransactionMode.Deferred } => new(TransactionStages.Untouched, ran),
        BeginStatement => new(TransactionStages.Reserved, ran),
        SavepointStatement when (Stages & TransactionStages.None) != 0 => new((Stages & Open) | TransactionStages.Untouched, Stages == TransactionStages.None ? ran : null),
        SavepointStatement or RollbackStatement { Savepoint: not null } => this,
        PragmaStatement pragma => pragma.WritesMainFile ? Moved(Open, TransactionStages.Written) : pragma.ReadsMainFile ? Moved(TransactionStages.Untouched, TransactionStages.Read) : this,
        CommitStatement or RollbackStatement => None,

        ReleaseStatement release when IsWithin(release) => this,

        // Whether it was the outermost, is not known.
        ReleaseStatement => this with { Stages = Stages | TransactionStages.None },
        SelectStatement => Moved(TransactionStages.Untouched, TransactionStages.Untouched | TransactionStages.Read),
        UnknownStatement => Unsure,
        _ => Moved(Open, TransactionStages.Written),
    };

    /// <summary>Whether the savepoint is seen not to be what began the transaction: releasing it ends nothing.</summary>
    private bool IsWithin(ReleaseStatement release) => IsOpen && Begin switch
    {
        Began => true,
        Ran { Statement: BeginStatement } => true,
        Ran { Statement: SavepointStatement { Name.Value: { } outermost } } => release.Name.Value is not null && !release.Name.Is(outermost),
        _ => false,
    };

    private OpenTransaction Moved(TransactionStages from, TransactionStages to) =>
        (Stages & from) == 0 ? this : this with { Stages = (Stages & ~from) | to };
}

[Flags]
internal enum TransactionStages : byte
{
    /// <summary>No transaction is open.</summary>
    None = 1,

    /// <summary>Begun deferred, and nothing read yet.</summary>
    Untouched = 2,

    Read = 4,

    /// <summary>Begun immediate or exclusive, which is what <c>BeginTransaction()</c> does.</summary>
    Reserved = 8,

    Written = 16,

    Any = None | Untouched | Read | Reserved | Written,
}
