using System.Reflection;
using SqliteDiscipline.Machinery;
using Xunit;

namespace SqliteDiscipline.PackageTests;

/// <summary>The package, packed once, and every declared consumer, built once. Built anew by nothing: tests only look at what came of it.</summary>
public sealed class Consumers : IDisposable
{
    // Restore and build everything in one process each: starting MSBuild costs more than compiling a consumer does.
    private const string All = "All.slnx";
    private const string ToFix = "ToFix.slnx";

    private readonly Workspace _workspace;
    private readonly Dictionary<string, BuiltConsumer> _built = [];
    private readonly Dictionary<string, BuiltConsumer> _fixed = [];

    public Consumers()
    {
        _workspace = Workspace.Create("test");
        try
        {
            var declared = Declared();
            WriteAll(declared);
            _workspace.Dotnet.Run("restore", All).Required();
            Build(All, declared, _built);

            var mended = declared.Where(consumer => consumer.IsFixed).ToList();
            _workspace.Dotnet.Run("format", "analyzers", ToFix, "--no-restore", "--diagnostics", "SQLD100", "SQLD101", "--severity", "info").Required();
            Build(ToFix, mended, _fixed);
        }
        catch
        {
            _workspace.Dispose();
            throw;
        }
    }

    internal PackedPackage Package => _workspace.Package;

    /// <summary>All consumers as they were written.</summary>
    internal IReadOnlyCollection<BuiltConsumer> AllBuilt => _built.Values;

    /// <summary>The consumer as it was written.</summary>
    internal BuiltConsumer Built(Consumer consumer) => _built[consumer.Name];

    /// <summary>The consumer after the fixes.</summary>
    internal BuiltConsumer Fixed(Consumer consumer) => _fixed[consumer.Name];

    /// <summary>A source file as it stands after the fixes.</summary>
    internal string Read(Consumer consumer, string file) => File.ReadAllText(Path.Combine(_workspace.Folder, consumer.Name, file));

    internal bool Has(Consumer consumer, string file) => File.Exists(Path.Combine(_workspace.Folder, consumer.Name, file));

    /// <summary>Writes a file of a consumer that no other test looks at.</summary>
    internal void Write(Consumer consumer, string file, string text) => _workspace.Write(Path.Combine(consumer.Name, file), text);

    /// <summary>Deletes a file of such a consumer.</summary>
    internal void Delete(Consumer consumer, string file) => File.Delete(Path.Combine(_workspace.Folder, consumer.Name, file));

    /// <summary>Builds a consumer again, as it is now.</summary>
    internal BuiltConsumer Rebuild(Consumer consumer)
    {
        var folder = Path.Combine(_workspace.Folder, consumer.Name);
        foreach (var left in Directory.EnumerateFiles(Path.Combine(folder, "obj"), "reported.*.sarif").ToList())
        {
            File.Delete(left);
        }

        if (Directory.Exists(Path.Combine(folder, "bin")))
        {
            Directory.Delete(Path.Combine(folder, "bin"), recursive: true);
        }

        return BuiltConsumer.Of(consumer, folder, Command("build", consumer.ProjectFile, ["--no-incremental"]));
    }

    /// <summary>Restores nothing, and leaves no build node behind.</summary>
    internal Outcome Command(string verb, string project, IReadOnlyList<string> options) =>
        _workspace.Dotnet.Run([verb, project, "--no-restore", "-nodeReuse:false", .. options]);

    /// <summary>Runs what was built, in a folder of its own.</summary>
    internal Outcome Run(Consumer consumer, params IReadOnlyList<string> options) =>
        _workspace.Dotnet.Run(
        [
            Path.Combine(_workspace.Folder, consumer.Name, "bin", "Debug", consumer.TargetFrameworks, consumer.Name + ".dll"),
            "run",
            _workspace.PathOf("databases", string.Join('.', [consumer.Name, .. options])),
            .. options,
        ]);

    /// <summary>Publishes the consumer and runs what was published, in a folder of its own.</summary>
    internal (Outcome Publish, Outcome Run) Publish(Consumer consumer)
    {
        var published = _workspace.PathOf("published", consumer.Name);
        var publish = _workspace.Dotnet.Run("publish", consumer.ProjectFile, "--no-restore", "-nodeReuse:false", "-f", consumer.TargetFrameworks, "-o", published);
        var folder = Directory.CreateDirectory(_workspace.PathOf("databases", "published-" + consumer.Name)).FullName;
        return (publish, publish.Succeeded ? Dotnet.Start(Path.Combine(published, consumer.Name), folder) : publish);
    }

    public void Dispose() => _workspace.Dispose();

    private static List<Consumer> Declared() =>
        [.. typeof(Consumers).Assembly.GetTypes()
            .SelectMany(type => type.GetFields(BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.Public))
            .SelectMany(field => field.GetValue(null) switch
            {
                Consumer one => [one],
                IEnumerable<Consumer> several => several,
                _ => Enumerable.Empty<Consumer>(),
            })];

    private void WriteAll(List<Consumer> consumers)
    {
        // Every compilation leaves a log: what was reported is read from there, and rules that only inform are run at all.
        _workspace.Write("Directory.Build.props", """
            <Project>
              <PropertyGroup>
                <NuGetAudit>false</NuGetAudit>
                <NoWarn>$(NoWarn);NU1603;NU1605;NETSDK1206</NoWarn>
                <SatelliteResourceLanguages>en</SatelliteResourceLanguages>
              </PropertyGroup>
            </Project>
            """);
        _workspace.Write("Directory.Build.targets", """
            <Project>
              <PropertyGroup>
                <ErrorLog>$(MSBuildProjectDirectory)/obj/reported.$(TargetFramework).sarif,version=2.1</ErrorLog>
              </PropertyGroup>
            </Project>
            """);
        _workspace.Write(".editorconfig", "root = true\n");
        NativeBinding.Copy(Workspace.UsualPackages, Path.Combine(_workspace.Folder, Consumer.NativeBindingFile));
        foreach (var consumer in consumers)
        {
            _workspace.Write(consumer.ProjectFile, consumer.Project(Package.Version));
            foreach (var (file, text) in consumer.Files)
            {
                _workspace.Write(Path.Combine(consumer.Name, file), text);
            }
        }

        _workspace.Write(All, Solution(consumers));
        _workspace.Write(ToFix, Solution(consumers.Where(consumer => consumer.IsFixed)));
    }

    private void Build(string solution, List<Consumer> consumers, Dictionary<string, BuiltConsumer> results)
    {
        // What an earlier build left would pass for an outcome of this one.
        foreach (var left in consumers.Select(consumer => Path.Combine(_workspace.Folder, consumer.Name, "bin")).Where(Directory.Exists))
        {
            Directory.Delete(left, recursive: true);
        }

        var outcome = _workspace.Dotnet.Run("build", solution, "--no-restore", "--no-incremental", "-nodeReuse:false");
        foreach (var consumer in consumers)
        {
            results.Add(consumer.Name, BuiltConsumer.Of(consumer, Path.Combine(_workspace.Folder, consumer.Name), outcome));
        }
    }

    private static string Solution(IEnumerable<Consumer> consumers) =>
        $"<Solution>{string.Concat(consumers.Select(consumer => $"""<Project Path="{consumer.ProjectFile}" />"""))}</Solution>";
}

/// <summary>The consumers are built once for all test classes.</summary>
[CollectionDefinition(Name)]
public sealed class SharedConsumers : ICollectionFixture<Consumers>
{
    public const string Name = "consumers";
}
