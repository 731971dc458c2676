using System.Globalization;
using Microsoft.Data.Sqlite;
using Db = Microsoft.Data.Sqlite.SqliteConnection;

namespace AaronAi;

/// <summary>The conversations and their messages: twelve connect sites, written by several hands over several years.</summary>
internal static class Conversations
{
    // The dashboard's reads, so that they can be pointed elsewhere some day.
    private static readonly Func<SqliteConnection> s_openReader = () =>
    {
        var connection = Databases._connect_conversations();
        return connection;
    };

    public static void CreateSchema()
    {
        using var connection = Databases._connect_conversations();
        Probe.Read(nameof(CreateSchema), connection);
        connection.Run("""
            CREATE TABLE IF NOT EXISTS conversations (
                id TEXT PRIMARY KEY,
                title TEXT NOT NULL);
            CREATE TABLE IF NOT EXISTS messages (
                id INTEGER PRIMARY KEY,
                conversation_id TEXT NOT NULL REFERENCES conversations(id),
                content TEXT NOT NULL,
                timestamp INTEGER NOT NULL);
            CREATE INDEX IF NOT EXISTS messages_by_conversation ON messages(conversation_id, timestamp DESC);
            """);
    }

    public static void Create(string id, string title)
    {
        using (var connection = Databases._connect_conversations())
        {
            Probe.Read(nameof(Create), connection);
            connection.Run("INSERT INTO conversations (id, title) VALUES ($id, $title)", ("$id", id), ("$title", title));
        }
    }

    public static void AddMessage(string conversation, string content)
    {
        using var connection = Databases._connect_conversations();
        Probe.Read(nameof(AddMessage), connection);
        Insert(connection, conversation, content);
    }

    /// <summary>Takes over what another system exported.</summary>
    public static void Import(string conversation, params IReadOnlyList<string> contents)
    {
        // Exports are large; this has to be fast.
        using var connection = Databases._connect_conversations();
        Probe.Read(nameof(Import), connection);
        foreach (var content in contents)
            Insert(connection, conversation, content);
    }

    public static async Task<IReadOnlyList<string>> TitlesAsync(CancellationToken cancellation)
    {
        await using var connection = Databases._connect_conversations();
        Probe.Read(nameof(TitlesAsync), connection);

        var titles = new List<string>();
        await using var command = connection.Command("SELECT title FROM conversations ORDER BY title");
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
            titles.Add(reader.GetString(0));

        return titles;
    }

    public static string? Title(string id)
    {
        using SqliteConnection connection = Databases._connect_conversations();
        Probe.Read(nameof(Title), connection);
        return connection.Scalar("SELECT title FROM conversations WHERE id = $id", ("$id", id)) as string;
    }

    public static void Rename(string id, string title)
    {
        var connection = Databases._connect_conversations();
        try
        {
            Probe.Read(nameof(Rename), connection);
            connection.Run("UPDATE conversations SET title = $title WHERE id = $id", ("$id", id), ("$title", title));
        }
        finally
        {
            connection.Dispose();
        }
    }

    public static IReadOnlyList<string> Search(string text)
    {
        using var db = Databases._connect_conversations();
        Probe.Read(nameof(Search), db);

        using var command = db.Command("SELECT content FROM messages WHERE instr(content, $text) ORDER BY id", ("$text", text));
        using var reader = command.ExecuteReader();
        var found = new List<string>();
        while (reader.Read())
            found.Add(reader.GetString(0));

        return found;
    }

    public static long Count(string conversation) =>
        Number(nameof(Count), Databases._create_conversations(), "SELECT count(*) FROM messages WHERE conversation_id = $id", ("$id", conversation));

    public static long Total()
    {
        using var connection = s_openReader();
        Probe.Read(nameof(Total), connection);
        return Convert.ToInt64(connection.Scalar("SELECT count(*) FROM messages"), CultureInfo.InvariantCulture);
    }

    public static void Delete(string id)
    {
        using var connection = Databases._connect_conversations();
        Probe.Read(nameof(Delete), connection);
        using var transaction = connection.BeginTransaction();
        connection.Run("DELETE FROM messages WHERE conversation_id = $id", ("$id", id));
        connection.Run("DELETE FROM conversations WHERE id = $id", ("$id", id));
        transaction.Commit();
    }

    public static void Clear()
    {
        using var connection = OpenForMaintenance();
        Probe.Read(nameof(Clear), connection);
        connection.RunAll(["DELETE FROM messages", "DELETE FROM conversations"]);
    }

    /// <summary>The messages whose conversation does not exist.</summary>
    public static long Orphans()
    {
        using var connection = OpenForMaintenance();
        return Convert.ToInt64(connection.Scalar("SELECT count(*) FROM pragma_foreign_key_check('messages')"), CultureInfo.InvariantCulture);
    }

    private static SqliteConnection OpenForMaintenance()
    {
        var connection = Databases._connect_conversations();
        return connection;
    }

    private static void Insert(SqliteConnection connection, string conversation, string content) =>
        connection.Run(
            "INSERT INTO messages (conversation_id, content, timestamp) VALUES ($conversation, $content, $now)",
            ("$conversation", conversation), ("$content", content), ("$now", DateTimeOffset.UtcNow.ToUnixTimeMilliseconds()));

    private static long Number(string site, SqliteConnection connection, string sql, params (string Name, object Value)[] parameters)
    {
        using (connection)
        {
            connection.Open();
            Probe.Read(site, connection);
            return Convert.ToInt64(connection.Scalar(sql, parameters), CultureInfo.InvariantCulture);
        }
    }
}
