using Microsoft.Data.Sqlite;
using SqliteDiscipline.EngineTests.Engines;
using Xunit;
using Xunit.Abstractions;

namespace SqliteDiscipline.EngineTests.Generation;

/// <summary>The report finds what is wrong, all of it and nothing else, and changes nothing.</summary>
public sealed class VerifyTests(ITestOutputHelper output)
{
    private const string Main = "[SqliteDatabase(\"main\", \"{folder}/main.db\", BusyTimeout = 200)]";

    [Fact]
    public void SoundDatabase_IsSound()
    {
        using var generated = Generated.With(Main);
        using (var connection = generated.Call("_connect_main"))
        {
            connection.Run("CREATE TABLE p(id INTEGER PRIMARY KEY); CREATE TABLE c(p REFERENCES p(id)); INSERT INTO p VALUES (1); INSERT INTO c VALUES (1), (NULL)");
        }

        Assert.Equal("sound", Verify(generated));
    }

    [Fact]
    public void Orphans_AreFound_ExactlyThey()
    {
        using var generated = Generated.With(Main);
        Raw(generated, """
            CREATE TABLE p(id INTEGER PRIMARY KEY, code TEXT UNIQUE);
            CREATE TABLE c(id INTEGER PRIMARY KEY, p INTEGER REFERENCES p(id), code TEXT REFERENCES p(code));
            CREATE TABLE "w o"(k TEXT PRIMARY KEY, p INTEGER REFERENCES p(id)) WITHOUT ROWID;
            WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5000) INSERT INTO p SELECT i, 'x' || i FROM n;
            WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5000) INSERT INTO c SELECT i, i, 'x' || i FROM n;
            UPDATE c SET p = 9000 WHERE id IN (7, 4711);
            UPDATE c SET code = 'gone' WHERE id IN (7, 8);
            UPDATE c SET p = NULL, code = NULL WHERE id = 9;
            INSERT INTO "w o" VALUES ('a', 1), ('b', 9000);
            """);

        // Two keys of one table: the one written last has the id 0.
        Assert.Equal(
            ["c 4711 p 1", "c 7 p 0", "c 7 p 1", "c 8 p 0", "w o  p 0"],
            Verify(generated).Split('\n').Order(StringComparer.Ordinal));
    }

    /// <summary>In a long run 200 MB.</summary>
    [Fact]
    public void OrphansInALargeDatabase_AreFound_ExactlyThey()
    {
        using var generated = Generated.With(Main);
        var rows = (LongRun.IsAsked ? 200 : 4) * 250;
        Raw(generated, $"""
            CREATE TABLE p(id INTEGER PRIMARY KEY);
            CREATE TABLE c(id INTEGER PRIMARY KEY, p INTEGER NOT NULL REFERENCES p(id), b BLOB);
            WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {rows}) INSERT INTO p SELECT i FROM n;
            WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {rows}) INSERT INTO c SELECT i, i, randomblob(4000) FROM n;
            """);
        var orphans = Enumerable.Range(0, 37).Select(_ => 1 + Random.Shared.Next(rows)).Distinct().Order().ToList();
        Raw(generated, $"UPDATE c SET p = -id WHERE id IN ({string.Join(", ", orphans)})");
        var watch = System.Diagnostics.Stopwatch.StartNew();
        var found = Verify(generated);

        output.WriteLine($"{generated.Size("main.db") / 1048576} MB, {orphans.Count} orphans found in {watch.ElapsedMilliseconds} ms");
        Assert.Equal(orphans.Select(id => $"c {id} p 0"), found.Split('\n'));
    }

    [Fact]
    public void DamagedFile_IsReported_AlsoWhereOpeningRefusesIt()
    {
        using var generated = Generated.With("[SqliteDatabase(\"main\", \"{folder}/main.db\", Profile = SqliteProfile.Durable)]");
        Raw(generated, "CREATE TABLE t(a); WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000) INSERT INTO t SELECT hex(randomblob(50)) FROM n");
        var bytes = File.ReadAllBytes(generated.PathOf("main.db"));
        bytes.AsSpan(4096 * 10, 64).Fill(0xAB);
        File.WriteAllBytes(generated.PathOf("main.db"), bytes);

        Assert.Equal(11, Assert.Throws<SqliteException>(() => generated.Call("_connect_main")).SqliteErrorCode);
        Assert.Contains("damage: *** in database main ***", Verify(generated), StringComparison.Ordinal);
        Assert.Equal(bytes, File.ReadAllBytes(generated.PathOf("main.db")));
    }

    [Fact]
    public void FileThatIsNoDatabase_AndKeysThatDoNotFit_AreDamage()
    {
        using var generated = Generated.With(Main);
        File.WriteAllText(generated.PathOf("main.db"), new string('x', 4096));
        Assert.Contains("damage: SQLite Error 26", Verify(generated), StringComparison.Ordinal);

        File.Delete(generated.PathOf("main.db"));
        Raw(generated, "CREATE TABLE p(a); CREATE TABLE c(p REFERENCES p(a)); INSERT INTO c VALUES (1)");
        Assert.Contains("foreign key mismatch", Verify(generated), StringComparison.Ordinal);
    }

    [Fact]
    public void FileThatIsNotThere_Fails_AndIsNotMade()
    {
        using var generated = Generated.With(Main);

        Assert.Equal(14, Assert.Throws<SqliteException>(() => Verify(generated)).SqliteErrorCode);
        Assert.False(File.Exists(generated.PathOf("main.db")));
    }

    [Fact]
    public void LockedFile_FailsAfterTheBusyTimeout()
    {
        using var generated = Generated.With("[SqliteDatabase(\"main\", \"{folder}/main.db\", BusyTimeout = 200, Profile = SqliteProfile.Rollback)]");
        using var holder = generated.Call("_connect_main");
        holder.Run("CREATE TABLE t(a); BEGIN EXCLUSIVE");
        var waiting = System.Diagnostics.Stopwatch.StartNew();

        Assert.Equal(5, Assert.Throws<SqliteException>(() => Verify(generated)).SqliteErrorCode);
        Assert.InRange(waiting.ElapsedMilliseconds, 200, 1500);
    }

    [Fact]
    public void ReadOnlyDatabase_WithParameters_IsVerified()
    {
        using var generated = Generated.With(
            "[SqliteDatabase(\"main\", DataSourceFrom = nameof(PathOf), Access = SqliteAccess.ReadOnly)]", "static string PathOf(string connection) => \"{folder}/\" + connection;");
        Raw(generated, "CREATE TABLE p(id INTEGER PRIMARY KEY); CREATE TABLE c(p REFERENCES p(id)); INSERT INTO c VALUES (1)");

        Assert.Equal("c 1 p 0", Verify(generated, "main.db"));
    }

    private static string Verify(Generated generated, params object[] arguments)
    {
        dynamic report = generated.Invoke("_verify_main", arguments)!;
        var lines = new List<string>();
        foreach (string damage in report.Damage)
        {
            lines.Add("damage: " + damage);
        }

        foreach (var orphan in report.Orphans)
        {
            lines.Add($"{orphan.Table} {orphan.RowId} {orphan.Parent} {orphan.ForeignKey}");
        }

        Assert.Equal(lines.Count == 0, (bool)report.IsSound);
        return lines.Count == 0 ? "sound" : string.Join('\n', lines);
    }

    private static void Raw(Generated generated, string sql)
    {
        using var raw = new SqliteConnection($"Data Source={generated.PathOf("main.db")};Pooling=False;Foreign Keys=False");
        raw.Open();
        raw.Run(sql);
    }
}
