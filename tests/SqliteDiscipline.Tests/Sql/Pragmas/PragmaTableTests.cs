using SqliteDiscipline.Analyzers.Sql.Pragmas;
using SqliteDiscipline.Analyzers.Sql.Statements;
using Xunit;

namespace SqliteDiscipline.Tests.Sql.Pragmas;

public sealed class PragmaTableTests
{
    [Theory]
    [InlineData("foreign_keys = YESS", nameof(PragmaOutcome.Misread), "0", "OFF")]
    [InlineData("foreign_keys = ENABLE", nameof(PragmaOutcome.Misread), "0", "OFF")]
    [InlineData("foreign_keys = -1", nameof(PragmaOutcome.Misread), "0", "OFF")]
    [InlineData("foreign_keys = 256", nameof(PragmaOutcome.Misread), "0", "OFF")]
    [InlineData("foreign_keys = 'Yes'", nameof(PragmaOutcome.AsWritten), "1", "ON")]
    [InlineData("foreign_keys = 2", nameof(PragmaOutcome.AsWritten), "1", "ON")]
    [InlineData("synchronous = NRMAL", nameof(PragmaOutcome.Misread), "1", "NORMAL")]
    [InlineData("synchronous = 7", nameof(PragmaOutcome.Misread), "0", "OFF")]
    [InlineData("synchronous = 4", nameof(PragmaOutcome.Misread), "4", "FULL")]
    [InlineData("synchronous = ON", nameof(PragmaOutcome.Misread), "1", "NORMAL")]
    [InlineData("synchronous = no", nameof(PragmaOutcome.AsWritten), "0", "OFF")]
    [InlineData("wal_autocheckpoint = bogus", nameof(PragmaOutcome.Misread), "0", "0, which is off")]
    [InlineData("wal_autocheckpoint = off", nameof(PragmaOutcome.AsWritten), "0", "OFF")]
    [InlineData("busy_timeout = '5s'", nameof(PragmaOutcome.Misread), "5", "5")]
    [InlineData("busy_timeout = 5e3", nameof(PragmaOutcome.Misread), "5", "5")]
    [InlineData("busy_timeout = 5000.0", nameof(PragmaOutcome.AsWritten), "5000", "5000")]
    [InlineData("journal_mode = bogus", nameof(PragmaOutcome.Ignored), null, null)]
    [InlineData("journal_mode = W", nameof(PragmaOutcome.Misread), "wal", "WAL")]
    [InlineData("journal_mode = ''", nameof(PragmaOutcome.Misread), "delete", "DELETE")]
    [InlineData("journal_size_limit = -5", nameof(PragmaOutcome.AsWritten), "-1", "-5")]
    [InlineData("page_size = 5000", nameof(PragmaOutcome.Ignored), null, null)]
    [InlineData("encoding = 'latin1'", nameof(PragmaOutcome.Refused), null, null)]
    [InlineData("wal_checkpoint(TRUNC)", nameof(PragmaOutcome.Misread), null, "PASSIVE")]
    [InlineData("wal_checkpoint(noop)", nameof(PragmaOutcome.AsWritten), null, "NOOP")]
    [InlineData("cache_spill = bogus", nameof(PragmaOutcome.Misread), null, "ON")]
    [InlineData("table_info(bogus)", nameof(PragmaOutcome.Unknown), null, null)]
    [InlineData("page_count = 7", nameof(PragmaOutcome.Ignored), null, null)]
    public void Value_IsReadAsSqliteReadsIt(string text, string outcome, string? answer, string? word)
    {
        var reading = SqlTestText.Read<PragmaStatement>("PRAGMA " + text).Reading!;

        Assert.Equal((outcome, answer, word), (reading.Outcome.ToString(), reading.Answer, reading.Word));
    }

    [Theory]
    [InlineData("foreign_key = ON")]
    [InlineData("cache_size = {}")]
    [InlineData("cache_size = 64MB")]
    [InlineData("cache_size")]
    public void Value_ThatCannotBeSeenOrIsNoValue_HasNoReading(string text) =>
        Assert.Null(SqlTestText.Read<PragmaStatement>("PRAGMA " + text).Reading);

    [Theory]
    [InlineData("foreign_key", "foreign_keys")]
    [InlineData("ForeignKeys", "foreign_keys")]
    [InlineData("foriegn_keys", "foreign_keys")]
    [InlineData("journalmode", "journal_mode")]
    [InlineData("synchronus", "synchronous")]
    [InlineData("busytimeout", "busy_timeout")]
    [InlineData("wal_auto_checkpoint", "wal_autocheckpoint")]
    [InlineData("cachesize", "cache_size")]
    [InlineData("rekeyy", "rekey")]
    [InlineData("journal", null)]
    [InlineData("timeout", null)]
    [InlineData("frobnicate", null)]
    [InlineData("x", null)]
    [InlineData("", null)]
    public void MisspeltName_HasTheNearest(string name, string? nearest) => Assert.Equal(nearest, PragmaTable.Nearest(name));

    [Theory]
    [InlineData("foreign_keys", "YESS", "yes")]
    [InlineData("foreign_keys", "ture", "true")]
    [InlineData("foreign_keys", "FULL", null)]
    [InlineData("foreign_keys", "5", null)]
    [InlineData("synchronous", "NRMAL", "normal")]
    [InlineData("synchronous", "FUL", "full")]
    [InlineData("synchronous", "OON", null)]
    [InlineData("temp_store", "MEM", "memory")]
    [InlineData("journal_mode", "w", null)]
    [InlineData("journal_mode", "trunc", "truncate")]
    [InlineData("cache_size", "64MB", null)]
    public void MisspeltValue_HasTheNearest(string pragma, string value, string? nearest) =>
        Assert.Equal(nearest, PragmaTable.Find(pragma)!.Values.Nearest(value));

    [Theory]
    [InlineData("Foreign_Keys", "foreign_keys")]
    [InlineData("cipher_page_size", "cipher_page_size")]
    [InlineData("cipher_of_tomorrow", "cipher_of_tomorrow")]
    [InlineData("kdf_iter", "kdf_iter")]
    [InlineData("vdbe_trace", "vdbe_trace")]
    [InlineData("cipher_", null)]
    [InlineData("foreign_keyz", null)]
    [InlineData(null, null)]
    public void Names_AreFoundWhateverTheirCase(string? name, string? found) => Assert.Equal(found, PragmaTable.Find(name)?.Name);

    [Fact]
    public void Names_AreInLowerCaseAndThereOnce()
    {
        Assert.All(PragmaTable.All, pragma => Assert.Equal(pragma.Name.ToLowerInvariant(), pragma.Name));
        Assert.Equal(PragmaTable.All.Length, PragmaTable.All.Select(pragma => pragma.Name).Distinct().Count());
    }

    [Theory]
    [InlineData("foreign_keys", nameof(TransactionStage.Untouched), nameof(PragmaFate.Ignored))]
    [InlineData("synchronous", nameof(TransactionStage.Untouched), nameof(PragmaFate.Fails))]
    [InlineData("wal_checkpoint", nameof(TransactionStage.Untouched), nameof(PragmaFate.Works))]
    [InlineData("wal_checkpoint", nameof(TransactionStage.Reserved), nameof(PragmaFate.Fails))]
    [InlineData("user_version", nameof(TransactionStage.Written), nameof(PragmaFate.Works))]
    public void Transaction_TellsTheFate(string pragma, string stage, string fate) =>
        Assert.Equal(fate, PragmaTable.Find(pragma)!.InTransaction.At(Enum.Parse<TransactionStage>(stage)).ToString());
}
