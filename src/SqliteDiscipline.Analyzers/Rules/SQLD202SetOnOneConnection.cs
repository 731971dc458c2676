using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using SqliteDiscipline.Analyzers.Manifest;
using SqliteDiscipline.Analyzers.Rules.Census;
using SqliteDiscipline.Analyzers.Rules.Pragmas;
using SqliteDiscipline.Analyzers.Sql;
using SqliteDiscipline.Analyzers.Sql.Pragmas;
using SqliteDiscipline.Analyzers.Sql.Statements;
using SqliteDiscipline.Analyzers.Timeline;
using SqliteDiscipline.Analyzers.Timeline.Events;

namespace SqliteDiscipline.Analyzers.Rules;

/// <summary>SQLD202: a setting of one connection, while others of the same database are opened without it.</summary>
internal sealed class SQLD202SetOnOneConnection : Rule
{
    public static readonly DiagnosticDescriptor Descriptor = new DiagnosticDescriptor(
        "SQLD202",
        "A pragma that holds for one connection only",
        "'{0}' holds for this one connection: '{1}' opens the same database without it, and has it only if it happens to get this handle from the pool",
        "SqliteDiscipline.Pragmas",
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "Most pragmas belong to the connection and not to the file. Set once at start-up they apply to nothing afterwards; set them where every connection is opened.",
        helpLinkUri: Help.Link("SQLD202"));

    // What the fix writes into the manifest; the first additional location is what makes the connection.
    public const string NameKey = "SqliteDiscipline.Pragma.Name";
    public const string ValueKey = "SqliteDiscipline.Pragma.Value";
    public const string DatabaseNameKey = "SqliteDiscipline.Pragma.Database";

    public override ImmutableArray<DiagnosticDescriptor> Descriptors { get; } = ImmutableArray.Create(Descriptor);

    public override void Register(RuleRegistry registry)
    {
        if (registry.Context.Census is not { } census)
        {
            return;
        }

        registry.OnTimeline((timeline, context) =>
        {
            if (timeline.IsInFactory || timeline.RunsOnEveryOpen)
            {
                return;
            }

            foreach (var ran in timeline.Events.OfType<Ran>())
            {
                if (IsCandidate(ran, timeline) && Other(ran, timeline, census, context.Cancellation) is { } other)
                {
                    context.Report(Report(ran, other));
                }
            }
        });
    }

    private static bool IsCandidate(Ran ran, BodyTimeline timeline) =>
        ran.Connection is { IsInMemory: false }
        && (ran.Connection.IsMadeHere ? ran.Run.IsSpeltHere || timeline.Body.Contains(ran.Connection.Made) : IsKept(ran))
        && ran.Setting() is { Known: { IsDeprecated: false, Builds: PragmaBuilds.Every } known } pragma
        && (OpeningPragmas.IsOne(known) || IsJournalOfTheConnection(pragma))
        && !OpeningPragmas.IsUsedAfterwards(ran, known, timeline)
        && !Guards.IsOff(pragma)
        && !IsOfThePolicy(known, ran.Connection)
        && !IsPassing(ran, timeline)
        && !IsInert(ran, timeline);

    // Made in the field's initializer, or in a constructor: for which work it is set, other members say.
    private static bool IsKept(Ran ran) => ran.Connection is { Origin: ConnectionOrigin.Member, Source: not null }
        && ran.Run.IsSpeltHere && ran.Setting()?.Known is { } pragma && !OpeningPragmas.IsForSomeWork(pragma);

    // Inside a transaction it does nothing or fails: that is SQLD203's to say.
    private static bool IsInert(Ran ran, BodyTimeline timeline)
    {
        var points = OpenTransaction.On(timeline, ran.Connection).Where(point => ReferenceEquals(point.Event, ran)).ToList();
        return points.Count > 0 && points.All(point => TransactionalPragmas.FateOf(ran.Setting()!, point.Transaction.GivenOne(ran).Stages) is not null);
    }

    // Of the journal modes WAL alone lives in the file, and leaving it does too.
    private static bool IsJournalOfTheConnection(PragmaStatement pragma) => pragma.Name.Is("journal_mode") && pragma.Answer() is "truncate" or "persist";

    // What the policy says, every typed connection has; who says otherwise for one of them means that one.
    private static bool IsOfThePolicy(Pragma pragma, ConnectionSubject connection) => connection.Database is { Policy: var policy }
        && (pragma.Name is "foreign_keys" or "synchronous" or "journal_mode" or "busy_timeout" or "wal_autocheckpoint"
            || policy.Pragmas.Items.Any(declared => SqlIdentifier.Equals(PragmaText.Unqualified(declared.Name), pragma.Name)));

    // Set to something and later to something else: for the time between.
    private static bool IsPassing(Ran ran, BodyTimeline timeline) => timeline.Events.Any(other =>
        !ReferenceEquals(other, ran)
        && other.Connection.Equals(ran.Connection)
        && other.Setting() is { } pragma
        && pragma.Name.Is(ran.Setting()!.Name.Value!)
        && (pragma.Value is null || !SqlIdentifier.Equals(pragma.Value, ran.Setting()!.Value)));

    /// <summary>Somebody else who gets a connection of the same database without the setting.</summary>
    private static Acquisition? Other(Ran ran, BodyTimeline timeline, ConnectionCensus census, CancellationToken cancellation)
    {
        var pragma = ran.Setting()!.Known!;
        if (DatabaseKey.Of(ran.Connection, cancellation) is not { } database || database == DatabaseKey.Copied)
        {
            return null;
        }

        // A method that hands the connection out is where connections are opened, unless it is there for one field only.
        if (IsHandedOut(ran, timeline) && !OneKeeper.IsOf(timeline, cancellation))
        {
            return null;
        }

        var made = ran.Connection.Made;
        return census.Of(database, cancellation).FirstOrDefault(other =>
            !other.IsReturned
            && !(IsSameBody(other.Body, timeline.Body) && other.Connection.Equals(ran.Connection))
            && !(other.Connection.Made == made && timeline.Body.Contains(made))
            && other.Lacks(pragma)
            && !census.IsSetOnWhatIsIn(other.KeptIn, pragma.Name, cancellation)
            && !(other.IsCollected && census.IsSetOnWhatIsIn(other.Owner.ContainingType, pragma.Name, cancellation)));
    }

    private static bool IsSameBody(SyntaxNode left, SyntaxNode right) => left.SyntaxTree == right.SyntaxTree && left.Span == right.Span;

    private static bool IsHandedOut(Ran ran, BodyTimeline timeline) => timeline.Events.Any(happening =>
        happening is HandedOut { How: HandOut.Returned or HandOut.Assigned } && happening.Connection.Equals(ran.Connection));

    private static Diagnostic Report(Ran ran, Acquisition other)
    {
        var pragma = ran.Setting()!;
        var arguments = new object?[] { pragma.Name.Value, Describe(other.Owner) };
        if (ran.Connection is not { Database: { } database, Made: { } made } || pragma.Value is null || !ran.Run.IsSpeltHere
            || Declarable(ran.Run.Text[pragma.ValueSpan]) is not { } value)
        {
            return Diagnostic.Create(Descriptor, ran.Location, arguments);
        }

        var properties = ImmutableDictionary<string, string?>.Empty
            .Add(NameKey, pragma.Name.Value)
            .Add(ValueKey, value)
            .Add(DatabaseNameKey, database.Name);
        return Diagnostic.Create(Descriptor, ran.Location, new[] { made.GetLocation() }, properties, arguments);
    }

    // "ON", [ON] and `ON` are words to SQLite; the manifest takes them bare.
    private static string? Declarable(string value) =>
        new[] { value, PragmaText.Unquoted(value) }.FirstOrDefault(PragmaText.IsValue);

    private static string Describe(ISymbol body)
    {
        var member = body;
        while (member is IMethodSymbol { MethodKind: MethodKind.AnonymousFunction or MethodKind.LocalFunction })
        {
            member = member.ContainingSymbol;
        }

        return member is IMethodSymbol { MethodKind: MethodKind.Constructor } ? member.ContainingType.Name : $"{member.ContainingType?.Name}.{member.Name}";
    }
}
