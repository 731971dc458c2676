using Microsoft.Data.Sqlite;

namespace AtoCore;

/// <summary>A unit of work on a connection that whoever calls knows how to open.</summary>
internal static class Work
{
    /// <summary>Commits on success, rolls back on error, always closes.</summary>
    public static T Do<T>(this Func<SqliteConnection> open, Func<SqliteConnection, T> work)
    {
        using var connection = open();
        using var transaction = connection.BeginTransaction();
        var result = work(connection);
        transaction.Commit();
        return result;
    }

    public static void DeleteProject(this Func<SqliteConnection> open, string project) => open.Do(connection =>
        connection.Run("DELETE FROM interactions WHERE project_id = $id", ("$id", project))
        + connection.Run("UPDATE memories SET project_id = NULL WHERE project_id = $id", ("$id", project))
        + connection.Run("DELETE FROM projects WHERE id = $id", ("$id", project)));
}
