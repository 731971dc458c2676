using Microsoft.Data.Sqlite;

namespace Samples;

/// <summary>What every call site does with its connection once it has one.</summary>
internal static class Commands
{
    public static SqliteCommand Command(this SqliteConnection connection, string sql, params (string Name, object Value)[] parameters)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in parameters)
            command.Parameters.AddWithValue(name, value);

        return command;
    }

    public static int Run(this SqliteConnection connection, string sql, params (string Name, object Value)[] parameters)
    {
        using var command = connection.Command(sql, parameters);
        return command.ExecuteNonQuery();
    }

    public static object? Scalar(this SqliteConnection connection, string sql, params (string Name, object Value)[] parameters)
    {
        using var command = connection.Command(sql, parameters);
        return command.ExecuteScalar();
    }

    /// <summary>All of the statements, or none.</summary>
    public static void RunAll(this SqliteConnection connection, IEnumerable<string> statements)
    {
        using var transaction = connection.BeginTransaction();
        foreach (var statement in statements)
            connection.Run(statement);

        transaction.Commit();
    }
}
