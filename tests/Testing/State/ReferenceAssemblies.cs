using System.Collections.Immutable;

namespace Microsoft.CodeAnalysis.Testing;

/// <summary>The framework that code under test is compiled against.</summary>
/// <remarks>
/// The packages of Microsoft.CodeAnalysis.Testing download each version; here any modern version is the one that the SDK
/// brought along, and .NET Standard is the framework's own facade of it.
/// </remarks>
public sealed class ReferenceAssemblies
{
    private readonly Func<ImmutableArray<string>> _find;
    private readonly Lazy<ImmutableArray<MetadataReference>> _references;

    private ReferenceAssemblies(string targetFramework, Func<ImmutableArray<string>> find)
    {
        TargetFramework = targetFramework;
        _find = find;
        _references = new(() => [.. _find().Select(SharedReferences.Get)]);
    }

    public static ReferenceAssemblies Default => Net.Net80;

    public string TargetFramework { get; }

    public Task<ImmutableArray<MetadataReference>> ResolveAsync(string? language, CancellationToken cancellationToken) =>
        cancellationToken.IsCancellationRequested
            ? Task.FromCanceled<ImmutableArray<MetadataReference>>(cancellationToken)
            : Task.FromResult(_references.Value);

    public override string ToString() => TargetFramework;

    public static class Net
    {
        public static ReferenceAssemblies Net80 { get; } = new("net8.0", FrameworkFiles.Modern);

        public static ReferenceAssemblies Net90 { get; } = new("net9.0", FrameworkFiles.Modern);

        public static ReferenceAssemblies Net100 { get; } = new("net10.0", FrameworkFiles.Modern);
    }

    public static class NetStandard
    {
        public static ReferenceAssemblies NetStandard20 { get; } = new("netstandard2.0", FrameworkFiles.Standard);
    }
}

/// <summary>Where the framework's assemblies are on this machine.</summary>
internal static class FrameworkFiles
{
    private static readonly string RuntimeFolder = Path.GetDirectoryName(typeof(object).Assembly.Location)!;

    /// <summary>The reference pack of the newest framework, or, without one, the assemblies that run this test.</summary>
    public static ImmutableArray<string> Modern() => ReferencePack() is { } pack ? Files(pack) : RunningFramework();

    /// <summary>.NET Standard 2.0 from the package that every SDK restores for such projects, or else the framework with its facade.</summary>
    public static ImmutableArray<string> Standard()
    {
        var packages = Environment.GetEnvironmentVariable("NUGET_PACKAGES")
            ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        var reference = Path.Combine(packages, "netstandard.library", "2.0.3", "build", "netstandard2.0", "ref");
        return Directory.Exists(reference) ? Files(reference) : Modern();
    }

    private static string? ReferencePack()
    {
        // shared/Microsoft.NETCore.App/<version> → packs/Microsoft.NETCore.App.Ref/<version>/ref/net<major>.<minor>
        var packs = Path.Combine(RuntimeFolder, "..", "..", "..", "packs", "Microsoft.NETCore.App.Ref");
        if (!Directory.Exists(packs))
        {
            return null;
        }

        return Directory.EnumerateDirectories(packs)
            .Where(folder => Version.TryParse(Path.GetFileName(folder), out _))
            .OrderByDescending(folder => Version.Parse(Path.GetFileName(folder)))
            .Select(folder => Path.GetFullPath(Path.Combine(folder, "ref")))
            .Where(Directory.Exists)
            .SelectMany(Directory.EnumerateDirectories)
            .FirstOrDefault();
    }

    // The host trusts our own output too; only what lies beside the core library is framework.
    private static ImmutableArray<string> RunningFramework() =>
    [
        .. ((string?)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES") ?? string.Empty)
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Where(path => Path.GetDirectoryName(path) == RuntimeFolder)
            .Order(StringComparer.Ordinal),
    ];

    private static ImmutableArray<string> Files(string folder) =>
        [.. Directory.EnumerateFiles(folder, "*.dll").Order(StringComparer.Ordinal)];
}
