using System.Diagnostics;
using SqliteDiscipline.EngineTests.Engines;
using SqliteDiscipline.EngineTests.Generation;
using Xunit;

namespace SqliteDiscipline.EngineTests.Crash;

/// <summary>A process that is asked to go, and has hooked <c>_shutdown()</c> as documented, leaves an empty log behind.</summary>
public sealed class ShutdownTests
{
    [TheoryOnUnix]
    [InlineData("TERM")]
    [InlineData("exit")]
    public void TheLogIsEmptied(string how)
    {
        using var generated = Generated.With("[SqliteDatabase(\"main\", \"{folder}/main.db\", CheckpointOnClose = true)]");
        generated.Call("_connect_main").Dispose();
        generated.Release();
        File.WriteAllBytes(generated.PathOf("generated.dll"), generated.Image);
        using var child = Child.Start("serve", generated.PathOf("generated.dll"));
        Assert.Equal("50", child.StandardOutput.ReadLine());
        Assert.NotEqual(0, generated.Size("main.db-wal"));

        if (how == "exit")
        {
            child.StandardInput.Close();
        }
        else
        {
            using (var kill = Process.Start("kill", ["-TERM", child.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]))
            {
                kill.WaitForExit();
            }
        }

        Assert.True(child.WaitForExit(20000), "It does not go.");
        Assert.Equal(0, generated.Size("main.db-wal"));
        using var connection = generated.Call("_connect_main");
        Assert.Equal("50", connection.Ask("SELECT count(*) FROM t"));
    }
}
