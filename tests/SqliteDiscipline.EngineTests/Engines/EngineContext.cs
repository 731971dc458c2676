using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Loader;

namespace SqliteDiscipline.EngineTests.Engines;

/// <summary>
/// The tests once more, in the same process, on another engine: this assembly and what lies between it and SQLite are loaded anew, and everything
/// else, above all the compiler, is shared with the ordinary run. A native library can be chosen once for an assembly, and here the assembly is another.
/// </summary>
internal sealed class EngineContext : AssemblyLoadContext
{
    private readonly Dictionary<string, string> _files;

    public EngineContext(EngineUnderTest engine)
        : base(engine.ToString())
    {
        var own = typeof(EngineContext).Assembly.Location;
        _files = engine.Assemblies.Append(own).Append(BesideUs(own, "Microsoft.EntityFrameworkCore.Sqlite.dll"))
            .ToDictionary(path => Path.GetFileNameWithoutExtension(path));
        Tests = LoadFromAssemblyPath(own);

        var native = NativeLibrary.Load(engine.NativePath!);
        NativeLibrary.SetDllImportResolver(
            LoadFromAssemblyName(new AssemblyName("SQLitePCLRaw.provider.e_sqlite3")),
            (library, _, _) => library == "e_sqlite3" ? native : nint.Zero);
    }

    /// <summary>This assembly, on the other engine.</summary>
    public Assembly Tests { get; }

    protected override Assembly? Load(AssemblyName assemblyName) =>
        _files.TryGetValue(assemblyName.Name!, out var path) ? LoadFromAssemblyPath(path) : null;

    private static string BesideUs(string own, string file) => Path.Combine(Path.GetDirectoryName(own)!, file);
}
