namespace SqliteDiscipline.PackageTests;

/// <summary>
/// A project of somebody who uses the package. Test classes declare theirs as static fields beside what they assert;
/// <see cref="Consumers"/> finds them all and builds them in one go.
/// </summary>
public sealed record Consumer(string Name)
{
    /// <summary>The sources and other files, by path in the project.</summary>
    public required IReadOnlyDictionary<string, string> Files { get; init; }

    public string TargetFrameworks { get; init; } = "net10.0";

    public string LangVersion { get; init; } = "latest";

    /// <summary>The version of Microsoft.Data.Sqlite, or <see langword="null"/> for a project without it.</summary>
    public string? Provider { get; init; } = "6.0.7";

    /// <summary>Whether the build's outcome is a program, with a native SQLite beside it.</summary>
    public bool IsProgram { get; init; }

    /// <summary>A shared framework beside .NET's own.</summary>
    public string? Framework { get; init; }

    /// <summary>A program that brings its own native SQLite says so here.</summary>
    public string? OutputType { get; init; }

    /// <summary>Further MSBuild properties.</summary>
    public IReadOnlyDictionary<string, string> Properties { get; init; } = new Dictionary<string, string>();

    /// <summary>Further packages, by id: those that no other consumer needs.</summary>
    public IReadOnlyDictionary<string, string> Packages { get; init; } = new Dictionary<string, string>();

    /// <summary>Further MSBuild items.</summary>
    public string? Items { get; init; }

    /// <summary>The consumers that this one refers to, by name.</summary>
    public IReadOnlyList<string> References { get; init; } = [];

    /// <summary>Built, then mended by <c>dotnet format analyzers</c>, then built again.</summary>
    public bool IsFixed { get; init; }

    /// <summary>Where all consumers find the native binding of the later providers.</summary>
    public const string NativeBindingFile = "binding/SQLitePCLRaw.core.dll";

    public string ProjectFile => $"{Name}/{Name}.csproj";

    public string Project(string packageVersion) => $"""
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <TargetFrameworks>{TargetFrameworks}</TargetFrameworks>
            <OutputType>{OutputType ?? (IsProgram ? "Exe" : "Library")}</OutputType>
            <LangVersion>{LangVersion}</LangVersion>
            <Nullable>enable</Nullable>
            {string.Join('\n', Properties.Select(property => $"<{property.Key}>{property.Value}</{property.Key}>"))}
          </PropertyGroup>
          <ItemGroup>
            {Package("SqliteDiscipline", packageVersion)}
            {ProviderItems}
            {(IsProgram ? Package("SQLitePCLRaw.bundle_e_sqlite3", "2.0.6") : null)}
            {(Framework is null ? null : $"""<FrameworkReference Include="{Framework}" />""")}
            {string.Concat(Packages.Select(package => Package(package.Key, package.Value)))}
            {string.Concat(References.Select(name => $"""<ProjectReference Include="../{name}/{name}.csproj" />"""))}
            {Items}
          </ItemGroup>
        </Project>
        """;

    private string? ProviderItems => Provider switch
    {
        null => null,
        ['6', ..] => Package("Microsoft.Data.Sqlite.Core", Provider),
        _ => $"""
            {Package("Microsoft.Data.Sqlite.Core", Provider)}
            <PackageReference Include="SQLitePCLRaw.core" Version="{NativeBinding.Version}" ExcludeAssets="compile" />
            <Reference Include="SQLitePCLRaw.core"><HintPath>../{NativeBindingFile}</HintPath></Reference>
            """,
    };

    private static string Package(string id, string version) => $"""<PackageReference Include="{id}" Version="{version}" />""";
}
