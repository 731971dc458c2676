using Microsoft.Data.Sqlite;
using Xunit;

namespace SqliteDiscipline.EngineTests.Generation;

/// <summary>A database under every profile, with and without further pragmas, and one that is only read.</summary>
internal static class EveryPolicy
{
    private const string Usual = "foreign_keys=1 wal_autocheckpoint=1000 query_only=0 ignore_check_constraints=0 writable_schema=0 recursive_triggers=0 cell_size_check=0";
    private const string Tuned =
        "foreign_keys=1 wal_autocheckpoint=1000 cache_size=-4000 temp_store=2 recursive_triggers=1 cell_size_check=1 journal_size_limit=1048576 automatic_index=0 trusted_schema=0 "
        + "reverse_unordered_selects=1 secure_delete=2 read_uncommitted=1";

    private static readonly Dictionary<string, (string Settings, string Answers)> s_databases = new()
    {
        ["wal"] = ("", "journal_mode=wal synchronous=1 " + Usual),
        ["durable"] = (", Profile = SqliteProfile.Durable", "journal_mode=wal synchronous=2 " + Usual),
        ["rollback"] = (", Profile = SqliteProfile.Rollback", "journal_mode=delete synchronous=2 " + OutsideWal(Usual)),
        ["tuned_wal"] = (", MaxConnections = 32, BusyTimeout = 7000", "journal_mode=wal synchronous=1 " + Tuned),
        ["tuned_durable"] = (", Profile = SqliteProfile.Durable, Synchronous = SqliteSynchronous.Extra, ForeignKeys = false", "journal_mode=wal synchronous=3 " + Tuned.Replace("foreign_keys=1", "foreign_keys=0", StringComparison.Ordinal)),
        ["tuned_rollback"] = (", Profile = SqliteProfile.Rollback, JournalMode = SqliteJournalMode.Persist", "journal_mode=persist synchronous=2 " + OutsideWal(Tuned)),
        ["reader"] = (", Access = SqliteAccess.ReadOnly", OutsideWal(Usual)),
    };

    private static readonly (string Name, string Value)[] s_pragmas =
    [
        ("cache_size", "-4000"), ("temp_store", "MEMORY"), ("recursive_triggers", "ON"), ("cell_size_check", "TRUE"), ("journal_size_limit", "1048576"),
        ("automatic_index", "no"), ("trusted_schema", "0"), ("reverse_unordered_selects", "1"), ("secure_delete", "FAST"), ("read_uncommitted", "yes"),
    ];

    public static IEnumerable<string> Databases => s_databases.Keys;

    public static bool IsReadOnly(string database) => database == "reader";

    /// <summary>The databases, each with a table of one row.</summary>
    public static Generated Generate()
    {
        var generated = Generated.With(string.Concat(s_databases.Select(database =>
            $"[SqliteDatabase(\"{database.Key}\", \"{{folder}}/{database.Key}.db\"{database.Value.Settings})]\n"
            + (database.Key.StartsWith("tuned", StringComparison.Ordinal)
                ? string.Concat(s_pragmas.Select(pragma => $"[SqlitePragma(\"{database.Key}\", \"{pragma.Name}\", \"{pragma.Value}\")]\n"))
                : ""))));
        foreach (var database in Databases)
        {
            using var raw = new SqliteConnection($"Data Source={generated.PathOf(database + ".db")};Pooling=False");
            raw.Open();
            raw.Run("CREATE TABLE one(a); INSERT INTO one VALUES (1)");
        }

        return generated;
    }

    /// <summary>What the database promises: every pragma, and its answer.</summary>
    public static IEnumerable<(string Pragma, string Answer)> Answers(string database) =>
        s_databases[database].Answers.Split(' ').Select(answer => answer.Split('=')).Select(parts => (parts[0], parts[1]))
            .Append(("busy_timeout", SleepsInMilliseconds ? $"{BusyTimeout(database)}" : "0"));

    public static void AssertHolds(string database, SqliteConnection connection)
    {
        Assert.Equal(System.Data.ConnectionState.Open, connection.State);
        Assert.Equal(
            string.Join(' ', Answers(database).Select(pragma => $"{pragma.Pragma}={pragma.Answer}")),
            string.Join(' ', Answers(database).Select(pragma => $"{pragma.Pragma}={connection.Ask("PRAGMA " + pragma.Pragma)}")));
        Assert.Equal(BusyTimeout(database) / 1000, connection.DefaultTimeout);
    }

    // Nothing is promised about a log that is not there.
    private static string OutsideWal(string answers) => answers.Replace("wal_autocheckpoint=1000 ", "", StringComparison.Ordinal);

    private static int BusyTimeout(string database) => database == "tuned_wal" ? 7000 : 5000;

    private static bool SleepsInMilliseconds =>
        OperatingSystem.IsWindows() || SQLitePCL.raw.sqlite3_libversion_number() >= 3043000 || SQLitePCL.raw.sqlite3_compileoption_used("HAVE_USLEEP") != 0;
}
