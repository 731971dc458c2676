using SqliteDiscipline.Analyzers.Sql.Statements;
using SqliteDiscipline.Analyzers.Timeline;
using SqliteDiscipline.Analyzers.Timeline.Events;

namespace SqliteDiscipline.Analyzers.Rules.Pragmas;

/// <summary>
/// The settings that keep a database whole, and what switches them off. One that is never switched back in the body is SQLD204's, one that is on
/// some paths only SQLD210's.
/// </summary>
internal static class Guards
{
    /// <summary>Whether the pragma gives up safety.</summary>
    public static bool IsOff(PragmaStatement pragma) => pragma.Answer() is { } answer && pragma.Name.Value?.ToLowerInvariant() switch
    {
        "foreign_keys" or "synchronous" => answer == "0",
        "ignore_check_constraints" or "writable_schema" => answer == "1",
        "journal_mode" => answer is "off" or "memory",
        _ => false,
    };

    /// <summary>Whether the same setting of the same connection is set to something else later on, be it on one path only.</summary>
    public static bool IsSwitchedBack(Ran off, BodyTimeline timeline) => timeline.Events
        .SkipWhile(happening => !ReferenceEquals(happening, off))
        .Skip(1)
        .Any(later => IsSwitchBack(later, off));

    /// <summary>Whether this switches back what was switched off. A value that cannot be seen is the one that was saved before.</summary>
    public static bool IsSwitchBack(TimelineEvent happening, Ran off) =>
        happening.Connection.Equals(off.Connection)
        && happening.Setting() is { } pragma
        && pragma.Name.Is(off.Setting()!.Name.Value!)
        && !IsOff(pragma);
}
