using System.Runtime.InteropServices;
using SQLitePCL;

namespace Samples;

/// <summary>
/// Which native SQLite runs. The one that comes with the NuGet package is built with foreign keys on by default; SQLite itself, and so
/// what Linux distributions ship, has them off. The same program must not depend on which it meets.
/// </summary>
internal static class Engine
{
    private static readonly string[] s_systemNames = ["libsqlite3.so.0", "libsqlite3.dylib", "winsqlite3"];

    public static void Choose(bool system)
    {
        var name = "e_sqlite3";
        if (system)
        {
            var handle = nint.Zero;
            name = Array.Find(s_systemNames, candidate => NativeLibrary.TryLoad(candidate, out handle));
            if (name is null)
            {
                Console.WriteLine("engine|none");
                Environment.Exit(0);
            }

            NativeLibrary.SetDllImportResolver(
                typeof(SQLite3Provider_e_sqlite3).Assembly,
                (library, _, _) => library == "e_sqlite3" ? handle : nint.Zero);
        }

        Batteries_V2.Init();
        Console.WriteLine($"engine|{name}|{raw.sqlite3_libversion().utf8_to_string()}");
    }
}
