using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SqliteDiscipline.Analyzers.Rules.Edits;
using SqliteDiscipline.Analyzers.Rules.Pragmas;
using SqliteDiscipline.Analyzers.Sql.Statements;
using SqliteDiscipline.Analyzers.Timeline;
using SqliteDiscipline.Analyzers.Timeline.Events;

namespace SqliteDiscipline.Analyzers.Rules;

/// <summary>SQLD201: a hand-written factory hands out a connection on which a required pragma is not set on every path.</summary>
internal sealed class SQLD201MissingPragma : Rule
{
    public static readonly DiagnosticDescriptor Descriptor = new DiagnosticDescriptor(
        "SQLD201",
        "A factory hands out a connection without a required pragma",
        "The factory opens a connection here and hands it out without {0} set on every path: what then holds is what the native library, or whoever had the pooled handle before, left",
        "SqliteDiscipline.Pragmas",
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "These settings belong to the connection. A factory is the one place that can give them to every connection, so it has to say each of them, whatever a build's defaults are today.",
        helpLinkUri: Help.Link("SQLD201"));

    public override ImmutableArray<DiagnosticDescriptor> Descriptors { get; } = ImmutableArray.Create(Descriptor);

    public override void Register(RuleRegistry registry) => registry.OnTimeline((timeline, context) =>
    {
        if (!timeline.IsInFactory || !HandsOut(timeline.Symbol, context.Options) || context.Options.RequiredPragmas.IsEmpty)
        {
            return;
        }

        foreach (var connection in timeline.Connections(happening => happening is Opened).Where(connection => IsJudged(connection, timeline, context.Options)))
        {
            Judge(timeline, connection, context);
        }
    });

    /// <summary>What is private to the factory hands out to the factory: there it is seen whether the rest follows.</summary>
    private static bool HandsOut(ISymbol symbol, RuleOptions options) => symbol switch
    {
        IMethodSymbol { MethodKind: MethodKind.LocalFunction or MethodKind.AnonymousFunction } => false,
        { DeclaredAccessibility: Accessibility.Private } => Blessing.IsBlessedItself(symbol, options),
        _ => true,
    };

    private static bool IsJudged(ConnectionSubject connection, BodyTimeline timeline, RuleOptions options) =>
        (connection.Origin == ConnectionOrigin.Raw || (connection.Origin == ConnectionOrigin.This && IsOpening(timeline)))
        && connection.Database is null
        && !(options.AllowInMemory && connection.IsInMemory);

    private static bool IsOpening(BodyTimeline timeline) => timeline.RunsOnEveryOpen && timeline.Symbol.Name is "Open" or "OpenAsync";

    private static void Judge(BodyTimeline timeline, ConnectionSubject connection, TimelineContext context)
    {
        var required = context.Options.RequiredPragmas;
        var solution = timeline.Solve(
            Pinned.Before(connection, required),
            (state, happening) => happening.Connection.Equals(connection) ? state.After(happening, required) : state,
            Pinned.Join,
            exceptionPaths: false);

        // A connection that opens itself is out once it is open.
        var states = connection.Origin == ConnectionOrigin.This
            ? solution.Exits
            : solution.Before.Where(before => before.Event.Connection.Equals(connection) && IsHandOut(before.Event)).Select(before => before.State);
        var missing = states.Where(state => state.IsOpen).SelectMany(state => state.Missing(required))
            .Concat(KeptBeforeOpen.Missing(timeline, connection, required, solution.Before.Where(before => !before.State.IsOpen).Select(before => before.Event)))
            .Distinct().ToList();
        if (missing.Count > 0 && !timeline.EventsOf(connection).Any(IsOfList) && timeline.Events.OfType<Opened>().FirstOrDefault(opened => opened.Connection.Equals(connection)) is { } opened)
        {
            missing = required.Where(missing.Contains).ToList();
            context.Report(SourceEdit.Report(Descriptor, opened.Location, PragmaInsertion.After(opened, missing), Join(missing)));
        }
    }

    /// <summary>Whether it is text of a list that cannot be read: the settings may be in it, and that the list has something in it goes without saying.</summary>
    private static bool IsOfList(TimelineEvent happening) =>
        (happening is RanUnknown or Ran { Statement: UnknownStatement or { Site.HasUnknownText: true } } || happening.MaySetAny())
        && happening.Operation.Syntax.FirstAncestorOrSelf<StatementSyntax>(static around => around is CommonForEachStatementSyntax or ForStatementSyntax) is not null;

    private static bool IsHandOut(TimelineEvent happening) =>
        happening is HandedOut { How: HandOut.Returned or HandOut.Assigned or HandOut.Stored };

    private static string Join(List<string> names) => string.Join(", ", names.Select(name => $"'{name}'"));
}
