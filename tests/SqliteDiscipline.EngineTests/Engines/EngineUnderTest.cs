using System.Reflection;
using System.Runtime.InteropServices;

namespace SqliteDiscipline.EngineTests.Engines;

/// <summary>A version of Microsoft.Data.Sqlite and the native SQLite that it runs on.</summary>
/// <param name="Provider">The version of Microsoft.Data.Sqlite.Core.</param>
/// <param name="Native">Whose native library.</param>
public sealed record EngineUnderTest(string Provider, NativeLibraryKind Native)
{
    private static readonly string s_packages = typeof(EngineUnderTest).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == "PackageFolder").Value!;

    /// <summary>The versions of the provider, the one that all other tests run on first.</summary>
    public static IReadOnlyList<string> Providers { get; } = ["6.0.7", "8.0.30", "9.0.20", "10.0.11"];

    /// <summary>The native library, or <see langword="null"/> where this machine has none.</summary>
    public string? NativePath => Native switch
    {
        NativeLibraryKind.OfThePackage => Existing(NativeIn("sqlitepclraw.lib.e_sqlite3", Binding)),
        NativeLibraryKind.Newest => Existing(NativeIn("sourcegear.sqlite3", "3.53.4")),
        _ => Array.Find(["libsqlite3.so.0", "libsqlite3.dylib", "winsqlite3"], CanBeLoaded),
    };

    /// <summary>The managed assemblies that differ from those that the tests are built with, by name.</summary>
    public IEnumerable<string> Assemblies =>
    [
        Managed("microsoft.data.sqlite.core", Provider, "Microsoft.Data.Sqlite", "net8.0", "net6.0"),
        Managed("sqlitepclraw.core", Binding, "SQLitePCLRaw.core", "netstandard2.0"),
        Managed("sqlitepclraw.bundle_e_sqlite3", Binding, "SQLitePCLRaw.batteries_v2", "netstandard2.0"),
        Managed("sqlitepclraw.provider.e_sqlite3", Binding, "SQLitePCLRaw.provider.e_sqlite3", "net6.0", "net5.0"),
    ];

    // What the provider asks for.
    private string Binding => Provider == Providers[0] ? "2.0.6" : "2.1.12";

    public override string ToString() => $"Microsoft.Data.Sqlite {Provider} on {NativePath ?? Native.ToString()}";

    /// <summary>An assembly of a package, from the first of the frameworks that it has.</summary>
    internal static string Managed(string package, string version, string assembly, params string[] frameworks) =>
        frameworks.Select(framework => Path.Combine(s_packages, package, version, "lib", framework, assembly + ".dll")).First(File.Exists);

    private static string NativeIn(string package, string version)
    {
        var (system, file) = OperatingSystem.IsWindows() ? ("win", "e_sqlite3.dll") : OperatingSystem.IsMacOS() ? ("osx", "libe_sqlite3.dylib") : ("linux", "libe_sqlite3.so");
        var machine = RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant();
        return Path.Combine(s_packages, package, version, "runtimes", $"{system}-{machine}", "native", file);
    }

    private static string? Existing(string path) => File.Exists(path) ? path : null;

    private static bool CanBeLoaded(string name) => NativeLibrary.TryLoad(name, out _);
}

/// <summary>Whose native library runs.</summary>
public enum NativeLibraryKind
{
    /// <summary>The one that the provider's own package brings: built with foreign keys on.</summary>
    OfThePackage,

    /// <summary>The operating system's: on Debian built with foreign keys off.</summary>
    OfTheSystem,

    /// <summary>The newest that can be had as a package.</summary>
    Newest,
}
