using SqliteDiscipline;

namespace Aico;

/// <summary>
/// What must survive a restart: synchronous FULL, checked when first opened, one connection, and the WAL emptied when it closes or the
/// program is told to end.
/// </summary>
[SqliteConnectionFactory]
[SqliteDatabase("memories", Memories.FileName, Profile = SqliteProfile.Durable, BusyTimeout = 30_000, MaxConnections = 1)]
[SqliteDatabase("backup", Memories.BackupFile, Access = SqliteAccess.ReadOnly)]
internal static partial class Databases;
