using Microsoft.Data.Sqlite;

namespace AaronAi;

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
}
