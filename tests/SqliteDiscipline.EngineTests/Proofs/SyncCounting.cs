using System.Runtime.InteropServices;

namespace SqliteDiscipline.EngineTests.Proofs;

/// <summary>
/// A VFS that does what the default one does, and counts how often SQLite has a file written through to the disk. The count is told by
/// <see cref="AppContext.GetData"/>, under the name of the VFS, so that the code of a scenario can ask for it. It is
/// one count of the process: who counts bears the name as its collection, so that none counts another's.
/// </summary>
internal static unsafe class SyncCounting
{
    public const string Name = "sync-counting";

    // The layout of sqlite3_vfs up to xOpen, and the place of xSync among the pointers of sqlite3_io_methods.
    private const int NameOffset = 24;
    private const int OpenOffset = 40;
    private const int VfsSize = 168;
    private const int SyncIndex = 5;
    private const int MethodsCount = 19;

    private static readonly Lazy<bool> s_registered = new(Make);
    private static delegate* unmanaged[Cdecl]<nint, byte*, nint, int, int*, int> s_open;
    private static delegate* unmanaged[Cdecl]<nint, int, int> s_sync;
    private static long s_count;

    public static void Register() => _ = s_registered.Value;

    private static bool Make()
    {
        SQLitePCL.Batteries_V2.Init();
        var original = sqlite3_vfs_find(null);
        var copy = (byte*)NativeMemory.AllocZeroed(VfsSize);
        Buffer.MemoryCopy((void*)original, copy, VfsSize, VfsSize);
        *(nint*)(copy + NameOffset) = Marshal.StringToCoTaskMemUTF8(Name);
        s_open = (delegate* unmanaged[Cdecl]<nint, byte*, nint, int, int*, int>)(*(nint*)(copy + OpenOffset));
        *(nint*)(copy + OpenOffset) = (nint)(delegate* unmanaged[Cdecl]<nint, byte*, nint, int, int*, int>)&Open;
        AppContext.SetData(Name, 0L);
        return sqlite3_vfs_register((nint)copy, 0) == 0 ? true : throw new InvalidOperationException("The VFS is refused.");
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(System.Runtime.CompilerServices.CallConvCdecl)])]
    private static int Open(nint vfs, byte* name, nint file, int flags, int* outFlags)
    {
        var result = s_open(vfs, name, file, flags, outFlags);
        if (*(nint**)file is var methods && methods != null)
        {
            // The table is the library's own and cannot be written: this file gets one of its own.
            var own = (nint*)NativeMemory.AllocZeroed(MethodsCount, (nuint)sizeof(nint));
            Buffer.MemoryCopy(methods, own, MethodsCount * sizeof(nint), MethodsCount * sizeof(nint));
            s_sync = (delegate* unmanaged[Cdecl]<nint, int, int>)own[SyncIndex];
            own[SyncIndex] = (nint)(delegate* unmanaged[Cdecl]<nint, int, int>)&Sync;
            *(nint**)file = own;
        }

        return result;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(System.Runtime.CompilerServices.CallConvCdecl)])]
    private static int Sync(nint file, int flags)
    {
        AppContext.SetData(Name, Interlocked.Increment(ref s_count));
        return s_sync(file, flags);
    }

    [DllImport("e_sqlite3")]
    private static extern nint sqlite3_vfs_find(byte* name);

    [DllImport("e_sqlite3")]
    private static extern int sqlite3_vfs_register(nint vfs, int isDefault);
}
