using SqliteDiscipline.CodeFixes.Sql;
using Xunit;

namespace SqliteDiscipline.Tests.Rules;

public sealed class SQLD501ChildIndexTests
{
    private const string Parent = "CREATE TABLE p(id INTEGER PRIMARY KEY, a, b, UNIQUE (a, b)); ";

    [Theory]
    [InlineData("CREATE TABLE c(id INTEGER PRIMARY KEY, pid INTEGER [|REFERENCES p(id)|])")]
    [InlineData("CREATE TABLE c(pid INTEGER [|REFERENCES p ON DELETE CASCADE|] NOT NULL)")]
    [InlineData("CREATE TABLE c(x, pid INTEGER, [|FOREIGN KEY (pid) REFERENCES p|], UNIQUE (x, pid))")]
    [InlineData("CREATE TABLE c(x, y, [|FOREIGN KEY (x, y) REFERENCES p(a, b)|])")]
    [InlineData("CREATE TABLE c(x); ALTER TABLE c ADD COLUMN pid INTEGER [|REFERENCES p|]")]
    [InlineData("CREATE TABLE c(x, pid INTEGER [|REFERENCES p|]); CREATE INDEX i ON c(x, pid)")]
    [InlineData("CREATE TABLE c(pid INTEGER [|REFERENCES p|]); CREATE INDEX i ON c(pid); DROP INDEX i")]
    [InlineData("CREATE TABLE c(pid INTEGER [|REFERENCES p|]); CREATE INDEX i ON c(lower(pid))")]
    [InlineData("CREATE TABLE c(pid INTEGER [|REFERENCES p|], gone); CREATE INDEX i ON c(pid) WHERE gone IS NULL")]
    [InlineData("CREATE TABLE c(pid INTEGER [|REFERENCES p|], gone); CREATE INDEX i ON c(pid) WHERE pid IS NOT NULL AND gone IS NOT NULL")]
    [InlineData("CREATE TABLE c(pid INTEGER [|REFERENCES p|]); CREATE INDEX i ON c(pid) WHERE NOT pid IS NULL")]
    [InlineData("CREATE TABLE c(pid INTEGER [|REFERENCES p|]); CREATE INDEX i ON c(pid COLLATE NOCASE)")]
    [InlineData("CREATE TABLE q(id TEXT PRIMARY KEY); CREATE TABLE c(x TEXT COLLATE NOCASE UNIQUE [|REFERENCES q|])")]
    [InlineData("CREATE TABLE q(id TEXT COLLATE NOCASE PRIMARY KEY); CREATE TABLE c(x TEXT [|REFERENCES q|]); CREATE INDEX i ON c(x)")]
    public Task KeyWithoutIndex_Triggers(string sql) => InCode(Parent + sql).RunAsync();

    [Theory]
    [InlineData("CREATE TABLE c(pid INTEGER REFERENCES p); CREATE INDEX i ON c(((pid)) DESC)")]
    [InlineData("CREATE TABLE c(pid INTEGER REFERENCES p); CREATE INDEX i ON c(pid)")]
    [InlineData("CREATE TABLE c(pid INTEGER REFERENCES p); CREATE INDEX i ON c(PID DESC, x)")]
    [InlineData("CREATE TABLE c(pid INTEGER PRIMARY KEY REFERENCES p)")]
    [InlineData("CREATE TABLE c(pid UNIQUE REFERENCES p)")]
    [InlineData("CREATE TABLE c(pid INTEGER REFERENCES p, x, PRIMARY KEY (pid, x)) WITHOUT ROWID")]
    [InlineData("CREATE TABLE c(x, y, FOREIGN KEY (x, y) REFERENCES p(a, b)); CREATE INDEX i ON c(y)")]
    [InlineData("CREATE TABLE c(pid INTEGER REFERENCES p); CREATE INDEX i ON c(pid) WHERE pid IS NOT NULL")]
    [InlineData("CREATE TABLE c(pid INTEGER REFERENCES p); CREATE INDEX i ON c(pid) WHERE (pid NOTNULL)")]
    [InlineData("CREATE TABLE c(old INTEGER REFERENCES p); CREATE INDEX i ON c(old) WHERE old NOT NULL; ALTER TABLE c RENAME COLUMN old TO pid")]
    [InlineData("CREATE TABLE c(pid INTEGER REFERENCES p, gone); CREATE INDEX i ON c(pid) WHERE pid IS NOT NULL OR gone IS NULL")]
    [InlineData("CREATE TABLE c(x, y, FOREIGN KEY (x, y) REFERENCES p(a, b)); CREATE INDEX i ON c(x) WHERE y IS NOT NULL")]
    [InlineData("CREATE TABLE c(pid INTEGER COLLATE NOCASE REFERENCES p); CREATE INDEX i ON c(pid)")]
    [InlineData("CREATE TABLE q(id TEXT PRIMARY KEY); CREATE TABLE c(x TEXT COLLATE NOCASE REFERENCES q); CREATE INDEX i ON c(x COLLATE binary)")]
    [InlineData("CREATE TABLE q(id TEXT COLLATE NOCASE PRIMARY KEY); CREATE TABLE c(x TEXT REFERENCES q); CREATE INDEX i ON c(x COLLATE nocase)")]
    [InlineData("CREATE TABLE c(pid INTEGER REFERENCES p); DROP TABLE c")]
    [InlineData("CREATE TABLE c(pid REFERENCES p)")]
    [InlineData("CREATE TABLE c(pid TEXT REFERENCES p)")]
    [InlineData("CREATE TABLE c(pid INTEGER REFERENCES p); something that nobody understands")]
    public Task KeyWithIndex_DoesNotTrigger(string sql) => InCode(Parent + sql).RunAsync();

    [Theory]
    [InlineData("m.CreateIndex(\"ix\", \"c\", \"pid\")")]
    [InlineData("m.CreateIndex(name: \"ix\", table: \"C\", columns: new[] { \"pid\", \"x\" })")]
    [InlineData("m.Create.Index(\"ix\").OnTable(\"c\").OnColumn(\"pid\").Ascending()")]
    public Task IndexThatACallMakes_DoesNotTrigger(string call) => InCode(Parent + "CREATE TABLE c(pid INTEGER REFERENCES p, x)")
        .WithFile("Indexes.cs", $"class Indexes {{ void Up(dynamic m) => {call}; }}").RunAsync();

    [Theory]
    [InlineData("m.CreateIndex(\"ix\", \"c\", \"x\")")]
    [InlineData("m.CreateIndex(\"ix\", \"p\", \"pid\")")]
    [InlineData("m.CreateTable(\"c\")")]
    public Task IndexOfAnotherColumnThatACallMakes_Triggers(string call) => InCode(Parent + "CREATE TABLE c(pid INTEGER [|REFERENCES p|], x)")
        .WithFile("Indexes.cs", $"class Indexes {{ void Up(dynamic m) => {call}; }}").RunAsync();

    [Fact]
    public Task IndexInAnotherFile_DoesNotTrigger() => InCode(Parent + "CREATE TABLE c(pid INTEGER REFERENCES p)")
        .WithFile("Indexes.cs", "class Indexes { const string Sql = \"CREATE INDEX IF NOT EXISTS i ON c(pid)\"; }").RunAsync();

    [Fact]
    public Task IndexThatAHoleHides_DoesNotTrigger() => Verify.Analyzer(
        "class C { string S(string t) => \"CREATE TABLE p(id INTEGER PRIMARY KEY); CREATE TABLE c(pid INTEGER REFERENCES p)\" + $\"CREATE INDEX i ON {t}(pid)\"; }", "SQLD501").RunAsync();

    [Fact]
    public Task IndexWithAConditionThatAHoleHides_DoesNotTrigger() => Verify.Analyzer(
        "class C { string S(string w) => \"CREATE TABLE p(id INTEGER PRIMARY KEY); CREATE TABLE c(pid INTEGER REFERENCES p); \" + $\"CREATE INDEX i ON c(pid) WHERE {w}\"; }", "SQLD501").RunAsync();

    [Theory]
    [InlineData("\"CREATE TABLE p(id INTEGER PRIMARY KEY); CREATE TABLE \\\"c\\\"(pid INTEGER [|REFERENCES p|])\"")]
    [InlineData("@\"CREATE TABLE p(id INTEGER PRIMARY KEY);\n  CREATE TABLE \"\"c\"\"(pid INTEGER [|REFERENCES p|])\"")]
    [InlineData("\"\"\"\n    CREATE TABLE p(id INTEGER PRIMARY KEY);\n    CREATE TABLE c(pid INTEGER [|REFERENCES p|])\n    \"\"\"")]
    [InlineData("\"CREATE TABLE p(id INTEGER PRIMARY KEY);\" + \"CREATE TABLE c(pid INTEGER [|REFERENCES \" + \"p|])\"")]
    [InlineData("$\"CREATE TABLE p(id INTEGER PRIMARY KEY); CREATE TABLE c(x DEFAULT {1}, pid INTEGER [|REFERENCES p|])\"")]
    public Task EveryKindOfLiteral_TriggersOnTheWord(string literal) =>
        Verify.Analyzer($"class C {{ string S() => {literal}; }}", "SQLD501").RunAsync();

    [Fact]
    public Task SqlFile_Triggers() => Verify.Analyzer("class C { }", "SQLD501")
        .WithAdditionalFile("schema.sql", "CREATE TABLE p(id INTEGER PRIMARY KEY);\nCREATE TABLE c(pid INTEGER [|REFERENCES p|]);")
        .RunAsync();

    [Theory]
    [InlineData(
        "\"CREATE TABLE p(id INTEGER PRIMARY KEY); CREATE TABLE c(pid INTEGER [|REFERENCES p|]); SELECT 1\"",
        "\"CREATE TABLE p(id INTEGER PRIMARY KEY); CREATE TABLE c(pid INTEGER REFERENCES p); CREATE INDEX IF NOT EXISTS ix_c_pid ON c(pid); SELECT 1\"")]
    [InlineData(
        "@\"CREATE TABLE p(id INTEGER PRIMARY KEY); CREATE TABLE \"\"c d\"\"(\"\"order\"\" INTEGER [|REFERENCES p|], x INTEGER [|REFERENCES p|]) -- end\"",
        "@\"CREATE TABLE p(id INTEGER PRIMARY KEY); CREATE TABLE \"\"c d\"\"(\"\"order\"\" INTEGER REFERENCES p, x INTEGER REFERENCES p); CREATE INDEX IF NOT EXISTS ix_c_d_x ON [c d](x); CREATE INDEX IF NOT EXISTS ix_c_d_order ON [c d]([order]) -- end\"")]
    [InlineData(
        "P; const string P = \"p\", K = \"c\"; string T() => $\"CREATE TABLE {P}(id INTEGER PRIMARY KEY); CREATE TABLE {K}(pid INTEGER [|REFERENCES {P}|]); SELECT 1\"",
        "P; const string P = \"p\", K = \"c\"; string T() => $\"CREATE TABLE {P}(id INTEGER PRIMARY KEY); CREATE TABLE {K}(pid INTEGER REFERENCES {P}); CREATE INDEX IF NOT EXISTS ix_c_pid ON c(pid); SELECT 1\"")]
    [InlineData(
        "@\"\n    CREATE TABLE p(id INTEGER PRIMARY KEY);\n    CREATE TABLE c(pid INTEGER [|REFERENCES p|]);\n\"",
        "@\"\n    CREATE TABLE p(id INTEGER PRIMARY KEY);\n    CREATE TABLE c(pid INTEGER REFERENCES p);\n    CREATE INDEX IF NOT EXISTS ix_c_pid ON c(pid);\n\"")]
    [InlineData(
        "\"\"\"\n    CREATE TABLE p(id INTEGER PRIMARY KEY);\n      CREATE TABLE c(pid INTEGER [|REFERENCES p|])\n    \"\"\"",
        "\"\"\"\n    CREATE TABLE p(id INTEGER PRIMARY KEY);\n      CREATE TABLE c(pid INTEGER REFERENCES p);\n      CREATE INDEX IF NOT EXISTS ix_c_pid ON c(pid)\n    \"\"\"")]
    [InlineData(
        "\"CREATE TABLE p(id TEXT COLLATE NOCASE PRIMARY KEY); CREATE TABLE c(x TEXT [|REFERENCES p|]); CREATE INDEX ix_c_x ON c(x)\"",
        "\"CREATE TABLE p(id TEXT COLLATE NOCASE PRIMARY KEY); CREATE TABLE c(x TEXT REFERENCES p); CREATE INDEX IF NOT EXISTS ix_c_x_2 ON c(x COLLATE NOCASE); CREATE INDEX ix_c_x ON c(x)\"")]
    [InlineData(
        "\"CREATE TABLE p(id TEXT PRIMARY KEY); CREATE TABLE c(x TEXT COLLATE NOCASE UNIQUE [|REFERENCES p|])\"",
        "\"CREATE TABLE p(id TEXT PRIMARY KEY); CREATE TABLE c(x TEXT COLLATE NOCASE UNIQUE REFERENCES p); CREATE INDEX IF NOT EXISTS ix_c_x ON c(x COLLATE BINARY)\"")]
    public Task Fix_CreatesTheIndexBehindTheTable(string literal, string expected) =>
        Verify.CodeFix<AddIndexFix>($"class C {{ string S() => {literal}; }}", $"class C {{ string S() => {expected}; }}", "SQLD501").RunAsync();

    private static SqliteAnalyzerTest InCode(string sql) => Verify.Analyzer($"class C {{ const string Sql = \"{sql}\"; }}", "SQLD501");
}
