using System.Collections.Immutable;
using SqliteDiscipline.Analyzers.Rules.Edits;
using SqliteDiscipline.Analyzers.Schema.Verdicts;
using SqliteDiscipline.Analyzers.Timeline;
using SqliteDiscipline.Analyzers.Timeline.Events;

namespace SqliteDiscipline.Analyzers.Rules.Deletes;

/// <summary>The changes that bring a delete behind those that it has to wait for: of the statements of one text, or of the C# that runs several.</summary>
internal static class DeleteReordering
{
    // More are beyond what anybody would take for one place.
    private const int MaxSteps = 40;

    private static readonly string[] s_counters = { "changes", "last_insert_rowid" };

    private static readonly ImmutableArray<SourceChange> s_none = ImmutableArray<SourceChange>.Empty;

    /// <param name="early">The statement that fails.</param>
    /// <param name="timeline">Where it is run.</param>
    /// <param name="before">What is known before each statement.</param>
    public static ImmutableArray<SourceChange> Of(Ran early, BodyTimeline timeline, Func<Ran, EngineState?> before)
    {
        var own = timeline.EventsOf(early.Connection)
            .SkipWhile(happening => !ReferenceEquals((happening as Ran)?.Run, early.Run))
            .TakeWhile(happening => happening is Ran).Cast<Ran>().ToList();
        if (own.Exists(CountsChanges))
        {
            return s_none;
        }

        var within = own.Where(ran => ReferenceEquals(ran.Run, early.Run) && ran.Index >= early.Index).ToList();
        return WithinText(early, within, before(early)) is { IsEmpty: false } changes ? changes : OfRuns(own, before);
    }

    // What the statement before has done: changes(), total_changes(), last_insert_rowid().
    private static bool CountsChanges(Ran ran) =>
        ran.Run.Text.Text.Substring(ran.Statement.Site.Span.Start, ran.Statement.Site.Span.Length) is var text
        && s_counters.Any(counter => text.IndexOf(counter, StringComparison.OrdinalIgnoreCase) >= 0);

    private static ImmutableArray<SourceChange> WithinText(Ran early, List<Ran> statements, EngineState? state)
    {
        if (state is null)
        {
            return s_none;
        }

        var order = DeleteArrangement.Of(state, statements.Take(MaxSteps).Select(ran => ImmutableArray.Create(ran)).ToList());

        // Whoever reads the answers relies on their order.
        return order.IsEmpty || (early.Run.IsAnswerUsed && statements.Take(order.Length).Any(ran => ran.Statement.ReturnsRows != false))
            ? s_none
            : Reordering.Permuted(early.Run, early.Index, order);
    }

    private static ImmutableArray<SourceChange> OfRuns(List<Ran> statements, Func<Ran, EngineState?> before)
    {
        var runs = statements.GroupBy(ran => ran.Run).Select(run => run.ToImmutableArray()).Take(MaxSteps).ToList();
        if (runs.Count < 2 || before(runs[0][0]) is not { } state)
        {
            return s_none;
        }

        var order = DeleteArrangement.Of(state, runs);
        return order.IsEmpty ? s_none : StepOrder.Permuted(runs.Take(order.Length).Select(run => run[0].Run).ToList(), order);
    }
}
