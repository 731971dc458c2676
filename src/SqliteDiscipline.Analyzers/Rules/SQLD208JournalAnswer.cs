using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using SqliteDiscipline.Analyzers.Rules.Pragmas;
using SqliteDiscipline.Analyzers.Sql.Statements;
using SqliteDiscipline.Analyzers.Timeline;
using SqliteDiscipline.Analyzers.Timeline.Events;

namespace SqliteDiscipline.Analyzers.Rules;

/// <summary>SQLD208: <c>journal_mode = WAL</c> is sent and nobody looks at the answer.</summary>
internal sealed class SQLD208JournalAnswer : Rule
{
    public static readonly DiagnosticDescriptor Descriptor = new DiagnosticDescriptor(
        "SQLD208",
        "The answer of journal_mode = WAL is thrown away",
        "Nobody looks at the answer: where SQLite cannot switch to WAL it reports no error, but answers with the mode that stays",
        "SqliteDiscipline.Pragmas",
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        description: "On a network file system, in a container mount or without shared memory the journal stays what it was, and what relies on WAL (synchronous = NORMAL above all) is then less safe than it looks.",
        helpLinkUri: Help.Link("SQLD208"));

    public override ImmutableArray<DiagnosticDescriptor> Descriptors { get; } = ImmutableArray.Create(Descriptor);

    public override void Register(RuleRegistry registry) => registry.OnTimeline((timeline, context) =>
    {
        foreach (var ran in timeline.Events.OfType<Ran>().Where(AsksForWal))
        {
            if (!ran.Connection.IsInMemory && ran.Run.IsSpeltHere && !ran.IsAnswerRead() && !IsAskedLater(ran, timeline))
            {
                context.Report(Diagnostic.Create(Descriptor, ran.Location));
            }
        }
    });

    private static bool AsksForWal(Ran ran) => ran.Sets("journal_mode") && ran.Setting()!.Answer() == "wal";

    // Asking afterwards tells the same; so does whatever else is read of the pragma.
    private static bool IsAskedLater(Ran ran, BodyTimeline timeline) => timeline.Events
        .SkipWhile(happening => !ReferenceEquals(happening, ran))
        .Skip(1)
        .OfType<Ran>()
        .Any(later => later.Connection.Equals(ran.Connection)
            && later.Statement is PragmaStatement pragma && pragma.Name.Is("journal_mode") && later.IsAnswerRead());
}
