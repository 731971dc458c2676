using SqliteDiscipline.Analyzers.Sql.Pragmas;
using Xunit;

namespace SqliteDiscipline.EngineTests.Sql.Pragmas;

/// <summary>What cannot be asked is seen by what it does.</summary>
public sealed class PragmaDeedTests
{
    [Fact]
    public void Deeds_AreTheBundledEngines() => Compare("e_sqlite3");

    [SystemEngineFact]
    public void Deeds_AreTheSystemsEngines() => Compare("libsqlite3.so.0");

    private static void Compare(string name)
    {
        var engine = NativeEngine.Of(name);
        CompareFreedPages(engine);
        CompareCheckpoints(engine);
        CompareCheckpointsInTransactions(engine);
    }

    private static void CompareFreedPages(NativeEngine engine)
    {
        var values = PragmaTable.Find("incremental_vacuum")!.Values;
        foreach (var value in new[] { "3", "'3'", "1.5", "'2 pages'", "0", "-1", "bogus", "'all'" })
        {
            using var database = new NativeDatabase(engine, "PRAGMA auto_vacuum = incremental");
            database.Require("CREATE TABLE t(x)");
            database.Require("INSERT INTO t VALUES(zeroblob(100000))");
            database.Require("DELETE FROM t");
            var free = int.Parse(database.Ask("PRAGMA freelist_count")!);
            database.Require($"PRAGMA incremental_vacuum({value})");
            var freed = free - int.Parse(database.Ask("PRAGMA freelist_count")!);
            Assert.True(free > 10);

            var word = values.Read(value.Trim('\'')).Word!;
            Assert.Equal(int.TryParse(word, out var pages) && pages > 0 ? pages : free, freed);
        }
    }

    /// <summary>While somebody reads an old state, PASSIVE does what it can and says so; every other mode answers that it is busy.</summary>
    private static void CompareCheckpoints(NativeEngine engine)
    {
        var pragma = PragmaTable.Find("wal_checkpoint")!;
        foreach (var value in new[] { "passive", "FULL", "Restart", "truncate", "'truncate'", "TRUNC", "bogus", "1", "''" })
        {
            using var database = new NativeDatabase(engine);
            database.Require("PRAGMA journal_mode = wal");
            database.Require("INSERT INTO t VALUES(1)");
            using var reader = database.Again();
            reader.Require("BEGIN");
            reader.Require("SELECT * FROM t");
            database.Require("INSERT INTO t VALUES(2)");

            var isBusy = database.Ask($"PRAGMA wal_checkpoint({value})")![0] == '1';
            Assert.Equal(pragma.Values.Read(value.Trim('\'')).Word != "PASSIVE", isBusy);
        }
    }

    private static void CompareCheckpointsInTransactions(NativeEngine engine)
    {
        var pragma = PragmaTable.Find("wal_checkpoint")!;
        foreach (var (stage, statements) in PragmaTransactionTests.Stages)
        {
            using var database = new NativeDatabase(engine);
            database.Require("PRAGMA journal_mode = wal");
            database.Require("INSERT INTO t VALUES(1)");
            foreach (var statement in statements)
            {
                database.Require(statement);
            }

            var fails = database.Run("PRAGMA wal_checkpoint").Error is not null;
            Assert.Equal(pragma.InTransaction.At(stage) == PragmaFate.Fails, fails);
        }
    }
}
