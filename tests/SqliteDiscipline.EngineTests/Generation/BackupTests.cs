using System.Diagnostics;
using Microsoft.Data.Sqlite;
using SqliteDiscipline.EngineTests.Engines;
using Xunit;

namespace SqliteDiscipline.EngineTests.Generation;

/// <summary>A backup is complete or not there, whoever writes meanwhile.</summary>
public sealed class BackupTests
{
    private const string Main = "[SqliteDatabase(\"main\", \"{folder}/main.db\", BusyTimeout = 300)]";

    [Theory]
    [InlineData("")]
    [InlineData(", Profile = SqliteProfile.Rollback")]
    [InlineData(", Profile = SqliteProfile.Durable, MaxConnections = 1")]
    public void Backup_IsOneFileWithEverything(string settings)
    {
        using var generated = Generated.With($"[SqliteDatabase(\"main\", \"{{folder}}/main.db\"{settings})]");
        using var connection = Filled(generated);

        generated.Invoke("_backup_main", generated.PathOf("copy.db"));

        AssertCopy(generated, "copy.db", 100);
        Assert.Equal("100", connection.Ask("SELECT count(*) FROM t"));
    }

    [Fact]
    public void ExistingFile_IsReplaced()
    {
        using var generated = Generated.With(Main);
        using var connection = Filled(generated);
        generated.Invoke("_backup_main", generated.PathOf("copy.db"));
        connection.Run("INSERT INTO t VALUES (101, '')");
        generated.Invoke("_backup_main", generated.PathOf("copy.db"));
        AssertCopy(generated, "copy.db", 101);

        File.WriteAllText(generated.PathOf("copy.db"), "no database at all");
        generated.Invoke("_backup_main", generated.PathOf("copy.db"));
        AssertCopy(generated, "copy.db", 101);
    }

    [Theory]
    [InlineData("-wal")]
    [InlineData("-shm")]
    [InlineData("-journal")]
    public void FileBesideTheDatabase_IsNoDestination(string ending)
    {
        using var generated = Generated.With(Main);
        using var connection = Filled(generated);

        var refusal = Assert.Throws<ArgumentException>(() => generated.Invoke("_backup_main", generated.PathOf("main.db" + ending)));

        Assert.Contains("onto itself", refusal.Message, StringComparison.Ordinal);
        Assert.Equal("100", connection.Ask("SELECT count(*) FROM t"));
    }

    [Fact]
    public void CollationOrFunctionOfTheProgramsOwn_IsNoDamage()
    {
        using var generated = Generated.With("[SqliteDatabase(\"main\", \"{folder}/main.db\", VerifyOnFirstOpen = SqliteVerification.IntegrityCheck)]");
        using (var connection = Filled(generated))
        {
            connection.CreateCollation("OWN", string.CompareOrdinal);
            connection.CreateFunction("okay", (long _) => 1L, isDeterministic: true);
            connection.Run("CREATE TABLE own(a TEXT COLLATE OWN, b CHECK (okay(b))); CREATE INDEX i ON own(a); INSERT INTO own VALUES ('x', 1)");
        }

        generated.Invoke("_backup_main", generated.PathOf("copy.db"));

        // Another process has verified nothing yet.
        using var another = Generated.With("[SqliteDatabase(\"main\", DataSourceFrom = nameof(PathOf), Profile = SqliteProfile.Durable)]", "public static string PathOf(string path) => path;");
        using var copy = another.Call("_connect_main", generated.PathOf("copy.db"));
        Assert.Equal("100", copy.Ask("SELECT count(*) FROM t"));
        Assert.Equal("1", copy.Ask("SELECT count(*) FROM sqlite_master WHERE name = 'own'"));
    }

    [TheoryOnUnix]
    [InlineData("")]
    [InlineData("-wal")]
    public void LinkByWhichTheDatabaseGoes_IsNoDestination(string ending)
    {
        using var generated = Generated.With("[SqliteDatabase(\"main\", \"{folder}/link.db\")]");
        File.WriteAllBytes(generated.PathOf("main.db"), []);
        File.CreateSymbolicLink(generated.PathOf("link.db"), generated.PathOf("main.db"));
        using var connection = Filled(generated);

        Assert.Throws<ArgumentException>(() => generated.Invoke("_backup_main", generated.PathOf("link.db" + ending)));
        Assert.NotNull(new FileInfo(generated.PathOf("link.db")).LinkTarget);
    }

    [Fact]
    public void DamageBesideACollationOfTheProgramsOwn_IsFound()
    {
        using var generated = Generated.With("[SqliteDatabase(\"main\", \"{folder}/main.db\", VerifyOnFirstOpen = SqliteVerification.QuickCheck)]");
        string page;
        using (var connection = new SqliteConnection($"Data Source={generated.PathOf("main.db")};Pooling=False"))
        {
            connection.Open();
            connection.CreateCollation("OWN", string.CompareOrdinal);
            connection.Run("CREATE TABLE own(a TEXT COLLATE OWN UNIQUE); CREATE TABLE t(a); INSERT INTO t VALUES (1)");
            page = connection.Ask("SELECT rootpage FROM sqlite_master WHERE name = 't'")!;
        }

        using (var file = File.OpenWrite(generated.PathOf("main.db")))
        {
            file.Position = (int.Parse(page, System.Globalization.CultureInfo.InvariantCulture) - 1) * 4096L;
            file.Write(new byte[64]);
        }

        Assert.Equal(11, Assert.Throws<SqliteException>(() => generated.Call("_connect_main")).SqliteErrorCode);
        Assert.Equal(11, Assert.Throws<SqliteException>(() => generated.Invoke("_backup_main", generated.PathOf("copy.db"))).SqliteErrorCode);
    }

    [TheoryOnUnix]
    [InlineData(false)]
    [InlineData(true)]
    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    public void Permissions_AreThoseOfWhatIsReplaced_OrOfTheDatabase(bool isReplaced)
    {
        using var generated = Generated.With(Main);
        Filled(generated).Dispose();
        const UnixFileMode secret = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        var copy = generated.PathOf("copy.db");
        if (isReplaced)
        {
            File.WriteAllText(copy, "yesterday's");
        }

        File.SetUnixFileMode(isReplaced ? copy : generated.PathOf("main.db"), secret);

        generated.Invoke("_backup_main", copy);

        Assert.Equal(secret, File.GetUnixFileMode(copy));
    }

    [Theory]
    [InlineData("_verify_main")]
    [InlineData("_backup_main", "copy.db")]
    public void WhereThereWasNoLog_ThereIsNone(string member, params string[] destination)
    {
        using var generated = Generated.With(Main);
        Filled(generated).Dispose();
        generated.Release();

        generated.Invoke(member, [.. destination.Select(generated.PathOf)]);

        Assert.Equal([.. destination, "main.db"], Directory.GetFiles(generated.Folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("_verify_main")]
    [InlineData("_backup_main", "copy.db")]
    public void LogThatACrashLeft_StaysAsItIs(string member, params string[] destination)
    {
        using var generated = Generated.With(Main);
        using (Filled(generated))
        {
            File.Copy(generated.PathOf("main.db"), generated.PathOf("left.db"));
            File.Copy(generated.PathOf("main.db-wal"), generated.PathOf("left.db-wal"));
        }

        generated.Release();
        File.Move(generated.PathOf("left.db"), generated.PathOf("main.db"), overwrite: true);
        File.Move(generated.PathOf("left.db-wal"), generated.PathOf("main.db-wal"), overwrite: true);
        var (before, log) = (File.ReadAllBytes(generated.PathOf("main.db")), File.ReadAllBytes(generated.PathOf("main.db-wal")));

        generated.Invoke(member, [.. destination.Select(generated.PathOf)]);

        Assert.NotEmpty(log);
        Assert.Equal(before, File.ReadAllBytes(generated.PathOf("main.db")));
        Assert.Equal(log, File.ReadAllBytes(generated.PathOf("main.db-wal")));
        Assert.All(destination, file => AssertCopy(generated, file, 100));
    }

    [Theory]
    [InlineData("")]
    [InlineData(", Profile = SqliteProfile.Rollback, BusyTimeout = 30000")]
    public void WhileAWriterWrites_EveryBackupIsOneMoment(string settings)
    {
        using var generated = Generated.With($"[SqliteDatabase(\"main\", \"{{folder}}/main.db\"{settings})]");
        Filled(generated).Dispose();
        using var stop = new CancellationTokenSource();
        var acknowledged = 0;
        var writer = new Thread(() =>
        {
            using var connection = generated.Call("_connect_main");
            connection.Run("CREATE TABLE pair(a)");
            while (!stop.IsCancellationRequested)
            {
                using (var transaction = connection.BeginTransaction())
                {
                    for (var row = 0; row < 2; row++)
                    {
                        using var command = connection.CreateCommand();
                        command.Transaction = transaction;
                        command.CommandText = "INSERT INTO pair VALUES (1)";
                        command.ExecuteNonQuery();
                    }

                    transaction.Commit();
                }

                Interlocked.Add(ref acknowledged, 2);
            }
        });
        writer.Start();
        try
        {
            Assert.True(SpinWait.SpinUntil(() => Volatile.Read(ref acknowledged) > 0, 10000));
            for (var round = 0; round < 10; round++)
            {
                var before = Volatile.Read(ref acknowledged);
                generated.Invoke("_backup_main", generated.PathOf("copy.db"));
                var rows = AssertCopy(generated, "copy.db", 100, "SELECT count(*) FROM pair");
                Assert.Equal(0, rows % 2);
                Assert.InRange(rows, before, int.MaxValue);
            }
        }
        finally
        {
            stop.Cancel();
            writer.Join();
        }
    }

    [Fact]
    public void LockThatIsReleasedInTime_IsWaitedFor_AndOneThatStays_Fails()
    {
        using var generated = Generated.With("[SqliteDatabase(\"main\", \"{folder}/main.db\", BusyTimeout = 1500, Profile = SqliteProfile.Rollback)]");
        using var holder = Filled(generated);
        holder.Run("BEGIN EXCLUSIVE");
        var waiting = Stopwatch.StartNew();
        Assert.Equal(5, Assert.Throws<SqliteException>(() => generated.Invoke("_backup_main", generated.PathOf("copy.db"))).SqliteErrorCode);
        Assert.InRange(waiting.ElapsedMilliseconds, 1500, 6000);
        AssertNothingElse(generated, "main.db");

        var releaser = new Thread(() =>
        {
            Thread.Sleep(300);
            holder.Run("COMMIT");
        });
        releaser.Start();
        try
        {
            generated.Invoke("_backup_main", generated.PathOf("copy.db"));
        }
        finally
        {
            releaser.Join();
        }

        AssertCopy(generated, "copy.db", 100);
    }

    [Theory]
    [InlineData("main.db")]
    [InlineData("./main.db")]
    [InlineData("link/main.db")]
    public void OntoItself_IsRefused(string destination)
    {
        using var generated = Generated.With(Main);
        using var connection = Filled(generated);
        if (destination.StartsWith("link", StringComparison.Ordinal))
        {
            Directory.CreateSymbolicLink(generated.PathOf("link"), generated.Folder);
        }

        var before = Directory.GetFiles(generated.Folder).Order(StringComparer.Ordinal);

        var failure = Assert.Throws<ArgumentException>(() => generated.Invoke("_backup_main", generated.PathOf(destination)));
        Assert.Contains("onto itself", failure.Message, StringComparison.Ordinal);
        Assert.Equal(before, Directory.GetFiles(generated.Folder).Order(StringComparer.Ordinal));
        Assert.Equal("100", connection.Ask("SELECT count(*) FROM t"));
    }

    [Fact]
    public void OntoADatabaseInUse_IsRefused()
    {
        using var generated = Generated.With(Main + "[SqliteDatabase(\"other\", \"{folder}/other.db\")]");
        using var connection = Filled(generated);
        using var other = generated.Call("_connect_other");
        other.Run("CREATE TABLE kept(a)");

        Assert.Throws<IOException>(() => generated.Invoke("_backup_main", generated.PathOf("other.db")));
        Assert.Equal("0", other.Ask("SELECT count(*) FROM kept"));
        Assert.Empty(Directory.GetFiles(generated.Folder, "*.tmp*"));
    }

    [Fact]
    public void DestinationsThatCannotBe_AreRefused()
    {
        using var generated = Generated.With(Main);
        using var connection = Filled(generated);

        Assert.Throws<ArgumentException>(() => generated.Invoke("_backup_main", ""));
        Assert.Throws<ArgumentException>(() => generated.Invoke("_backup_main", generated.PathOf("no/such/folder.db")));
        Assert.Throws<ArgumentException>(() => generated.Invoke("_backup_main", generated.Folder));
        AssertNothingElse(generated, "main.db", "main.db-wal", "main.db-shm");
    }

    [Fact]
    public void DamagedDatabase_GivesNoBackup()
    {
        using var generated = Generated.With(Main);
        Filled(generated, 2000).Dispose();
        generated.Release();
        var bytes = File.ReadAllBytes(generated.PathOf("main.db"));
        bytes.AsSpan(4096 * 10, 64).Fill(0xAB);
        File.WriteAllBytes(generated.PathOf("main.db"), bytes);
        File.WriteAllText(generated.PathOf("copy.db"), "yesterday's");

        var failure = Assert.Throws<SqliteException>(() => generated.Invoke("_backup_main", generated.PathOf("copy.db")));
        Assert.Equal(11, failure.SqliteErrorCode);
        Assert.Equal("yesterday's", File.ReadAllText(generated.PathOf("copy.db")));
        Assert.Empty(Directory.GetFiles(generated.Folder, "*.tmp*"));
    }

    [Fact]
    public void ReadOnlySource_WithParameters_IsBackedUp()
    {
        using var generated = Generated.With(
            "[SqliteDatabase(\"main\", \"{folder}/main.db\")] [SqliteDatabase(\"reader\", DataSourceFrom = nameof(PathOf), Access = SqliteAccess.ReadOnly)]",
            "static string PathOf(string destination) => \"{folder}/\" + destination;");
        using var connection = Filled(generated);

        generated.Invoke("_backup_reader", "main.db", generated.PathOf("it's; \"a\" copy.db"));

        AssertCopy(generated, "it's; \"a\" copy.db", 100);
    }

    [Fact]
    public void DatabaseThatIsNotThereOrInMemory_HasNoBackup()
    {
        using var generated = Generated.With(Main + "[SqliteDatabase(\"memory\", \":memory:\")]");

        Assert.Equal(14, Assert.Throws<SqliteException>(() => generated.Invoke("_backup_main", generated.PathOf("copy.db"))).SqliteErrorCode);
        Assert.Throws<InvalidOperationException>(() => generated.Invoke("_backup_memory", generated.PathOf("copy.db")));
        AssertNothingElse(generated);
    }

    private static SqliteConnection Filled(Generated generated, int rows = 100)
    {
        var connection = generated.Call("_connect_main");
        connection.Run($"CREATE TABLE t(id INTEGER PRIMARY KEY, b); WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {rows}) INSERT INTO t SELECT i, hex(randomblob(50)) FROM n");
        return connection;
    }

    private static int AssertCopy(Generated generated, string file, int rows, string? question = null)
    {
        Assert.Equal([generated.PathOf(file)], Directory.GetFiles(generated.Folder, file + "*"));
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = generated.PathOf(file), Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString());
        connection.Open();
        Assert.Equal("delete", connection.Ask("PRAGMA journal_mode"));
        Assert.Equal("ok", connection.Ask("PRAGMA integrity_check"));
        Assert.Equal(rows, int.Parse(connection.Ask("SELECT count(*) FROM t")!));
        return question is null ? rows : int.Parse(connection.Ask(question)!);
    }

    private static void AssertNothingElse(Generated generated, params string[] files) =>
        Assert.Equal(files.Order(StringComparer.Ordinal), Directory.GetFiles(generated.Folder).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal));
}
