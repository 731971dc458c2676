using System.Globalization;
using Microsoft.Data.Sqlite;

namespace AaronAi;

/// <summary>Who is logged in: four connect sites, one of them kept open for as long as the object lives.</summary>
internal sealed class Sessions : IDisposable
{
    private readonly SqliteConnection _connection;

    public Sessions()
    {
        _connection = Databases._connect_sessions();
        Probe.Read(nameof(Sessions), _connection);
        _connection.Run("CREATE TABLE IF NOT EXISTS sessions (id TEXT PRIMARY KEY, user TEXT NOT NULL, seen INTEGER NOT NULL)");
    }

    public void Start(string id, string user) =>
        _connection.Run("INSERT INTO sessions (id, user, seen) VALUES ($id, $user, 0)", ("$id", id), ("$user", user));

    public static void Touch(string id)
    {
        using var connection = Databases._connect_sessions();
        Probe.Read(nameof(Touch), connection);
        connection.Run("UPDATE sessions SET seen = seen + 1 WHERE id = $id", ("$id", id));
    }

    public static async Task<long> ExpireAsync(long seen, CancellationToken cancellation = default)
    {
        // Everything that was never touched is old enough.
        await using (SqliteConnection connection = Databases._connect_sessions())
        {
            Probe.Read(nameof(ExpireAsync), connection);
            return connection.Run("DELETE FROM sessions WHERE seen < $seen", ("$seen", seen));
        }
    }

    public static long Active()
    {
        SqliteConnection? connection = null;
        try
        {
            connection = Databases._connect_sessions();
            Probe.Read(nameof(Active), connection);
            return Convert.ToInt64(connection.Scalar("SELECT count(*) FROM sessions"), CultureInfo.InvariantCulture);
        }
        finally
        {
            connection?.Close();
        }
    }

    public void Dispose() => _connection.Dispose();
}
