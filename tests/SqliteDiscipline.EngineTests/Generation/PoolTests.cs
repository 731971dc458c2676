using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace SqliteDiscipline.EngineTests.Generation;

/// <summary>Who gets which pooled handle.</summary>
[Collection(nameof(PooledHandles))]
public sealed class PoolTests
{
    [Fact]
    public void Pool_IsSharedWithNobody()
    {
        using var generated = Generated.With("[SqliteDatabase(\"one\", \"{folder}/main.db\")] [SqliteDatabase(\"two\", \"{folder}/main.db\")]");
        var handles = new HashSet<object>(ReferenceEqualityComparer.Instance);
        using (var one = generated.Call("_connect_one"))
        {
            Assert.True(handles.Add(one.Handle!));
        }

        using (var two = generated.Call("_connect_two"))
        {
            Assert.True(handles.Add(two.Handle!));
        }

        using (var raw = new SqliteConnection($"Data Source={generated.PathOf("main.db")};Foreign Keys=True;Default Timeout=5"))
        {
            raw.Open();
            Assert.True(handles.Add(raw.Handle!));
        }

        using (var again = generated.Call("_connect_one"))
        {
            Assert.False(handles.Add(again.Handle!));
        }
    }

    // Two libraries may declare a factory of the same name for the same file, and each is to have the policy that it declares.
    [Fact]
    public void Pool_IsSharedWithNoNamesakeOfAnotherAssembly()
    {
        using var strict = Generated.With("[SqliteDatabase(\"main\", DataSourceFrom = nameof(PathOf))]", "public static string PathOf(string path) => path;");
        using var lax = Generated.With(
            "[SqliteDatabase(\"main\", DataSourceFrom = nameof(PathOf), ForeignKeys = false, Synchronous = SqliteSynchronous.Extra)]", "public static string PathOf(string path) => path;");
        var file = strict.PathOf("main.db");
        for (var round = 0; round < 3; round++)
        {
            Assert.Equal("1 1", Policy(strict));
            Assert.Equal("0 3", Policy(lax));
        }

        string Policy(Generated generated)
        {
            using var connection = generated.Call("_connect_main", file);
            return connection.Ask("PRAGMA foreign_keys") + " " + connection.Ask("PRAGMA synchronous");
        }
    }

    // As EF Core's EnsureDeleted does it: the pool that it clears goes by the text that can be read.
    [Fact]
    public void FileThatIsDeleted_AfterThePoolOfItsConnectionStringIsCleared_IsMadeAnew()
    {
        using var generated = Generated.With("[SqliteDatabase(\"main\", \"{folder}/main.db\")]");
        using var connection = generated.Call("_connect_main");
        connection.Run("CREATE TABLE t(a)");
        connection.Close();
        SqliteConnection.ClearPool(new SqliteConnection(connection.ConnectionString));
        foreach (var file in Directory.GetFiles(generated.Folder))
        {
            File.Delete(file);
        }

        connection.Open();
        connection.Run("CREATE TABLE t(a); INSERT INTO t VALUES (1)");
        connection.Close();
        generated.Release();

        using var again = generated.Call("_connect_main");
        Assert.Equal("1", again.Ask("SELECT count(*) FROM t"));
    }

    // Restored from a backup, it is there, but it is another one.
    [Fact]
    public void FileThatIsReplaced_AfterThePoolOfItsConnectionStringIsCleared_IsTheOneThatIsOpened()
    {
        using var generated = Generated.With("[SqliteDatabase(\"main\", \"{folder}/main.db\")]");
        using var connection = generated.Call("_connect_main");
        connection.Run("CREATE TABLE t(a)");
        generated.Invoke("_backup_main", generated.PathOf("backup.db"));
        connection.Run("INSERT INTO t VALUES (1)");
        connection.Close();
        SqliteConnection.ClearPool(new SqliteConnection(connection.ConnectionString));
        foreach (var file in Directory.GetFiles(generated.Folder, "main.db*"))
        {
            File.Delete(file);
        }

        File.Copy(generated.PathOf("backup.db"), generated.PathOf("main.db"));

        connection.Open();
        Assert.Equal("0", connection.Ask("SELECT count(*) FROM t"));
        connection.Run("INSERT INTO t VALUES (2)");
        connection.Close();
        generated.Release();

        using var again = generated.Call("_connect_main");
        Assert.Equal("2", again.Ask("SELECT a FROM t"));
    }

    [Theory]
    [InlineData("_create_main")]
    [InlineData("_connect_main")]
    public void EntityFramework_DeletesAndMakesAnew(string member)
    {
        using var generated = Generated.With("[SqliteDatabase(\"main\", \"{folder}/main.db\")]");
        using (var connection = generated.Call(member))
        using (var context = new DbContext(new DbContextOptionsBuilder().UseSqlite(connection).Options))
        {
            context.Database.ExecuteSqlRaw("CREATE TABLE t(a)");
            context.Database.EnsureDeleted();
            connection.Close();
            context.Database.ExecuteSqlRaw("CREATE TABLE t(a)");
            context.Database.ExecuteSqlRaw("INSERT INTO t VALUES (1)");
        }

        generated.Release();
        using var again = generated.Call("_connect_main");
        Assert.Equal("1", again.Ask("SELECT count(*) FROM t"));
    }

    // Dapper reads the connection string before every query: that is no reason to do without a pool.
    [Theory]
    [InlineData("_create_main", "Wal")]
    [InlineData("_create_main", "Rollback")]
    [InlineData("_connect_main", "Wal")]
    public void ConnectionStringThatIsReadAgainAndAgain_LeavesThePool(string member, string profile)
    {
        using var generated = Generated.With($"[SqliteDatabase(\"main\", \"{{folder}}/main.db\", Profile = SqliteProfile.{profile})]");
        var handles = Enumerable.Range(0, 300).Select(_ => Handle()).ToList();

        // So many at once, and then one a second.
        Assert.InRange(handles.Skip(100).Distinct().Count(), 1, 20);

        SQLitePCL.sqlite3 Handle()
        {
            using var connection = generated.Call(member);
            Assert.NotEmpty(connection.ConnectionString);
            if (connection.State == System.Data.ConnectionState.Closed)
            {
                connection.Open();
            }

            return connection.Handle!;
        }
    }

    // A handle whose file has moved leaves its log behind, and the backup that is copied there would take it for its own.
    [Theory]
    [InlineData("Wal")]
    [InlineData("Rollback")]
    public void EntityFramework_DeletesAndABackupIsCopiedThere_OnceAndAgain(string profile)
    {
        using var generated = Generated.With($"[SqliteDatabase(\"main\", \"{{folder}}/main.db\", Profile = SqliteProfile.{profile})]");
        using (var connection = generated.Call("_connect_main"))
        {
            connection.Run("CREATE TABLE t(a); INSERT INTO t VALUES (1)");
        }

        generated.Invoke("_backup_main", generated.PathOf("backup.db"));
        for (var round = 0; round < 4; round++)
        {
            using (var connection = generated.Call("_connect_main"))
            {
                connection.Run("INSERT INTO t VALUES (2)");
            }

            using (var connection = generated.Call("_create_main"))
            using (var context = new DbContext(new DbContextOptionsBuilder().UseSqlite(connection).Options))
            {
                context.Database.EnsureDeleted();
            }

            Assert.Empty(Directory.GetFiles(generated.Folder, "main.db*"));
            File.Copy(generated.PathOf("backup.db"), generated.PathOf("main.db"));
            using var again = generated.Call("_connect_main");
            Assert.Equal("1", again.Ask("SELECT count(*) FROM t"));
        }
    }

    // The last handle of a file moves its log into it: one that only reads cannot.
    [Fact]
    public void Shutdown_ReleasesThoseWhoOnlyReadFirst()
    {
        using var generated = Generated.With("""[SqliteDatabase("main", "{folder}/main.db")] [SqliteDatabase("reader", "{folder}/main.db", Access = SqliteAccess.ReadOnly)]""");
        using (var connection = generated.Call("_connect_main"))
        {
            connection.Run("CREATE TABLE t(a); INSERT INTO t VALUES (1)");
        }

        using (var reader = generated.Call("_connect_reader"))
        {
            Assert.Equal("1", reader.Ask("SELECT count(*) FROM t"));
        }

        generated.Invoke("_shutdown");

        Assert.Equal([generated.PathOf("main.db")], Directory.GetFiles(generated.Folder, "main.db*"));
    }

    // What is refused after it has answered is refused.
    [Theory]
    [InlineData("INSERT INTO c VALUES (99) RETURNING p", true)]
    [InlineData("INSERT INTO c VALUES (1) RETURNING p", false)]
    [InlineData("-- new\n/* one */ INSERT INTO c VALUES (99) RETURNING p", true)]
    [InlineData("WITH n(x) AS (SELECT 99) INSERT INTO c SELECT x FROM n RETURNING p", true)]
    [InlineData("SELECT 'returning' FROM p", false)]

    // These have no end: the first answer is all that is asked for.
    [InlineData("WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT x AS returning_id FROM n", false)]
    [InlineData("WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT 'returning' FROM n", false)]
    [InlineData("/* returning */ SELECT x FROM (WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT x FROM n)", false)]
    public void ScalarOfAWriteThatAnswers_LosesNoFailure(string sql, bool isRefused)
    {
        using var generated = Generated.With("[SqliteDatabase(\"main\", \"{folder}/main.db\")]");
        using var connection = generated.Call("_connect_main");
        connection.Run("CREATE TABLE p(id INTEGER PRIMARY KEY); CREATE TABLE c(p REFERENCES p); INSERT INTO p VALUES (1)");
        using var command = connection.CreateCommand();
        command.CommandText = sql;

        if (isRefused)
        {
            Assert.Equal(19, Assert.Throws<SqliteException>(command.ExecuteScalar).SqliteErrorCode);
        }
        else
        {
            Assert.NotNull(command.ExecuteScalar());
        }

        Assert.Equal(sql.Contains("INSERT", StringComparison.Ordinal) && !isRefused ? "1" : "0", connection.Ask("SELECT count(*) FROM c"));
    }

    // What is asked for once is no reason to do without a pool: neither what is written nor what is moved out of the log meanwhile.
    [Theory]
    [InlineData("WalAutoCheckpoint = 20")]
    [InlineData("Profile = SqliteProfile.Rollback")]
    public void ConnectionStringThatWasReadOnce_LeavesThePool(string policy)
    {
        using var generated = Generated.With($"[SqliteDatabase(\"main\", \"{{folder}}/main.db\", {policy})]");
        using (var connection = generated.Call("_connect_main"))
        {
            Assert.NotEmpty(connection.ConnectionString);
            connection.Run("CREATE TABLE t(a)");
        }

        var handles = new HashSet<object>(ReferenceEqualityComparer.Instance);
        for (var i = 0; i < 50; i++)
        {
            // Longer than the clock of the file system takes to go on.
            Thread.Sleep(10);
            using var connection = generated.Call("_connect_main");
            connection.Run("INSERT INTO t VALUES (1)");
            handles.Add(connection.Handle!);
        }

        // Each time the log is moved, the file has changed.
        Assert.InRange(handles.Count, 1, 8);
    }

    // A database in memory has no file to look at.
    [Theory]
    [InlineData(":memory:")]
    [InlineData("file:kept?mode=memory&cache=shared")]
    public void ConnectionStringOfADatabaseInMemory_CanBeReadBeforeItIsOpened(string source)
    {
        using var generated = Generated.With($"[SqliteDatabase(\"main\", \"{source}\", Profile = SqliteProfile.Rollback)]");
        using var connection = generated.Call("_create_main");
        Assert.NotEmpty(connection.ConnectionString);

        connection.Open();

        Assert.Equal("1", connection.Ask("SELECT 1"));
    }

    // The restored file is older than the one that was there.
    [Theory]
    [InlineData("Wal")]
    [InlineData("Rollback")]
    public void FileThatIsReplacedLater_IsTheOneThatIsOpened(string profile)
    {
        using var generated = Generated.With($"[SqliteDatabase(\"main\", \"{{folder}}/main.db\", Profile = SqliteProfile.{profile})]");
        string text;
        using (var connection = generated.Call("_connect_main"))
        {
            connection.Run("CREATE TABLE t(a)");
            generated.Invoke("_backup_main", generated.PathOf("backup.db"));
            text = connection.ConnectionString;
        }

        // It is read once, and used when the pool has filled again.
        using (var connection = generated.Call("_connect_main"))
        {
            connection.Run("INSERT INTO t VALUES (1)");
        }

        generated.Invoke("_shutdown");
        using (var connection = generated.Call("_connect_main"))
        {
            connection.Run("INSERT INTO t VALUES (1)");
        }

        SqliteConnection.ClearPool(new SqliteConnection(text));
        foreach (var file in Directory.GetFiles(generated.Folder, "main.db*"))
        {
            File.Delete(file);
        }

        File.Move(generated.PathOf("backup.db"), generated.PathOf("main.db"));

        using var again = generated.Call("_connect_main");
        Assert.Equal("0", again.Ask("SELECT count(*) FROM t"));
    }

    // A file for each user: what is known of their pools is forgotten with them, and nothing else.
    [Fact]
    public void Shutdown_ReleasesAllOfManyFiles()
    {
        using var generated = Generated.With("[SqliteDatabase(\"main\", DataSourceFrom = nameof(PathOf))]", "public static string PathOf(string path) => path;");
        for (var i = 0; i < 200; i++)
        {
            using var connection = generated.Call("_connect_main", generated.PathOf($"{i}.db"));
            connection.Run("CREATE TABLE t(a)");
        }

        generated.Invoke("_shutdown");

        Assert.Empty(Directory.GetFiles(generated.Folder, "*-wal"));
    }

    // A file for each user: what is known of their pools is forgotten with them.
    [Fact]
    public void PoolsThatAreGone_AreForgotten()
    {
        using var generated = Generated.With("[SqliteDatabase(\"main\", DataSourceFrom = nameof(PathOf))]", "public static string PathOf(string path) => path;");
        for (var i = 0; i < 300; i++)
        {
            using var connection = generated.Call("_connect_main", generated.PathOf($"{i}.db"));
            connection.Close();
            SqliteConnection.ClearPool(connection);
        }

        Assert.InRange(Known(), 1, 70);
        generated.Invoke("_shutdown");
        Assert.Equal(0, Known());

        int Known()
        {
            using var any = generated.Call("_create_main", generated.PathOf("any.db"));
            return ((System.Collections.ICollection)any.GetType().GetField("s_pools", System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Static)!.GetValue(null)!).Count;
        }
    }
}
