using System.Diagnostics;

namespace Samples;

/// <summary>Another process: what a signal does to a database, and what another program sees of it, shows only from outside.</summary>
internal sealed class Child : IDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(3);

    private readonly Process _process;

    private Child(Process process) => _process = process;

    /// <summary>Starts a managed program, by the path of its assembly.</summary>
    public static Child Start(string assembly, params IReadOnlyList<string> arguments)
    {
        // `dotnet run` starts programs by a host of their own; whoever runs `dotnet PROGRAM.dll` is the host already.
        var self = Environment.ProcessPath!;
        var host = Path.GetFileNameWithoutExtension(self) == "dotnet" ? self : Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";
        var start = new ProcessStartInfo(host, [assembly, .. arguments]) { RedirectStandardOutput = true };
        return new Child(Process.Start(start) ?? throw new InvalidOperationException($"{assembly} did not start."));
    }

    /// <summary>Starts this very program once more.</summary>
    public static Child StartSelf(params IReadOnlyList<string> arguments) => Start(Environment.GetCommandLineArgs()[0], arguments);

    /// <summary>The next line that it prints, or <see langword="null"/> when it has ended.</summary>
    public string? Line() => _process.StandardOutput.ReadLineAsync().WaitAsync(s_patience).GetAwaiter().GetResult();

    /// <summary>Everything that it prints until it ends.</summary>
    public string Output()
    {
        var output = _process.StandardOutput.ReadToEndAsync().WaitAsync(s_patience).GetAwaiter().GetResult();
        _process.WaitForExit();
        return output;
    }

    /// <summary>Asks it to end, as a shutdown does: SIGTERM.</summary>
    public void Terminate()
    {
        // Every shell has this one built in.
        using var shell = Process.Start("/bin/sh", ["-c", $"kill -TERM {_process.Id}"]);
        shell.WaitForExit();
    }

    /// <summary>Ends it without asking, as the out-of-memory killer does: SIGKILL.</summary>
    public void Kill() => _process.Kill();

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill();

        _process.Dispose();
    }
}
