using SqliteDiscipline.Analyzers.Sql;
using SqliteDiscipline.Analyzers.Sql.Pragmas;
using Xunit;

namespace SqliteDiscipline.EngineTests.Sql.Pragmas;

/// <summary>The table has the engine's pragmas, and the columns that they have.</summary>
public sealed class PragmaNameTests
{
    // These already take effect when compiled, on the whole process.
    private static readonly string[] s_leftOut = ["hard_heap_limit", "soft_heap_limit", "temp_store_directory"];

    [Fact]
    public void Names_AreTheBundledEngines() => CompareNames("e_sqlite3");

    [SystemEngineFact]
    public void Names_AreTheSystemsEngines() => CompareNames("libsqlite3.so.0");

    /// <summary>What Microsoft.Data.Sqlite takes for a query is what has columns.</summary>
    [Fact]
    public void Columns_AreTheBundledEngines() => CompareColumns("e_sqlite3");

    [SystemEngineFact]
    public void Columns_AreTheSystemsEngines() => CompareColumns("libsqlite3.so.0");

    private static void CompareNames(string name)
    {
        var engine = NativeEngine.Of(name);
        using var database = new NativeDatabase(engine);
        Assert.Equal(
            database.Require("PRAGMA pragma_list").Rows.Order(StringComparer.Ordinal),
            Of(engine).Select(pragma => pragma.Name).Order(StringComparer.Ordinal));
    }

    private static void CompareColumns(string name)
    {
        var engine = NativeEngine.Of(name);
        var disagreements = new List<string>();
        foreach (var pragma in Of(engine).Where(pragma => !s_leftOut.Contains(pragma.Name)))
        {
            foreach (var form in new[] { "PRAGMA {0}", "PRAGMA {0} = 1", "PRAGMA {0}(1)" })
            {
                var sql = form.Replace("{0}", pragma.Name, StringComparison.Ordinal);

                // The table that foreign_key_check(1) asks for. A number is no encoding, which is refused.
                using var database = new NativeDatabase(engine, "CREATE TABLE \"1\"(x)");
                var columns = database.Require(sql).Columns;
                var told = SqlReader.Read(sql).Single().ReturnsRows;
                if (columns > 0 != told)
                {
                    disagreements.Add($"{sql}: {columns} columns, read as {told}");
                }
            }
        }

        Assert.Empty(disagreements);
    }

    private static IEnumerable<Pragma> Of(NativeEngine engine) => PragmaTable.All.Where(pragma =>
        pragma is { Builds: PragmaBuilds.Every, IsRemoved: false } && (pragma.Since is not { } since || Version.Parse(since) <= engine.Version));
}
