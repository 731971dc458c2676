namespace SqliteDiscipline.EngineTests.Sql;

/// <summary>Expressions, changes and definitions.</summary>
internal sealed partial class SqlGenerator
{
    private void Expression((string Name, string[] Columns)? scope)
    {
        _depth++;
        switch (_depth < 5 ? random.Next(15) : random.Next(2))
        {
            case 0 when scope is { } table && table.Columns.Length > 0:
                Name(table.Columns[random.Next(table.Columns.Length)]);
                break;
            case 0 or 1 or 2:
                Add(Pick(s_literals));
                break;
            case 3 or 4:
                Expression(scope);
                Add(Pick("+", "-", "*", "/", "%", "<<", ">>", "<", "<=", "<>", "!=", "=", "==", "||", "|", "&", "AND", "OR", "IS", "IS NOT", "LIKE", "GLOB"));
                Expression(scope);
                break;
            case 5:
                Add("CASE WHEN");
                Expression(scope);
                Add("THEN");
                Expression(scope);
                Add("END");
                break;
            case 6:
                Add("(");
                Select();
                Add(")");
                break;
            case 7:
                Add(Pick("EXISTS (", "NOT EXISTS ("));
                Select();
                Add(")");
                break;
            case 8:
                Add("1");
                Add(Pick("IN (", "NOT IN ("));
                Select();
                Add(")");
                break;
            case 9:
                Add("( 2 NOT IN ( 1 , ");
                Expression(scope);
                Add(") )");
                break;
            case 10:
                Add("coalesce (");
                Expression(scope);
                Add(",");
                Expression(scope);
                Add(")");
                break;
            case 11:
                Add("CAST (");
                Expression(scope);
                Add("AS TEXT )");
                break;
            case 12:
                Add("( 5 BETWEEN 1 AND 9 )");
                break;
            case 13:
                Add("replace ( 'a' , 'b' , ");
                Expression(scope);
                Add(")");
                break;
            default:
                Add("(");
                Expression(scope);
                Add(Pick("ISNULL )", "NOTNULL )", "NOT NULL )", "COLLATE nocase )"));
                break;
        }

        _depth--;
    }

    private void Change(bool mayReturn)
    {
        var table = s_tables[random.Next(mayReturn ? s_tables.Length : 3)];
        switch (random.Next(3))
        {
            case 0:
                Add(Pick("INSERT INTO", "REPLACE INTO", "INSERT OR IGNORE INTO", "INSERT OR REPLACE INTO"));
                Name(table.Name);
                var column = table.Columns[random.Next(table.Columns.Length)];
                Add("(");
                Name(column);
                Add(")");
                if (random.Next(2) == 0)
                {
                    Add("VALUES (");
                    Expression(null);
                    Add(")");
                    Add(random.Next(3) == 0 ? "ON CONFLICT DO NOTHING" : "");
                }
                else
                {
                    Select();
                }

                break;
            case 1:
                Add(Pick("UPDATE", "UPDATE OR REPLACE"));
                Name(table.Name);
                Add("SET");
                Name(table.Columns[0]);
                Add("=");
                Expression(table);
                Add(",");
                Name(table.Columns[1]);
                Add("=");
                Expression(table);
                Where(table);
                break;
            default:
                Add("DELETE FROM");
                Name(table.Name);
                Where(table);
                break;
        }

        // This engine gives RETURNING on a TEMP table no columns.
        if (mayReturn && table.Name != "scratch" && random.Next(5) == 0)
        {
            Add("RETURNING *");
        }
    }

    private void Where((string Name, string[] Columns) table)
    {
        if (random.Next(3) == 0)
        {
            return;
        }

        Add("WHERE");
        Expression(table);
    }

    private void CreateTrigger()
    {
        Add(Pick("CREATE TRIGGER", "CREATE TEMP TRIGGER", "CREATE TRIGGER IF NOT EXISTS"));
        Name(Pick("t1", "begin", "a trigger"));
        Add(Pick("", "BEFORE", "AFTER"));
        Add(Pick("INSERT", "DELETE", "UPDATE", "UPDATE OF x , id"));
        Add("ON");
        Name(Pick("parent", "child", "grandchild"));
        Add(Pick("", "FOR EACH ROW"));
        if (random.Next(2) == 0)
        {
            Add("WHEN");
            Expression(null);
        }

        Add("BEGIN");
        for (var count = random.Next(1, 4); count > 0; count--)
        {
            if (random.Next(3) == 0)
            {
                Select();
            }
            else
            {
                Change(mayReturn: false);
            }

            Add(";");
        }

        Add("END");
    }

    private void CreateOther()
    {
        switch (random.Next(3))
        {
            case 0:
                Add(Pick("CREATE INDEX", "CREATE UNIQUE INDEX IF NOT EXISTS"));
                Name(Pick("i1", "an index"));
                Add("ON");
                Name("child");
                Add(Pick("( x )", "( x DESC , v )", "( lower ( v ) , x COLLATE nocase )"));
                Add(Pick("", "WHERE x > 5"));
                break;
            case 1:
                Add(Pick("CREATE VIEW", "CREATE TEMP VIEW"));
                Name(Pick("v1", "a view"));
                Add("AS");
                Select();
                break;
            default:
                Add("CREATE VIRTUAL TABLE");
                Name("f");
                Add("USING fts4 ( a");
                Add(Pick("", ", b ; c", ", ( d ; e )", ", 'f;'"));
                Add(")");
                break;
        }
    }

    private void Pragma()
    {
        Add("PRAGMA");
        Add(Pick("", "", "main ."));

        // Not foreign_keys: it takes effect when compiled, and adds the keys' own reads to every later DELETE.
        Name(Pick("recursive_triggers", "busy_timeout", "cache_size", "user_version", "nonsense"));
        switch (random.Next(3))
        {
            case 0:
                Add("=");
                PragmaValue();
                break;
            case 1:
                Add("(");
                PragmaValue();
                Add(")");
                break;
        }
    }

    private void PragmaValue()
    {
        if (random.Next(2) == 0)
        {
            Name(Pick("yes", "full", "a;b", "wal"));
        }
        else
        {
            Add(Pick("ON", "DEFAULT", "DELETE", "- 5", "+ 7", "1.5", "0x10", "'x''y'"));
        }
    }
}
