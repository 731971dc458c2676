using SqliteDiscipline.Analyzers.Manifest;
using SqliteDiscipline.Analyzers.Sql;
using SqliteDiscipline.Analyzers.Sql.Statements;
using SqliteDiscipline.Analyzers.Timeline;
using SqliteDiscipline.Analyzers.Timeline.Events;

namespace SqliteDiscipline.Analyzers.Rules;

/// <summary>The statements of a body that write the main file of a database that the manifest declares, sent over its typed connection.</summary>
internal static class DeclaredWrites
{
    public static IEnumerable<(Ran Ran, DatabaseModel Database)> In(BodyTimeline timeline, TimelineContext context)
    {
        foreach (var ran in timeline.Events.OfType<Ran>())
        {
            if (ran.Connection.Database is { } database && ran.Statement.WritesMainFile && !MayBeElsewhere(ran, timeline, context))
            {
                yield return (ran, database);
            }
        }
    }

    /// <summary>
    /// Whether a table may be none of the main file's: a bare name is looked for among the TEMP objects first, and in attached databases last. A TEMP table may
    /// have been made by other code that had the connection before.
    /// </summary>
    public static bool MayBeElsewhere(Ran ran, BodyTimeline timeline, TimelineContext context) =>
        timeline.Events.OfType<Ran>().Any(other => other.Connection.Equals(ran.Connection) && other.Statement is AttachStatement or CreateStatement { IsTemporary: true })
        || (Table(ran.Statement)?.Value is { } table && context.Rules.Schemas(context.Cancellation).HasTemporary(table));

    private static SqlName? Table(SqlStatement statement) => statement switch
    {
        DataStatement { Target: { Schema: null, Name: var name } } => name,
        SchemaStatement { Name: { Schema: null, Name: var name } } => name,
        _ => null,
    };
}
