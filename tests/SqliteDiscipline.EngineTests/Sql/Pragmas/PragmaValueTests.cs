using SqliteDiscipline.Analyzers.Sql;
using SqliteDiscipline.Analyzers.Sql.Pragmas;
using SqliteDiscipline.Analyzers.Sql.Statements;
using Xunit;
using Xunit.Abstractions;

namespace SqliteDiscipline.EngineTests.Sql.Pragmas;

/// <summary>The table says what SQLite makes of a value; SQLite is given the value, asked what it has, and must have that.</summary>
public sealed class PragmaValueTests(ITestOutputHelper output)
{
    // These change the whole process at once, other tests included.
    private static readonly string[] s_leftOut = ["hard_heap_limit", "soft_heap_limit", "temp_store_directory"];

    private int _compared;

    [Fact]
    public void Values_AreReadAsTheBundledEngineReadsThem() => Compare("e_sqlite3");

    [SystemEngineFact]
    public void Values_AreReadAsTheSystemsEngineReadsThem() => Compare("libsqlite3.so.0");

    private void Compare(string name)
    {
        var engine = NativeEngine.Of(name);
        var disagreements = new List<string>();
        var compared = new List<string>();
        foreach (var pragma in PragmaTable.All.Where(IsComparable))
        {
            if (pragma.IsFixedByFirstTable)
            {
                CompareOnEmptyFiles(engine, pragma, disagreements);
            }
            else
            {
                CompareOnOneFile(engine, pragma, disagreements);
            }

            compared.Add(pragma.Name);
        }

        output.WriteLine($"{name} {engine.Version}: {_compared} values of {compared.Count} pragmas compared: {string.Join(", ", compared)}");
        Assert.True(disagreements.Count == 0, string.Join("\n", disagreements.Take(100)));
        Assert.True(_compared > 50_000);
    }

    /// <summary>Each value from two starting points, so that 0 is told from nothing at all.</summary>
    private void CompareOnOneFile(NativeEngine engine, Pragma pragma, List<string> disagreements)
    {
        var starts = Starts(pragma).ToList();
        Assert.True(starts.Count == 2, pragma.Name + " has no two values to start from");
        using var database = Fresh(engine, pragma, "CREATE TABLE t(x)");
        foreach (var (sql, statement) in OddValues.Settings(pragma.Name))
        {
            foreach (var start in starts)
            {
                database.Require($"PRAGMA main.{pragma.Name} = '{start.Text}'");
                Assert.Equal(start.Answer, Ask(database, pragma));
                Compare(database, pragma, sql, statement, start.Answer, disagreements);
            }
        }
    }

    /// <summary>What the first table fixes is set once, on an empty file.</summary>
    private void CompareOnEmptyFiles(NativeEngine engine, Pragma pragma, List<string> disagreements)
    {
        foreach (var (sql, statement) in OddValues.Settings(pragma.Name))
        {
            using var database = Fresh(engine, pragma, "");
            using var untouched = database.Again();
            Compare(database, pragma, sql, statement, Ask(untouched, pragma), disagreements);
        }
    }

    private void Compare(NativeDatabase database, Pragma pragma, string sql, PragmaStatement statement, string? before, List<string> disagreements)
    {
        var result = database.Run(sql);
        var after = Ask(database, pragma);

        // SQLite acts on some pragmas while it still reads: of `1 2` it keeps the 1 and refuses the statement for the 2.
        var reading = statement.Reading ?? PragmaReading.Unknown;
        var agrees = reading.Outcome switch
        {
            _ when !statement.IsWellFormed => result.Error is not null,
            PragmaOutcome.Refused => result.Error is not null && after == before,
            PragmaOutcome.Ignored => result.Error is null && after == before,
            _ when reading.IsBounded => result.Error is null && IsWithinBounds(database, pragma, reading.Answer, after),
            _ => result.Error is null && (reading.Answer is { } answer ? after == answer : pragma.Name != "cache_spill" || after != "0"),
        };

        _compared++;
        if (!agrees)
        {
            disagreements.Add($"{sql} (at {before}): the engine has {after} {result.Error}; the table says {reading}");
        }
    }

    // Nothing here is worth waiting for the disk.
    private static NativeDatabase Fresh(NativeEngine engine, Pragma pragma, string schema)
    {
        var database = new NativeDatabase(engine, schema);
        if (pragma.Name != "synchronous")
        {
            database.Require("PRAGMA synchronous = OFF");
        }

        return database;
    }

    // The default is what a negative size stands for; the largest and the smallest that the build and the file allow are the bounds.
    private static bool IsWithinBounds(NativeDatabase database, Pragma pragma, string? asked, string? answer)
    {
        if (asked is null || asked == answer)
        {
            return true;
        }

        database.Require($"PRAGMA {pragma.Name} = 9223372036854775807");
        var most = long.Parse(Ask(database, pragma)!);
        database.Require($"PRAGMA {pragma.Name} = 1");
        var least = long.Parse(Ask(database, pragma)!);
        return answer == Math.Clamp(long.Parse(asked), least, most).ToString();
    }

    internal static bool IsComparable(Pragma pragma) =>
        pragma is { Builds: PragmaBuilds.Every, IsRemoved: false } && pragma.Home.IsSetting() && !s_leftOut.Contains(pragma.Name);

    private static IEnumerable<PragmaWord> Starts(Pragma pragma) => pragma.Values.Words.Select(word => word.Text)
        .Concat(["7", "3", "8192", "4096"])
        .Select(text => (Text: text, Reading: pragma.Values.Read(text)))
        .Where(start => start.Reading is { Outcome: PragmaOutcome.AsWritten, Answer: not null })
        .DistinctBy(start => start.Reading.Answer)
        .Select(start => new PragmaWord(start.Text, start.Reading.Answer))
        .Concat(pragma.Name == "cache_spill" ? [new PragmaWord("off", "0"), new PragmaWord("2000", "2000")] : [])
        .DistinctBy(start => start.Answer)
        .Take(2);

    internal static string? Ask(NativeDatabase database, Pragma pragma) => pragma.Name == "case_sensitive_like"
        ? database.Ask("SELECT NOT 'a' LIKE 'A'")
        : database.Ask("PRAGMA main." + pragma.Name);
}
