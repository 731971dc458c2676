using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Loader;
using SQLitePCL;

namespace SqliteDiscipline.Benchmarks;

/// <summary>Which Microsoft.Data.Sqlite and which native SQLite this process runs on. Both are decided once, before anything touches a connection.</summary>
internal static class Engine
{
    public const string Package = "package";
    public const string System = "system";
    public const string Newest = "newest";

    private static readonly string[] s_systemNames = ["libsqlite3.so.0", "libsqlite3.dylib", "winsqlite3"];

    /// <summary>Loads them; <see langword="false"/> where this machine has no such native library.</summary>
    public static bool Choose(string provider, string native)
    {
        AssemblyLoadContext.Default.Resolving += (context, name) => name.Name switch
        {
            "Microsoft.Data.Sqlite" => context.LoadFromAssemblyPath(Path.Combine(AppContext.BaseDirectory, "providers", provider, "Microsoft.Data.Sqlite.dll")),

            // Newer providers ask for newer SQLitePCLRaw; they differ in nothing that is used here.
            { } core when core.StartsWith("SQLitePCLRaw.", StringComparison.Ordinal) => context.LoadFromAssemblyPath(Path.Combine(AppContext.BaseDirectory, core + ".dll")),
            _ => null,
        };
        return UseNative(native);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static bool UseNative(string native)
    {
        if (native != Package)
        {
            var handle = nint.Zero;
            var candidates = native == System ? s_systemNames : Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "natives", native));
            if (!Array.Exists(candidates, candidate => NativeLibrary.TryLoad(candidate, out handle)))
            {
                return false;
            }

            NativeLibrary.SetDllImportResolver(typeof(SQLite3Provider_e_sqlite3).Assembly, (library, _, _) => library == "e_sqlite3" ? handle : nint.Zero);
        }

        Batteries_V2.Init();
        return true;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static string Describe() =>
        $"Microsoft.Data.Sqlite {typeof(Microsoft.Data.Sqlite.SqliteConnection).Assembly.GetName().Version!.ToString(3)}, SQLite {raw.sqlite3_libversion().utf8_to_string()}";
}
