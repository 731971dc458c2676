namespace SqliteDiscipline.EngineTests.Schema;

/// <summary>Random statements over a random schema, in and out of transactions.</summary>
internal sealed class RandomSequence(Random random, RandomSchema schema)
{
    private readonly HashSet<RandomTable> _dropped = [];
    private string? _free;

    /// <summary>Deletes of whole tables and nothing else, in an order that is right more often than chance would have it.</summary>
    public List<string> Plain()
    {
        var tables = random.Next(3) switch
        {
            0 => schema.Tables.OrderBy(_ => random.Next()),
            1 => schema.Tables.AsEnumerable().Reverse(),
            _ => schema.Tables.OrderBy(table => -schema.Tables.IndexOf(table) + random.Next(2)),
        };
        return Wrapped([.. tables.Take(random.Next(1, schema.Tables.Count + 1)).Select(table => $"DELETE FROM {schema.Quote(table.Name)}")]);
    }

    public List<string> Mixed()
    {
        var statements = new List<string>();
        for (var i = random.Next(1, 6); i > 0; i--)
        {
            statements.Add(Statement());
        }

        return Wrapped(statements);
    }

    private List<string> Wrapped(List<string> statements)
    {
        switch (random.Next(8))
        {
            case 0 or 1 or 2:
                return statements;
            case 3:
                return ["PRAGMA defer_foreign_keys = ON", .. statements];
            case 4 or 5:
                return [Begin(), .. statements, "COMMIT"];
            case 6:
                return [Begin(), "PRAGMA defer_foreign_keys = 1", .. statements, random.Next(4) == 0 ? "ROLLBACK" : "END"];
            default:
                var middle = random.Next(statements.Count + 1);
                return [random.Next(2) == 0 ? "SAVEPOINT a" : Begin(), .. statements[..middle], "SAVEPOINT b", .. statements[middle..], random.Next(2) == 0 ? "ROLLBACK TO b" : "RELEASE b", "COMMIT"];
        }
    }

    // It does not stay with the explanation.
    private string Explained() => random.Next(4) switch { 0 => "EXPLAIN ", 1 => "EXPLAIN QUERY PLAN ", _ => "" };

    private string Begin() => random.Next(2) == 0 ? "BEGIN" : "BEGIN IMMEDIATE";

    private string Statement()
    {
        if (_free is { } free && random.Next(2) == 0)
        {
            _free = null;
            return $"CREATE TABLE {schema.Quote(free)}({schema.Quote("id")} INTEGER PRIMARY KEY, {schema.Quote("code")})";
        }

        // What is said of a table that is gone would tell nothing of foreign keys.
        var left = schema.Tables.Where(candidate => !_dropped.Contains(candidate)).ToList();
        if (left.Count == 0)
        {
            return "SELECT 1";
        }

        var table = left[random.Next(left.Count)];
        var name = schema.Quote(table.Name);
        var row = table.Rows[random.Next(table.Rows.Count)];
        var nullable = table.ForeignKeys.Select(key => key.Columns[0]).Where(column => !column.IsNotNull && !column.Clauses.Contains("CHECK", StringComparison.Ordinal) && !table.Keys[0].Contains(column));
        var foreign = schema.Quote(nullable.FirstOrDefault()?.Name ?? "note");
        switch (random.Next(23))
        {
            case 0 or 1 or 2 or 3:
                return $"DELETE FROM {name}";
            case 4 or 5 or 6:
                return $"DELETE FROM {name} WHERE {string.Join(" AND ", table.Keys[0].Select(column => $"{schema.Quote(column.Name)} IS {row[column]}"))}";
            case 7:
                var other = left[random.Next(left.Count)];
                return $"DELETE FROM {name} WHERE {schema.Quote(table.Keys[0][0].Name)} NOT IN (SELECT {schema.Quote(other.Keys[0][0].Name)} FROM {schema.Quote(other.Name)})";
            case 8 or 9 or 10:
                _dropped.Add(table);
                return $"DROP TABLE {(random.Next(2) == 0 ? "IF EXISTS " : "")}{name}";
            case 11:
                return schema.Insert(random.Next(2) == 0 ? "REPLACE" : "INSERT OR REPLACE", table, row);
            case 12:
                return schema.Insert("INSERT OR IGNORE", table, row);
            case 13 or 14:
                return $"UPDATE {name} SET {foreign} = NULL{(random.Next(2) == 0 ? " WHERE 1" : "")}";
            case 15:
                return $"UPDATE {name} SET note = 'y'{(random.Next(2) == 0 ? $", {foreign} = {foreign}" : "")}";
            case 16:
                return Explained() + (random.Next(2) == 0 ? "PRAGMA foreign_keys = OFF" : "PRAGMA foreign_keys = yes");
            case 17:
                return $"{Explained()}PRAGMA defer_foreign_keys = {(random.Next(2) == 0 ? "ON" : "OFF")}";
            case 18:
                return random.Next(2) == 0 ? $"SELECT * FROM {name}" : $"EXPLAIN QUERY PLAN SELECT * FROM {name}";
            case 19:
                return $"DELETE FROM {name} WHERE {new[] { "0", "1 = 0", "FALSE", "NULL", "0x0", "2 == 1" }[random.Next(6)]}";
            case 20 or 21:
                (_free, table.Name) = (table.Name, table.Name + " 2");
                return $"ALTER TABLE {name} RENAME TO {schema.Quote(table.Name)}";
            default:
                return schema.Triggers.Count > 0 ? $"DROP TRIGGER IF EXISTS {schema.Quote("trigger 0")}" : $"DELETE FROM {name} WHERE {schema.Quote(table.Keys[0][0].Name)} IS NOT NULL";
        }
    }
}
