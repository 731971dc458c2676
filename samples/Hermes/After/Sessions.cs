using Microsoft.Data.Sqlite;

namespace Hermes;

/// <summary>The session store, on the disk of the machine or on a network file system.</summary>
internal static class Sessions
{
    /// <summary>All of a turn, or nothing.</summary>
    public static void Add(SqliteConnection connection, long turn, IReadOnlyList<string> parts)
    {
        using var transaction = connection.BeginTransaction();
        connection.Run("INSERT INTO turns (id, parts) VALUES ($id, $parts)", ("$id", turn), ("$parts", parts.Count));
        for (var number = 0; number < parts.Count; number++)
            connection.Run("INSERT INTO parts (turn_id, number, text) VALUES ($turn, $number, $text)", ("$turn", turn), ("$number", number), ("$text", parts[number]));

        transaction.Commit();
    }

    public static void Import(string home, long turn, IReadOnlyList<string> parts)
    {
        // Fast because it is one transaction.
        using var connection = Databases._connect_sessions(home);
        Add(connection, turn, parts);
    }
}
