using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using SqliteDiscipline.Analyzers.Rules.Edits;
using SqliteDiscipline.Analyzers.Rules.Transactions;
using SqliteDiscipline.Analyzers.Sql.Statements;
using SqliteDiscipline.Analyzers.Timeline;
using SqliteDiscipline.Analyzers.Timeline.Events;

namespace SqliteDiscipline.Analyzers.Rules;

/// <summary>SQLD306: a deferred transaction that reads and goes on to write: the lock that it then needs may not be had any more.</summary>
internal sealed class SQLD306DeferredUpgrade : Rule
{
    public static readonly DiagnosticDescriptor Descriptor = new DiagnosticDescriptor(
        "SQLD306",
        "A deferred transaction that reads and goes on to write",
        "This deferred transaction reads first, and asks for the lock only with '{0}': if another connection has written in between, that fails however long it waits; begin it immediate",
        "SqliteDiscipline.Transactions",
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "SQLite refuses to write on top of what was read before the file moved on, and no timeout helps; an immediate transaction waits before it reads.",
        helpLinkUri: Help.Link("SQLD306"));

    public override ImmutableArray<DiagnosticDescriptor> Descriptors { get; } = ImmutableArray.Create(Descriptor);

    public override void Register(RuleRegistry registry) => registry.OnTimeline((timeline, context) =>
    {
        var begins = timeline.Events.Where(DeferredTransactions.IsBegin).ToList();
        foreach (var connection in begins.Select(begin => begin.Connection).Distinct())
        {
            // Nobody else has a database in memory.
            if (connection.IsInMemory)
            {
                continue;
            }

            foreach (var (begin, write) in DeferredTransactions.Upgrades(timeline, connection))
            {
                if (IsJudgedHere(begin, write))
                {
                    context.Report(SourceEdit.Report(
                        Descriptor, ImmediateBegin.LocationOf(begin), ImmediateBegin.Of(begin), StatementWords.Of(write.Statement, write.Run.Text)));
                }
            }
        }
    });

    // What a helper does from beginning to end is judged in the helper.
    private static bool IsJudgedHere(TimelineEvent begin, Ran write) =>
        begin.Operation.Syntax != write.Operation.Syntax || begin is Ran { Run.IsSpeltHere: true };
}
