using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using SqliteDiscipline.Analyzers.Rules.Deletes;
using SqliteDiscipline.Analyzers.Rules.Edits;
using SqliteDiscipline.Analyzers.Rules.Pragmas;
using SqliteDiscipline.Analyzers.Schema;
using SqliteDiscipline.Analyzers.Schema.Sources;
using SqliteDiscipline.Analyzers.Schema.Verdicts;
using SqliteDiscipline.Analyzers.Sql;
using SqliteDiscipline.Analyzers.Sql.Statements;
using SqliteDiscipline.Analyzers.Timeline;
using SqliteDiscipline.Analyzers.Timeline.Events;

namespace SqliteDiscipline.Analyzers.Rules;

/// <summary>SQLD301: a parent's rows deleted before those of the children that refer to them, by the engine's own verdict.</summary>
internal sealed class SQLD301DeleteOrder : Rule
{
    public static readonly DiagnosticDescriptor Descriptor = new DiagnosticDescriptor(
        "SQLD301",
        "A parent's rows are deleted before the rows that refer to them",
        "This fails while rows of '{1}' refer to '{0}' ({2}), and those are deleted afterwards only: delete them first",
        "SqliteDiscipline.Deletes",
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "With foreign keys enforced, rows go from the leaves of the graph to its root, unless the foreign key itself says what becomes of them.",
        helpLinkUri: Help.Link("SQLD301"));

    public override ImmutableArray<DiagnosticDescriptor> Descriptors { get; } =
        ImmutableArray.Create(Descriptor, SQLD303OrphanedChildren.Descriptor, SQLD305DroppedParent.Descriptor);

    public override void Register(RuleRegistry registry)
    {
        var callers = new GuardedByCallers(registry.Context.Compilation);
        registry.OnTimeline((timeline, context) => Judge(timeline, context, callers));
    }

    private static void Judge(BodyTimeline timeline, TimelineContext context, GuardedByCallers callers)
    {
        if (!timeline.Events.Any(happening => happening is Ran { Statement: DeleteStatement or DropStatement }))
        {
            return;
        }

        var verdicts = EngineFlow.Verdicts(timeline, context).ToList();
        foreach (var found in verdicts.GroupBy(found => (found.Ran.Location, found.Ran.Index)))
        {
            var (_, ran, verdict, state) = found.First();
            if (DeleteArrangement.TargetOf(ran.Statement) is not { } target || !IsOneVerdict(found.ToList()))
            {
                continue;
            }

            var isAboutDrop = verdict.Kind == VerdictKind.Passes && ran.Statement is DropStatement;
            var putOff = verdict.Kind == VerdictKind.Passes ? PutOff.Find(timeline, ran, state, target) : null;
            if (!(isAboutDrop || putOff is not null || verdict.Kind == VerdictKind.Raises)
                || ExpectedFailure.Is(verdict.Kind == VerdictKind.Raises ? ran : putOff?.Commit ?? ran) || IsLeftToCallers(timeline, ran, callers, context.Cancellation))
            {
                continue;
            }

            if (verdict is { Kind: VerdictKind.Raises, Blame: { } first } && ParentKey.Of(first, state.Schema).State == ParentKeyState.Found)
            {
                var chosen = new ChosenRows(ran, state.Schema);
                var blames = verdict.Blames.Where(blame => !chosen.HaveNoChildren(blame)).ToList();
                if (blames.Count > 0)
                {
                    Judge(timeline, context, ran, target, blames.Find(blame => TakenLater(timeline, ran, blame, chosen).Any()) ?? blames[0], chosen, StateBefore);
                }
            }
            else if (isAboutDrop && SQLD305DroppedParent.FindLoss(state, target) is { } lost)
            {
                context.Report(SQLD305DroppedParent.Of(timeline, ran, target, lost, fails: false));
            }
            else if (isAboutDrop && putOff is not null)
            {
                context.Report(SQLD305DroppedParent.OfPutOff(ran, target, putOff.Reference));
            }
            else if (isAboutDrop && SQLD305DroppedParent.FindLeftBehind(timeline, ran, state, target) is { } left)
            {
                context.Report(SQLD305DroppedParent.OfLeftBehind(ran, target, left));
            }
            else if (putOff is not null)
            {
                Judge(timeline, context, ran, target, putOff, new ChosenRows(ran, state.Schema));
            }
        }

        EngineState? StateBefore(Ran ran) => verdicts.Where(found => found.Ran.Run == ran.Run && found.Ran.Index == ran.Index).Select(found => found.State).FirstOrDefault();
    }

    /// <summary>Whether it fares the same the first time on every path that leads to it: what fails on one of them only is left alone.</summary>
    private static bool IsOneVerdict(List<(TimelineNode Node, Ran Ran, Verdict Verdict, EngineState State)> places)
    {
        var kind = places[0].Verdict.Kind;
        if (places.TrueForAll(place => place.Verdict.Kind == kind))
        {
            return true;
        }

        var later = new HashSet<TimelineNode>(TimelineNode.After(places.Select(place => place.Node)));
        return places.TrueForAll(place => place.Verdict.Kind == kind || later.Contains(place.Node));
    }

    /// <summary>Whether enforcement is what the caller has made it, and that cannot be told: of a connection that the body is given, on which it sets nothing itself.</summary>
    private static bool IsLeftToCallers(BodyTimeline timeline, Ran ran, GuardedByCallers callers, CancellationToken cancellation) =>
        !ran.Connection.IsOwn
        && !timeline.Events.Any(happening => happening.Sets("foreign_keys") && happening.Connection.Equals(ran.Connection))
        && callers.May(timeline.Body, cancellation);

    /// <summary>What is put off is refused where the transaction ends, if the children go behind that only.</summary>
    private static void Judge(BodyTimeline timeline, TimelineContext context, Ran parent, SqlObjectName target, PutOff putOff, ChosenRows chosen)
    {
        var (blame, commit) = (putOff.Reference, putOff.Commit);
        var later = TakenLater(timeline, parent, blame, chosen).ToList();
        var precautions = new Precautions(timeline, parent);
        if (later.Count > 0 && !chosen.HaveNoChildren(blame) && !precautions.HasCounted(blame.Child) && !precautions.ForgetsFailure(later, context.Cancellation))
        {
            context.Report(Diagnostic.Create(Descriptor, commit.Location, target.Name, blame.Child, blame));
        }
    }

    private static void Judge(
        BodyTimeline timeline, TimelineContext context, Ran parent, SqlObjectName target, Reference blame, ChosenRows chosen, Func<Ran, EngineState?> stateBefore)
    {
        var precautions = new Precautions(timeline, parent);
        var later = TakenLater(timeline, parent, blame, chosen).ToList();
        if (later.Count > 0)
        {
            if (precautions.HasCounted(blame.Child) || precautions.ForgetsFailure(later, context.Cancellation))
            {
                return;
            }

            context.Report(SourceEdit.Report(
                Descriptor, parent.Location, SourceEdit.Of("Delete what refers to it first", DeleteReordering.Of(parent, timeline, stateBefore)), target.Name, blame.Child, blame));
        }
        else if (parent.Statement is DropStatement)
        {
            if (!parent.Connection.IsOwn && IsDroppedSomewhere(blame.Child, parent, context))
            {
                return;
            }

            context.Report(SQLD305DroppedParent.Of(timeline, parent, target, blame, fails: true));
        }
        else if (!precautions.HasLookedAt(blame.Child) && !precautions.AwaitsFailure(blame.Child)
            && !IsTakenInstead(timeline, parent, blame.Child, context)
            && (parent.Connection.IsOwn || context.Rules.Census?.IsDeletedTogether(blame.Child, timeline.Symbol, context.Cancellation) != true))
        {
            context.Report(Diagnostic.Create(SQLD303OrphanedChildren.Descriptor, parent.Location, target.Name, blame.Child, blame));
        }
    }

    /// <summary>Whether the code takes the child's rows where it does not delete the parent: in another round of the loop around, for another element; in a loop before; or in another call, for what a helper is given.</summary>
    private static bool IsTakenInstead(BodyTimeline timeline, Ran parent, string child, TimelineContext context)
    {
        var others = timeline.EventsOf(parent.Connection).OfType<Ran>().Where(ran => DeleteArrangement.Takes(ran.Statement, child)).ToList();
        return (ElementsApart.LoopAround(parent) is not null && others.Exists(IsOfSameCall))
            || others.Exists(IsOfLoopBefore)
            || (others.Exists(other => IsOfSameCall(other) || Alternatives.Are(timeline.PlaceOf(other), timeline.PlaceOf(parent))) && IsHelper());

        // How often it goes round is not known, but it is meant to.
        bool IsOfLoopBefore(Ran other) => other.Operation.Syntax.SpanStart < parent.Operation.Syntax.SpanStart
            && ElementsApart.LoopAround(other) is { } loop && !loop.Span.Contains(parent.Operation.Syntax.Span);

        bool IsOfSameCall(Ran other) => other.Operation.Syntax == parent.Operation.Syntax;

        bool IsHelper() => timeline.Symbol is IMethodSymbol { MethodKind: MethodKind.LocalFunction or MethodKind.AnonymousFunction, Parameters.IsEmpty: false }
            || (timeline.Symbol is IMethodSymbol { Parameters.IsEmpty: false, DeclaredAccessibility: Accessibility.Private or Accessibility.Internal } && context.Rules.Census?.IsCalled(timeline.Symbol, context.Cancellation) == true);
    }

    /// <summary>The statements on some path after this one that take the child's rows. In which order the branches of a loop are taken is for whoever gives what it goes through.</summary>
    private static IEnumerable<Ran> TakenLater(BodyTimeline timeline, Ran parent, Reference blame, ChosenRows chosen) =>
        TimelineNode.AfterAndBeyond(timeline.Nodes.Where(node => ReferenceEquals(node.Event, parent)))
            .Select(node => node.Event)
            .OfType<Ran>()
            .Where(ran => EngineFlow.IsOneDatabase(ran.Connection, parent.Connection) && DeleteArrangement.Takes(ran.Statement, blame.Child) && !chosen.AreNotThoseOf(ran, blame)
                && !Alternatives.Are(timeline.PlaceOf(ran), timeline.PlaceOf(parent)) && !(ran.Operation.Syntax == parent.Operation.Syntax && ElementsApart.Are(parent, timeline)));

    /// <summary>Whether other code drops the child, which whoever gives the connection may have called before: one helper for each table.</summary>
    private static bool IsDroppedSomewhere(string child, Ran parent, TimelineContext context) => context.Rules.Schemas(context.Cancellation)
        .ScriptsOf(parent.Connection.Factory, parent.Connection.Database)
        .SelectMany(script => script.Statements)
        .Any(statement => statement is DropStatement { Kind: SchemaObjectKind.Table } drop && drop.Name.Name.Is(child));
}
