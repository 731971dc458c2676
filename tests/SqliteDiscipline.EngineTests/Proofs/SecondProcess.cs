using System.Diagnostics;
using Microsoft.Data.Sqlite;

namespace SqliteDiscipline.EngineTests.Proofs;

/// <summary>This assembly run once more, as the other program that has the database open. Locks are between processes.</summary>
internal static class SecondProcess
{
    /// <summary>Has another process write to the database: it answers <c>written</c> or <c>locked</c>.</summary>
    public static string Write(string path)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, UseShellExecute = false };
        start.ArgumentList.Add(typeof(SecondProcess).Assembly.Location);
        start.ArgumentList.Add(path);
        using var process = Process.Start(start)!;
        var answer = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return answer.Trim();
    }

    private static int Main(string[] arguments)
    {
        SQLitePCL.Batteries_V2.Init();
        using var connection = new SqliteConnection(
            new SqliteConnectionStringBuilder { DataSource = arguments[0], Pooling = false, DefaultTimeout = 1 }.ToString());
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "INSERT INTO t VALUES (2)";
        try
        {
            command.ExecuteNonQuery();
            Console.WriteLine("written");
        }
        catch (SqliteException failure) when (failure.SqliteErrorCode == 5)
        {
            Console.WriteLine("locked");
        }

        return 0;
    }
}
