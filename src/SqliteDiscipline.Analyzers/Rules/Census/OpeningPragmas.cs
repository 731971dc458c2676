using SqliteDiscipline.Analyzers.Sql.Pragmas;
using SqliteDiscipline.Analyzers.Sql.Statements;
using SqliteDiscipline.Analyzers.Timeline;
using SqliteDiscipline.Analyzers.Timeline.Events;

namespace SqliteDiscipline.Analyzers.Rules.Census;

/// <summary>
/// The pragmas that say how a database is to be opened, whoever opens it. Others (query_only, legacy_alter_table, analysis_limit, …) are meant for what
/// one connection is about to do.
/// </summary>
internal static class OpeningPragmas
{
    private static readonly HashSet<string> s_safety = new()
    {
        "busy_timeout", "cell_size_check", "checkpoint_fullfsync", "foreign_keys", "fullfsync", "journal_size_limit", "recursive_triggers",
        "secure_delete", "synchronous", "trusted_schema", "wal_autocheckpoint",
    };

    private static readonly HashSet<string> s_speed = new() { "automatic_index", "cache_size", "cache_spill", "mmap_size", "temp_store" };

    public static bool IsOne(Pragma pragma) => s_safety.Contains(pragma.Name) || IsAboutSpeed(pragma);

    /// <summary>Whether a connection without it is slower at most.</summary>
    public static bool IsAboutSpeed(Pragma pragma) => s_speed.Contains(pragma.Name);

    /// <summary>Whether it may be meant for what this one connection does. One that guards the data is meant for every connection.</summary>
    public static bool IsForSomeWork(Pragma pragma) => IsAboutSpeed(pragma) || pragma.Name is "secure_delete" or "cell_size_check" or "wal_autocheckpoint" or "recursive_triggers";

    /// <summary>Whether the connection goes on to do some work that the setting may be meant for.</summary>
    public static bool IsUsedAfterwards(Ran ran, Pragma pragma, BodyTimeline timeline) => timeline.Events
        .SkipWhile(happening => !ReferenceEquals(happening, ran))
        .Skip(1)
        .Any(later => later.Connection.Equals(ran.Connection) && later switch
        {
            RanUnknown or Unknown or HandedOut { How: HandOut.Passed or HandOut.Captured } => IsForSomeWork(pragma),
            Ran { Statement: var statement } => IsFor(pragma, statement),
            _ => false,
        });

    private static bool IsFor(Pragma pragma, SqlStatement statement) => pragma.Name switch
    {
        "secure_delete" => TakesRows(statement) || statement is DropStatement or DropColumnStatement or VacuumStatement,
        "cell_size_check" => statement is PragmaStatement { Name: var name } && (name.Is("integrity_check") || name.Is("quick_check")),
        "recursive_triggers" => TakesRows(statement),
        "wal_autocheckpoint" => statement is DataStatement or UnknownStatement,
        _ => IsAboutSpeed(pragma) && statement is not (PragmaStatement or TransactionStatement or CreateTableStatement),
    };

    // The first rows that a start-up puts in take nothing away.
    private static bool TakesRows(SqlStatement statement) =>
        statement is DeleteStatement or UpdateStatement or InsertStatement { Conflict: ConflictAction.Replace } or UnknownStatement;
}
