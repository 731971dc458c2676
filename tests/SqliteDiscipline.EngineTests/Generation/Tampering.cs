using Microsoft.Data.Sqlite;
using Xunit;

namespace SqliteDiscipline.EngineTests.Generation;

/// <summary>By which way somebody gets at a connection's handle.</summary>
public enum Route
{
    /// <summary>A command from <c>CreateCommand</c>.</summary>
    CreateCommand,

    /// <summary><c>new SqliteCommand(text, connection)</c>.</summary>
    NewCommand,

    /// <summary>The raw handle and SQLite's own functions.</summary>
    Handle,
}

/// <summary>Undoes what a policy promises, by every route that leads to the handle.</summary>
internal static class Tampering
{
    private static readonly string[] s_pragmas =
    [
        "foreign_keys = {other}", "synchronous = OFF", "busy_timeout = 1", "wal_autocheckpoint = 7", "cache_size = -77", "temp_store = FILE", "recursive_triggers = OFF",
        "cell_size_check = OFF", "journal_mode = DELETE", "journal_size_limit = 1", "automatic_index = ON", "trusted_schema = ON", "reverse_unordered_selects = OFF",
        "secure_delete = OFF", "read_uncommitted = OFF", "ignore_check_constraints = ON", "writable_schema = ON", "query_only = ON",
    ];

    public static void With(SqliteConnection connection, Route route, string except = "none") => Later(connection, route, except)();

    /// <summary>Gets hold of what is needed now, and uses it later.</summary>
    public static Action Later(SqliteConnection connection, Route route, string except = "none")
    {
        // Enforcement is turned round: off where it is on, and on where the policy has it off.
        var isEnforced = connection.Ask("PRAGMA foreign_keys") == "1";
        var pragmas = s_pragmas.Where(pragma => !pragma.StartsWith(except, StringComparison.Ordinal))
            .Select(pragma => "PRAGMA " + pragma.Replace("{other}", isEnforced ? "OFF" : "ON", StringComparison.Ordinal)).ToArray();
        var run = Later(connection, route, pragmas);
        return () =>
        {
            run();
            Assert.Equal("0", connection.Ask("PRAGMA synchronous"));
            Assert.Equal(isEnforced ? "0" : "1", connection.Ask("PRAGMA foreign_keys"));
            Assert.Equal("1", connection.Ask("PRAGMA query_only"));
        };
    }

    public static void Run(SqliteConnection connection, Route route, params string[] statements) => Later(connection, route, statements)();

    private static Action Later(SqliteConnection connection, Route route, string[] statements)
    {
        switch (route)
        {
            case Route.Handle:
                var handle = connection.Handle!;
                return () =>
                {
                    foreach (var statement in statements)
                    {
                        Assert.Equal(0, SQLitePCL.raw.sqlite3_exec(handle, statement));
                    }
                };
            default:
                var commands = statements.Select(statement =>
                {
                    if (route == Route.NewCommand)
                    {
                        return new SqliteCommand(statement, connection);
                    }

                    var command = connection.CreateCommand();
                    command.CommandText = statement;
                    return command;
                }).ToList();
                return () => commands.ForEach(command =>
                {
                    using (command)
                    {
                        command.ExecuteNonQuery();
                    }
                });
        }
    }
}
