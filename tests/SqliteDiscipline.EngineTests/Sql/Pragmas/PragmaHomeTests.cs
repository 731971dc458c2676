using SqliteDiscipline.Analyzers.Sql.Pragmas;
using Xunit;

namespace SqliteDiscipline.EngineTests.Sql.Pragmas;

/// <summary>The table says where a setting lives: whether another database of the connection, and another connection, have it too.</summary>
public sealed class PragmaHomeTests
{
    [Fact]
    public void Homes_AreTheBundledEngines() => Compare("e_sqlite3");

    [SystemEngineFact]
    public void Homes_AreTheSystemsEngines() => Compare("libsqlite3.so.0");

    private static void Compare(string name)
    {
        var engine = NativeEngine.Of(name);
        var disagreements = new List<string>();
        foreach (var pragma in PragmaTable.All.Where(PragmaValueTests.IsComparable).Where(pragma => pragma.Name != "case_sensitive_like"))
        {
            var seen = Observe(engine, pragma);
            if (seen != pragma.Home)
            {
                disagreements.Add($"{pragma.Name}: seen to live in {seen}, the table says {pragma.Home}");
            }
        }

        Assert.Empty(disagreements);
    }

    /// <summary>EXPLAIN keeps a pragma from running, and not from being set before that.</summary>
    [Fact]
    public void Explained_IsSet_AsTheBundledEngineSetsIt() => CompareExplained("e_sqlite3");

    [SystemEngineFact]
    public void Explained_IsSet_AsTheSystemsEngineSetsIt() => CompareExplained("libsqlite3.so.0");

    private static void CompareExplained(string name)
    {
        var engine = NativeEngine.Of(name);
        var disagreements = new List<string>();
        foreach (var pragma in PragmaTable.All.Where(PragmaValueTests.IsComparable).Where(pragma => pragma is { IsFixedByFirstTable: false, Name: not "case_sensitive_like" }))
        {
            using var database = new NativeDatabase(engine);
            var ask = $"PRAGMA {pragma.Name}";
            var before = database.Ask(ask);
            database.Require($"EXPLAIN {ask} = {ValueFor(pragma) ?? (before == "0" ? "1" : "0")}");
            if (database.Ask(ask) != before != pragma.IsSetWhenPrepared)
            {
                disagreements.Add($"{pragma.Name}: {before} -> {database.Ask(ask)}, the table says {pragma.IsSetWhenPrepared}");
            }
        }

        Assert.Empty(disagreements);
    }

    /// <summary>A value that it does not have at first; <see langword="null"/> for a switch.</summary>
    private static string? ValueFor(Pragma pragma) => pragma.Name switch
    {
        "journal_mode" => "persist",
        "locking_mode" => "exclusive",
        "encoding" => "'UTF-16le'",
        "secure_delete" => "fast",
        "page_size" => "8192",
        "temp_store" => "2",
        "synchronous" or "auto_vacuum" => "1",
        _ when pragma.Values.Words.Any(word => word.Text == "on") => null,
        _ => "7",
    };

    private static PragmaHome Observe(NativeEngine engine, Pragma pragma)
    {
        var (ask, main, other) = ($"PRAGMA {pragma.Name}", $"PRAGMA main.{pragma.Name}", $"PRAGMA b.{pragma.Name}");
        using var database = new NativeDatabase(engine, "");
        database.Require($"ATTACH '{database.Other}' AS b");
        var (before, otherBefore) = (database.Ask(main), database.Ask(other));
        database.Require($"{main} = {ValueFor(pragma) ?? (before == "0" ? "1" : "0")}");
        if (pragma.IsFixedByFirstTable)
        {
            database.Require("CREATE TABLE t(x)");
        }

        var after = database.Ask(main);
        Assert.NotEqual(before, after);

        var isInOther = database.Ask(other) != otherBefore;
        using var again = database.Again();
        if (pragma.Name == "journal_mode")
        {
            // One of its modes lives in the file, the others do not.
            Assert.NotEqual(after, again.Ask(ask));
            database.Require($"{main} = wal");
            using var later = database.Again();
            return later.Ask(ask) == "wal" && !isInOther ? PragmaHome.Journal : PragmaHome.Connection;
        }

        if (pragma.Name == "locking_mode")
        {
            return isInOther ? PragmaHome.Connection : PragmaHome.Schema;
        }

        // All databases of a connection have the encoding of its main file.
        if (again.Ask(ask) == after)
        {
            return isInOther && pragma.Name != "encoding" ? PragmaHome.Process : PragmaHome.File;
        }

        database.Require("BEGIN");
        database.Require("COMMIT");
        return database.Ask(main) == before ? PragmaHome.Transaction : isInOther ? PragmaHome.Connection : PragmaHome.Schema;
    }
}
