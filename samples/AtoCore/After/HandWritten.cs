using Microsoft.Data.Sqlite;
using SqliteDiscipline;

namespace AtoCore;

/// <summary>The function that everyone ends up writing, kept: here connections may be made, because it says so.</summary>
internal sealed class HandWritten(Settings settings)
{
    [SqliteConnectionFactory]
    public SqliteConnection Open()
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = settings.FileName,
            ForeignKeys = true,
            DefaultTimeout = settings.BusyTimeout / 1000,
            Pooling = false, // Nobody shuts down a pool of its own.
        }.ToString());
        try
        {
            connection.Open();
            if (connection.Scalar("PRAGMA journal_mode = WAL") is "wal")
                connection.Run("PRAGMA synchronous = NORMAL");
            else
                connection.Run("PRAGMA synchronous = FULL");

            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }
}
