using Microsoft.CodeAnalysis;
using SqliteDiscipline.Analyzers.Sql.Statements;
using SqliteDiscipline.Analyzers.Timeline;
using SqliteDiscipline.Analyzers.Timeline.Events;

namespace SqliteDiscipline.Analyzers.Rules.Pragmas;

/// <summary>What the rules about pragmas ask of the statements on a timeline.</summary>
internal static class PragmaRuns
{
    /// <summary>The pragma that is set here to a value; <see langword="null"/> for anything else, also for one that SQLite refuses or only explains.</summary>
    public static PragmaStatement? Setting(this TimelineEvent happening) =>
        happening is Ran { Statement: PragmaStatement { Form: not PragmaForm.Query, IsWellFormed: true, TakesEffect: true } pragma } ? pragma : null;

    /// <summary>Whether the pragma of that name is set here.</summary>
    public static bool Sets(this TimelineEvent happening, string name) => happening.Setting()?.Name.Is(name) == true;

    /// <summary>Whether some pragma is run of which not even the name is known: <c>PRAGMA {text}</c> may set any.</summary>
    public static bool MaySetAny(this TimelineEvent happening) => happening is Ran { Statement: PragmaStatement { Name.Value: null, IsWellFormed: true, TakesEffect: true } };

    /// <summary>What a pragma answers once this value is set: <c>1</c> of <c>foreign_keys = ON</c>; <see langword="null"/> where that cannot be told.</summary>
    public static string? Answer(this PragmaStatement pragma) => pragma.Reading?.Answer;

    /// <summary>Whether what this statement answers reaches the code.</summary>
    public static bool IsAnswerRead(this Ran ran) => ran.Run.IsAnswerUsed && ran.Run.Kind switch
    {
        // Of a batch it is the first answer that is returned.
        RunKind.Scalar or RunKind.DapperScalar => !ran.Run.Statements.Take(ran.Index).Any(statement => statement.ReturnsRows == true),
        _ => true,
    };

    /// <summary>The connections that some event is about, each once.</summary>
    public static IEnumerable<ConnectionSubject> Connections(this BodyTimeline timeline, Func<TimelineEvent, bool> isAbout) =>
        timeline.Events.Where(isAbout).Select(happening => happening.Connection).Distinct();
}
