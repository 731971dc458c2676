using System.Globalization;

namespace SqliteDiscipline.EngineTests.Schema;

/// <summary>
/// A random schema and data for it in which every foreign key is used: every row of a parent is referred to, through each foreign key.
/// </summary>
internal sealed class RandomSchema
{
    private static readonly string[] s_actions =
        ["", "", " ON DELETE NO ACTION", " ON DELETE RESTRICT", " ON DELETE CASCADE", " ON DELETE CASCADE", " ON DELETE SET NULL", " ON DELETE SET DEFAULT"];

    // None begins with a quote: the engine unquotes the name of a child once more for its actions, and crashes on `[b`.
    private static readonly string[] s_names = ["alpha", "order", "Group", "a b", "we\"ird", "häuser", "semi;colon", "t1", "x-y", "select", "br[ack", "par(en"];

    private readonly Random _random;

    public RandomSchema(Random random)
    {
        _random = random;
        foreach (var name in s_names.OrderBy(_ => random.Next()).Take(random.Next(1, 9)))
        {
            Tables.Add(NewTable(name));
        }

        foreach (var table in Tables)
        {
            for (var i = random.Next(Tables.Count == 1 ? 2 : 3) + (random.Next(4) == 0 ? 1 : 0); i > 0; i--)
            {
                AddForeignKey(table);
            }
        }

        Order = [.. Tables.OrderBy(_ => random.Next())];
        FillIn();
        AddTriggers();
    }

    public List<RandomTable> Tables { get; } = [];

    /// <summary>The tables in the order in which they are made, which decides the order of the engine's actions.</summary>
    public List<RandomTable> Order { get; }

    public List<string> Triggers { get; } = [];

    public bool IsTemporary { get; private init; }

    public IEnumerable<string> Definitions => Order.SelectMany(table => table.Afterwards.Prepend(Create(table)));

    public IEnumerable<string> Inserts => Tables.SelectMany(table => table.Rows.Select(row => Insert("INSERT", table, row)));

    public string Quote(string name) => QuoteWith(_random, name);

    public static string QuoteWith(Random random, string name)
    {
        // Only the ASCII letters fold.
        var folded = random.Next(4) == 0 ? string.Concat(name.Select(c => char.IsAsciiLetterLower(c) ? char.ToUpperInvariant(c) : c)) : name;
        return random.Next(5) switch
        {
            0 when !folded.Contains(']') && !folded.Contains('[') => $"[{folded}]",
            1 => $"`{folded}`",
            2 when folded.Length < 4 && folded.All(char.IsAsciiLetterOrDigit) => folded,
            _ => $"\"{folded.Replace("\"", "\"\"", StringComparison.Ordinal)}\"",
        };
    }

    public string Insert(string verb, RandomTable table, Dictionary<RandomColumn, string> row) =>
        $"{verb} INTO {Quote(table.Name)}({string.Join(", ", row.Keys.Select(column => Quote(column.Name)))}) VALUES ({string.Join(", ", row.Values)})";

    private RandomTable NewTable(string name)
    {
        var table = new RandomTable(name);
        var kind = _random.Next(10);
        var isText = kind is 5 or 6;
        var first = Column(table, "id", kind switch { 0 or 1 or 2 or 3 or 4 => "INTEGER", 5 or 6 => "TEXT", 7 => "INT", _ => "" }, isText);
        table.HasPrimaryKey = kind != 8;
        switch (kind)
        {
            case 0 or 1 or 2:
                first.Clauses = " PRIMARY KEY";
                break;
            case 3:
                first.Clauses = _random.Next(2) == 0 ? " PRIMARY KEY AUTOINCREMENT" : " PRIMARY KEY DESC";
                break;
            case 4:
                table.Constraints.Add($"PRIMARY KEY ({Quote("id")})");
                break;
            case 5 or 6 or 7:
                first.Clauses = " PRIMARY KEY" + (kind == 6 ? " NOT NULL" : "");
                first.IsNotNull = kind == 6;
                table.WithoutRowId = _random.Next(3) == 0;
                break;
            case 8:
                first.Clauses = " UNIQUE";
                break;
            default:
                var second = Column(table, "part", "", false);
                table.Constraints.Add($"PRIMARY KEY ({Quote("id")}, {Quote("part")})");
                table.WithoutRowId = _random.Next(3) == 0;
                table.Keys.Add([first, second]);
                break;
        }

        if (table.Keys.Count == 0)
        {
            table.Keys.Add([first]);
        }

        if (_random.Next(4) == 0)
        {
            var unique = Column(table, "code", _random.Next(2) == 0 ? "TEXT COLLATE nocase" : "INTEGER", _random.Next(2) == 0);
            table.Keys.Add([unique]);
            if (_random.Next(2) == 0)
            {
                table.Constraints.Add($"UNIQUE ({Quote("code")})");
            }
            else
            {
                table.Afterwards.Add($"CREATE UNIQUE INDEX {Quote("u_" + name)} ON {Quote(name)}({Quote("code")})");
            }
        }

        if (_random.Next(8) == 0)
        {
            var (x, y) = (Column(table, "x", "", false), Column(table, "y", "", false));
            table.Keys.Add([x, y]);
            table.Afterwards.Add($"CREATE UNIQUE INDEX {Quote("xy_" + name)} ON {Quote(name)}({Quote("y")}, {Quote("x")})");
        }

        Column(table, "note", "", true);
        return table;
    }

    private static RandomColumn Column(RandomTable table, string name, string type, bool isText)
    {
        var column = new RandomColumn(name, type, isText);
        table.Columns.Add(column);
        return column;
    }

    private void AddForeignKey(RandomTable child)
    {
        // Mostly to a table that comes before, so that chains are longer than cycles are many.
        var place = Tables.IndexOf(child);
        var parent = _random.Next(5) > 0 && place > 0 ? Tables[_random.Next(place)] : Tables[_random.Next(Tables.Count)];
        var key = parent.Keys[_random.Next(parent.Keys.Count)];
        var mismatch = key.Count == 1 ? _random.Next(60) : _random.Next(2, 60);
        var number = child.ForeignKeys.Count.ToString(CultureInfo.InvariantCulture);
        List<RandomColumn> columns;
        if (_random.Next(15) == 0 && child.Keys[0].Count == key.Count && child.Keys[0].All(column => column.Source is null) && child != parent)
        {
            columns = child.Keys[0];
        }
        else if (_random.Next(15) == 0 && child.ForeignKeys.Find(other => other.Columns.Count == key.Count && !other.Columns[0].IsAdded) is { } shared)
        {
            columns = shared.Columns;
        }
        else
        {
            columns = [.. key.Select((column, i) => Column(child, $"f{number}{(char)('a' + i)}", column.IsText ? "TEXT" : _random.Next(2) == 0 ? "INTEGER" : "", column.IsText))];
            foreach (var column in columns)
            {
                Decorate(column);
            }
        }

        var target = Quote(mismatch == 0 ? "missing" : parent.Name) + (mismatch == 1 ? $"({Quote("note")})"
            : parent.HasPrimaryKey && key == parent.Keys[0] && _random.Next(2) == 0 ? ""
            : $"({string.Join(", ", key.Select(column => Quote(column.Name)))})");
        var clause = $"REFERENCES {target}{s_actions[_random.Next(s_actions.Length)]}{(_random.Next(3) == 0 ? s_actions[_random.Next(s_actions.Length)].Replace("DELETE", "UPDATE", StringComparison.Ordinal) : "")}{Deferral()}";
        var foreignKey = new RandomKey(child, columns, mismatch == 0 ? null : parent, key, mismatch <= 1);
        child.ForeignKeys.Add(foreignKey);
        foreach (var column in columns)
        {
            column.Source ??= foreignKey;
        }

        if (columns.Count == 1 && columns[0].Source == foreignKey && !child.Keys[0].Contains(columns[0]) && _random.Next(2) == 0)
        {
            columns[0].Clauses += " " + clause;
            if (_random.Next(4) == 0 && !columns[0].IsNotNull && !columns[0].Clauses.Contains("DEFAULT", StringComparison.Ordinal)
                && !columns[0].Clauses.Contains("UNIQUE", StringComparison.Ordinal)
                && !child.Afterwards.Exists(statement => statement.StartsWith("CREATE", StringComparison.Ordinal)))
            {
                columns[0].IsAdded = true;
                child.Afterwards.Add($"ALTER TABLE {Quote(child.Name)} ADD COLUMN {Quote(columns[0].Name)} {columns[0].Type}{columns[0].Clauses}");
            }
        }
        else
        {
            child.Constraints.Add($"FOREIGN KEY ({string.Join(", ", columns.Select(column => Quote(column.Name)))}) {clause}");
        }
    }

    private string Deferral() => _random.Next(10) switch
    {
        0 or 1 => " DEFERRABLE INITIALLY DEFERRED",
        2 => " DEFERRABLE",
        3 => " NOT DEFERRABLE INITIALLY DEFERRED",
        _ => "",
    };

    private void Decorate(RandomColumn column)
    {
        column.IsNotNull = _random.Next(2) == 0;
        column.Clauses += column.IsNotNull ? " NOT NULL" : "";
        column.Clauses += _random.Next(16) switch
        {
            0 or 1 => column.IsText ? " DEFAULT 'k1'" : " DEFAULT 1",
            2 or 3 => column.IsText ? " DEFAULT 'none'" : " DEFAULT (-7)",
            4 or 5 => " DEFAULT NULL",
            6 => " DEFAULT (abs(1))",
            _ => "",
        };
        column.Clauses += _random.Next(25) == 0 ? $" CHECK ({Quote(column.Name)} IS NOT NULL)" : _random.Next(25) == 0 ? " UNIQUE" : "";
    }

    private string Create(RandomTable table)
    {
        var parts = table.Columns.Where(column => !column.IsAdded)
            .Select(column => $"{Quote(column.Name)} {column.Type}{column.Clauses}").Concat(table.Constraints);
        return $"CREATE TABLE {(_random.Next(3) == 0 ? "IF NOT EXISTS " : "")}{Quote(table.Name)}({string.Join(", ", parts)}){(table.WithoutRowId ? " WITHOUT ROWID" : "")}";
    }

    /// <summary>
    /// As many rows in a child as in each parent at least, and equally many round a cycle: only so can every row of every parent have children.
    /// </summary>
    private void FillIn()
    {
        var start = _random.Next(1, 4);
        foreach (var table in Tables)
        {
            table.RowCount = start;
        }

        foreach (var table in Tables.Where(table => !Reaches(table, table)).OrderBy(Depth))
        {
            table.RowCount = Parents(table).Select(parent => parent.RowCount).DefaultIfEmpty(start).Max() + _random.Next(3);
            foreach (var below in Tables.Where(below => below != table && Reaches(below, table)))
            {
                below.RowCount = Math.Max(below.RowCount, table.RowCount);
            }
        }

        foreach (var key in Tables.SelectMany(table => table.ForeignKeys).Where(key => key.Parent is not null))
        {
            var shift = _random.Next(key.Parent!.RowCount);
            var mayBeNull = key.Columns.Any(column => !column.IsNotNull) && !key.Child.Keys[0].Intersect(key.Columns).Any();
            key.Targets = [.. Enumerable.Range(0, key.Child.RowCount).Select(row =>
                row < key.Parent.RowCount ? (row + shift) % key.Parent.RowCount
                : mayBeNull && _random.Next(2) == 0 ? -1 : _random.Next(key.Parent.RowCount))];
        }

        foreach (var table in Tables)
        {
            for (var row = 0; row < table.RowCount; row++)
            {
                table.Rows.Add(table.Columns.ToDictionary(column => column, column => Value(column, row, 0)));
            }
        }
    }

    private static string Value(RandomColumn column, int row, int depth)
    {
        if (column.Source is not { Parent: not null } key || depth > 20)
        {
            return column.ValueOf(row);
        }

        var target = key.Targets[row];
        if (target >= 0)
        {
            return Value(key.ParentColumns[key.Columns.IndexOf(column)], target, depth + 1);
        }

        return column.IsNotNull ? column.ValueOf(0) : "NULL";
    }

    private static IEnumerable<RandomTable> Parents(RandomTable table) => table.ForeignKeys.Select(key => key.Parent).OfType<RandomTable>();

    private static bool Reaches(RandomTable from, RandomTable to)
    {
        var seen = new HashSet<RandomTable>();
        var open = new Stack<RandomTable>(Parents(from));
        while (open.TryPop(out var table))
        {
            if (table == to)
            {
                return true;
            }

            if (seen.Add(table))
            {
                foreach (var parent in Parents(table))
                {
                    open.Push(parent);
                }
            }
        }

        return false;
    }

    private int Depth(RandomTable table) => Tables.Count(other => other != table && Reaches(table, other));

    private void AddTriggers()
    {
        if (_random.Next(8) > 0)
        {
            return;
        }

        for (var i = 0; i <= _random.Next(2); i++)
        {
            var table = Tables[_random.Next(Tables.Count)];
            var key = Tables.SelectMany(child => child.ForeignKeys).FirstOrDefault(key => key.Parent == table && !key.IsMismatch);
            var other = Quote(Tables[_random.Next(Tables.Count)].Name);
            var (firing, old) = _random.Next(5) == 0 ? ("UPDATE", "new") : ("DELETE", "old");
            var where = key is null ? "0" : string.Join(" AND ", key.Columns.Select((column, c) => $"{Quote(column.Name)} = {old}.{Quote(key.ParentColumns[c].Name)}"));
            var child = Quote(key?.Child.Name ?? table.Name);
            var body = _random.Next(6) switch
            {
                0 or 1 => $"DELETE FROM {child} WHERE {where};",
                2 when key is not null => $"UPDATE {child} SET {Quote(key.Columns[0].Name)} = NULL WHERE {where};",
                3 => $"SELECT RAISE(IGNORE) WHERE {(_random.Next(2) == 0 ? "1" : "0")};",
                4 => $"UPDATE {other} SET {Quote("note")} = 'x';",
                _ => $"DELETE FROM {other};",
            };
            Triggers.Add($"CREATE TRIGGER {Quote($"trigger {i}")} {(_random.Next(2) == 0 ? "BEFORE" : "AFTER")} {firing} ON {Quote(table.Name)} BEGIN {body} END");
        }
    }
}
