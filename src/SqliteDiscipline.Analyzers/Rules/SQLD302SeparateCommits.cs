using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using SqliteDiscipline.Analyzers.Rules.Edits;
using SqliteDiscipline.Analyzers.Rules.Transactions;
using SqliteDiscipline.Analyzers.Timeline;
using SqliteDiscipline.Analyzers.Timeline.Events;

namespace SqliteDiscipline.Analyzers.Rules;

/// <summary>SQLD302: writes that belong together, on one connection and in no transaction: each commits alone.</summary>
internal sealed class SQLD302SeparateCommits : Rule
{
    public static readonly DiagnosticDescriptor Descriptor = new DiagnosticDescriptor(
        "SQLD302",
        "Dependent writes that commit one by one",
        "This is committed before '{0}' runs, which belongs to it ({1}): should that fail, or the process end in between, it stays by itself; run them in one transaction",
        "SqliteDiscipline.Transactions",
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        description: "Without a transaction every statement is one of its own, also those of one text.",
        helpLinkUri: Help.Link("SQLD302"));

    public override ImmutableArray<DiagnosticDescriptor> Descriptors { get; } = ImmutableArray.Create(Descriptor);

    public override void Register(RuleRegistry registry) => registry.OnTimeline((timeline, context) =>
    {
        foreach (var connection in timeline.Events.OfType<Ran>().Where(ran => ran.Statement.WritesMainFile).Select(ran => ran.Connection).Distinct())
        {
            // What is in memory does not outlive the process, half done or not.
            if (connection.IsInMemory)
            {
                continue;
            }

            foreach (var group in Groups(timeline, connection, context))
            {
                var (first, second, why) = group[0];
                if (!IsOfOneHelper(group, timeline))
                {
                    var writes = group.SelectMany(pair => new[] { pair.First, pair.Second }).Distinct().ToList();
                    context.Report(SourceEdit.Report(
                        Descriptor, first.Location, SourceEdit.Of("Run them in one transaction", TransactionEdit.Of(writes, timeline)),
                        StatementWords.Of(second.Statement, second.Run.Text), why));
                }
            }
        }
    });

    /// <summary>The pairs that depend on one another, those that hang together in one group.</summary>
    private static List<List<DependentPair>> Groups(BodyTimeline timeline, ConnectionSubject connection, TimelineContext context)
    {
        var bonds = new TableBonds(connection, context);
        var groups = new List<List<DependentPair>>();
        foreach (var (first, second) in SeparateWrites.Pairs(timeline, connection))
        {
            if (DependentPair.Of(first, second, bonds) is not { } pair)
            {
                continue;
            }

            var touched = groups.Where(group => group.Any(pair.Touches)).ToList();
            groups.RemoveAll(touched.Contains);
            groups.Add(touched.SelectMany(group => group).Append(pair).ToList());
        }

        return groups;
    }

    // What a helper does from opening the connection to closing it is judged in the helper.
    private static bool IsOfOneHelper(List<DependentPair> group, BodyTimeline timeline)
    {
        var call = group[0].First.Operation.Syntax;
        return group.All(pair => pair.First.Operation.Syntax == call && pair.Second.Operation.Syntax == call && pair.First.Run.Helper is not null)
            && timeline.Events.OfType<Created>().Any(created => created.Connection.Equals(group[0].First.Connection) && created.Operation.Syntax == call);
    }
}
