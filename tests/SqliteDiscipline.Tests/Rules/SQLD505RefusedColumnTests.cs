using Xunit;

namespace SqliteDiscipline.Tests.Rules;

public sealed class SQLD505RefusedColumnTests
{
    [Theory]
    [InlineData("[|a TEXT NOT NULL|]")]
    [InlineData("COLUMN [|a TEXT NOT NULL DEFAULT NULL|]")]
    [InlineData("[|a INTEGER PRIMARY KEY|]")]
    [InlineData("[|a UNIQUE|]")]
    [InlineData("[|a DEFAULT CURRENT_TIMESTAMP|]")]
    [InlineData("[|a NOT NULL DEFAULT (datetime('now'))|]")]
    [InlineData("[|a NOT NULL DEFAULT (CAST(CURRENT_DATE AS TEXT))|]")]
    [InlineData("[|a DEFAULT (b)|]")]
    [InlineData("[|a DEFAULT ('x' || 'y')|]")]
    [InlineData("[|a REFERENCES t(id) DEFAULT 1|]")]
    [InlineData("[|a AS (1) STORED|]")]
    public Task RefusedColumn_Triggers(string column) => Adding(column).RunAsync();

    [Theory]
    [InlineData("a")]
    [InlineData("a TEXT NOT NULL DEFAULT ''")]
    [InlineData("a NOT NULL DEFAULT (-1)")]
    [InlineData("a NOT NULL DEFAULT (CAST(0 AS INTEGER))")]
    [InlineData("a NOT NULL DEFAULT (-((0)))")]
    [InlineData("a NOT NULL DEFAULT (true)")]
    [InlineData("a REFERENCES t(id)")]
    [InlineData("a REFERENCES t(id) DEFAULT NULL")]
    [InlineData("a AS (1)")]
    [InlineData("a TEXT NOT NULL AS (1) VIRTUAL")]
    [InlineData("a CHECK (a <> '')")]
    public Task ColumnThatCanBeAdded_DoesNotTrigger(string column) => Adding(column).RunAsync();

    [Fact]
    public Task DefaultThatAHoleHides_DoesNotTrigger() =>
        Verify.Analyzer("class C { string S(string d) => $\"ALTER TABLE t ADD COLUMN a NOT NULL DEFAULT {d}\" + $\"; ALTER TABLE t ADD COLUMN b NOT NULL {d}\"; }", "SQLD505").RunAsync();

    /// <summary>The hole may be <c>b TEXT DEFAULT ''</c>; beside a type, or within a name, it is a name.</summary>
    [Fact]
    public Task DefaultThatAHoleForTheNameMayBring_DoesNotTrigger() => Verify.Analyzer(
        """
        class C
        {
            string S(string d) => "ALTER TABLE t ADD COLUMN " + d + " NOT NULL";
            string T(string d) => $"ALTER TABLE t ADD COLUMN [|{d} TEXT NOT NULL|]; ALTER TABLE t ADD COLUMN [|[{d}] NOT NULL|]; ALTER TABLE t ADD COLUMN [|x_{d} NOT NULL|]; ALTER TABLE t ADD COLUMN [|{d} UNIQUE|]";
        }
        """, "SQLD505").RunAsync();

    [Theory]
    [InlineData("CREATE TABLE q(a); ALTER TABLE q ADD COLUMN b NOT NULL")]
    [InlineData("CREATE TABLE q(a); CREATE TABLE r(a); INSERT INTO r VALUES (1); ALTER TABLE q ADD COLUMN b DEFAULT CURRENT_TIMESTAMP")]
    [InlineData("DELETE FROM t; ALTER TABLE t ADD COLUMN b REFERENCES t(id) DEFAULT 1")]
    [InlineData("CREATE TABLE q(a); BEGIN; ALTER TABLE q ADD COLUMN b NOT NULL; COMMIT")]
    [InlineData("BEGIN; CREATE TABLE q(a); COMMIT; BEGIN; ALTER TABLE q ADD COLUMN b NOT NULL; COMMIT")]
    [InlineData("SAVEPOINT s; CREATE TABLE q(a); SAVEPOINT t; ALTER TABLE q ADD COLUMN b NOT NULL; RELEASE t; RELEASE s")]
    [InlineData("CREATE TABLE q(a); BEGIN; INSERT INTO q VALUES (1); ROLLBACK; ALTER TABLE q ADD COLUMN b NOT NULL")]
    [InlineData("CREATE TABLE q(a); SAVEPOINT s; INSERT INTO q VALUES (1); ROLLBACK TO s; ALTER TABLE q ADD COLUMN b NOT NULL")]
    [InlineData("CREATE TABLE q(a); CREATE TRIGGER w AFTER INSERT ON t BEGIN INSERT INTO q VALUES (1); END; ALTER TABLE q ADD COLUMN b NOT NULL")]
    [InlineData("CREATE TABLE q(a); ALTER TABLE q RENAME COLUMN a TO c; ALTER TABLE q ADD COLUMN b NOT NULL")]
    [InlineData("CREATE TABLE q(a); ALTER TABLE q RENAME TO r; ALTER TABLE r ADD COLUMN b NOT NULL")]
    [InlineData("CREATE TABLE q(a); UPDATE q SET a = 1; DELETE FROM q WHERE a = 1; ALTER TABLE q ADD COLUMN b NOT NULL")]
    [InlineData("DROP TABLE IF EXISTS q; CREATE TABLE IF NOT EXISTS q(a); ALTER TABLE q ADD COLUMN b NOT NULL")]
    [InlineData("CREATE TABLE q(a); CREATE TABLE IF NOT EXISTS q(a); ALTER TABLE q ADD COLUMN b NOT NULL")]
    [InlineData("CREATE TABLE q(a); CREATE TEMP TABLE q(a); INSERT INTO q VALUES (1); ALTER TABLE main.q ADD COLUMN b NOT NULL")]
    [InlineData("CREATE TABLE q(a); ALTER TABLE q ADD COLUMN b AS (a + 1) STORED")]
    [InlineData("EXPLAIN ALTER TABLE t ADD COLUMN b NOT NULL; EXPLAIN QUERY PLAN ALTER TABLE t ADD COLUMN b UNIQUE")]
    public Task TableWithoutRows_DoesNotTrigger(string sql) => Verify.Analyzer($"class C {{ const string Sql = \"{sql}\"; }}", "SQLD505").RunAsync();

    [Theory]
    [InlineData("CREATE TABLE IF NOT EXISTS q(a); ALTER TABLE q ADD COLUMN [|b NOT NULL|]")]
    [InlineData("CREATE TABLE q(a); INSERT INTO q VALUES (1); ALTER TABLE q ADD COLUMN [|b NOT NULL|]")]
    [InlineData("CREATE TABLE q AS SELECT 1 AS a; ALTER TABLE q ADD COLUMN [|b NOT NULL|]")]
    [InlineData("CREATE TABLE q(a); ALTER TABLE q ADD COLUMN [|b UNIQUE|]")]
    [InlineData("DELETE FROM t WHERE id > 1; ALTER TABLE t ADD COLUMN [|b NOT NULL|]")]
    [InlineData("BEGIN; DELETE FROM t; ROLLBACK; ALTER TABLE t ADD COLUMN [|b NOT NULL|]")]
    [InlineData("DELETE FROM t; ROLLBACK; ALTER TABLE t ADD COLUMN [|b NOT NULL|]")]
    [InlineData("CREATE TABLE q(a); CREATE TRIGGER w AFTER INSERT ON t BEGIN INSERT INTO q VALUES (1); END; INSERT INTO t VALUES (1); ALTER TABLE q ADD COLUMN [|b NOT NULL|]")]
    [InlineData("CREATE TABLE q(a); INSERT INTO q VALUES (1); ALTER TABLE q RENAME TO r; ALTER TABLE r ADD COLUMN [|b NOT NULL|]")]
    [InlineData("CREATE TABLE q(a); ALTER TABLE q RENAME TO r; ALTER TABLE t RENAME TO q; ALTER TABLE q ADD COLUMN [|b NOT NULL|]")]
    [InlineData("CREATE TABLE q(a); CREATE TEMP TABLE q(a); INSERT INTO q VALUES (1); ALTER TABLE q ADD COLUMN [|b NOT NULL|]")]
    [InlineData("CREATE TABLE q(a); EXPLAIN DELETE FROM t; ALTER TABLE t ADD COLUMN [|b NOT NULL|]")]
    [InlineData("CREATE TABLE IF NOT EXISTS t(a); ALTER TABLE t ADD COLUMN [|b AS (a + 1) STORED|]")]
    public Task TableThatMayHaveRows_Triggers(string sql) => Verify.Analyzer($"class C {{ const string Sql = \"{sql}\"; }}", "SQLD505").RunAsync();

    [Theory]
    [InlineData("class C { const string Sql = \"PRAGMA foreign_keys = OFF; ALTER TABLE t ADD a REFERENCES t(id) DEFAULT 1\"; }")]
    [InlineData("class C { void M() { Run(\"PRAGMA foreign_keys=0\"); Run(\"ALTER TABLE t ADD a REFERENCES t(id) DEFAULT 1\"); } void Run(string sql) { } }")]
    [InlineData("class C { const string Text = \"Data Source=q.db;Foreign Keys=False\", Sql = \"ALTER TABLE t ADD a REFERENCES t(id) DEFAULT 1\"; }")]
    [InlineData("class C { object o = new Microsoft.Data.Sqlite.SqliteConnectionStringBuilder { ForeignKeys = false }; const string Sql = \"ALTER TABLE t ADD a REFERENCES t(id) DEFAULT 1\"; }")]
    [InlineData("class C { object o = new Microsoft.Data.Sqlite.SqliteConnectionStringBuilder { [\"Foreign Keys\"] = false }; const string Sql = \"ALTER TABLE t ADD a REFERENCES t(id) DEFAULT 1\"; }")]
    [InlineData("class C { void M(int was) { Run(\"ALTER TABLE t ADD a REFERENCES t(id) DEFAULT 1\"); Run($\"PRAGMA foreign_keys = {was}\"); } void Run(string sql) { } }")]
    [InlineData("class C { const string Sql = \"PRAGMA FOREIGN_KEYS = OFF; ALTER TABLE t ADD a REFERENCES t(id) DEFAULT 1\"; }")]
    [InlineData("class C { void M() { Run(\"PRAGMA FOREIGN_KEYS=0\"); Run(\"ALTER TABLE t ADD a REFERENCES t(id) DEFAULT 1\"); } void Run(string sql) { } }")]
    public Task ForeignKeyWhileTheyAreOff_DoesNotTrigger(string code) => Verify.Analyzer(code, "SQLD505").RunAsync();

    [Fact]
    public Task ForeignKeyWhileTheyAreOnByTheConnection_Triggers() => Verify.Analyzer(
        "class C { const string Text = \"Data Source=q.db;Foreign Keys=True;Pooling=False\", Sql = \"ALTER TABLE t ADD [|a REFERENCES t(id) DEFAULT 1|]\"; }", "SQLD505").RunAsync();

    /// <summary>Another pragma, of which the name ends alike.</summary>
    [Fact]
    public Task ForeignKeyThatIsPutOffNoMore_Triggers() => Verify.Analyzer(
        "class C { void M() { Run(\"PRAGMA foreign_keys = ON; PRAGMA defer_foreign_keys = OFF\"); Run(\"ALTER TABLE t ADD [|a REFERENCES t(id) DEFAULT 1|]\"); } void Run(string sql) { } }", "SQLD505").RunAsync();

    [Fact]
    public Task ForeignKeyWithTheDatabaseSaysOff_DoesNotTrigger() => Verify.Analyzer("""
        using SqliteDiscipline;
        [SqliteConnectionFactory, SqliteDatabase("app", "app.db", ForeignKeys = false)]
        static partial class Databases { const string Sql = "ALTER TABLE t ADD a REFERENCES t(id) DEFAULT 1"; }
        """, "SQLD505").RunAsync();

    /// <summary>Shown at the arguments, for there is nothing wrong with the helper.</summary>
    [Theory]
    [InlineData("Add(\"t\", [|\"flags\", \"INTEGER NOT NULL\"|]);")]
    [InlineData("Add(\"t\", [|\"ts\", \"TEXT DEFAULT CURRENT_TIMESTAMP\"|]); Add(\"t\", \"prio\", \"INTEGER\");")]
    [InlineData("this.Add(\"t\", type: [|Flags, column: \"flags\"|]);")]
    [InlineData("Add(Table, [|\"flags\", (\"INTEGER\" + \" NOT NULL\")|]); Add(given, \"b\", \"TEXT\");")]
    [InlineData("Local([|\"flags INTEGER NOT NULL\"|]); void Local(string column) => Run($\"ALTER TABLE t ADD COLUMN {column}\");")]
    [InlineData("this.Extend(\"t\", [|\"flags INTEGER NOT NULL\"|]);")]
    [InlineData("C.Extend(this, \"t\", [|\"flags INTEGER NOT NULL\"|]);")]
    public Task ColumnOfAHelper_Triggers(string statements) => WithHelpers(statements).RunAsync();

    [Theory]
    [InlineData("Add(\"t\", \"flags\", \"INTEGER NOT NULL DEFAULT 0\");")]
    [InlineData("Add(\"t\", \"flags\", given);")]
    [InlineData("Add(\"t\", \"flags\");")]
    [InlineData("Other.Local(\"flags INTEGER NOT NULL\"); void Local(string column) => Run($\"ALTER TABLE t ADD COLUMN {column}\");")]
    [InlineData("Change(\"t\", \"flags\", \"INTEGER NOT NULL\");")]
    [InlineData("Twice(\"t\", \"flags INTEGER NOT NULL\");")]
    [InlineData("System.Func<string, string> local = column => $\"ALTER TABLE t ADD COLUMN {column}\"; local(\"flags INTEGER NOT NULL\");")]
    [InlineData("Local(\"flags INTEGER NOT NULL\"); void Local(string column) => Run($\"ALTER TABLE t ADD COLUMN {column.Replace(\"NOT NULL\", \"\")}\");")]
    public Task ColumnOfAHelperThatIsNotSeen_DoesNotTrigger(string statements) => WithHelpers(statements).RunAsync();

    [Fact]
    public Task DefinitionOfTheHelpersOwn_TriggersInIt() => Verify.Analyzer(
        """class C { void Run(string sql) { } void Add(string name) => Run($"ALTER TABLE t ADD COLUMN [|{name} TEXT NOT NULL|]"); void M() { Add("a"); Add("b"); } }""", "SQLD505").RunAsync();

    private static SqliteAnalyzerTest WithHelpers(string statements) => Verify.Analyzer(
        $$"""
        #nullable disable
        static class C
        {
            sealed class D
            {
                const string Table = "t", Flags = "INTEGER NOT NULL";
                void M(string given) { {{statements}} }
                public void Run(string sql) { }
                void Add(string table, string column, string type = "TEXT") => Run($"ALTER TABLE {table} ADD COLUMN {column} {type}");
                void Change(string table, string column, string type) { type = type.Replace("NOT NULL", ""); Run($"ALTER TABLE {table} ADD COLUMN {column} {type}"); }
                void Twice(string table, string column) => Run($"ALTER TABLE {table} ADD COLUMN {column}");
                void Twice(object table, object column) { }
            }

            static void Extend(this D d, string table, string column) => d.Run($"ALTER TABLE {table} ADD COLUMN {column}");
            static class Other { public static System.Action<string> Local; }
        }
        """, "SQLD505");

    private static SqliteAnalyzerTest Adding(string column) => Verify.Analyzer($"class C {{ const string Sql = \"ALTER TABLE t ADD {column}\"; }}", "SQLD505");
}
