using Xunit;

namespace SqliteDiscipline.Tests.Rules;

public sealed class SQLD908SchemaFileTests
{
    [Theory]
    [InlineData("main.sql")]
    [InlineData("")]
    [InlineData("chema.sql")]
    [InlineData("sql/schema.sql")]
    [InlineData("schema")]
    [InlineData("notes.txt")]
    [InlineData("a/../db/schema.sql")]
    public Task NoSuchFile_Triggers(string schema) => Declared($"[|Schema = \"{schema}\"|]").RunAsync();

    [Fact]
    public Task SeveralFiles_Trigger() => Declared("[|Schema = \"schema.sql\"|]").WithAdditionalFile("/other/schema.sql", "").RunAsync();

    [Theory]
    [InlineData("schema.sql")]
    [InlineData("Schema.SQL")]
    [InlineData("db/schema.sql")]
    [InlineData("./db/schema.sql")]
    [InlineData("db\\\\schema.sql")]
    [InlineData("/project/db/schema.sql")]
    public Task File_DoesNotTrigger(string schema) => Declared($"Schema = \"{schema}\"").WithGenerator().RunAsync();

    [Fact]
    public Task SeveralFiles_ToldApartByFolder_DoNotTrigger() =>
        Declared("Schema = \"db/schema.sql\"").WithAdditionalFile("/other/schema.sql", "").WithAdditionalFile("/project/xdb/schema.sql", "").RunAsync();

    private static SqliteAnalyzerTest Declared(string setting) => Verify.Analyzer(
            $$"""using SqliteDiscipline; [SqliteConnectionFactory, SqliteDatabase("a", "a.db", {{setting}})] static partial class Databases { }""", "SQLD908")
        .WithAdditionalFile("/project/db/schema.sql", "CREATE TABLE t (id INTEGER PRIMARY KEY);")
        .WithAdditionalFile("/project/notes.txt", "");
}
