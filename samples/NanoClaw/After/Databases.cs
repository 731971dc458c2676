using SqliteDiscipline;

namespace NanoClaw;

/// <summary>Three databases, three policies, and one writer each.</summary>
[SqliteConnectionFactory]
[SqliteDatabase("central", "central.db", Writer = Host)]
[SqliteDatabase("inbound", DataSourceFrom = nameof(Inbound), JournalMode = SqliteJournalMode.Delete, BusyTimeout = 5000, Writer = Host)]
[SqliteDatabase("outbound", DataSourceFrom = nameof(Outbound), Access = SqliteAccess.ReadOnly, BusyTimeout = 5000, Writer = "NanoClaw.Container")]
internal static partial class Databases
{
    private const string Host = "NanoClaw.After";

    private static string Inbound(string sessionId) => Path.Combine("sessions", sessionId, "inbound.db");

    private static string Outbound(string sessionId) => Path.Combine("sessions", sessionId, "outbound.db");
}
