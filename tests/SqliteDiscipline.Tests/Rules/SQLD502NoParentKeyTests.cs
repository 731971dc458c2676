using Xunit;

namespace SqliteDiscipline.Tests.Rules;

public sealed class SQLD502NoParentKeyTests
{
    [Theory]
    [InlineData("CREATE TABLE p(id INTEGER PRIMARY KEY, a); CREATE TABLE c(x [|REFERENCES p(a)|])")]
    [InlineData("CREATE TABLE p(id); CREATE TABLE c(x [|REFERENCES p|])")]
    [InlineData("CREATE TABLE p(a, b, PRIMARY KEY (a, b)); CREATE TABLE c(x [|REFERENCES p(a)|])")]
    [InlineData("CREATE TABLE p(a, b, UNIQUE (a, b)); CREATE TABLE c(x, y, [|FOREIGN KEY (x, y) REFERENCES p|])")]
    [InlineData("CREATE TABLE p(a); CREATE UNIQUE INDEX i ON p(a) WHERE a > 0; CREATE TABLE c(x [|REFERENCES p(a)|])")]
    [InlineData("CREATE TABLE p(a); CREATE UNIQUE INDEX i ON p(a COLLATE nocase); CREATE TABLE c(x [|REFERENCES p(a)|])")]
    [InlineData("CREATE TABLE p(a); CREATE INDEX i ON p(a); CREATE TABLE c(x [|REFERENCES p(a)|])")]
    [InlineData("CREATE TABLE t(id INTEGER PRIMARY KEY); CREATE VIEW p AS SELECT * FROM t; CREATE TABLE c(x [|REFERENCES p(id)|])")]
    public Task NoKey_Triggers(string sql) => InCode(sql).RunAsync();

    [Theory]
    [InlineData("CREATE TABLE p(id INTEGER PRIMARY KEY); CREATE TABLE c(x REFERENCES p(ID), y REFERENCES P)")]
    [InlineData("CREATE TABLE p(a UNIQUE, b TEXT COLLATE nocase UNIQUE); CREATE TABLE c(x REFERENCES p(a), y REFERENCES p(b))")]
    [InlineData("CREATE TABLE p(a, b, UNIQUE (b, a)); CREATE TABLE c(x, y, FOREIGN KEY (x, y) REFERENCES p(a, b))")]
    [InlineData("CREATE TABLE p(a); CREATE UNIQUE INDEX i ON p(a); CREATE TABLE c(x REFERENCES p(a))")]
    [InlineData("CREATE TABLE c(x REFERENCES nowhere(a))")]
    [InlineData("CREATE TABLE p(id INTEGER PRIMARY KEY); CREATE TABLE c(x REFERENCES p(nope))")]
    [InlineData("CREATE VIRTUAL TABLE p USING fts5(a); CREATE TABLE c(x REFERENCES p(a))")]
    [InlineData("CREATE TABLE p(a); CREATE TABLE c(x REFERENCES p(a)); neither of them")]
    public Task KeyOrUnknown_DoesNotTrigger(string sql) => InCode(sql).RunAsync();

    [Fact]
    public Task ParentInAnotherFile_Triggers() => Verify.Analyzer("class C { const string Sql = \"CREATE TABLE c(x [|REFERENCES p(a)|])\"; }", "SQLD502")
        .WithAdditionalFile("001_init.sql", "CREATE TABLE p(id INTEGER PRIMARY KEY, a);").RunAsync();

    [Fact]
    public Task LaterMigrationMakesTheKey_DoesNotTrigger() => Verify.Analyzer("class C { }", "SQLD502")
        .WithAdditionalFile("2_index.sql", "CREATE UNIQUE INDEX i ON p(a);")
        .WithAdditionalFile("1_init.sql", "CREATE TABLE p(id INTEGER PRIMARY KEY, a); CREATE TABLE c(x REFERENCES p(a));").RunAsync();

    [Fact]
    public Task TableDefinedInTwoWays_DoesNotTrigger() => Verify.Analyzer(
        "class A { const string Sql = \"CREATE TABLE p(id, a); CREATE TABLE c(x REFERENCES p(a))\"; } class B { const string Sql = \"CREATE TABLE p(id, a UNIQUE)\"; }", "SQLD502").RunAsync();

    [Theory]
    [InlineData("m.CreateIndex(\"ux\", \"p\", \"a\", unique: true)")]
    [InlineData("m.CreateIndex(\"ux\", \"p\", new[] { \"a\", \"b\" }, null, true)")]
    [InlineData("m.AddUniqueConstraint(\"ux\", \"p\", \"a\")")]
    [InlineData("m.Create.Index(\"ux\").OnTable(\"p\").OnColumn(\"a\").Ascending().WithOptions().Unique()")]
    public Task KeyThatACallMakes_DoesNotTrigger(string call) => InCode("CREATE TABLE p(id INTEGER PRIMARY KEY, a); CREATE TABLE c(x REFERENCES p(a))")
        .WithFile("Other.cs", $"class X {{ void Up(dynamic m) => {call}; }}").RunAsync();

    [Theory]
    [InlineData("m.CreateIndex(\"ix\", \"p\", \"a\")")]
    [InlineData("m.CreateIndex(\"ix\", \"p\", \"a\", unique: false)")]
    [InlineData("m.CreateIndex(\"ux\", \"p\", \"b\", unique: true)")]
    [InlineData("m.CreateIndex(\"ux\", \"q\", \"a\", unique: true)")]
    [InlineData("m.CreateTable(\"q\")")]
    public Task CallThatMakesNoSuchKey_Triggers(string call) => InCode("CREATE TABLE p(id INTEGER PRIMARY KEY, a); CREATE TABLE c(x [|REFERENCES p(a)|])")
        .WithFile("Other.cs", $"class X {{ void Up(dynamic m) => {call}; }}").RunAsync();

    private static SqliteAnalyzerTest InCode(string sql) => Verify.Analyzer($"class C {{ const string Sql = \"{sql}\"; }}", "SQLD502");
}
