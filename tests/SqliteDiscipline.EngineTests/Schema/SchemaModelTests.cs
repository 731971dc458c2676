using SqliteDiscipline.Analyzers.Schema;
using SqliteDiscipline.Analyzers.Sql;
using SqliteDiscipline.EngineTests.Sql;
using Xunit;
using Xunit.Abstractions;

namespace SqliteDiscipline.EngineTests.Schema;

/// <summary>Random schemas, altered at random: the tables, keys and foreign keys are those that the engine's own pragmas list.</summary>
public sealed class SchemaModelTests(ITestOutputHelper output)
{
    [Fact]
    public void RandomSchemas_AreTheEngines()
    {
        var seed = SchemaSeed.Seed;
        output.WriteLine($"seed {seed}");
        var (applied, refused) = (0, 0);
        for (var i = 0; i < SchemaSeed.Cases; i++)
        {
            var random = new Random(unchecked((seed * 1_000_003) + i));
            var schema = new RandomSchema(random);
            using var engine = new Engine("PRAGMA foreign_keys = OFF");
            var script = new List<string>();
            foreach (var statement in schema.Definitions.Concat(schema.Triggers).Concat(Alterations(random, schema)))
            {
                // What the engine refuses changes nothing; the model is not asked about it.
                var isTaken = engine.TryExecute(statement) is null;
                (applied, refused) = isTaken ? (applied + 1, refused) : (applied, refused + 1);
                if (isTaken)
                {
                    script.Add(statement);
                }
            }

            var text = string.Join(";\n", script) + ";";
            var (expected, actual) = (Describe(engine), Describe(DatabaseSchema.Of(text)));
            Assert.True(SqlIdentifier.Equals(expected, actual), $"seed {seed}, case {i}\n{text}\nengine:\n{expected}\nmodel:\n{actual}");
        }

        output.WriteLine($"{applied} statements applied, {refused} refused by the engine");
        Assert.True(refused < applied / 4, $"{refused} of {applied} statements are refused");
    }

    private static IEnumerable<string> Alterations(Random random, RandomSchema schema)
    {
        for (var i = random.Next(5); i > 0; i--)
        {
            var table = schema.Tables[random.Next(schema.Tables.Count)];
            var name = schema.Quote(table.Name);
            var column = schema.Quote(table.Columns[random.Next(table.Columns.Count)].Name);
            yield return random.Next(8) switch
            {
                0 => $"ALTER TABLE {name} RENAME TO {schema.Quote("renamed " + i)}",
                1 => $"ALTER TABLE {name} RENAME COLUMN {column} TO {schema.Quote("other " + i)}",
                2 => $"ALTER TABLE {name} RENAME {column} TO {schema.Quote("new " + i)}",
                3 => $"ALTER TABLE {name} ADD COLUMN {schema.Quote("added " + i)} TEXT REFERENCES {schema.Quote(schema.Tables[0].Name)} ON DELETE CASCADE",
                4 => $"ALTER TABLE {name} DROP COLUMN {(random.Next(2) == 0 ? schema.Quote("note") : column)}",
                5 => $"DROP TABLE {name}",
                6 => $"CREATE TABLE IF NOT EXISTS {name}(never)",
                _ => $"DROP INDEX IF EXISTS {schema.Quote("u_" + table.Name)}",
            };
        }
    }

    private static string Describe(Engine engine)
    {
        var lines = new List<string>();
        foreach (var table in engine.Rows("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name COLLATE nocase").Select(row => row[0]!))
        {
            var literal = "'" + table.Replace("'", "''", StringComparison.Ordinal) + "'";
            lines.Add($"table {table}");
            lines.AddRange(engine.Rows($"SELECT name, \"notnull\", pk FROM pragma_table_info({literal}) ORDER BY cid").Select(row => $"  {row[0]} {row[1]} {row[2]}"));
            lines.AddRange(engine.Rows($"SELECT \"table\", on_delete, on_update, group_concat(\"from\" || '>' || coalesce(\"to\", '')) FROM (SELECT * FROM pragma_foreign_key_list({literal}) ORDER BY id DESC, seq) GROUP BY id ORDER BY id DESC")
                .Select(row => $"  -> {row[0]} {row[1]} {row[2]} {row[3]}"));
            lines.AddRange(engine.Rows($"SELECT group_concat(coalesce(i.name, '?')) FROM pragma_index_list({literal}) AS l, pragma_index_info(l.name) AS i WHERE l.\"unique\" GROUP BY l.name")
                .Select(row => $"  unique {row[0]}").Order(StringComparer.OrdinalIgnoreCase));
        }

        lines.AddRange(engine.Rows("SELECT name, tbl_name FROM sqlite_master WHERE type = 'trigger' ORDER BY name COLLATE nocase").Select(row => $"trigger {row[0]} on {row[1]}"));
        return string.Join("\n", lines);
    }

    private static string Describe(DatabaseSchema schema)
    {
        var lines = new List<string>();
        foreach (var table in schema.Tables.OrderBy(table => table.Name, StringComparer.OrdinalIgnoreCase))
        {
            lines.Add($"table {table.Name}");
            foreach (var column in table.Columns)
            {
                // A key of a table without rowid is listed as NOT NULL.
                var place = table.PrimaryKey.Items.ToList().FindIndex(name => SqlIdentifier.Equals(name, column.Name)) + 1;
                lines.Add($"  {column.Name} {(column.IsNotNull || (table.WithoutRowId && place > 0) ? 1 : 0)} {place}");
            }

            lines.AddRange(table.References.Select(reference =>
                $"  -> {reference.Parent} {Spell(reference.OnDelete)} {Spell(reference.OnUpdate)} "
                + string.Join(",", reference.Columns.Select((column, i) => $"{column}>{(reference.ParentColumns.Count > 0 ? reference.ParentColumns[i] : "")}"))));
            var keys = table.Keys.Where(key => !(key.IsPrimaryKey && table.RowIdAlias is not null)).Select(key => key.Terms);
            lines.AddRange(keys.Concat(schema.IndexesOf(table).Where(index => index.IsUnique).Select(index => index.Terms))
                .Select(terms => $"  unique {string.Join(",", terms.Select(term => term.Column ?? "?"))}").Order(StringComparer.OrdinalIgnoreCase));
        }

        lines.AddRange(schema.Triggers.OrderBy(trigger => trigger.Name, StringComparer.OrdinalIgnoreCase).Select(trigger => $"trigger {trigger.Name} on {trigger.Table.Name}"));
        return string.Join("\n", lines);
    }

    private static string Spell(Enum action) => action.ToString() switch
    {
        "NoAction" => "NO ACTION",
        "SetNull" => "SET NULL",
        "SetDefault" => "SET DEFAULT",
        var word => word.ToUpperInvariant(),
    };
}
