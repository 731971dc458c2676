using SqliteDiscipline.CodeFixes;
using Xunit;
using static SqliteDiscipline.Tests.Rules.PragmaCode;

namespace SqliteDiscipline.Tests.Rules;

/// <summary>Who has read cannot wait any more: the file may have moved on.</summary>
public sealed class SQLD306DeferredUpgradeTests
{
    [Theory]
    [InlineData("using var t = c.BeginTransaction([|deferred: true|]);\nvar n = c.ExecuteScalar<long>(\"SELECT count(*) FROM a\", transaction: t);\nc.Execute(\"INSERT INTO a VALUES (1)\", transaction: t);\nt.Commit();")]
    [InlineData("using var t = c.BeginTransaction(IsolationLevel.Serializable, [|true|]);\nusing var m = c.CreateCommand();\nm.CommandText = \"SELECT x FROM a\";\nusing (var r = m.ExecuteReader())\n{\n    while (r.Read())\n    {\n    }\n}\nm.CommandText = \"UPDATE a SET x = 2\";\nm.ExecuteNonQuery();\nt.Commit();")]
    [InlineData("using var t = [|c.BeginTransaction(IsolationLevel.ReadUncommitted)|];\nc.Execute(\"SELECT x FROM a\", transaction: t);\nc.Execute(\"DELETE FROM a\", transaction: t);")]
    [InlineData("c.Execute(\"[|BEGIN|]\");\nc.Execute(\"SELECT x FROM a\");\nc.Execute(\"DELETE FROM b\");\nc.Execute(\"COMMIT\");")]
    [InlineData("c.Execute(\"[|begin deferred transaction|]; select x from a; create table b (x); commit\");")]
    [InlineData("c.Execute(\"[|BEGIN|]\");\nif (flag)\n    c.Execute(\"SELECT x FROM a\");\nc.Execute(\"DELETE FROM b\");\nc.Execute(\"COMMIT\");")]
    [InlineData("c.Execute(\"[|BEGIN|]\");\nforeach (var name in new List<string>())\n{\n    if (c.ExecuteScalar<long>(\"SELECT count(*) FROM a WHERE x = @name\", new { name }) == 0)\n        c.Execute(\"INSERT INTO a VALUES (@name)\", new { name });\n}\nc.Execute(\"COMMIT\");")]
    [InlineData("c.Execute(\"[|BEGIN|]; PRAGMA user_version; PRAGMA user_version = 3; COMMIT\");")]
    [InlineData("c.Execute(\"[|BEGIN|]; PRAGMA data_version; DELETE FROM a; COMMIT\");")]
    [InlineData("c.Execute(\"[|BEGIN|]\");\nif (c.ExecuteScalar<long>(\"SELECT count(*) FROM pragma_table_info('a') WHERE name = 'y'\") == 0)\n    c.Execute(\"ALTER TABLE a ADD COLUMN y\");\nc.Execute(\"COMMIT\");")]
    [InlineData("c.Execute(\"[|BEGIN|]; SELECT value FROM json_each('[1]'); DELETE FROM a; COMMIT\");")]
    [InlineData("c.Execute(\"[|BEGIN|]; PRAGMA table_info(a); ALTER TABLE a ADD COLUMN y; COMMIT\");")]
    [InlineData("c.Execute(\"[|BEGIN|]; CREATE TEMP TABLE k AS SELECT 1; INSERT INTO k SELECT x FROM a; DELETE FROM a; COMMIT\");")]
    [InlineData("c.Execute(\"BEGIN IMMEDIATE; SELECT x FROM a; COMMIT; [|BEGIN|]; SELECT x FROM a; UPDATE a SET x = 1; COMMIT\");")]
    // Outside a transaction a savepoint begins one.
    [InlineData("c.Execute(\"[|SAVEPOINT s|]\");\nif (c.ExecuteScalar<long>(\"SELECT count(*) FROM a\") == 0)\n    c.Execute(\"INSERT INTO a VALUES (1)\");\nc.Execute(\"RELEASE s\");")]
    [InlineData("c.Execute(\"[|savepoint s|]; select x from a; savepoint inner; delete from a; release inner; release s\");")]
    public Task ReadsThenWrites_Triggers(string statements) => Verify.Analyzer(Opened(statements), "SQLD306").RunAsync();

    [Theory]
    [InlineData("using var t = c.BeginTransaction();\nc.Execute(\"SELECT x FROM a\", transaction: t);\nc.Execute(\"DELETE FROM a\", transaction: t);")]
    [InlineData("using var t = c.BeginTransaction(deferred: false);\nc.Execute(\"SELECT x FROM a\", transaction: t);\nc.Execute(\"DELETE FROM a\", transaction: t);")]
    [InlineData("using var t = c.BeginTransaction(IsolationLevel.ReadUncommitted, deferred: false);\nc.Execute(\"SELECT x FROM a\", transaction: t);\nc.Execute(\"DELETE FROM a\", transaction: t);")]
    [InlineData("using var t = c.BeginTransaction(deferred: true);\nc.Execute(\"DELETE FROM a\", transaction: t);\nc.Execute(\"SELECT x FROM a\", transaction: t);\nc.Execute(\"DELETE FROM a\", transaction: t);")]
    [InlineData("using var t = c.BeginTransaction(deferred: true);\nc.Execute(\"SELECT x FROM a\", transaction: t);\nc.Execute(\"SELECT x FROM b\", transaction: t);")]
    [InlineData("using (var t = c.BeginTransaction(deferred: true))\n{\n    c.Execute(\"SELECT x FROM a\", transaction: t);\n}\nc.Execute(\"DELETE FROM a\");")]
    [InlineData("c.Execute(\"BEGIN; INSERT INTO a SELECT x FROM b; COMMIT\");")]
    [InlineData("c.Execute(\"BEGIN; SELECT 1; INSERT INTO a VALUES (1); COMMIT\");")]
    [InlineData("c.Execute(\"BEGIN; PRAGMA cache_size; SELECT last_insert_rowid(); INSERT INTO a VALUES (1); COMMIT\");")]
    [InlineData("c.Execute(\"BEGIN; PRAGMA temp.user_version; EXPLAIN SELECT value FROM json_each('[1]'); INSERT INTO a VALUES (json_array(1)); COMMIT\");")]
    [InlineData("c.Execute(\"BEGIN IMMEDIATE; SELECT x FROM a; DELETE FROM a; COMMIT\");")]
    [InlineData("c.Execute(\"CREATE TEMP TABLE k (x); BEGIN; SELECT x FROM k; SELECT x FROM a; DELETE FROM k; COMMIT\");")]
    [InlineData("c.Execute(\"BEGIN; SELECT x FROM a; DELETE FROM temp.k; COMMIT\");")]
    [InlineData("c.Execute(\"ATTACH 'b.db' AS b; BEGIN; SELECT x FROM a; DELETE FROM k; COMMIT\");")]
    [InlineData("c.Execute(\"BEGIN\");\nif (flag)\n    c.Execute(\"SELECT x FROM a\");\nelse\n    c.Execute(\"DELETE FROM a\");\nc.Execute(\"COMMIT\");")]
    [InlineData("c.Execute(\"BEGIN; SELECT x FROM a\");\nc.Execute(path);\nc.Execute(\"DELETE FROM a\");")]
    [InlineData("using var m = new SqliteConnection(\"Data Source=:memory:\");\nm.Open();\nm.Execute(\"BEGIN; SELECT x FROM a; DELETE FROM a; COMMIT\");")]
    [InlineData("c.Execute(\"BEGIN IMMEDIATE; SAVEPOINT s; SELECT x FROM a; DELETE FROM a; RELEASE s; COMMIT\");")]
    [InlineData("using var t = c.BeginTransaction();\nc.Execute(\"SAVEPOINT s; SELECT x FROM a; DELETE FROM a; RELEASE s\", transaction: t);\nt.Commit();")]
    [InlineData("using var t = c.BeginTransaction();\nt.Save(\"s\");\nc.Execute(\"SELECT x FROM a; DELETE FROM a\", transaction: t);\nt.Commit();")]
    [InlineData("c.Execute(\"SAVEPOINT s; DELETE FROM a; SELECT x FROM a; DELETE FROM a; RELEASE s\");")]
    [InlineData("c.Execute(\"SAVEPOINT s; SELECT x FROM a; RELEASE s; DELETE FROM a\");")]
    [InlineData("void Inner(SqliteConnection given)\n{\n    given.Execute(\"SAVEPOINT s; SELECT x FROM a; DELETE FROM a; RELEASE s\");\n}")]
    public Task WritesFirst_OrNot_DoesNotTrigger(string statements) => Verify.Analyzer(Opened(statements), "SQLD306").RunAsync();

    [Fact]
    public Task ThroughHelpers_Triggers() => Verify.Analyzer(
        Members(
            """
            private readonly SqliteConnection _connection = new("Data Source=app.db");

            public void Add(string name)
            {
                using var transaction = _connection.BeginTransaction([|deferred: true|]);
                if (!Has(name))
                    Run("INSERT INTO a VALUES ($name)");
                transaction.Commit();
            }

            public void Whole() => Run("[|BEGIN|]; SELECT x FROM a; DELETE FROM a; COMMIT");

            public void Twice()
            {
                Add("a");
                Whole();
            }

            private bool Has(string name)
            {
                using var command = _connection.CreateCommand();
                command.CommandText = "SELECT count(*) FROM a WHERE x = $name";
                command.Parameters.AddWithValue("$name", name);
                return (long)command.ExecuteScalar()! > 0;
            }

            private void Run(string sql)
            {
                using var command = _connection.CreateCommand();
                command.CommandText = sql;
                command.ExecuteNonQuery();
            }
            """), "SQLD306").RunAsync();

    /// <summary>EF Core begins immediate, unless it is told to read what is not committed.</summary>
    [Fact]
    public Task EntityFramework_TriggersOnlyWhenUncommitted() => Verify.Analyzer(
        Members(
            """
            public void M(DbContext context)
            {
                using (var transaction = context.Database.BeginTransaction())
                {
                    context.Database.ExecuteSqlRaw("SELECT x FROM a");
                    context.Database.ExecuteSqlRaw("DELETE FROM a");
                }

                using (var transaction = [|context.Database.BeginTransaction(IsolationLevel.ReadUncommitted)|])
                {
                    context.Database.ExecuteSqlRaw("SELECT x FROM a");
                    context.Database.ExecuteSqlRaw("DELETE FROM a");
                }
            }
            """), "SQLD306").RunAsync();

    [Theory]
    [InlineData("using var t = c.BeginTransaction([|deferred: true|]);", "using var t = c.BeginTransaction();")]
    [InlineData("using var t = c.BeginTransaction([|true|]);", "using var t = c.BeginTransaction();")]
    [InlineData("using var t = c.BeginTransaction(IsolationLevel.Serializable, [|deferred: true|]);", "using var t = c.BeginTransaction(IsolationLevel.Serializable, deferred: false);")]
    [InlineData("using var t = [|c.BeginTransaction(IsolationLevel.ReadUncommitted)|];", "using var t = c.BeginTransaction(IsolationLevel.ReadUncommitted, deferred: false);")]
    [InlineData("c.Execute(\"[|BEGIN|]\");", "c.Execute(\"BEGIN IMMEDIATE\");")]
    [InlineData("c.Execute(@\"\n    [|begin transaction|]; -- all or nothing\n\");", "c.Execute(@\"\n    begin immediate transaction; -- all or nothing\n\");")]
    [InlineData("c.Execute($\"[|BEGIN DEFERRED|]\");", "c.Execute($\"BEGIN IMMEDIATE\");")]
    public Task Fix_BeginsImmediate(string before, string after)
    {
        const string rest = "\nc.Execute(\"SELECT x FROM a\");\nc.Execute(\"DELETE FROM a\");\nc.Execute(\"COMMIT\");";
        return Verify.CodeFix<ImmediateTransactionFix>(Opened(before + rest), Opened(after + rest), "SQLD306").RunAsync();
    }
}
