using Xunit;
using static SqliteDiscipline.Tests.Rules.PragmaCode;

namespace SqliteDiscipline.Tests.Rules;

/// <summary>SQLD201, 203, 205 and 210 against code that is written to mislead them.</summary>
public sealed class PragmaHardCasesTests
{
    [Theory]
    // The transaction's own connection, a delegate, and a name with its schema.
    [InlineData("using var t = c.BeginTransaction();\nusing var command = t.Connection!.CreateCommand();\ncommand.CommandText = \"[|PRAGMA foreign_keys = OFF|]\";\ncommand.ExecuteNonQuery();\nt.Commit();")]
    [InlineData("Action<string> run = sql => c.Execute(sql);\nusing var t = c.BeginTransaction();\nrun(\"[|PRAGMA foreign_keys = OFF|]\");\nt.Commit();")]
    [InlineData("c.Execute(\"BEGIN\");\nc.Execute(\"[|PRAGMA main.foreign_keys = ON|]\");\nc.Execute(\"END\");")]
    [InlineData("await using var t = await c.BeginTransactionAsync();\nawait c.ExecuteAsync(\"[|PRAGMA foreign_keys(0)|]\", transaction: t);\nawait t.CommitAsync();")]
    // What looks like an end is none.
    [InlineData("c.Execute(\"SAVEPOINT a; ROLLBACK TO a\");\nc.Execute(\"[|PRAGMA foreign_keys = ON|]\");\nc.Execute(\"RELEASE a\");")]
    [InlineData("c.Execute(\"BEGIN; /* COMMIT; */ -- COMMIT;\\n\");\nc.Execute(\"[|PRAGMA foreign_keys = ON|]\");\nc.Execute(\"COMMIT\");")]
    [InlineData("c.Execute(\"SAVEPOINT a; SAVEPOINT b; RELEASE b\");\nc.Execute(\"[|PRAGMA foreign_keys = ON|]\");\nc.Execute(\"RELEASE a\");")]
    [InlineData("var t = c.BeginTransaction();\ntry\n{\n    c.Execute(\"[|PRAGMA synchronous = OFF|]\");\n    t.Commit();\n}\ncatch\n{\n    t.Rollback();\n    throw;\n}")]
    [InlineData("var first = \"BEGIN IMMEDIATE\";\nvar all = first + \"; [|PRAGMA synchronous = OFF|]; COMMIT\";\nc.Execute(all);")]
    public Task PragmaInTransaction_Triggers(string statements) => Verify.Analyzer(Opened(statements), "SQLD203").RunAsync();

    [Theory]
    [InlineData("using (var t = c.BeginTransaction())\n{\n    t.Commit();\n    c.Execute(\"PRAGMA foreign_keys = ON\");\n}")]
    [InlineData("c.Execute(\"SAVEPOINT a; SAVEPOINT b; RELEASE a\");\nc.Execute(\"PRAGMA foreign_keys = ON\");")]
    [InlineData("c.Execute(\"INSERT INTO t VALUES ('BEGIN; SAVEPOINT a;')\");\nc.Execute(\"PRAGMA foreign_keys = ON\");")]
    [InlineData("c.Execute(\"CREATE TRIGGER x AFTER INSERT ON t BEGIN DELETE FROM u; END; PRAGMA foreign_keys = ON\");")]
    [InlineData("c.Execute(\"BEGIN\");\ntry\n{\n    c.Execute(\"DELETE FROM t\");\n}\nfinally\n{\n    c.Execute(\"ROLLBACK\");\n}\nc.Execute(\"PRAGMA foreign_keys = ON\");")]
    [InlineData("using var d = new SqliteConnection(\"Data Source=b.db\");\nd.Open();\nusing var t = d.BeginTransaction();\nc.Execute(\"PRAGMA foreign_keys = ON\");\nt.Commit();")]
    [InlineData("c.Execute(\"BEGIN\");\nc.Close();\nc.Open();\nc.Execute(\"PRAGMA foreign_keys = ON\");")]
    [InlineData("c.Execute(\"BEGIN; PRAGMA defer_foreign_keys = ON; PRAGMA cache_size = 10; PRAGMA foreign_keys; COMMIT\");")]
    public Task PragmaOutsideATransaction_DoesNotTrigger(string statements) => Verify.Analyzer(Opened(statements), "SQLD203").RunAsync();

    [Theory]
    [InlineData("c.Execute(\"PRAGMA \" + \"foreign_keys\" + \" = [|YESS|]\");")]
    [InlineData("c.Execute(\"SELECT ';'; /* ; */ PRAGMA [|foreign_key|] = ON\");")]
    [InlineData("foreach (var name in new[] { \"foreign_keys\", \"[|recursive_trigger|]\" })\n    c.Execute($\"PRAGMA {name} = ON\");")]
    [InlineData("c.Execute(@\"pragma\n    [|foriegn_keys|]\n    = on\");")]
    [InlineData("using var command = new SqliteCommand { Connection = c, CommandText = \"PRAGMA temp_store = [|RAM|]\" };\ncommand.ExecuteNonQuery();")]
    public Task Misspelt_Triggers(string statements) => Verify.Analyzer(Opened(statements), "SQLD205").RunAsync();

    [Theory]
    [InlineData("c.Execute(\"PRAGMA table_info('YESS'); PRAGMA index_list([a b]); PRAGMA foreign_key_check(YESS)\");")]
    [InlineData("c.Execute(\"PRAGMA \\\"foreign_keys\\\" = \\\"yes\\\"; -- PRAGMA foriegn_keys = ON\");")]
    [InlineData("c.Execute(\"INSERT INTO t VALUES ('PRAGMA foriegn_keys = ON')\");")]
    [InlineData("c.Execute(\"PRAGMA secure_delete = FAST; PRAGMA optimize = 0x10002; PRAGMA wal_checkpoint(FULL); PRAGMA temp_store = 2\");")]
    [InlineData("c.Execute($\"PRAGMA foreign_keys = {path}; PRAGMA {key} = YESS\");")]
    public Task SpeltWell_DoesNotTrigger(string statements) => Verify.Analyzer(Opened(statements), "SQLD205").RunAsync();

    [Theory]
    [InlineData("c.Execute(\"[|PRAGMA foreign_keys = OFF|]\");\nif (flag)\n    return;\nc.Execute(\"PRAGMA foreign_keys = ON\");")]
    [InlineData("foreach (var part in path.Split(','))\n{\n    c.Execute(\"[|PRAGMA foreign_keys = OFF|]\");\n    if (part.Length == 0)\n        break;\n    c.Execute(\"PRAGMA foreign_keys = ON\");\n}")]
    [InlineData("c.Execute(\"[|PRAGMA foreign_keys = OFF|]\");\ntry\n{\n    c.Execute(\"DELETE FROM t\");\n    c.Execute(\"PRAGMA foreign_keys = ON\");\n}\ncatch (SqliteException)\n{\n}")]
    [InlineData("c.Execute(\"[|PRAGMA ignore_check_constraints = 1|]; DELETE FROM t; PRAGMA ignore_check_constraints = 0\");")]
    [InlineData("c.Execute(\"[|PRAGMA foreign_keys = OFF|]\");\nusing (var t = c.BeginTransaction())\n{\n    try\n    {\n        c.Execute(\"DELETE FROM t\");\n        t.Commit();\n    }\n    finally\n    {\n        c.Execute(\"PRAGMA foreign_keys = ON\");\n    }\n}")]
    [InlineData("c.Execute(\"[|PRAGMA foreign_keys = OFF|]\");\nusing var t = c.BeginTransaction();\ntry\n{\n    c.Execute(\"DELETE FROM t\");\n    t.Commit();\n}\nfinally\n{\n    t.Dispose();\n    c.Execute(\"PRAGMA foreign_keys = ON\");\n}")]
    public Task NotSwitchedBack_Triggers(string statements) => Verify.Analyzer(Opened(statements), "SQLD210").RunAsync();

    [Theory]
    [InlineData("var before = c.ExecuteScalar<long>(\"PRAGMA foreign_keys\");\nc.Execute(\"PRAGMA foreign_keys = OFF\");\ntry\n{\n    c.Execute(\"DELETE FROM t\");\n}\nfinally\n{\n    c.Execute($\"PRAGMA foreign_keys = {before}\");\n}")]
    [InlineData("c.Execute(\"PRAGMA foreign_keys = OFF\");\ntry\n{\n    c.Execute(\"DELETE FROM t\");\n}\nfinally\n{\n    Restore();\n}\n\nvoid Restore() => c.Execute(\"PRAGMA foreign_keys = ON\");")]
    [InlineData("Without(() => c.Execute(\"DELETE FROM t\"));\n\nvoid Without(Action action)\n{\n    c.Execute(\"PRAGMA foreign_keys = OFF\");\n    try\n    {\n        action();\n    }\n    finally\n    {\n        c.Execute(\"PRAGMA foreign_keys = ON\");\n    }\n}")]
    [InlineData("c.Execute(\"PRAGMA foreign_keys = OFF\");\ntry\n{\n    c.Execute(\"DELETE FROM t\");\n}\ncatch\n{\n    c.Execute(\"PRAGMA foreign_keys = ON\");\n    throw;\n}\nc.Execute(\"PRAGMA foreign_keys = ON\");")]
    [InlineData("c.Execute(\"PRAGMA foreign_keys = OFF\");\ntry\n{\n    using var t = c.BeginTransaction();\n    c.Execute(\"DELETE FROM t\");\n    t.Commit();\n}\nfinally\n{\n    c.Execute(\"PRAGMA foreign_keys = ON\");\n}")]
    public Task SwitchedBack_DoesNotTrigger(string statements) => Verify.Analyzer(Opened(statements), "SQLD210").RunAsync();

    private const string Rest = "PRAGMA synchronous = NORMAL; PRAGMA busy_timeout = 5000";

    [Theory]
    // On another connection, in a comment, not run.
    [InlineData("using var other = new SqliteConnection(\"Data Source=b.db\");\n[|c.Open()|];\nother.Execute(\"PRAGMA foreign_keys = ON; " + Rest + "\");\nreturn c;")]
    [InlineData("[|c.Open()|];\nc.Execute(\"-- PRAGMA foreign_keys = ON;\\n" + Rest + "\");\nreturn c;")]
    [InlineData("[|c.Open()|];\nc.Execute(\"SELECT 'PRAGMA foreign_keys = ON'; " + Rest + "\");\nreturn c;")]
    public Task FactoryThatPinsTooLittle_Triggers(string body) => Verify.Analyzer(Factory(body), "SQLD201").RunAsync();

    [Theory]
    [InlineData("c.Open();\nvar pragmas = new List<string> { \"PRAGMA foreign_keys = ON\" };\npragmas.Add(\"PRAGMA synchronous = NORMAL\");\npragmas.Add($\"PRAGMA busy_timeout = {path.Length}\");\nc.Execute(string.Join(\"; \", pragmas));\nreturn c;")]
    [InlineData("c.Open();\ntry\n{\n    c.Execute(\"PRAGMA foreign_keys = ON; " + Rest + "\");\n}\ncatch\n{\n    c.Dispose();\n    throw;\n}\n\nreturn c;")]
    [InlineData("c.Open();\nvoid Set(string name, object value) => c.Execute($\"PRAGMA {name} = {value}\");\nSet(\"foreign_keys\", \"ON\");\nSet(\"synchronous\", 1);\nSet(\"busy_timeout\", 5000);\nreturn c;")]
    [InlineData("c.Open();\nc.Execute(path.Length > 3 ? \"PRAGMA foreign_keys = ON; " + Rest + "\" : \"PRAGMA foreign_keys = OFF; " + Rest + "\");\nreturn c;")]
    [InlineData("c.StateChange += (_, change) =>\n{\n    if (change.CurrentState == ConnectionState.Open)\n        c.Execute(\"PRAGMA foreign_keys = ON; " + Rest + "\");\n};\nc.Open();\nreturn c;")]
    // What is only explained is set all the same: the engine does it as it prepares the statement.
    [InlineData("c.Open();\nc.Execute(\"EXPLAIN PRAGMA foreign_keys = ON; " + Rest + "\");\nreturn c;")]
    public Task FactoryThatPinsAll_DoesNotTrigger(string body) => Verify.Analyzer(Factory(body), "SQLD201").RunAsync();

    private static string Factory(string body) => File($$"""
        [SqliteConnectionFactory]
        internal static class Db
        {
            public static SqliteConnection Open(string path)
            {
                var c = new SqliteConnection("Data Source=" + path);
                {{body.Replace("\n", "\n        ")}}
            }
        }
        """);
}
