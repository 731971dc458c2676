using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;
using Xunit;

namespace SqliteDiscipline.EngineTests.Generation;

/// <summary>
/// Runs something as one who may not write what is not theirs. The superuser may write everything, whatever the mode of a file; on Linux a thread can put that aside by
/// taking another user's identity for files alone.
/// </summary>
internal static class Unprivileged
{
    private const uint Nobody = 65534;

    /// <summary>Runs it while a folder, and the database files in it, can be written only as said.</summary>
    public static T Run<T>(string path, bool folder, bool file, Func<T> action)
    {
        if (OperatingSystem.IsWindows())
        {
            throw new PlatformNotSupportedException();
        }

        // What is loaded and compiled on the way is not to be looked for with those rights.
        WarmUp(path);
        var (folderMode, fileMode) = (Mode(folder) | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute, Mode(file));
        var before = File.GetUnixFileMode(path);
        foreach (var found in Directory.GetFiles(path))
        {
            File.SetUnixFileMode(found, fileMode);
        }

        File.SetUnixFileMode(path, folderMode);
        try
        {
            return OnItsOwnThread(action);
        }
        finally
        {
            File.SetUnixFileMode(path, before);
        }
    }

    private static T OnItsOwnThread<T>(Func<T> action)
    {
        var result = default(T);
        ExceptionDispatchInfo? failure = null;
        var thread = new Thread(() =>
        {
            try
            {
                if (OperatingSystem.IsLinux())
                {
                    _ = SetUser(Nobody);
                    Assert.True(!Environment.IsPrivilegedProcess || SetUser(Nobody) == (int)Nobody, "This thread could not put the superuser's rights aside.");
                }

                result = action();
            }
            catch (Exception thrown)
            {
                failure = ExceptionDispatchInfo.Capture(thrown);
            }
        });
        thread.Start();
        thread.Join();
        failure?.Throw();
        return result!;
    }

    private static void WarmUp(string path)
    {
        using var refused = new SqliteConnection($"Data Source={path};Pooling=False");
        Assert.Throws<SqliteException>(refused.Open);
    }

    private static UnixFileMode Mode(bool isWritable) =>
        UnixFileMode.UserRead | UnixFileMode.GroupRead | UnixFileMode.OtherRead
        | (isWritable ? UnixFileMode.UserWrite | UnixFileMode.GroupWrite | UnixFileMode.OtherWrite : UnixFileMode.None);

    // For the calling thread and its access to files; answers who it was before.
    [DllImport("libc", EntryPoint = "setfsuid")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern int SetUser(uint user);
}
