using SqliteDiscipline;

namespace AaronAi;

/// <summary>Every database of this program, and how each is opened.</summary>
[SqliteConnectionFactory]
[SqliteDatabase("conversations", "conversations.db")]
[SqliteDatabase("sessions", "sessions.db")]
internal static partial class Databases;
