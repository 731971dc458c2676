using System.Diagnostics;

namespace SqliteDiscipline.Benchmarks;

/// <summary>This program, run once more: on another provider or native library, or as the one who holds a lock.</summary>
internal static class Child
{
    /// <summary>What begins a line that is a result.</summary>
    public const string Result = "result|";

    public static Process Start(params string[] arguments)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardInput = true, RedirectStandardOutput = true };
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet")
        {
            start.ArgumentList.Add(typeof(Child).Assembly.Location);
        }

        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        return Process.Start(start)!;
    }

    /// <summary>Runs it to its end; its results are returned, the rest is passed on.</summary>
    public static List<string[]> Run(params string[] arguments)
    {
        var results = new List<string[]>();
        using var child = Start(arguments);
        while (child.StandardOutput.ReadLine() is { } line)
        {
            if (line.StartsWith(Result, StringComparison.Ordinal))
            {
                results.Add(line[Result.Length..].Split('|'));
            }
            else
            {
                Console.Error.WriteLine(line);
            }
        }

        child.WaitForExit();
        return child.ExitCode == 0 ? results : throw new InvalidOperationException($"'{string.Join(' ', arguments)}' failed.");
    }
}
