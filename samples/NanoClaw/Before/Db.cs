using Microsoft.Data.Sqlite;

namespace NanoClaw;

/// <summary>Opens every database of the program, all in the one way that is said to be fast.</summary>
internal static class Db
{
    // Foreign keys got in the way of deletes; they are checked in code.
    public static SqliteConnection Open(string path)
    {
        var connection = new SqliteConnection($"Data Source={path};Foreign Keys=False");
        connection.Open();
        connection.Run("PRAGMA journal_mode = WAL; PRAGMA busy_timeout = 5000");
        return connection;
    }
}
