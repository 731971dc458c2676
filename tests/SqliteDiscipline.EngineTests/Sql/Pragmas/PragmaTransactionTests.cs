using SqliteDiscipline.Analyzers.Sql.Pragmas;
using Xunit;
using Xunit.Abstractions;

namespace SqliteDiscipline.EngineTests.Sql.Pragmas;

/// <summary>The table says what becomes of a pragma inside a transaction; SQLite is sent it there, at every stage, and must do that.</summary>
public sealed class PragmaTransactionTests(ITestOutputHelper output)
{
    internal static readonly (TransactionStage Stage, string[] Statements)[] Stages =
    [
        (TransactionStage.Untouched, ["BEGIN"]),
        (TransactionStage.Untouched, ["SAVEPOINT s"]),
        (TransactionStage.Read, ["BEGIN", "SELECT count(*) FROM sqlite_master"]),
        (TransactionStage.Reserved, ["BEGIN IMMEDIATE"]),
        (TransactionStage.Reserved, ["BEGIN EXCLUSIVE"]),
        (TransactionStage.Written, ["BEGIN", "CREATE TABLE u(x)"]),
        (TransactionStage.Written, ["SAVEPOINT s", "CREATE TABLE u(x)"]),
    ];

    private int _compared;

    [Fact]
    public void Transactions_DoWhatTheBundledEngineDoes() => Compare("e_sqlite3");

    [SystemEngineFact]
    public void Transactions_DoWhatTheSystemsEngineDoes() => Compare("libsqlite3.so.0");

    [Fact]
    public void Questions_HoldOnToWhatTheBundledEngineHolds() => CompareQuestions("e_sqlite3");

    [SystemEngineFact]
    public void Questions_HoldOnToWhatTheSystemsEngineHolds() => CompareQuestions("libsqlite3.so.0");

    /// <summary>The table says what looks into the file: whoever has looked cannot write any more once another connection has.</summary>
    private static void CompareQuestions(string name)
    {
        var engine = NativeEngine.Of(name);
        var disagreements = new List<string>();
        foreach (var pragma in PragmaTable.All.Where(pragma => pragma is { Builds: PragmaBuilds.Every, IsDeprecated: false, Home: not PragmaHome.Action }))
        {
            using var database = new NativeDatabase(engine, "CREATE TABLE t(x REFERENCES p)");
            database.Require("CREATE TABLE p(id INTEGER PRIMARY KEY)");
            database.Require("CREATE INDEX i ON t(x)");
            database.Require("PRAGMA journal_mode = wal");
            database.Require("BEGIN");
            database.Require($"PRAGMA {pragma.Name}{(pragma.Name.StartsWith("index", StringComparison.Ordinal) && pragma.Name != "index_list" ? "(i)" : pragma.Name is "table_info" or "table_xinfo" or "index_list" or "foreign_key_list" ? "(t)" : "")}");
            using (var other = database.Again())
            {
                other.Require("INSERT INTO t VALUES (NULL)");
            }

            var holds = database.Run("INSERT INTO t VALUES (NULL)").Error is not null;
            if (holds != pragma.ReadsFile && pragma.Since is null)
            {
                disagreements.Add($"{pragma.Name}: {(holds ? "holds on" : "does not hold on")}, the table says {pragma.ReadsFile}");
            }
        }

        Assert.Empty(disagreements);
    }

    private void Compare(string name)
    {
        var engine = NativeEngine.Of(name);
        var disagreements = new List<string>();
        foreach (var pragma in PragmaTable.All.Where(PragmaValueTests.IsComparable))
        {
            foreach (var (stage, statements) in Stages)
            {
                foreach (var change in Changes(pragma))
                {
                    Compare(engine, pragma, change, stage, statements, disagreements);
                }
            }
        }

        output.WriteLine($"{name} {engine.Version}: {_compared} settings inside transactions compared");
        Assert.True(disagreements.Count == 0, string.Join("\n", disagreements.Take(100)));
        Assert.True(_compared > 400);
    }

    private void Compare(NativeEngine engine, Pragma pragma, Change change, TransactionStage stage, string[] statements, List<string> disagreements)
    {
        using var database = new NativeDatabase(engine, pragma.IsFixedByFirstTable ? "" : "CREATE TABLE t(x)");
        foreach (var before in change.Before)
        {
            database.Require(before);
        }

        foreach (var statement in statements)
        {
            database.Require(statement);
        }

        var start = PragmaValueTests.Ask(database, pragma);
        var set = $"PRAGMA main.{pragma.Name} = {change.Value}";
        var result = database.Run(set);
        var after = PragmaValueTests.Ask(database, pragma);
        var fate = pragma.InTransactionWhen(change.InvolvesWal).At(stage) switch
        {
            PragmaFate.FailsWithTempTables => change.HasTempTable ? PragmaFate.Fails : PragmaFate.Works,
            var told => told,
        };
        var agrees = fate switch
        {
            PragmaFate.Fails => result.Error is not null && after == start,
            PragmaFate.Ignored => result.Error is null && after == start,
            _ => result.Error is null && after != start,
        };

        _compared++;
        if (!agrees)
        {
            disagreements.Add($"{string.Join("; ", change.Before.Concat(statements))}; {set}: {start} -> {after} {result.Error}; the table says {fate}");
        }
    }

    /// <summary>Values that differ from what is in force, and what goes before.</summary>
    private static IEnumerable<Change> Changes(Pragma pragma) => pragma.Name switch
    {
        "journal_mode" =>
        [
            new("wal", InvolvesWal: true),
            .. new[] { "off", "memory", "truncate", "persist" }.SelectMany(mode => new Change[]
            {
                new(mode, InvolvesWal: false),
                new(mode, InvolvesWal: true, Before: ["PRAGMA journal_mode = wal", "SELECT * FROM t"]),
            }),
        ],
        "temp_store" => [new("2"), new("1", Before: ["CREATE TEMP TABLE tt(x)"], HasTempTable: true)],
        "locking_mode" => [new("exclusive")],
        "encoding" => [new("'UTF-16le'")],
        "synchronous" => [new("1"), new("0"), new("3")],
        "secure_delete" => [new("fast")],
        "page_size" => [new("8192")],
        "max_page_count" => [new("77")],
        "auto_vacuum" => [new("1"), new("2")],
        "cache_spill" => [new("0")],

        // Under the one nothing can be begun for writing; the other is cleared by what is begun.
        "query_only" or "defer_foreign_keys" => [new("1")],
        _ when pragma.Values.Words.Any(word => word.Text == "on") =>
            [new("1", Before: [$"PRAGMA {pragma.Name} = 0"]), new("0", Before: [$"PRAGMA {pragma.Name} = 1"])],
        _ => [new("7"), new("3")],
    };

    private sealed record Change(string Value, bool InvolvesWal = false, string[]? Before = null, bool HasTempTable = false)
    {
        public string[] Before { get; } = Before ?? [];
    }
}
