using Microsoft.Data.Sqlite;

namespace Aico;

/// <summary>What the assistant remembers.</summary>
internal static class Memories
{
    public const string FileName = "memories.db";
    public const string BackupFile = "memories.before-2.db";

    public static void Add(SqliteConnection connection, string text) =>
        connection.Run("INSERT INTO memories (text) VALUES ($text)", ("$text", text));

    public static void Migrate()
    {
        Databases._backup_memories(BackupFile);
        using var connection = Databases._connect_memories();
        connection.RunAll([Schema.Second, "PRAGMA user_version = 2"]);
    }

    public static long InBackup()
    {
        using var connection = Databases._connect_backup();
        return Convert.ToInt64(connection.Scalar("SELECT count(*) FROM memories"));
    }
}
