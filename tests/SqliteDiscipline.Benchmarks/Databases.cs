using Microsoft.Data.Sqlite;

namespace SqliteDiscipline.Benchmarks;

/// <summary>The disciplined connection that is measured, on the default policy.</summary>
[SqliteConnectionFactory]
[SqliteDatabase("main", DataSourceFrom = nameof(PathOf))]
internal static partial class Databases
{
    public static string PathOf(string path) => path;
}

/// <summary>What it is measured against: the provider as it comes.</summary>
[System.Diagnostics.CodeAnalysis.SuppressMessage("SqliteDiscipline.Pragmas", "SQLD201", Justification = "Without the pragmas is what it is there for.")]
[SqliteConnectionFactory]
internal static class Bare
{
    private static readonly string[] s_fourCommands =
    [
        "PRAGMA journal_mode = WAL", "PRAGMA synchronous = NORMAL", "PRAGMA foreign_keys = ON", "PRAGMA busy_timeout = 5000",
    ];

    public static SqliteConnection Open(string connectionString)
    {
        var connection = new SqliteConnection(connectionString);
        connection.Open();
        return connection;
    }

    /// <summary>What is commonly written after an open.</summary>
    public static SqliteConnection OpenWithFourCommands(string connectionString)
    {
        var connection = Open(connectionString);
        foreach (var pragma in s_fourCommands)
        {
            connection.Run(pragma);
        }

        return connection;
    }

    /// <summary>A file in WAL with a table of two rows, and a connection that keeps its log from going when others close.</summary>
    public static SqliteConnection Keep(string path)
    {
        var keeper = Open($"Data Source={path};Pooling=False");
        keeper.Run("PRAGMA journal_mode = WAL");
        keeper.Run("CREATE TABLE IF NOT EXISTS t(id INTEGER PRIMARY KEY, v TEXT)");
        keeper.Run("INSERT OR IGNORE INTO t VALUES (1, 'one'), (2, 'two')");
        keeper.Select();
        return keeper;
    }

    public static void Run(this SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    public static object? Select(this SqliteConnection connection)
    {
        using var command = PointSelect(connection);
        return command.ExecuteScalar();
    }

    /// <summary>The same by a reader, which takes the connection's handle for each row.</summary>
    public static object? Read(this SqliteConnection connection)
    {
        using var command = PointSelect(connection);
        using var reader = command.ExecuteReader();
        return reader.Read() ? reader.GetValue(0) : null;
    }

    private static SqliteCommand PointSelect(SqliteConnection connection)
    {
        var command = connection.CreateCommand();
        command.CommandText = "SELECT v FROM t WHERE id = $id";
        command.Parameters.AddWithValue("$id", 1);
        return command;
    }
}
