using System.Diagnostics;

namespace SqliteDiscipline.Machinery;

/// <summary>What a process came to.</summary>
internal sealed record Outcome(string Command, int ExitCode, string Output)
{
    public bool Succeeded => ExitCode == 0;

    public IEnumerable<string> Lines => Output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>The outcome itself; an exception that shows the output where the process failed.</summary>
    public Outcome Required() =>
        Succeeded ? this : throw new InvalidOperationException($"`{Command}` exited with {ExitCode}:{Environment.NewLine}{Output}");
}

/// <summary>Runs <c>dotnet</c> as a user would at a prompt, whatever the process that asks was itself started by.</summary>
internal sealed class Dotnet(string folder, IReadOnlyDictionary<string, string> environment)
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(10);

    public Outcome Run(params IReadOnlyList<string> arguments)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        Prepare(start.Environment);
        return Run(start, $"dotnet {string.Join(' ', arguments)}");
    }

    /// <summary>Runs a program that stands on its own.</summary>
    public static Outcome Start(string program, string folder) =>
        Run(new ProcessStartInfo(program) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true }, program);

    private static Outcome Run(ProcessStartInfo start, string command)
    {
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"`{command}` did not start.");
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(s_patience))
            process.Kill(entireProcessTree: true);

        return new Outcome(command, process.ExitCode, output.Result + error.Result);
    }

    private void Prepare(IDictionary<string, string?> variables)
    {
        // `dotnet test` and `dotnet run` tell their children which MSBuild they are; a build started from here must find its own.
        foreach (var inherited in variables.Keys.Where(name => name.StartsWith("MSBuild", StringComparison.OrdinalIgnoreCase)).ToList())
            variables.Remove(inherited);

        // Where many small projects are built, a compiler that is started for each of them takes twice as long as all the rest.
        variables.Remove("UseSharedCompilation");

        // A build node that outlives its build would hold our pipes, and the packages that it loaded.
        variables["MSBUILDDISABLENODEREUSE"] = "1";
        variables["DOTNET_CLI_USE_MSBUILD_SERVER"] = "0";
        variables["DOTNET_CLI_UI_LANGUAGE"] = "en";
        variables["DOTNET_NOLOGO"] = "1";
        foreach (var (name, value) in environment)
            variables[name] = value;
    }
}
