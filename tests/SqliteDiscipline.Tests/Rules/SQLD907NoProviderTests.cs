using Xunit;

namespace SqliteDiscipline.Tests.Rules;

public sealed class SQLD907NoProviderTests
{
    [Fact]
    public Task Manifest_Triggers() =>
        Declared("[|SqliteDatabase(\"a\", \"a.db\")|]").WithoutProvider().WithGenerator().RunAsync();

    [Fact]
    public Task Manifest_WithTheProvider_DoesNotTrigger() =>
        Declared("SqliteDatabase(\"a\", \"a.db\")").WithGenerator().RunAsync();

    [Theory]
    [InlineData("class C { }")]
    [InlineData("[SqliteConnectionFactory] class C { }")]
    [InlineData("[SqliteForeignKey(\"c\", \"x\", \"p\", \"id\")] class C { }")]
    public Task NoDatabase_DoesNotTrigger(string source) => Verify.Analyzer("using SqliteDiscipline; " + source).WithoutProvider().WithGenerator().RunAsync();

    private static SqliteAnalyzerTest Declared(string first) => Verify.Analyzer(
        $$"""using SqliteDiscipline; [SqliteConnectionFactory, {{first}}, SqliteDatabase("b", "b.db")] static partial class Databases { }""", "SQLD907");
}
