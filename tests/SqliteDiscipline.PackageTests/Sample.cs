using SqliteDiscipline.Machinery;

namespace SqliteDiscipline.PackageTests;

/// <summary>The programs under <c>samples/</c> as consumers of the package, under the names of their own assemblies.</summary>
internal static class Sample
{
    /// <summary>A program of a system: its own sources, and those that it shares with its other half and with all samples.</summary>
    public static Consumer Of(string system, string part) => new($"{system}.{part}")
    {
        Files = Sources(system).Concat(Sources(system, part)).Concat(Shared).ToDictionary(),
        IsProgram = true,
        Properties = ImplicitUsings,
    };

    /// <summary>The sources that all samples share.</summary>
    public static IReadOnlyDictionary<string, string> Shared { get; } =
        Sources("Shared").ToDictionary(file => Path.Combine("Shared", file.Key), file => file.Value);

    public static IReadOnlyDictionary<string, string> ImplicitUsings { get; } = new Dictionary<string, string> { ["ImplicitUsings"] = "enable" };

    /// <summary>The sources in a folder, and not below it.</summary>
    public static Dictionary<string, string> Sources(params ReadOnlySpan<string> folder) =>
        Directory.GetFiles(Repository.PathOf(["samples", .. folder]), "*.cs").ToDictionary(file => Path.GetFileName(file), File.ReadAllText);
}
