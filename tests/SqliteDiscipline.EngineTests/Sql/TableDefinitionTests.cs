using System.Globalization;
using Microsoft.Data.Sqlite;
using SqliteDiscipline.Analyzers.Sql;
using SqliteDiscipline.Analyzers.Sql.Statements;
using Xunit;
using Xunit.Abstractions;

namespace SqliteDiscipline.EngineTests.Sql;

/// <summary>Random CREATE TABLEs: columns, keys and foreign keys as the engine's own pragmas list them.</summary>
public sealed class TableDefinitionTests(ITestOutputHelper output)
{
    [Fact]
    public void RandomTables_HaveTheEnginesColumnsAndKeys()
    {
        var seed = SqlSeed.Seed;
        output.WriteLine($"seed {seed}");
        var generator = new SqlGenerator(new Random(seed));
        using var connection = new SqliteConnection("Data Source=:memory:");
        connection.Open();
        var (compared, refused) = (0, 0);
        for (var i = 0; i < SqlSeed.Cases; i++)
        {
            var sql = generator.Table();
            if (SqlReader.Read(sql).Single() is not CreateTableStatement { IsFromSelect: false } table)
            {
                continue;
            }

            if (!TryCreate(connection, sql))
            {
                refused++;
                continue;
            }

            compared++;
            var (expected, actual) = (Describe(connection), Describe(table));
            Assert.True(SqlIdentifier.Equals(expected, actual), $"seed {seed}\n{sql}\nengine:\n{expected}\nreader:\n{actual}");
            Assert.True(table.IsWhole, $"seed {seed}\nnot whole: {sql}");
            Query(connection, "DROP TABLE t");
        }

        output.WriteLine($"{compared} tables compared, {refused} refused by the engine");
        Assert.True(compared > refused);
    }

    private static bool TryCreate(SqliteConnection connection, string sql)
    {
        try
        {
            using var command = connection.CreateCommand();
            command.CommandText = sql;
            command.ExecuteNonQuery();
            return true;
        }
        catch (SqliteException)
        {
            return false;
        }
    }

    private static string Describe(SqliteConnection connection)
    {
        var columns = Query(connection, "SELECT name, type, \"notnull\", hidden, dflt_value IS NOT NULL FROM pragma_table_xinfo('t') ORDER BY cid")
            .Select(row => $"{row[0]} {Squeeze(row[1])} {row[2]} {row[3]} {row[4]}");
        var keys = Query(connection, "SELECT \"from\", \"table\", coalesce(\"to\", ''), on_delete, on_update FROM pragma_foreign_key_list('t') ORDER BY id DESC, seq")
            .Select(row => string.Join(" ", row));
        var primary = Query(connection, "SELECT name FROM pragma_table_info('t') WHERE pk > 0 ORDER BY pk").Select(row => row[0]);
        return string.Join("\n", columns) + "\n--\n" + string.Join("\n", keys) + "\n--\n" + string.Join(",", primary);
    }

    private static string Describe(CreateTableStatement table)
    {
        var primary = table.Constraints.OfType<KeyConstraint>().Where(key => key.IsPrimaryKey).SelectMany(key => key.Columns).Select(term => term.Column?.Value)
            .Concat(table.Columns.Where(column => column.IsPrimaryKey).Select(column => column.Name.Value)).ToList();
        var columns = table.Columns.Select(column =>
        {
            // SQLite lists the key of a WITHOUT ROWID table as NOT NULL.
            var isNotNull = column.IsNotNull || (table.WithoutRowId && primary.Contains(column.Name.Value, SqlIdentifier.Comparer));
            return $"{column.Name} {Squeeze(column.Type)} {(isNotNull ? 1 : 0)} {(int)column.Generated} {(column.Default is null ? 0 : 1)}";
        });
        var keys = table.ForeignKeys.SelectMany(key => key.Columns.Items.Select((column, i) =>
            $"{column} {key.Parent} {(key.ParentColumns.Count > 0 ? key.ParentColumns[i].Value : "")} {Spell(key.OnDelete)} {Spell(key.OnUpdate)}"));
        return string.Join("\n", columns) + "\n--\n" + string.Join("\n", keys) + "\n--\n" + string.Join(",", primary);
    }

    private static string Spell(Enum action) => action.ToString() switch
    {
        "NoAction" => "NO ACTION",
        "SetNull" => "SET NULL",
        "SetDefault" => "SET DEFAULT",
        var word => word.ToUpperInvariant(),
    };

    // SQLite keeps the type as written, what stands between its words included.
    private static string Squeeze(string type) => string.Concat(type.Where(char.IsLetterOrDigit)).ToUpperInvariant();

    private static List<string[]> Query(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<string[]>();
        while (reader.Read())
        {
            rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(i => Convert.ToString(reader.GetValue(i), CultureInfo.InvariantCulture) ?? "")]);
        }

        return rows;
    }
}
