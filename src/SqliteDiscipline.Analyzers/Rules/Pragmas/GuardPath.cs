using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SqliteDiscipline.Analyzers.Sql.Pragmas;
using SqliteDiscipline.Analyzers.Sql.Statements;
using SqliteDiscipline.Analyzers.Timeline;
using SqliteDiscipline.Analyzers.Timeline.Events;

namespace SqliteDiscipline.Analyzers.Rules.Pragmas;

/// <summary>Looks for a path from where a guard is switched off to the end of the body on which it stays off.</summary>
/// <param name="off">What switches it off.</param>
/// <param name="timeline">The body.</param>
/// <param name="isProgram">Whether an exception that leaves the body ends the process.</param>
/// <param name="isSetOnEveryOpen">Tells whether whoever opens a connection sets the guard anew, so that the pool hands nothing on.</param>
internal sealed class GuardPath(Ran off, BodyTimeline timeline, bool isProgram, Func<bool> isSetOnEveryOpen)
{
    private readonly Lazy<bool> _isSetOnEveryOpen = new(isSetOnEveryOpen);

    // Only foreign_keys is ignored in silence inside a transaction.
    private readonly bool _isIgnoredInTransaction = off.Setting()!.Name.Is("foreign_keys");

    private readonly Lazy<HashSet<TimelineEvent>> _after = new(() => TimelinePaths.After(off, timeline));

    /// <summary>What can happen to the connection afterwards, on one path or another.</summary>
    public IEnumerable<TimelineEvent> After => _after.Value;

    private bool? _isSwitchedBack;

    /// <summary>Whether some path switches it back.</summary>
    public bool IsSwitchedBack => _isSwitchedBack ??= After.Any(later => Guards.IsSwitchBack(later, off) || Guards.EndsInSwitchBack(later, off));

    /// <summary>Whether the same connection is given the safe value instead: on a path that this one is not on.</summary>
    public bool IsChoice => !IsSwitchedBack && timeline.Events.Any(other => Guards.IsSwitchBack(other, off) && !TimelinePaths.After(other, timeline).Contains(off));

    /// <summary>How it stays off; <see langword="null"/> where every path switches it back, or too little is known.</summary>
    public GuardLeak? Find(OpenTransaction before)
    {
        var found = new List<GuardLeak>();
        var visited = new HashSet<Step>();
        var pending = new Queue<Step>();
        foreach (var node in timeline.Nodes.Where(node => ReferenceEquals(node.Event, off)))
        {
            node.Next.ForEach(next => Reach(new Step(next, before, null, false)));
        }

        while (pending.Count > 0)
        {
            Walk(pending.Dequeue());
        }

        // What fails says more than that something does.
        return found.Where(leak => !SavedSetting.Covers(leak, off, timeline)).OrderBy(leak => leak.IsTooEarly ? 0 : leak.Failing is null ? 2 : 1).FirstOrDefault();

        void Reach(Step step)
        {
            if (visited.Add(step))
            {
                pending.Enqueue(step);
            }
        }

        void Walk(Step step)
        {
            var node = step.Node;
            if (node.Kind != NodeKind.Step)
            {
                if (node.Kind == NodeKind.Exit || !(isProgram || IsGoneAfterException))
                {
                    found.Add(new GuardLeak(step.Failing, step.IsTooEarly));
                }

                return;
            }

            var happening = node.Event;
            var isOurs = happening?.Connection.Equals(off.Connection) == true;
            if (happening is PoolCleared && off.Connection.IsMadeHere && (isOurs || happening.Connection.Equals(ConnectionSubject.All)))
            {
                // The handle is not given back then, but closed with the connection.
                return;
            }

            if (isOurs && !IsSwitchedBack && happening is HandedOut { How: HandOut.Returned or HandOut.Stored or HandOut.Assigned })
            {
                // Whoever gets it has it as it is.
                found.Add(new GuardLeak(null, false));
                return;
            }

            if (isOurs && Guards.EndsInSwitchBack(happening!, off))
            {
                // What comes before it in the text may fail.
                node.Thrown.ForEach(handler => Reach(step with { Node = handler, Failing = happening }));
                return;
            }

            if (isOurs && EndsSearch(happening!, step.Transaction))
            {
                return;
            }

            if (CanFail(node, step))
            {
                node.Thrown.ForEach(handler => Reach(step with { Node = handler, Failing = happening ?? step.Failing }));
            }

            var isTooEarly = step.IsTooEarly || (isOurs && Guards.IsSwitchBack(happening!, off));
            var transaction = isOurs ? step.Transaction.After(happening!) : step.Transaction;
            node.Next.ForEach(next => Reach(step with { Node = next, Transaction = transaction, IsTooEarly = isTooEarly }));
        }
    }

    private bool EndsSearch(TimelineEvent happening, OpenTransaction transaction) => happening switch
    {
        // SQLite takes it without a word and does nothing.
        _ when Guards.IsSwitchBack(happening, off) => !_isIgnoredInTransaction || !transaction.IsOpen,

        // Switched off once more: that one is judged by itself. Of those that stay off for good each is.
        Ran ran when ran.Setting() is { } pragma && Guards.SetsAnew(pragma, off.Setting()!) => IsSwitchedBack,
        Closed => IsGoneOnceClosed(happening.Connection),
        PoolCleared => false,

        // Whoever gets the connection, or runs what cannot be seen, may switch it back.
        RanUnknown or Unknown or HandedOut => true,
        _ => false,
    };

    // The handle of a typed connection is configured anew, and so is what the provider itself sends on every open.
    private bool IsGoneOnceClosed(ConnectionSubject connection) =>
        connection.Database is not null
        || connection.IsInMemory
        || (connection.Text.Keywords.TryGetValue("Pooling", out var pooling) && !string.Equals(pooling, "True", StringComparison.OrdinalIgnoreCase))
        || (_isIgnoredInTransaction && connection.Text.Keywords.ContainsKey(ConnectionKeywords.ForeignKeys))
        || (IsSwitchedBack && _isSetOnEveryOpen.Value);

    // Whose connection it is disposes of it on the way out, unless it is kept.
    private bool IsGoneAfterException =>
        IsSwitchedBack && off.Connection.Origin is not (ConnectionOrigin.Member or ConnectionOrigin.This or ConnectionOrigin.Captured) && _isSetOnEveryOpen.Value;

    /// <summary>Whether an exception is followed from here: not from what a handler does after something has failed already.</summary>
    private static bool CanFail(TimelineNode node, Step step) => node.MayFail && node.Event switch
    {
        null => true,

        // What sets a flag of the connection takes any value, and fails with none.
        Ran { Statement: PragmaStatement } ran when ran.Setting()?.Reading is { Outcome: PragmaOutcome.AsWritten } => false,
        var happening => step.Failing is null && !happening.Operation.Syntax.Ancestors().Any(node => node is FinallyClauseSyntax or CatchClauseSyntax),
    };

    private sealed record Step(TimelineNode Node, OpenTransaction Transaction, TimelineEvent? Failing, bool IsTooEarly);
}

/// <summary>A way on which a guard stays off.</summary>
/// <param name="Failing">What fails on it; <see langword="null"/> on an ordinary path.</param>
/// <param name="IsTooEarly">Whether it is switched back on the way, but while a transaction is open.</param>
internal sealed record GuardLeak(TimelineEvent? Failing, bool IsTooEarly);
