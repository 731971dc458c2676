using SqliteDiscipline.Machinery;

namespace SqliteDiscipline.Tour;

/// <summary>A program of a system: what was reported when it was built, and what it claimed when it ran.</summary>
internal sealed record SampleRun(IReadOnlyList<ReportedDiagnostic> Reported, Outcome Run)
{
    /// <summary>What it found, by what it looked at.</summary>
    public IReadOnlyDictionary<string, string> Claims { get; } =
        Run.Lines.Select(line => line.Split('|')).Where(line => line[0] == "claim").ToDictionary(line => line[1], line => line[2]);

    /// <summary>What our rules reported, counted.</summary>
    public string Reports { get; } =
        string.Join(", ", Reported.Select(diagnostic => diagnostic.Id).Where(id => id.StartsWith("SQLD", StringComparison.Ordinal)).CountBy(id => id).OrderBy(count => count.Key).Select(count => $"{count.Value} × {count.Key}"));

    public bool Holds => Run.Succeeded && Claims.Count > 0;
}

/// <summary>A system of the incidents, before and after.</summary>
internal sealed record SystemRun(string Story, SampleRun Before, SampleRun After);

/// <summary>The other systems of the incidents, built with the packed package and run on real files while the tour goes on.</summary>
internal static class Systems
{
    private const string Solution = "Systems.slnx";

    private static readonly (string Name, string Story)[] s_all =
    [
        ("NanoClaw", "three databases, three policies, one writer each"),
        ("Aico", "told to end, damaged on the disk, migrated, encrypted"),
        ("AtoCore", "the connection function that everyone ends up writing, and an old database"),
        ("Hermes", "killed in mid-write, the disk full, no WAL to be had"),
    ];

    public static Task<IReadOnlyList<SystemRun>> Begin(Workspace workspace)
    {
        Take(workspace);
        return Task.Run(() => Run(workspace));
    }

    private static IReadOnlyList<SystemRun> Run(Workspace workspace)
    {
        // What is wrong with a program as it was must not keep it from being run; the .NET analyzers are for this repository's own build.
        workspace.Dotnet.Run(
            "build", Solution, "-p:TreatWarningsAsErrors=false", "-p:EnableNETAnalyzers=false", "-p:EnforceCodeStyleInBuild=false", "-nodeReuse:false").Required();
        return [.. s_all.Select(system => new SystemRun($"{system.Name}: {system.Story}", Run(workspace, system.Name, "Before"), Run(workspace, system.Name, "After")))];
    }

    private static void Take(Workspace workspace)
    {
        List<string> projects = ["samples/NanoClaw/Container/NanoClaw.Container.csproj"];
        projects.AddRange(s_all.SelectMany(system => new[] { ProjectOf(system.Name, "Before"), ProjectOf(system.Name, "After") }));
        foreach (var (name, _) in s_all)
            SampleSources.TakeFolder(workspace, $"samples/{name}");
        foreach (var project in projects)
            SampleSources.TakeProgram(workspace, Path.GetDirectoryName(project)!, project);

        workspace.Write("samples/Directory.Build.targets", """
            <Project>
              <PropertyGroup>
                <ErrorLog>$(MSBuildProjectDirectory)/obj/reported.sarif,version=2.1</ErrorLog>
              </PropertyGroup>
            </Project>
            """);
        workspace.Write(Solution, $"<Solution>{string.Concat(projects.Select(project => $"""<Project Path="{project}" />"""))}</Solution>");
    }

    private static SampleRun Run(Workspace workspace, string system, string half)
    {
        var folder = Path.Combine(workspace.Folder, "samples", system, half);
        return new SampleRun(
            ReportedDiagnostic.ReadLog(Path.Combine(folder, "obj", "reported.sarif")),
            workspace.Dotnet.Run(Path.Combine(folder, "bin", "Debug", "net10.0", $"{system}.{half}.dll"), "run", workspace.PathOf("databases", system, half)));
    }

    private static string ProjectOf(string system, string half) => $"samples/{system}/{half}/{system}.{half}.csproj";
}
