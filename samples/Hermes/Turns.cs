using Microsoft.Data.Sqlite;

namespace Hermes;

/// <summary>What an agent said, turn by turn; a turn has the parts that it says it has.</summary>
internal static class Turns
{
    public const int Parts = 50;

    public const string Schema = """
        CREATE TABLE IF NOT EXISTS turns (id INTEGER PRIMARY KEY, parts INTEGER NOT NULL);
        CREATE TABLE IF NOT EXISTS parts (
            turn_id INTEGER NOT NULL REFERENCES turns(id),
            number INTEGER NOT NULL,
            text TEXT NOT NULL,
            PRIMARY KEY (turn_id, number));
        """;

    public static IReadOnlyList<string> Example { get; } = [.. Enumerable.Range(1, Parts).Select(number => $"part {number}: {new string('.', 200)}")];

    /// <summary>The turns that have fewer parts than they say.</summary>
    public static long Torn(SqliteConnection connection) =>
        Convert.ToInt64(connection.Scalar("SELECT count(*) FROM turns WHERE parts <> (SELECT count(*) FROM parts WHERE turn_id = turns.id)"));

    public static long Last(SqliteConnection connection) =>
        Convert.ToInt64(connection.Scalar("SELECT coalesce(max(id), 0) FROM turns"));

    public static bool IsWhole(SqliteConnection connection, long turn) =>
        Convert.ToInt64(connection.Scalar("SELECT count(*) FROM parts WHERE turn_id = $turn", ("$turn", turn))) == Parts;
}
