using SqliteDiscipline.Analyzers.Manifest;

namespace SqliteDiscipline.Analyzers.Generation.Connection;

/// <summary>
/// Writes one typed connection, each concern by a part of its own. The text is C# 7, but for nullable annotations where they are understood.
/// </summary>
internal static class ConnectionWriter
{
    public static string Write(ConnectionSource source, TargetModel target)
    {
        var database = source.Database;
        return CSharpText.File(target, source.Namespace, $$"""
            /// <summary>
            /// A connection to the database <c>{{CSharpText.Xml(database.Name)}}</c>{{Place(database)}}, as <c>{{CSharpText.Xml(source.Factory)}}</c> declares it. Open means configured: every way of opening it
            /// applies the whole policy and asks SQLite what is in force, or throws and leaves it closed.
            /// </summary>
            /// <remarks>
            /// <list type="bullet">
            {{string.Join("\n", PolicyWords.Of(database).Select(words => $"/// <item><description>{CSharpText.Xml(words)}.</description></item>"))}}
            /// </list>
            /// </remarks>
            {{CSharpText.GeneratedCode}}
            {{(source.IsPublic ? "public" : "internal")}} sealed partial class {{database.ConnectionType}} : global::Microsoft.Data.Sqlite.SqliteConnection
            {
            {{CSharpText.Indent(CSharpText.Paragraphs(Parts(source, target)), 1)}}
            }
            """);
    }

    private static IEnumerable<string> Parts(ConnectionSource source, TargetModel target)
    {
        var database = source.Database;
        var optional = target.IsNullableAware ? "?" : string.Empty;
        yield return MakingPart.Of(source, optional);
        yield return OpeningPart.Of(database, optional);
        yield return PoolsPart.Of(database.Policy, optional);
        if (database.Policy.CountsOpenConnections)
        {
            yield return CountingPart.Of(database, optional);
        }

        yield return WatchingPart.Of(database, optional);
        yield return PolicyPart.Of(database);
        yield return WaitingPart.Of(database);
        yield return ExecutingPart.Of(database);
        yield return CheckingPart.Of(database);
        yield return MaintenancePart.Of(database);
        yield return ReportPart.Of(database);
        yield return BackupPart.Of(database);
    }

    private static string Place(DatabaseModel database) => database.DataSource is { } path ? $" (<c>{CSharpText.Xml(path)}</c>)" : string.Empty;
}
