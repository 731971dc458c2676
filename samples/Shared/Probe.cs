using Microsoft.Data.Sqlite;

namespace Samples;

/// <summary>Asks a connection what is in force on it, where it is used: what was sent proves nothing.</summary>
internal static class Probe
{
    private static readonly string[] s_pragmas = ["foreign_keys", "synchronous", "busy_timeout", "journal_mode"];

    /// <summary>Prints one line per visit: <c>site|database|name|pragma=value|…</c>.</summary>
    public static void Read(string site, SqliteConnection connection)
    {
        var database = Path.GetFileNameWithoutExtension(connection.DataSource);
        var values = s_pragmas.Select(pragma => $"{pragma}={connection.Scalar("PRAGMA " + pragma)}");
        Console.WriteLine($"site|{database}|{site}|{string.Join('|', values)}|default_timeout={connection.DefaultTimeout}");
    }

    /// <summary>The journal, what a commit waits for, and whether foreign keys are enforced.</summary>
    public static string InForce(SqliteConnection connection)
    {
        var enforced = Convert.ToInt32(connection.Scalar("PRAGMA foreign_keys")) == 1 ? "enforced" : "not enforced";
        return $"{Journal(connection)}, foreign keys {enforced}";
    }

    /// <summary>The journal, and what a commit waits for.</summary>
    public static string Journal(SqliteConnection connection)
    {
        string[] synchronous = ["OFF", "NORMAL", "FULL", "EXTRA"];
        return $"{connection.Scalar("PRAGMA journal_mode")}, {synchronous[Convert.ToInt32(connection.Scalar("PRAGMA synchronous"))]}";
    }

    /// <summary>
    /// How long a lock is waited for, in milliseconds: by SQLite's own handler, or by the provider where the native build can only
    /// sleep for whole seconds.
    /// </summary>
    public static long Patience(SqliteConnection connection)
    {
        var handler = Convert.ToInt64(connection.Scalar("PRAGMA busy_timeout"));
        return handler != 0 ? handler : connection.DefaultTimeout * 1000L;
    }
}
