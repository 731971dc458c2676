using SqliteDiscipline;

namespace NanoClaw.Container;

/// <summary>The two files that host and container share, as the container sees them.</summary>
[SqliteConnectionFactory]
[SqliteDatabase("inbound", DataSourceFrom = nameof(Inbound), Access = SqliteAccess.ReadOnly, Writer = "NanoClaw.After")]
[SqliteDatabase("outbound", DataSourceFrom = nameof(Outbound), Profile = SqliteProfile.Rollback, Writer = "NanoClaw.Container")]
internal static partial class Databases
{
    // Through the mount, what another machine keeps in -wal and -shm is not to be had: SQLite reads an immutable file and nothing beside it.
    private static string Inbound(string folder) => new Uri(Path.GetFullPath(Path.Combine(folder, "inbound.db"))).AbsoluteUri + "?immutable=1";

    private static string Outbound(string folder) => Path.Combine(folder, "outbound.db");
}
