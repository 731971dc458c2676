using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using SqliteDiscipline.Analyzers.Rules.Edits;
using SqliteDiscipline.Analyzers.Rules.Pragmas;
using SqliteDiscipline.Analyzers.Sql.Pragmas;
using SqliteDiscipline.Analyzers.Sql.Statements;
using SqliteDiscipline.Analyzers.Timeline;
using SqliteDiscipline.Analyzers.Timeline.Events;

namespace SqliteDiscipline.Analyzers.Rules;

/// <summary>SQLD206: <c>synchronous = NORMAL</c> where the journal is known not to be WAL.</summary>
internal sealed class SQLD206NormalWithoutWal : Rule
{
    public static readonly DiagnosticDescriptor Descriptor = new DiagnosticDescriptor(
        "SQLD206",
        "synchronous below FULL without WAL",
        "'{0}' without WAL: the journal of this connection is {1}, and only FULL keeps such a file whole through a power cut",
        "SqliteDiscipline.Pragmas",
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "Under WAL, NORMAL loses the last commits at worst. Under a rollback journal the header of the journal is not written through before the file is, and a power cut between the two can corrupt it.",
        helpLinkUri: Help.Link("SQLD206"));

    public override ImmutableArray<DiagnosticDescriptor> Descriptors { get; } = ImmutableArray.Create(Descriptor);

    public override void Register(RuleRegistry registry) => registry.OnTimeline((timeline, context) =>
    {
        if (timeline.RunsOnEveryOpen && !timeline.Events.Any(happening => happening.Connection.Origin == ConnectionOrigin.This))
        {
            return;
        }

        foreach (var normal in timeline.Events.OfType<Ran>().Where(ran => IsNormal(ran) && ran.Run.IsSpeltHere && IsJudged(ran.Connection)))
        {
            if (JournalOf(normal, timeline) is { } journal)
            {
                context.Report(SourceEdit.Report(Descriptor, normal.Location, SafeValue.EditOf(normal), normal.Run.Text[normal.Statement.Site.Span], journal));
            }
        }
    });

    private static bool IsNormal(Ran ran) =>
        ran.Sets("synchronous") && ran.Setting() is { Reading: { Answer: "1", Outcome: PragmaOutcome.AsWritten } } pragma && IsOfMain(pragma);

    private static bool IsJudged(ConnectionSubject connection) => !connection.IsInMemory && !connection.Text.IsReadOnly;

    /// <summary>The journal that is in force together with it, on every path; <see langword="null"/> where that may be WAL, or it is set otherwise later on.</summary>
    private static string? JournalOf(Ran normal, BodyTimeline timeline)
    {
        var after = TimelinePaths.After(normal, timeline);
        if (after.Any(later => IsSetOtherwise(later, normal)))
        {
            return null;
        }

        var before = Journal.Before(normal.Connection);
        var solution = timeline.Solve(
            before, (state, happening) => happening.Connection.Equals(normal.Connection) ? state.After(happening) : state, Journal.Join, exceptionPaths: false);
        var there = solution.Before.Where(point => ReferenceEquals(point.Event, normal)).Select(point => point.State).ToList();
        if (there.Count > 0 && there.All(journal => journal.Mode is not null))
        {
            return there[0].Mode;
        }

        // The other order: it becomes that journal afterwards, whichever way the body goes.
        return after.Any(SetsJournal)
            && solution.Exits.ToList() is { Count: > 0 } exits && exits.All(exit => exit.Mode is not null)
            ? exits[0].Mode
            : null;
    }

    private static bool IsSetOtherwise(TimelineEvent later, Ran normal) => later switch
    {
        RanUnknown or Unknown => true,
        Ran { Statement: var statement } when statement is UnknownStatement || statement.Site.HasUnknownText => true,
        _ when later.Sets("synchronous") => !ReferenceEquals(later, normal),
        _ => SetsJournal(later) && Journal.ModeOf(later.Setting()!) is null,
    };

    // A mode that is none changes nothing.
    private static bool SetsJournal(TimelineEvent happening) => happening.Sets("journal_mode") && happening.Setting()!.Reading?.Outcome != PragmaOutcome.Ignored;

    private static bool IsOfMain(PragmaStatement pragma) => pragma.Schema is not { } schema || schema.Is("main");

    /// <summary>The journal of a connection, where it is known not to be WAL.</summary>
    private readonly record struct Journal(string? Mode)
    {
        public static Journal Before(ConnectionSubject connection) => new(connection.Database is { Policy: { JournalMode: not SqliteJournalMode.Wal, Access: not SqliteAccess.ReadOnly } policy }
            ? policy.JournalMode.ToString().ToUpperInvariant()
            : null);

        /// <summary>DELETE and its kin; nothing for WAL, for what cannot be seen, and for OFF and MEMORY, which are worse and SQLD204's.</summary>
        public static string? ModeOf(PragmaStatement pragma) =>
            pragma.Answer() is "delete" or "truncate" or "persist" ? pragma.Answer()!.ToUpperInvariant() : null;

        public static Journal Join(Journal left, Journal right) => left.Mode is null || right.Mode is null ? default : left;

        public Journal After(TimelineEvent happening) => happening switch
        {
            RanUnknown or Unknown or Configured { Setting: not ConnectionSetting.DefaultTimeout } or HandedOut { How: HandOut.Captured or HandOut.Passed or HandOut.Collected } => default,
            Ran { Statement: UnknownStatement or { Site.HasUnknownText: true } } => default,
            _ when SetsJournal(happening) && IsOfMain(happening.Setting()!) => new Journal(ModeOf(happening.Setting()!)),
            _ => this,
        };
    }
}
