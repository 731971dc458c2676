using System.Reflection;

namespace SqliteDiscipline.Machinery;

/// <summary>
/// A temporary folder in which the packed package is used as in anybody's project. The package is installed into a packages folder of
/// the workspace's own; every other package comes from where this repository restored it, so that a restore here asks no registry.
/// </summary>
internal sealed class Workspace : IDisposable
{
    private readonly string _root;

    private Workspace(string root)
    {
        _root = root;
        Dotnet = new Dotnet(Folder, new Dictionary<string, string> { ["NUGET_PACKAGES"] = PathOf("packages") });
    }

    /// <summary>The packages folder that this repository was restored to.</summary>
    public static string UsualPackages { get; } =
        typeof(Workspace).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(item => item.Key == "PackageFolder").Value!;

    /// <summary>Where the projects are.</summary>
    public string Folder => Path.Combine(_root, "code");

    public PackedPackage Package { get; private set; } = null!;

    public Dotnet Dotnet { get; }

    public static Workspace Create(string label)
    {
        var workspace = new Workspace(Directory.CreateTempSubdirectory($"sqlite-discipline-{label}-").FullName);
        try
        {
            Directory.CreateDirectory(workspace.Folder);
            workspace.Package = PackedPackage.Pack(workspace.PathOf("feed"), label);
            workspace.Install();
            return workspace;
        }
        catch
        {
            workspace.Dispose();
            throw;
        }
    }

    /// <summary>A path beside the projects: the package feed, databases, logs.</summary>
    public string PathOf(params ReadOnlySpan<string> parts) => Path.Combine([_root, .. parts]);

    /// <summary>Writes a file among the projects.</summary>
    public void Write(string path, string text)
    {
        var file = Path.Combine(Folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }

    /// <summary>Copies a file of the repository to the same place in the workspace.</summary>
    public void Take(params ReadOnlySpan<string> parts) =>
        Write(Path.Combine(parts), File.ReadAllText(Repository.PathOf(parts)));

    public void Dispose()
    {
        try
        {
            Directory.Delete(_root, recursive: true);
        }
        catch (Exception held) when (held is IOException or UnauthorizedAccessException)
        {
            // Windows keeps a file that some compiler server still has loaded; it is in the temporary folder, and small.
        }
    }

    private void Install()
    {
        Write("nuget.config", $"""
            <configuration>
              <fallbackPackageFolders>
                <add key="usual" value="{UsualPackages}" />
              </fallbackPackageFolders>
            </configuration>
            """);

        // From the feed alone: no registry is asked for a version that only this machine has.
        Write("Install/Install.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>net$(BundledNETCoreAppTargetFrameworkVersion)</TargetFramework>
                <ManagePackageVersionsCentrally>false</ManagePackageVersionsCentrally>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="{PackedPackage.Id}" Version="{Package.Version}" />
              </ItemGroup>
            </Project>
            """);
        Dotnet.Run("restore", "Install", "--source", PathOf("feed")).Required();
        Directory.Delete(Path.Combine(Folder, "Install"), recursive: true);
    }
}
