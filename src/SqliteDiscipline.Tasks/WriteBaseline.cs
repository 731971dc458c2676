using System.Security.Cryptography;
using System.Text;
using Microsoft.Build.Framework;
using SqliteDiscipline.Analyzers.Baselines;

namespace SqliteDiscipline.Tasks;

/// <summary>Writes what a compilation found, as its error log tells it, to the project's baseline.</summary>
public sealed class WriteBaseline : ITask
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(10);

    public IBuildEngine BuildEngine { get; set; } = null!;

    public ITaskHost? HostObject { get; set; }

    /// <summary>The compiler's error log.</summary>
    [Required]
    public string ErrorLog { get; set; } = string.Empty;

    /// <summary>The baseline. Where there is none and nothing was found, none is made.</summary>
    [Required]
    public string File { get; set; } = string.Empty;

    /// <summary>The name of the project.</summary>
    [Required]
    public string Project { get; set; } = string.Empty;

    /// <summary>The framework that was compiled for.</summary>
    public string TargetFramework { get; set; } = string.Empty;

    /// <summary>All frameworks of the project, where there are several.</summary>
    public string[] TargetFrameworks { get; set; } = [];

    /// <summary>Whether the project references Microsoft.Data.Sqlite. Where it does not, that there is nothing to write is no news.</summary>
    public bool HasProvider { get; set; }

    public bool Execute()
    {
        if (!System.IO.File.Exists(ErrorLog))
        {
            return Fail("SqliteDiscipline: the baseline was not written, because the compiler did not run.");
        }

        IReadOnlyList<FindingKey>? findings;
        using (var log = System.IO.File.OpenRead(ErrorLog))
        {
            findings = ErrorLogFindings.Read(log);
        }

        if (findings is null)
        {
            return NotRun();
        }

        if (findings.Count == 0 && !System.IO.File.Exists(File))
        {
            return !HasProvider || Tell($"found nothing{ForFramework}, and made no baseline {File}.");
        }

        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(File)!);
            if (!RewriteInTurn(findings))
            {
                return false;
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return Fail($"SqliteDiscipline: the baseline was not written: {failure.Message}");
        }

        var count = findings.Count switch { 0 => "no findings", 1 => "1 finding", var several => $"{several} findings" };
        return Tell($"the baseline {File} lists {count}{ForFramework}.");
    }

    // Each framework's build speaks for itself: what the others find, it need not know yet.
    private string ForFramework => TargetFrameworks.Length > 1 ? $" for {TargetFramework}" : string.Empty;

    // The frameworks of a project compile side by side, in processes of their own, and of different sessions where those are reused: whoever comes second waits. A lock on the file itself would keep the compiler out on
    // Windows, and be none at all elsewhere.
    private bool RewriteInTurn(IReadOnlyList<FindingKey> findings)
    {
        using var turn = new Mutex(initiallyOwned: false, @"Global\SqliteDiscipline.Baseline." + NameOf(File));
        try
        {
            if (!turn.WaitOne(s_patience))
            {
                throw new IOException($"another build has been writing {File} for {s_patience.TotalSeconds} seconds");
            }
        }
        catch (AbandonedMutexException)
        {
            // Who had it is gone: it is ours.
        }

        try
        {
            using var stream = new FileStream(File, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);
            return Rewrite(stream, findings);
        }
        finally
        {
            turn.ReleaseMutex();
        }
    }

    // A mutex may not be called like a path, nor be too long.
    private static string NameOf(string path)
    {
        using var hash = SHA256.Create();
        return BitConverter.ToString(hash.ComputeHash(Encoding.UTF8.GetBytes(Path.GetFullPath(path))), 0, 16);
    }

    private bool Rewrite(FileStream stream, IReadOnlyList<FindingKey> findings)
    {
        var before = new StreamReader(stream, Encoding.UTF8).ReadToEnd();
        if (BaselineText.ProjectOf(before) is { } owner && !string.Equals(owner, Project, StringComparison.OrdinalIgnoreCase))
        {
            return Fail(
                $"SqliteDiscipline: the baseline {File} is of the project '{owner}', as its head says, and was left alone. If that is now called '{Project}', say so in the head; otherwise give '{Project}' one of its own (SqliteDisciplineBaselineFile).");
        }

        if (!BaselineText.MayBeOne(before))
        {
            return Fail($"SqliteDiscipline: {File} is no baseline, and was left alone. If it is to be one, delete it first (SqliteDisciplineBaselineFile).");
        }

        var entries = BaselineText.Read(before).Select(line => line.Entry).OfType<BaselineEntry>().ToList();
        var frameworks = TargetFrameworks.Contains(TargetFramework, StringComparer.OrdinalIgnoreCase) ? TargetFrameworks : [TargetFramework];
        var after = BaselineText.Write(BaselineMerge.Replace(entries, findings, TargetFramework, frameworks), Project);

        // Written over what is the same, it would look new to every later build.
        if (after == before)
        {
            return true;
        }

        var bytes = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false).GetBytes(after);
        stream.SetLength(0);
        stream.Write(bytes, 0, bytes.Length);
        return true;
    }

    // What is there is not to be replaced by nothing. Where nothing is, a solution may have projects that are not looked at.
    private bool NotRun()
    {
        const string cause =
            "the rules did not run: RunAnalyzers or RunAnalyzersDuringBuild is false, or SQLD913, by which they tell what they find, is switched off";
        if (System.IO.File.Exists(File))
        {
            return Fail($"SqliteDiscipline: the baseline {File} was left alone, for {cause}.");
        }

        BuildEngine.LogWarningEvent(new BuildWarningEventArgs(
            null, null, BuildEngine.ProjectFileOfTaskNode, 0, 0, 0, 0, $"SqliteDiscipline: no baseline was written, for {cause}.", null, nameof(WriteBaseline)));
        return true;
    }

    private bool Tell(string message)
    {
        BuildEngine.LogMessageEvent(new BuildMessageEventArgs($"SqliteDiscipline: {message}", null, nameof(WriteBaseline), MessageImportance.High));
        return true;
    }

    private bool Fail(string message)
    {
        BuildEngine.LogErrorEvent(new BuildErrorEventArgs(null, null, BuildEngine.ProjectFileOfTaskNode, 0, 0, 0, 0, message, null, nameof(WriteBaseline)));
        return false;
    }
}
