using Microsoft.Data.Sqlite;

namespace Hermes;

/// <summary>The session store, on the disk of the machine or on a network file system.</summary>
internal static class Sessions
{
    public static SqliteConnection Open(string home)
    {
        var connection = new SqliteConnection($"Data Source={home}");
        connection.Open();
        connection.Run("PRAGMA journal_mode = WAL");
        return connection;
    }

    /// <summary>Each part as it comes.</summary>
    public static void Add(SqliteConnection connection, long turn, IReadOnlyList<string> parts)
    {
        connection.Run("INSERT INTO turns (id, parts) VALUES ($id, $parts)", ("$id", turn), ("$parts", parts.Count));
        for (var number = 0; number < parts.Count; number++)
            connection.Run("INSERT INTO parts (turn_id, number, text) VALUES ($turn, $number, $text)", ("$turn", turn), ("$number", number), ("$text", parts[number]));
    }

    public static void Import(string home, long turn, IReadOnlyList<string> parts)
    {
        using var connection = Open(home);

        // Only for this import: it can be repeated.
        connection.Run("PRAGMA synchronous = OFF");
        Add(connection, turn, parts);
    }
}
