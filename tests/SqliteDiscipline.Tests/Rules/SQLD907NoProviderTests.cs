using Xunit;

namespace SqliteDiscipline.Tests.Rules;

public sealed class SQLD907NoProviderTests
{
    private const string Manifest = "using SqliteDiscipline; [SqliteConnectionFactory, {0}, SqliteDatabase(\"b\", \"b.db\")] static partial class Databases {{ }}";

    [Fact]
    public Task Manifest_Triggers() =>
        Verify.Analyzer(string.Format(Manifest, "[|SqliteDatabase(\"a\", \"a.db\")|]"), "SQLD907").WithoutProvider().WithGenerator().RunAsync();

    [Fact]
    public Task Manifest_WithTheProvider_DoesNotTrigger() =>
        Verify.Analyzer(string.Format(Manifest, "SqliteDatabase(\"a\", \"a.db\")"), "SQLD907").WithGenerator().RunAsync();

    [Theory]
    [InlineData("class C { }")]
    [InlineData("[SqliteConnectionFactory] class C { }")]
    [InlineData("[SqliteForeignKey(\"c\", \"x\", \"p\", \"id\")] class C { }")]
    public Task NoDatabase_DoesNotTrigger(string source) => Verify.Analyzer("using SqliteDiscipline; " + source).WithoutProvider().WithGenerator().RunAsync();
}
