using Xunit;

namespace SqliteDiscipline.Tests.Rules;

public sealed class SQLD903NoIdentifierTests
{
    [Theory]
    [InlineData("[|\"\"|]")]
    [InlineData("[|\" \"|]")]
    [InlineData("[|\"---\"|]")]
    [InlineData("[|\"2024\"|]")]
    [InlineData("[|\"\\u0301\"|]")]
    [InlineData("[|\"\\U0001F5C4\"|]")]
    [InlineData("[|null!|]")]
    public Task NoLetter_Triggers(string name) => Declared(name).RunAsync();

    [Theory]
    [InlineData("\"class\"")]
    [InlineData("\"2024-log\"")]
    [InlineData("\"_private\"")]
    [InlineData("\"größe\"")]
    [InlineData("\"会話\"")]
    [InlineData("\"हिन्दी\"")]
    [InlineData("\"cafe\\u0301\"")]
    [InlineData("\"\\U0001F5C4 archive\"")]
    [InlineData("\"a.b/c\\\\d\\\"e\\n<f>\"")]
    public Task Letters_DoNotTrigger(string name) => Declared(name).WithGenerator().RunAsync();

    private static SqliteAnalyzerTest Declared(string name) => Verify.Analyzer(
        $$"""using SqliteDiscipline; [SqliteConnectionFactory, SqliteDatabase({{name}}, "a.db")] static partial class Databases { }""", "SQLD903");
}
