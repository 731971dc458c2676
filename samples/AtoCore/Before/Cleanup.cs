using Microsoft.Data.Sqlite;

namespace AtoCore;

/// <summary>Runs at night, and opens for itself: all in one batch, foreign keys and patience included.</summary>
internal static class Cleanup
{
    // The interactions of the project are in its way. ExecuteNonQuery does not say so: it loses errors after the first statement that returns a row.
    public static void DeleteProject(string path, string project)
    {
        using var connection = new SqliteConnection($"Data Source={path}");
        connection.Open();
        connection.Run("PRAGMA foreign_keys = ON; PRAGMA busy_timeout = 5000; DELETE FROM projects WHERE id = $id", ("$id", project));
    }
}
