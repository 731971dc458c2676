namespace SqliteDiscipline.EngineTests.Sql;

/// <summary>Table definitions, of every clause that a column or a table can have.</summary>
internal sealed partial class SqlGenerator
{
    private static readonly string[] s_names = ["a", "b col", "c;1", "d", "key", "e)"];

    /// <summary>One CREATE TABLE of a table <c>t</c>.</summary>
    public string Table()
    {
        _text.Clear();
        CreateTable();
        return _text.ToString();
    }

    private void CreateTable()
    {
        Add(Pick("CREATE TABLE", "CREATE TABLE IF NOT EXISTS", "CREATE TABLE main ."));
        Name("t");
        if (random.Next(10) == 0)
        {
            Add("AS");
            Select();
            return;
        }

        Add("(");
        var count = random.Next(2, s_names.Length + 1);
        var hasKey = false;
        for (var i = 0; i < count; i++)
        {
            Add(i > 0 ? "," : "");
            Column(s_names[i], ref hasKey);
        }

        for (var more = random.Next(4); more > 0; more--)
        {
            Add(",");
            Constraint(count, ref hasKey);
        }

        Add(")");
        Add(hasKey && random.Next(5) == 0 && !_text.ToString().Contains("AUTOINCREMENT", StringComparison.OrdinalIgnoreCase) ? "WITHOUT rowid" : "");
    }

    private void Column(string name, ref bool hasKey)
    {
        Name(name);
        Add(Pick("", "INTEGER", "TEXT", "VARCHAR ( 20 )", "DECIMAL ( 10 , -2 )", "\"odd;type\"", "LONG LONG INT"));
        for (var count = random.Next(4); count > 0; count--)
        {
            Add(random.Next(6) == 0 ? "CONSTRAINT [c;1]" : "");
            switch (random.Next(8))
            {
                case 0 when !hasKey:
                    hasKey = true;
                    Add(Pick("PRIMARY KEY", "PRIMARY KEY DESC", "PRIMARY KEY ASC ON CONFLICT REPLACE"));
                    break;
                case 1:
                    Add(Pick("NOT NULL", "NOT NULL ON CONFLICT IGNORE", "NULL"));
                    break;
                case 2:
                    Add(Pick("UNIQUE", "UNIQUE ON CONFLICT FAIL"));
                    break;
                case 3:
                    Add(Pick("DEFAULT 5", "DEFAULT - 5", "DEFAULT 'a,b)'", "DEFAULT ( 1 + 2 )", "DEFAULT NULL", "DEFAULT current_timestamp", "DEFAULT word", "DEFAULT x'00'"));
                    break;
                case 4:
                    Add(Pick("CHECK ( 1 , 2 )", "CHECK ( 'a)' <> 5 )").Replace("1 , 2", "coalesce ( 1 , 2 )", StringComparison.Ordinal));
                    break;
                case 5:
                    Add("COLLATE nocase");
                    break;
                default:
                    References(1);
                    break;
            }
        }
    }

    private void Constraint(int columns, ref bool hasKey)
    {
        Add(random.Next(4) == 0 ? "CONSTRAINT `k,1`" : "");
        var count = random.Next(1, Math.Min(3, columns));
        switch (random.Next(4))
        {
            case 0 when !hasKey:
                hasKey = true;
                Add("PRIMARY KEY");
                Names(count, mayOrder: true);
                break;
            case 1:
                Add("CHECK ( 1 )");
                break;
            case 2:
                Add("UNIQUE");
                Names(count, mayOrder: true);
                Add(Pick("", "ON CONFLICT ABORT"));
                break;
            default:
                Add("FOREIGN KEY");
                Names(count, mayOrder: false);
                References(count);
                break;
        }
    }

    private void Names(int count, bool mayOrder)
    {
        Add("(");
        for (var i = 0; i < count; i++)
        {
            Add(i > 0 ? "," : "");
            Name(s_names[i]);
            Add(mayOrder ? Pick("", "", "DESC", "COLLATE nocase ASC") : "");
        }

        Add(")");
    }

    private void References(int count)
    {
        Add("REFERENCES");
        Name(Pick("parent", "odd table", "we\"ird", "none"));
        if (random.Next(2) == 0)
        {
            Names(count, mayOrder: false);
        }

        for (var clauses = random.Next(4); clauses > 0; clauses--)
        {
            Add(Pick("ON DELETE", "ON UPDATE"));
            Add(Pick("CASCADE", "SET NULL", "SET DEFAULT", "RESTRICT", "NO ACTION"));
        }

        Add(Pick("", "MATCH full", "NOT DEFERRABLE", "DEFERRABLE INITIALLY DEFERRED", "DEFERRABLE", "DEFERRABLE INITIALLY IMMEDIATE", "NOT DEFERRABLE INITIALLY DEFERRED"));
    }
}
