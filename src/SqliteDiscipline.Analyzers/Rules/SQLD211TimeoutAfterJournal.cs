using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SqliteDiscipline.Analyzers.Rules.Edits;
using SqliteDiscipline.Analyzers.Rules.Pragmas;
using SqliteDiscipline.Analyzers.Timeline;
using SqliteDiscipline.Analyzers.Timeline.Events;

namespace SqliteDiscipline.Analyzers.Rules;

/// <summary>SQLD211: <c>busy_timeout</c> is set only after <c>journal_mode</c>, which needed it.</summary>
internal sealed class SQLD211TimeoutAfterJournal : Rule
{
    public static readonly DiagnosticDescriptor Descriptor = new DiagnosticDescriptor(
        "SQLD211",
        "busy_timeout is set after journal_mode",
        "'busy_timeout' comes after 'journal_mode': the switch of the journal needs a lock, and does not yet wait for it as long as this says",
        "SqliteDiscipline.Pragmas",
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        description: "Until busy_timeout is set, a connection that meets a lock fails at once, or as soon as the command's own timeout is over.",
        helpLinkUri: Help.Link("SQLD211"));

    public override ImmutableArray<DiagnosticDescriptor> Descriptors { get; } = ImmutableArray.Create(Descriptor);

    public override void Register(RuleRegistry registry) => registry.OnTimeline((timeline, context) =>
    {
        foreach (var connection in timeline.Connections(happening => happening.Sets("busy_timeout")))
        {
            // More is less certain: where a path has set a timeout, it is not said that there was none.
            var solution = timeline.Solve(
                (int)Patience.None,
                (state, happening) => happening.Connection.Equals(connection) ? (int)After((Patience)state, happening) : state,
                Math.Max,
                exceptionPaths: false);
            foreach (var (happening, state) in solution.Before)
            {
                if (state == (int)Patience.Switched && happening is Ran ran && ran.Connection.Equals(connection) && ran.Sets("busy_timeout")
                    && LastSwitch(ran, timeline) is { } before

                    // Of a helper that does both, it is said there.
                    && (ran.Run.IsSpeltHere || before.Operation.Syntax != ran.Operation.Syntax))
                {
                    context.Report(SourceEdit.Report(Descriptor, ran.Location, Reordering.Of(before, ran, timeline, "Set 'busy_timeout' first")));
                }
            }
        }
    });

    private static Patience After(Patience state, TimelineEvent happening) => happening switch
    {
        Opened or Closed => Patience.None,
        RanUnknown or Unknown => Patience.Waits,
        _ when happening.Sets("busy_timeout") => Patience.Waits,
        _ when state == Patience.None && IsSwitch(happening) => Patience.Switched,
        _ => state,
    };

    // MEMORY and OFF are of a connection of its own accord: nobody else is asked.
    private static bool IsSwitch(TimelineEvent happening) =>
        happening.Sets("journal_mode") && (happening.Setting()!.Answer() is "wal" or "delete" or "truncate" or "persist" || MayBeWal((Ran)happening));

    /// <summary>Whether the mode is chosen at run time, WAL among them: a value of an enum.</summary>
    private static bool MayBeWal(Ran ran)
    {
        var value = ran.Setting()!.ValueSpan;
        var hole = ran.Run.Text.Holes.Items.ToList().IndexOf(value.Start);
        if (value.Length != 1 || hole < 0 || hole >= ran.Run.Holes.Length)
        {
            return false;
        }

        var mode = ran.Run.Holes[hole];
        while (mode is IInvocationOperation { TargetMethod.Name: "ToString" or "ToUpperInvariant" or "ToLowerInvariant" or "ToUpper" or "ToLower", Instance: { } named })
        {
            mode = named;
        }

        return mode.Type is INamedTypeSymbol { TypeKind: TypeKind.Enum } modes && modes.MemberNames.Contains("wal", StringComparer.OrdinalIgnoreCase);
    }

    private static Ran? LastSwitch(Ran timeout, BodyTimeline timeline) => timeline.Events
        .TakeWhile(happening => !ReferenceEquals(happening, timeout))
        .OfType<Ran>()
        .LastOrDefault(ran => ran.Connection.Equals(timeout.Connection) && IsSwitch(ran));

    private enum Patience
    {
        None,
        Switched,
        Waits,
    }
}
