using SqliteDiscipline;

namespace Hermes;

/// <summary>
/// WAL with synchronous NORMAL; and where SQLite answers that there is no WAL, DELETE with FULL, without a word about it here.
/// </summary>
[SqliteConnectionFactory]
[SqliteDatabase("sessions", DataSourceFrom = nameof(Home), BusyTimeout = 2000)]
[SqliteDatabase("full", "full.db", BusyTimeout = 2000)]
[SqlitePragma("full", "max_page_count", "6")]
internal static partial class Databases
{
    // The disk of the machine, or a network file system: what the configuration says.
    private static string Home(string home) => home;
}
