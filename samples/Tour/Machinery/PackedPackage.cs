namespace SqliteDiscipline.Machinery;

/// <summary>The package, packed from this repository's sources under a version that no cache has seen.</summary>
internal sealed record PackedPackage(string File, string Version)
{
    public const string Id = "SqliteDiscipline";

    /// <summary>Packs into a folder, as a release is packed.</summary>
    public static PackedPackage Pack(string folder, string label)
    {
        // PackageVersion, not Version: the assemblies stay as they are, and need not be compiled anew for every run.
        // What analyzers say of these sources is said when they are built; here it would only take time.
        var version = $"0.1.0-{label}.{DateTime.UtcNow:yyyyMMddHHmmssfff}";
        new Dotnet(Repository.Root, new Dictionary<string, string>())
            .Run("pack", Repository.PathOf("src", Id), "-c", "Release", "-o", folder, $"-p:PackageVersion={version}", "-p:RunAnalyzers=false", "-nodeReuse:false")
            .Required();

        return Directory.GetFiles(folder) is [var only]
            ? new PackedPackage(only, version)
            : throw new InvalidOperationException("Packing left more than one file, or none.");
    }
}
