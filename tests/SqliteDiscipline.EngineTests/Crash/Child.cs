using System.Diagnostics;
using System.Globalization;

namespace SqliteDiscipline.EngineTests.Crash;

/// <summary>This program once more, as a process of its own: locks are between processes, and only a process can be killed.</summary>
internal static class Child
{
    /// <summary>Starts it, kills it a moment after it has told so many numbers, and gives all that it told.</summary>
    public static IReadOnlyList<long> KilledAfter(int numbers, TimeSpan moment, params string[] arguments)
    {
        using var process = Start(arguments);
        var errors = process.StandardError.ReadToEndAsync();
        var told = new List<long>();
        while (process.StandardOutput.ReadLine() is { } line)
        {
            told.Add(long.Parse(line, CultureInfo.InvariantCulture));
            if (told.Count == numbers)
            {
                // SIGKILL: nothing in the process hears of it. The pipe keeps what was told until then.
                Thread.Sleep(moment);
                process.Kill();
            }
        }

        process.WaitForExit();
        if (told.Count < numbers)
        {
            throw new InvalidOperationException($"The child ended by itself, after {told.Count} numbers:\n{errors.Result}");
        }

        return told;
    }

    /// <summary>Has another process insert into the table <c>t</c>: it answers <c>written</c> or <c>locked</c>.</summary>
    public static string Insert(string path)
    {
        using var process = Start("insert", path);
        var answer = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return answer.Trim();
    }

    public static Process Start(params string[] arguments)
    {
        var host = Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet" ? Environment.ProcessPath! : Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";
        return Process.Start(new ProcessStartInfo(host, [typeof(Child).Assembly.Location, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
    }
}
