using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using SqliteDiscipline.Analyzers.Rules.Pragmas;
using SqliteDiscipline.Analyzers.Sql.Pragmas;
using SqliteDiscipline.Analyzers.Sql.Statements;
using SqliteDiscipline.Analyzers.Timeline;
using SqliteDiscipline.Analyzers.Timeline.Events;

namespace SqliteDiscipline.Analyzers.Rules;

/// <summary>SQLD203: a pragma that does nothing, or fails, because a transaction is open on its connection.</summary>
internal sealed class SQLD203PragmaInTransaction : Rule
{
    public static readonly DiagnosticDescriptor Descriptor = new DiagnosticDescriptor(
        "SQLD203",
        "A pragma that a transaction makes ineffective",
        "Inside a transaction 'PRAGMA {0}' {1}; send it {2}",
        "SqliteDiscipline.Pragmas",
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "SQLite changes some settings only while no transaction is open: inside one it ignores the pragma in silence, or refuses it.",
        helpLinkUri: Help.Link("SQLD203"));

    public override ImmutableArray<DiagnosticDescriptor> Descriptors { get; } = ImmutableArray.Create(Descriptor);

    public override void Register(RuleRegistry registry) => registry.OnTimeline(Judge);

    private static void Judge(BodyTimeline timeline, TimelineContext context)
    {
        foreach (var connection in timeline.Events.OfType<Ran>().Where(ran => ran.Statement is PragmaStatement).Select(ran => ran.Connection).Distinct())
        {
            var points = OpenTransaction.On(timeline, connection).ToList();
            var (sent, switchedOff) = (new HashSet<(TimelineEvent? Begin, string? Name)>(), new HashSet<string?>());
            var back = new Dictionary<(TimelineEvent Event, TimelineEvent? Begin), bool>();
            foreach (var (happening, transaction) in points)
            {
                if (happening is not Ran { Statement: PragmaStatement pragma } ran)
                {
                    continue;
                }

                // What switches back what was switched before it belongs behind: sent before, it would undo that at once. Where paths bring it here in several
                // states, it is still one statement.
                if (!back.TryGetValue((happening, transaction.Begin), out var isBack))
                {
                    isBack = !sent.Add((transaction.Begin, pragma.Known?.Name)) | (!Guards.IsOff(pragma) && switchedOff.Remove(pragma.Known?.Name));
                    back.Add((happening, transaction.Begin), isBack);
                    if (Guards.IsOff(pragma))
                    {
                        switchedOff.Add(pragma.Known?.Name);
                    }
                }

                if (TransactionalPragmas.FateOf(pragma, transaction.GivenOne(ran).Stages) is { } fate)
                {
                    var belongsBehind = isBack || pragma.Known?.Home == PragmaHome.Action;
                    var other = belongsBehind ? CommitOf(transaction, points) : transaction.Begin;
                    context.Report(Diagnostic.Create(
                        Descriptor, ran.Location, other is null ? null : new[] { other.Location }, pragma.Name.Value, fate, belongsBehind ? "after the transaction has ended" : "before the transaction begins"));
                }
            }
        }
    }

    /// <summary>What commits a transaction, where that is one place.</summary>
    private static TimelineEvent? CommitOf(OpenTransaction transaction, List<(TimelineEvent Event, OpenTransaction Transaction)> points)
    {
        var commits = points
            .Where(point => transaction.Begin is not null && Equals(point.Transaction.Begin, transaction.Begin)
                && point.Event is Ended { How: TransactionEnd.Commit } or Ran { Statement: CommitStatement })
            .Select(point => point.Event)
            .Distinct()
            .ToList();
        return commits.Count == 1 ? commits[0] : null;
    }
}
