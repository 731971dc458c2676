using System.Text;

namespace SqliteDiscipline.EngineTests.Sql;

/// <summary>Random statements over the corpus's schema, each token quoted, spelt and spaced at random.</summary>
internal sealed partial class SqlGenerator(Random random)
{
    private static readonly (string Name, string[] Columns)[] s_tables =
    [
        ("parent", ["id", "name", "x", "y"]), ("child", ["id", "parent_id", "x", "v"]), ("grandchild", ["id", "child_id", "x"]),
        ("odd table", ["odd column", "a;b", "x", "begin", "end"]), ("we\"ird", ["x", "id"]), ("from", ["x", "id"]),
        ("scratch", ["x", "id"]), ("far", ["x", "id"]),
    ];

    private static readonly string[] s_literals =
    [
        "1", "0x1F", "1.5e-3", ".5", "5.", "'a;b'", "'it''s'", "x'00ff'", "NULL", "?", "?3", ":a", "@b1", "$c::d(e;f)", "current_timestamp", "''", "'-- no'",
    ];

    /// <summary>The one table that common tables may hide.</summary>
    public const string Shadowed = "grandchild";

    private readonly StringBuilder _text = new();
    private readonly List<string> _common = [];
    private int _depth;

    /// <summary>One script of up to four statements.</summary>
    public string Script()
    {
        _text.Clear();
        for (var count = random.Next(1, 5); count > 0; count--)
        {
            _common.Clear();
            Statement();
            if (count > 1 || random.Next(2) == 0)
            {
                Add(";");
            }
        }

        return _text.ToString();
    }

    private void Statement()
    {
        if (random.Next(12) == 0)
        {
            Add(random.Next(2) == 0 ? "EXPLAIN" : "EXPLAIN QUERY PLAN");
        }

        switch (random.Next(12))
        {
            case 0 or 1 or 2:
                Select();
                break;
            case 3 or 4 or 5:
                CommonTables();
                Change(mayReturn: true);
                break;
            case 6:
                CreateTable();
                break;
            case 7:
                CreateTrigger();
                break;
            case 8:
                CreateOther();
                break;
            case 9:
                Pragma();
                break;
            case 10:
                Add(Pick("BEGIN", "BEGIN IMMEDIATE", "COMMIT", "END TRANSACTION", "ROLLBACK", "SAVEPOINT a", "RELEASE SAVEPOINT a", "ROLLBACK TO 'a'", "VACUUM INTO 'x;y'", "ANALYZE child", "DETACH other"));
                break;
            default:
                var isAlter = random.Next(2) == 0;
                Add(isAlter ? "ALTER TABLE" : "DROP TABLE IF EXISTS");
                Name(Pick("parent", "grandchild", "from"));
                if (isAlter)
                {
                    Add(Pick("RENAME TO renamed", "ADD COLUMN added TEXT DEFAULT ';'", "RENAME COLUMN x TO renamed", "ADD added"));
                }

                break;
        }
    }

    private void Select()
    {
        _depth++;
        var common = _common.Count;
        CommonTables();
        SelectCore();
        while (_depth < 4 && random.Next(6) == 0)
        {
            Add(Pick("UNION", "UNION ALL", "EXCEPT", "INTERSECT"));
            SelectCore();
        }

        if (random.Next(4) == 0)
        {
            Add("ORDER BY 1 DESC");
        }

        if (random.Next(4) == 0)
        {
            Add("LIMIT 5 OFFSET 1");
        }

        _common.RemoveRange(common, _common.Count - common);
        _depth--;
    }

    /// <summary>One result column always, so that the query fits wherever a value does.</summary>
    private void SelectCore()
    {
        if (random.Next(8) == 0)
        {
            Add("VALUES (");
            Expression(null);
            Add(")");
            return;
        }

        Add(Pick("SELECT", "SELECT DISTINCT", "SELECT ALL"));
        Expression(null);
        if (random.Next(3) == 0)
        {
            Add("AS");
            Name(Pick("alias", "with", "replace", "a b"));
        }

        if (random.Next(5) == 0)
        {
            return;
        }

        Add("FROM");
        Source();
        for (var count = random.Next(3); count > 0; count--)
        {
            var isComma = random.Next(2) == 0;
            Add(isComma ? "," : Pick("JOIN", "LEFT JOIN", "CROSS JOIN", "INNER JOIN"));
            Source();
            if (!isComma && random.Next(2) == 0)
            {
                Add("ON");
                Expression(null);
            }
        }

        if (random.Next(3) == 0)
        {
            Add("WHERE");
            Expression(null);
        }

        if (random.Next(8) == 0)
        {
            Add("GROUP BY 1 HAVING");
            Expression(null);
        }
    }

    private void Source()
    {
        switch (_depth < 4 ? random.Next(8) : 0)
        {
            case 0 or 1 or 2 or 3:
                Name(s_tables[random.Next(s_tables.Length)].Name);
                break;
            case 4 when _common.Count > 0:
                Name(_common[random.Next(_common.Count)]);
                break;
            case 5:
                Add("(");
                Select();
                Add(")");
                break;
            case 6:
                _depth++;
                Add("(");
                Source();
                Add(Pick(",", "JOIN"));
                Source();
                Add(")");
                _depth--;
                return;
            case 7:
                Add("json_each ( '[1]' )");
                break;
            default:
                Add(Pick("main.", "MAIN . "));
                Name("child");
                break;
        }

        // Every source has its own alias: a name that stands for two of them is ambiguous.
        Add(random.Next(2) == 0 ? "AS" : "");
        Name("s" + random.Next(100000));
    }

    private void CommonTables()
    {
        if (_depth > 3 || random.Next(5) != 0)
        {
            return;
        }

        Add(Pick("WITH", "WITH RECURSIVE"));
        for (var count = random.Next(1, 3); count > 0; count--)
        {
            var name = Pick("common" + random.Next(1000), "with", Shadowed);
            if (_common.Contains(name) || name == _hidden)
            {
                name = "common" + random.Next(100000);
            }

            Name(name);
            Add(Pick("AS", "( c ) AS", "AS MATERIALIZED", "AS NOT MATERIALIZED"));
            Add("(");

            // A table that reads itself is a circular reference; the schema's own is hidden from here on.
            var outer = _hidden;
            _hidden = name;
            Select();
            _hidden = outer;
            Add(")");
            _common.Add(name);
            Add(count > 1 ? "," : "");
        }
    }

    private string? _hidden;

    private string Pick(params string[] choices) => choices[random.Next(choices.Length)];

    /// <summary>A name, quoted in one of the four ways where it can be.</summary>
    private void Name(string name)
    {
        if (name == _hidden)
        {
            name = "far";
        }

        var isBare = name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_') && name is not ("from" or "with" or "begin" or "end" or "replace");
        Raw(random.Next(isBare ? 8 : 3) switch
        {
            0 => "\"" + name.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"",
            1 => "[" + name + "]",
            2 => "`" + name + "`",
            3 => name.ToUpperInvariant(),
            _ => name,
        });
    }

    /// <summary>Keywords and marks: each word in any case, anything that separates between them.</summary>
    private void Add(string text)
    {
        if (text.Length == 0)
        {
            return;
        }

        if (text.Contains('\'', StringComparison.Ordinal) || text[0] is '$' or ':' or '@')
        {
            Raw(text);
            return;
        }

        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            Raw(random.Next(3) == 0 ? word.ToLowerInvariant() : word);
        }
    }

    private void Raw(string text)
    {
        Space();
        _text.Append(text);
    }

    private void Space()
    {
        if (_text.Length > 0)
        {
            _text.Append(Pick(" ", " ", " ", " ", "\n", "\t", " \v\f", "/* ; ' */", "--;\"\n", "/**/", " -- it's\r\n"));
        }
    }
}
