using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using SqliteDiscipline.Analyzers.Rules.Edits;
using SqliteDiscipline.Analyzers.Rules.Transactions;
using SqliteDiscipline.Analyzers.Timeline.Events;

namespace SqliteDiscipline.Analyzers.Rules;

/// <summary>SQLD307: in one text, a statement that writes behind one that answers with rows: the provider keeps its failure to itself.</summary>
internal sealed class SQLD307SwallowedError : Rule
{
    public static readonly DiagnosticDescriptor Descriptor = new DiagnosticDescriptor(
        "SQLD307",
        "A batch in which a failure is swallowed",
        "'{0}' answers with rows, and after that Microsoft.Data.Sqlite reports no failure of this text: should '{1}' fail, nobody hears of it; send it by itself",
        "SqliteDiscipline.Transactions",
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "ExecuteNonQuery and ExecuteScalar run a batch up to the first rows, and what follows while they dispose of the reader, where exceptions are caught and dropped.",
        helpLinkUri: Help.Link("SQLD307"));

    public override ImmutableArray<DiagnosticDescriptor> Descriptors { get; } = ImmutableArray.Create(Descriptor);

    public override void Register(RuleRegistry registry) => registry.OnTimeline((timeline, context) =>
    {
        var shown = new HashSet<Location>();
        foreach (var run in timeline.Events.OfType<Ran>().Where(ran => ran.Index == 0).Select(ran => ran.Run))
        {
            // A text in a loop over tables is one, however many it comes to.
            if (SwallowingBatch.Of(run) is { } batch && run.IsSpeltHere && shown.Add(run.LocationOf(batch.Rows.Site.Span)))
            {
                context.Report(SourceEdit.Report(
                    Descriptor,
                    run.LocationOf(batch.Rows.Site.Span),
                    SourceEdit.Of("Send what follows by itself", BatchSplit.Of(batch, timeline)),
                    StatementWords.Of(batch.Rows, run.Text),
                    StatementWords.Of(batch.Write, run.Text)));
            }
        }
    });
}
