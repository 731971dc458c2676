using SqliteDiscipline.Machinery;

namespace SqliteDiscipline.Tour;

/// <summary>Puts samples of this repository into a workspace, there to be built with the packed package.</summary>
internal static class SampleSources
{
    private static readonly string[] s_common = [".editorconfig", "Directory.Build.props", "Directory.Packages.props", "samples/Directory.Build.props"];

    /// <summary>What all samples need.</summary>
    public static void TakeCommon(Workspace workspace)
    {
        foreach (var file in s_common)
            workspace.Take(file);
        TakeFolder(workspace, "samples/Shared");
        Insert(workspace, "Directory.Packages.props", $"""    <PackageVersion Include="{PackedPackage.Id}" Version="{workspace.Package.Version}" />""");
    }

    /// <summary>A program, and the reference to the package that <c>dotnet add package SqliteDiscipline</c> gives it.</summary>
    public static void TakeProgram(Workspace workspace, string folder, string project)
    {
        workspace.Take(project);
        TakeFolder(workspace, folder);
        Insert(workspace, project, $"""    <PackageReference Include="{PackedPackage.Id}" />""");
    }

    /// <summary>The sources in a folder, and not below it.</summary>
    public static void TakeFolder(Workspace workspace, string folder)
    {
        foreach (var file in Directory.GetFiles(Repository.PathOf(folder), "*.cs"))
            workspace.Take(Path.Combine(folder, Path.GetFileName(file)));
    }

    // Before the end of the last group of items.
    private static void Insert(Workspace workspace, string file, string line)
    {
        var text = File.ReadAllText(Path.Combine(workspace.Folder, file));
        workspace.Write(file, text.Insert(text.LastIndexOf("  </ItemGroup>", StringComparison.Ordinal), line + "\n"));
    }
}
