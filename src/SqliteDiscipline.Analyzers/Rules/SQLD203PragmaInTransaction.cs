using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
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
        "Inside a transaction 'PRAGMA {0}' {1}; send it before the transaction begins",
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
            foreach (var (happening, transaction) in OpenTransaction.On(timeline, connection))
            {
                if (happening is Ran { Statement: PragmaStatement pragma } ran
                    && TransactionalPragmas.FateOf(pragma, transaction.GivenOne(ran).Stages) is { } fate)
                {
                    context.Report(Diagnostic.Create(
                        Descriptor, ran.Location, transaction.Begin is { Location: var begin } ? new[] { begin } : null, pragma.Name.Value, fate));
                }
            }
        }
    }
}
