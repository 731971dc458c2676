namespace SqliteDiscipline.PackageTests;

/// <summary>Sources that several consumers are made of, in C# 8 unless said otherwise.</summary>
internal static class Sources
{
    public const string Manifest = """
        using SqliteDiscipline;

        namespace Shop
        {
            /// <summary>The databases.</summary>
            [SqliteConnectionFactory]
            [SqliteDatabase("orders", "orders.db")]
            internal static partial class Databases
            {
            }
        }
        """;

    /// <summary>Two raw sites, on lines 9 and 16.</summary>
    public const string RawSites = """
        using Microsoft.Data.Sqlite;

        namespace Shop
        {
            internal static class Orders
            {
                public static void Add()
                {
                    using var connection = new SqliteConnection("Data Source=orders.db");
                    connection.Open();
                }

                public static SqliteConnection Open()
                {
                    const string file = "orders.db";
                    var connection = new SqliteConnection("Data Source=" + file);
                    connection.Open();
                    return connection;
                }
            }
        }
        """;

    /// <summary>The wrapper used as intended.</summary>
    public const string Disciplined = """
        using Microsoft.Data.Sqlite;

        namespace Shop
        {
            internal static class Orders
            {
                public static object? Count()
                {
                    using var connection = Databases._connect_orders();
                    using var command = connection.CreateCommand();
                    command.CommandText = "SELECT count(*) FROM orders";
                    return command.ExecuteScalar();
                }

                public static SqliteConnection Closed() => Databases._create_orders();
            }
        }
        """;

    /// <summary>A program with one raw site, on line 14, that prints the pragmas in force there.</summary>
    public const string RawProgram = """
        using System;
        using System.IO;
        using Microsoft.Data.Sqlite;

        namespace Shop
        {
            internal static class Program
            {
                private static void Main(string[] args)
                {
                    SQLitePCL.Batteries_V2.Init();
                    Directory.CreateDirectory(args[1]);
                    Directory.SetCurrentDirectory(args[1]);
                    using var connection = new SqliteConnection("Data Source=orders.db");
                    connection.Open();
                    foreach (var pragma in new[] { "foreign_keys", "synchronous", "journal_mode" })
                    {
                        using var command = connection.CreateCommand();
                        command.CommandText = "PRAGMA " + pragma;
                        Console.WriteLine(pragma + "=" + command.ExecuteScalar());
                    }
                }
            }
        }
        """;

    public static IReadOnlyDictionary<string, string> Files(params ReadOnlySpan<(string Path, string Text)> files)
    {
        var all = new Dictionary<string, string>();
        foreach (var (path, text) in files)
        {
            all.Add(path, text);
        }

        return all;
    }
}
