using Xunit;

namespace SqliteDiscipline.Tests.Rules;

public sealed class SQLD906UndeclaredDatabaseTests
{
    [Theory]
    [InlineData("SqlitePragma([|\"b\"|], \"cache_size\", \"1\")")]
    [InlineData("SqlitePragma([|\"A\"|], \"cache_size\", \"1\")")]
    [InlineData("SqlitePragma([|\"\"|], \"cache_size\", \"1\")")]
    [InlineData("SqlitePragma(value: \"1\", pragma: \"cache_size\", database: [|\"a.db\"|])")]
    [InlineData("SqliteForeignKey(\"c\", \"x\", \"p\", \"id\", [|Database = \"b\"|])")]
    public Task Name_Triggers(string attribute) => Declared(attribute).RunAsync();

    [Fact]
    public Task PragmaWithoutAnyDatabase_Triggers() => Verify.Analyzer(
        "using SqliteDiscipline; [SqliteConnectionFactory, SqlitePragma([|\"a\"|], \"cache_size\", \"1\")] static class Handwritten { }", "SQLD906").RunAsync();

    [Theory]
    [InlineData("SqlitePragma(\"a\", \"cache_size\", \"1\")")]
    [InlineData("SqlitePragma(nameof(a), \"cache_size\", \"1\")")]
    [InlineData("SqliteForeignKey(\"c\", \"x\", \"p\", \"id\")")]
    [InlineData("SqliteForeignKey(\"c\", \"x\", \"p\", \"id\", Database = \"a\")")]
    [InlineData("SqliteForeignKey(\"c\", \"x\", \"p\", \"id\", Database = null)")]
    public Task Name_DoesNotTrigger(string attribute) => Declared(attribute).WithGenerator().RunAsync();

    [Fact]
    public Task DatabaseThatIsLeftOut_IsDeclaredNevertheless_DoesNotTrigger() => Verify.Analyzer(
        "using SqliteDiscipline; [SqliteConnectionFactory, SqliteDatabase(\"a\", BusyTimeout = -1), SqlitePragma(\"a\", \"cache_size\", \"1\")] static class Databases { }",
        "SQLD906").RunAsync();

    private static SqliteAnalyzerTest Declared(string attribute) => Verify.Analyzer(
        $$"""using SqliteDiscipline; [SqliteConnectionFactory, SqliteDatabase("a", "a.db"), {{attribute}}] static partial class Databases { const int a = 1; }""", "SQLD906");
}
