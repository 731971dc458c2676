using Microsoft.Data.Sqlite;

namespace Aico;

/// <summary>What the assistant remembers. Whoever needs it opens a connection.</summary>
internal static class Memories
{
    public const string FileName = "memories.db";
    public const string VaultFile = "vault.db";

    private const string BackupFile = "memories.before-2.db";

    public static SqliteConnection Open()
    {
        var connection = new SqliteConnection("Data Source=" + FileName);
        connection.Open();
        connection.Run("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA busy_timeout = 30000");
        return connection;
    }

    public static void Add(SqliteConnection connection, string text) =>
        connection.Run("INSERT INTO memories (text) VALUES ($text)", ("$text", text));

    public static void Migrate()
    {
        File.Copy(FileName, BackupFile);
        using var connection = Open();
        connection.Run(Schema.Second);
        connection.Run("PRAGMA user_version = 2");
    }

    public static long InBackup()
    {
        using var connection = new SqliteConnection($"Data Source={BackupFile}");
        connection.Open();
        return Convert.ToInt64(connection.Scalar("SELECT count(*) FROM memories"));
    }

    /// <summary>Keeps what nobody else may read.</summary>
    public static void AddSecret(string text)
    {
        using var connection = new SqliteConnection($"Data Source={VaultFile}");
        connection.Open();
        connection.Run("PRAGMA key = 'correct horse battery staple'");
        connection.Run(Schema.First);
        Add(connection, text);
    }
}
