using System.Diagnostics;
using System.Globalization;
using Microsoft.Data.Sqlite;

namespace SqliteDiscipline.Benchmarks;

/// <summary>How long a writer waits for a lock that another process holds for a moment.</summary>
internal static class Waiting
{
    /// <summary>Each way to come to the lock, and the connection that takes it.</summary>
    private static readonly (string Way, Func<string, SqliteConnection> Open, Action<SqliteConnection> Write)[] s_ways =
    [
        ("`BeginTransaction`, disciplined", Disciplined, Begin),
        ("`BeginTransaction`, provider alone", Alone, Begin),
        ("`BeginTransaction`, provider with `PRAGMA busy_timeout`", Patient, Begin),
        ("INSERT outside a transaction, disciplined", Disciplined, Insert),
        ("INSERT outside a transaction, provider alone", Alone, Insert),
        ("deferred transaction that has read and then writes, disciplined", Disciplined, Upgrade),
        ("deferred transaction that has read and then writes, provider alone", Alone, Upgrade),
    ];

    /// <summary>Measures all ways, and writes one line for each: its median for each hold.</summary>
    public static void Run(string provider, string native, int rounds)
    {
        var folder = Directory.CreateTempSubdirectory("sqlite-discipline-").FullName;
        var path = Path.Combine(folder, "main.db");
        using var keeper = Bare.Keep(path);
        using var holder = Child.Start("hold", provider, native, path);
        Console.WriteLine($"{Child.Result}{Engine.Describe()}");
        foreach (var (way, open, write) in s_ways)
        {
            var medians = Tables.Holds.Select(hold => Median(holder, hold, rounds, path, open, write).ToString("F1", CultureInfo.InvariantCulture));
            Console.WriteLine($"{Child.Result}{way}|{string.Join('|', medians)}");
        }

        holder.StandardInput.Close();
        holder.WaitForExit();
        keeper.Dispose();
        SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>What the child does: holds the write lock for as many milliseconds as each line says.</summary>
    public static void Hold(string path)
    {
        using var connection = Bare.Open($"Data Source={path};Pooling=False");
        while (Console.ReadLine() is { } line)
        {
            using var held = connection.BeginTransaction();
            Console.WriteLine("held");
            Thread.Sleep(int.Parse(line, CultureInfo.InvariantCulture));
        }
    }

    private static double Median(Process holder, int hold, int rounds, string path, Func<string, SqliteConnection> open, Action<SqliteConnection> write)
    {
        var waits = new List<double>();
        using var connection = open(path);
        for (var round = 0; round < rounds; round++)
        {
            // What has to come first (a read, in a deferred transaction) comes while nobody holds the lock.
            using var deferred = write == Upgrade ? Reading(connection) : null;
            holder.StandardInput.WriteLine(hold);
            holder.StandardOutput.ReadLine();
            var waiting = Stopwatch.StartNew();
            write(connection);
            waits.Add(waiting.Elapsed.TotalMilliseconds);
        }

        return waits.Order().ElementAt(rounds / 2);
    }

    private static SqliteTransaction Reading(SqliteConnection connection)
    {
        var transaction = connection.BeginTransaction(deferred: true);
        connection.Select();
        return transaction;
    }

    private static SqliteConnection Disciplined(string path) => Databases._connect_main(path);

    private static SqliteConnection Alone(string path) => Bare.Open($"Data Source={path}");

    private static SqliteConnection Patient(string path)
    {
        var connection = Bare.Open($"Data Source={path};");
        connection.Run("PRAGMA busy_timeout = 5000");
        return connection;
    }

    private static void Begin(SqliteConnection connection) => connection.BeginTransaction().Dispose();

    private static void Insert(SqliteConnection connection) => connection.Run("INSERT INTO t(v) VALUES ('more')");

    private static void Upgrade(SqliteConnection connection) => Insert(connection);
}
