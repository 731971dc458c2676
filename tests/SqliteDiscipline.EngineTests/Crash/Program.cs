using System.Globalization;
using System.Reflection;
using Microsoft.Data.Sqlite;
using SqliteDiscipline.EngineTests.Generation;

namespace SqliteDiscipline.EngineTests.Crash;

/// <summary>What a child process does until it is killed. The test host has an entry point of its own.</summary>
internal static class Program
{
    private static void Main(string[] arguments)
    {
        SQLitePCL.Batteries_V2.Init();
        if (arguments[0] == "insert")
        {
            Console.WriteLine(Insert(arguments[1]));
            return;
        }

        var databases = Assembly.LoadFrom(arguments[1]).GetType("Databases", throwOnError: true)!;
        switch (arguments[0])
        {
            case "write":
                Write(databases.GetMethod("_connect_main")!.CreateDelegate<Func<SqliteConnection>>());
                break;
            case "serve":
                Serve(databases.GetMethod("_connect_main")!.CreateDelegate<Func<SqliteConnection>>(), databases.GetMethod("_shutdown")!.CreateDelegate<Action>());
                break;
            case "backup":
                BackUp(databases.GetMethod("_backup_main")!.CreateDelegate<Action<string>>(), arguments[2]);
                break;
        }
    }

    // A parent and three children in each transaction; its number is told once it is committed.
    private static void Write(Func<SqliteConnection> connect)
    {
        using var connection = connect();
        for (var number = long.Parse(connection.Ask("SELECT coalesce(max(id), 0) FROM p")!, CultureInfo.InvariantCulture) + 1; ; number++)
        {
            using (var transaction = connection.BeginTransaction())
            {
                using var command = connection.CreateCommand();
                command.Transaction = transaction;
                command.CommandText = $"INSERT INTO p VALUES ({number})";
                command.ExecuteNonQuery();
                command.CommandText = $"INSERT INTO c SELECT {number}, randomblob(3000) FROM (VALUES (1), (2), (3))";
                command.ExecuteNonQuery();
                transaction.Commit();
            }

            Tell(number);
        }
    }

    // With the two hooks that the documentation of _shutdown() gives, and a connection that nobody closes.
    private static void Serve(Func<SqliteConnection> connect, Action shutdown)
    {
        AppDomain.CurrentDomain.ProcessExit += (_, _) => shutdown();
        using var onTerm = System.Runtime.InteropServices.PosixSignalRegistration.Create(System.Runtime.InteropServices.PosixSignal.SIGTERM, _ => shutdown());
        var connection = connect();
        connection.Run("CREATE TABLE t(a)");
        for (var number = 0; number < 50; number++)
        {
            connection.Run("INSERT INTO t VALUES (randomblob(1000))");
        }

        Tell(50);
        Console.In.ReadToEnd();
    }

    private static void BackUp(Action<string> backUp, string destination)
    {
        for (var number = 1; ; number++)
        {
            backUp(destination);
            Tell(number);
        }
    }

    // As another program, which waits a second for a lock.
    private static string Insert(string path)
    {
        using var connection = new SqliteConnection(
            new SqliteConnectionStringBuilder { DataSource = path, Pooling = false, DefaultTimeout = 1 }.ToString());
        connection.Open();
        try
        {
            connection.Run("INSERT INTO t VALUES (2)");
            return "written";
        }
        catch (SqliteException failure) when (failure.SqliteErrorCode == SQLitePCL.raw.SQLITE_BUSY)
        {
            return "locked";
        }
    }

    private static void Tell(long number)
    {
        Console.Out.WriteLine(number);
        Console.Out.Flush();
    }
}
