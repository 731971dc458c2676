using Xunit;

namespace SqliteDiscipline.PackageTests;

/// <summary>The <c>.sql</c> files of a project reach the compiler with nothing said in the project file.</summary>
[Collection(SharedConsumers.Name)]
public sealed class SqlFileTests(Consumers consumers)
{
    private static readonly string s_manifest =
        Sources.Manifest.Replace("\"orders.db\"", "\"orders.db\", Schema = \"orders.sql\"", StringComparison.Ordinal);

    private static readonly Consumer s_present = new("SqlPresent")
    {
        Files = Sources.Files(("Databases.cs", s_manifest), ("schema/orders.sql", "CREATE TABLE orders (id INTEGER PRIMARY KEY);\n")),
    };

    private static readonly Consumer s_leftOut = s_present with
    {
        Name = "SqlLeftOut",
        Properties = new Dictionary<string, string> { ["EnableSqliteDisciplineSqlFiles"] = "false" },
    };

    [Fact]
    public void SqlFile_IsFound()
    {
        Assert.Empty(consumers.Built(s_present).Summary);
        Assert.True(consumers.Built(s_present).Succeeded);
    }

    [Fact]
    public void SqlFile_LeftOutByTheProject_IsMissed()
    {
        Assert.Equal(["SQLD908@7"], consumers.Built(s_leftOut).Summary);
    }
}
