using Microsoft.Data.Sqlite;

namespace AtoCore;

/// <summary>The one function that opens connections, as every program ends up having one.</summary>
internal sealed class Database(string path, int busyTimeout)
{
    /// <summary>Commits on success, rolls back on error, always closes.</summary>
    public T Do<T>(Func<SqliteConnection, T> work)
    {
        using var connection = new SqliteConnection($"Data Source={path}");
        connection.Open();
        connection.Run($"PRAGMA foreign_keys = ON; PRAGMA busy_timeout = {busyTimeout}; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL");
        using var transaction = connection.BeginTransaction();
        var result = work(connection);
        transaction.Commit();
        return result;
    }
}
