using Microsoft.Data.Sqlite;
using SqliteDiscipline.EngineTests.Engines;
using Xunit;

namespace SqliteDiscipline.EngineTests.Generation;

/// <summary>Destinations that are not plain files in a folder of one's own: the backup is whole, or what was there stays.</summary>
public sealed class BackupDestinationTests : IDisposable
{
    private readonly Generated _generated = Generated.With("[SqliteDatabase(\"main\", \"{folder}/main.db\", BusyTimeout = 300)]");
    private readonly SqliteConnection _connection;

    public BackupDestinationTests()
    {
        _connection = _generated.Call("_connect_main");
        _connection.Run("CREATE TABLE t(a); INSERT INTO t VALUES (1), (2), (3)");
        Directory.CreateDirectory(_generated.PathOf("to"));
    }

    private string Destination => _generated.PathOf(Path.Combine("to", "copy.db"));

    public void Dispose()
    {
        _connection.Dispose();
        _generated.Dispose();
    }

    [Fact]
    public void FileThatIsReadOnly_IsReplaced()
    {
        File.WriteAllText(Destination, "yesterday's");
        File.SetAttributes(Destination, FileAttributes.ReadOnly);

        _generated.Invoke("_backup_main", Destination);

        AssertWhole(Destination);
    }

    [TheoryOnUnix]
    [InlineData(true)]
    [InlineData(false)]
    public void FolderThatIsReadOnly_Refuses_AndKeepsWhatWasThere(bool isThere)
    {
        if (isThere)
        {
            File.WriteAllText(Destination, "yesterday's");
        }

        // The database itself stays within reach.
        var failure = Unprivileged.Run(
            Path.GetDirectoryName(Destination)!, folder: false, file: true, () => Record.Exception(() => _generated.Invoke("_backup_main", Destination)));

        var refusal = Assert.IsType<SqliteException>(failure);
        Assert.Equal(14, refusal.SqliteErrorCode);
        Assert.Contains("'main'", refusal.Message, StringComparison.Ordinal);
        Assert.Contains(Destination, refusal.Message, StringComparison.Ordinal);
        Assert.Equal(isThere ? [Destination] : [], Directory.GetFiles(Path.GetDirectoryName(Destination)!));
        if (isThere)
        {
            Assert.Equal("yesterday's", File.ReadAllText(Destination));
        }
    }

    [TheoryOnUnix]
    [InlineData("elsewhere.db")]
    [InlineData("main.db")]
    public void LinkToAFile_IsReplaced_AndNotFollowed(string target)
    {
        if (target != "main.db")
        {
            File.WriteAllText(_generated.PathOf(target), "kept");
        }

        File.CreateSymbolicLink(Destination, _generated.PathOf(target));

        _generated.Invoke("_backup_main", Destination);

        Assert.Null(new FileInfo(Destination).LinkTarget);
        AssertWhole(Destination);
        Assert.Equal("3", _connection.Ask("SELECT count(*) FROM t"));
        if (target != "main.db")
        {
            Assert.Equal("kept", File.ReadAllText(_generated.PathOf(target)));
        }
    }

    [TheoryOnUnix]
    [InlineData("nowhere.db")]
    public void LinkToNothing_IsReplacedToo(string target)
    {
        File.CreateSymbolicLink(Destination, _generated.PathOf(target));

        _generated.Invoke("_backup_main", Destination);

        Assert.Null(new FileInfo(Destination).LinkTarget);
        AssertWhole(Destination);
        Assert.False(File.Exists(_generated.PathOf(target)));
    }

    private static void AssertWhole(string path)
    {
        Assert.Equal([path], Directory.GetFiles(Path.GetDirectoryName(path)!));
        using var copy = new SqliteConnection($"Data Source={path};Mode=ReadOnly;Pooling=False");
        copy.Open();
        Assert.Equal("ok", copy.Ask("PRAGMA integrity_check"));
        Assert.Equal("3", copy.Ask("SELECT count(*) FROM t"));
    }
}
