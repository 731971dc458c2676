using System.Globalization;
using Microsoft.Data.Sqlite;
using SqliteDiscipline.EngineTests.Engines;
using SqliteDiscipline.EngineTests.Generation;
using Xunit;
using Xunit.Abstractions;

namespace SqliteDiscipline.EngineTests.Crash;

/// <summary>A process is killed (SIGKILL) in the middle of its work, again and again on the same file.</summary>
public sealed class KillTests(ITestOutputHelper output)
{
    private static readonly int s_rounds = LongRun.IsAsked ? 20 : 5;

    [Theory]
    [InlineData("Wal")]
    [InlineData("Durable")]
    [InlineData("Rollback")]
    public void InMidWrite_TheFileIsSound_AndWhatWasAcknowledgedIsThere(string profile)
    {
        using var generated = Generated.With($"[SqliteDatabase(\"main\", \"{{folder}}/main.db\", Profile = SqliteProfile.{profile})]");
        using (var connection = generated.Call("_connect_main"))
        {
            connection.Run("CREATE TABLE p(id INTEGER PRIMARY KEY); CREATE TABLE c(p INTEGER NOT NULL REFERENCES p(id), b BLOB)");
        }

        generated.Release();
        File.WriteAllBytes(generated.PathOf("generated.dll"), generated.Image);
        var acknowledged = new List<long>();
        var (hot, beyond) = (0, 0);
        for (var round = 0; IsOwed(round, hot); round++)
        {
            acknowledged.AddRange(Child.KilledAfter(5 + Random.Shared.Next(40), TimeSpan.FromMicroseconds(Random.Shared.Next(5000)), "write", generated.PathOf("generated.dll")));
            hot += generated.Size("main.db-wal") + generated.Size("main.db-journal") > 0 ? 1 : 0;

            using (var connection = generated.Call("_connect_main"))
            {
                Assert.Equal("ok", connection.Ask("PRAGMA integrity_check"));
                Assert.Equal("0", connection.Ask("SELECT count(*) FROM pragma_foreign_key_check"));
                var rows = long.Parse(connection.Ask("SELECT count(*) FROM p")!, CultureInfo.InvariantCulture);
                var whole = long.Parse(connection.Ask("SELECT count(*) FROM (SELECT p FROM c GROUP BY p HAVING count(*) = 3 AND min(length(b)) = 3000)")!, CultureInfo.InvariantCulture);
                Assert.Equal(rows, whole);
                foreach (var number in acknowledged)
                {
                    Assert.Equal("1", connection.Ask($"SELECT count(*) FROM p WHERE id = {number}"));
                }

                beyond += rows > acknowledged.Count ? 1 : 0;
                acknowledged = [.. Enumerable.Range(1, (int)rows).Select(number => (long)number)];
            }

            // The next child finds the file as a killed process left it, and not as we do.
            generated.Release();
        }

        output.WriteLine($"{profile}: {s_rounds} rounds, {acknowledged.Count} transactions, a log was left in {hot}, a commit not yet acknowledged was there in {beyond}");
        Assert.NotEqual(0, hot);
    }

    [Fact]
    public void InMidBackup_TheDestinationIsWhole()
    {
        using var generated = Generated.With("[SqliteDatabase(\"main\", \"{folder}/main.db\")]");
        using var connection = generated.Call("_connect_main");
        connection.Run("CREATE TABLE t(a); WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000) INSERT INTO t SELECT randomblob(1500) FROM n");
        File.WriteAllBytes(generated.PathOf("generated.dll"), generated.Image);
        var copy = generated.PathOf("copy.db");
        var interrupted = 0;
        for (var round = 0; IsOwed(round, interrupted); round++)
        {
            Child.KilledAfter(1 + Random.Shared.Next(3), TimeSpan.FromMicroseconds(Random.Shared.Next(20000)), "backup", generated.PathOf("generated.dll"), copy);
            var left = Directory.GetFiles(generated.Folder).Where(file => file.StartsWith(copy + ".", StringComparison.Ordinal)).ToList();
            interrupted += left.Count > 0 ? 1 : 0;

            Assert.Empty(Directory.GetFiles(generated.Folder, "copy.db-*"));
            using (var check = new SqliteConnection($"Data Source={copy};Mode=ReadOnly;Pooling=False"))
            {
                check.Open();
                Assert.Equal("ok", check.Ask("PRAGMA integrity_check"));
                Assert.Equal("2000", check.Ask("SELECT count(*) FROM t"));
            }

            // Whoever is killed cannot clear up; the name says that it is nothing.
            Assert.All(left, file => Assert.Contains(".tmp", file, StringComparison.Ordinal));
            left.ForEach(File.Delete);
        }

        output.WriteLine($"{s_rounds} rounds, {interrupted} of them in mid-copy");
        Assert.NotEqual(0, interrupted);
    }

    // By chance the first rounds may all be killed between two pieces of work, which proves nothing.
    private static bool IsOwed(int round, int interrupted) => round < s_rounds || (interrupted == 0 && round < 10 * s_rounds);
}
