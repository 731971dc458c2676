using DiffPlex;
using DiffPlex.DiffBuilder;
using DiffPlex.DiffBuilder.Model;
using SqliteDiscipline.Machinery;

namespace SqliteDiscipline.Tour;

/// <summary>The program of the incident, in a workspace of its own: built, run and mended there as its owner would.</summary>
internal sealed class Patient
{
    public const int Sites = 16;

    private const string Home = "samples/AaronAi/Before";
    private const string Project = Home + "/AaronAi.Before.csproj";
    private const string ManifestFile = Home + "/Databases.cs";

    private readonly Workspace _workspace;
    private Dictionary<string, string> _remembered = [];

    public Patient(Workspace workspace)
    {
        _workspace = workspace;
        SampleSources.TakeProgram(workspace, Home, Project);
        workspace.Dotnet.Run("restore", Project).Required();
    }

    /// <summary>The source files of the program as it was.</summary>
    public IReadOnlyList<string> Sources { get; } =
        [.. Directory.GetFiles(Repository.PathOf(Home), "*.cs").Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];

    public string Manifest => File.ReadAllText(Path.Combine(_workspace.Folder, ManifestFile));

    public void AddManifest() => _workspace.Write(ManifestFile, File.ReadAllText(Repository.PathOf("samples/AaronAi/After/Databases.cs")));

    /// <summary>Builds; with an error log, because a plain build at the prompt does not even run rules that only inform.</summary>
    public BuildResult Build()
    {
        var log = _workspace.PathOf("build.sarif");
        File.Delete(log);
        var outcome = _workspace.Dotnet.Run("build", Project, "--no-restore", $"-p:ErrorLog={log}%2Cversion=2.1");
        return new BuildResult(outcome, ReportedDiagnostic.ReadLog(log));
    }

    /// <summary>Runs the program as it was last built, on a new folder for its databases.</summary>
    public ProgramRun Run(string folder) => ProgramRun.Read(Start(folder).Required());

    /// <summary>The same on the machine's own SQLite; <see langword="null"/> where there is none that fits.</summary>
    public ProgramRun? RunOnSystemSqlite(string folder)
    {
        var outcome = Start(folder, "system-sqlite");
        return outcome.Succeeded && ProgramRun.Read(outcome) is { Ran: true } run ? run : null;
    }

    /// <summary>Keeps the sources as they are now, for <see cref="Changes"/>.</summary>
    public void Remember() => _remembered = Read();

    public void Fix(string id) =>
        _workspace.Dotnet.Run("format", "analyzers", Project, "--no-restore", "--diagnostics", id, "--severity", "info").Required();

    /// <summary>What became of the remembered sources.</summary>
    public IEnumerable<FileChange> Changes() =>
        from file in Read()
        let old = _remembered.GetValueOrDefault(file.Key, string.Empty)
        where old != file.Value
        orderby file.Key
        select new FileChange(file.Key, new InlineDiffBuilder(new Differ()).BuildDiffModel(old, file.Value));

    /// <summary>The files that differ from what the repository shows as the result.</summary>
    public IReadOnlyList<string> DriftFromAfter()
    {
        var (here, shown) = (Read(), Directory.GetFiles(Repository.PathOf("samples/AaronAi/After"), "*.cs").ToDictionary(file => Path.GetFileName(file), File.ReadAllText));
        return [.. here.Keys.Union(shown.Keys).Where(file => here.GetValueOrDefault(file) != shown.GetValueOrDefault(file)).Order(StringComparer.Ordinal)];
    }

    private Outcome Start(string folder, params IReadOnlyList<string> options)
    {
        var program = Path.Combine(_workspace.Folder, Home, "bin", "Debug", "net10.0", "AaronAi.dll");
        return _workspace.Dotnet.Run([program, "run", _workspace.PathOf("databases", folder), .. options]);
    }

    private Dictionary<string, string> Read() =>
        Directory.GetFiles(Path.Combine(_workspace.Folder, Home), "*.cs").ToDictionary(file => Path.GetFileName(file), File.ReadAllText);
}

/// <summary>A build and what the compiler reported in it.</summary>
internal sealed record BuildResult(Outcome Outcome, IReadOnlyList<ReportedDiagnostic> Diagnostics)
{
    public bool Succeeded => Outcome.Succeeded;

    /// <summary>The errors that the build printed.</summary>
    public string Errors => string.Join(Environment.NewLine, Outcome.Lines.Where(line => line.Contains(": error ", StringComparison.Ordinal)).Distinct());

    public int Count(string id) => Diagnostics.Count(diagnostic => diagnostic.Id == id);

    public int Others(params string[] ids) => Diagnostics.Count(diagnostic => !ids.Contains(diagnostic.Id));
}

/// <summary>A source file before and after.</summary>
internal sealed record FileChange(string File, DiffPaneModel Lines);
