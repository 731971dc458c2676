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

    private static readonly Consumer s_leftOut = With("false", "SqlLeftOut");
    private static readonly Consumer s_leftOutWithBlanks = With(" False ", "SqlLeftOutBlanks");
    private static readonly Consumer s_leftOutInMSBuildsWords = With("no", "SqlLeftOutNo");
    private static readonly Consumer s_notUnderstood = With("0", "SqlNotUnderstood");

    private static readonly Consumer s_removed = s_present with { Name = "SqlRemoved", Items = """<AdditionalFiles Remove="schema/orders.sql" />""" };

    private static readonly Consumer s_gone = s_present with { Name = "SqlGone" };

    // With what an earlier dotnet publish -o has left below the project: older copies beside the program.
    private static readonly Consumer s_published = s_present with
    {
        Name = "SqlPublished",
        Files = Sources.Files(
            ("Databases.cs", s_manifest), ("schema/orders.sql", "CREATE TABLE orders (id INTEGER PRIMARY KEY);\n"),
            ("publish/SqlPublished.dll", string.Empty), ("publish/schema/orders.sql", "CREATE TABLE orders (id INTEGER);\n"),
            ("out (1)/linux/SqlPublished.pdb", string.Empty), ("out (1)/linux/orders.sql", "CREATE TABLE orders (id INTEGER);\n")),
    };

    // Named by the project itself, with a child key without an index in it.
    private static readonly Consumer s_named = s_present with
    {
        Name = "SqlNamed",
        Files = Sources.Files(
            ("Databases.cs", s_manifest),
            ("schema/orders.sql", "CREATE TABLE orders (id INTEGER PRIMARY KEY);\nCREATE TABLE lines (id INTEGER PRIMARY KEY, orderId INTEGER REFERENCES orders (id));\n")),
        Items = """<AdditionalFiles Include="schema/*.sql" />""",
    };

    [Fact]
    public void SqlFile_IsFound()
    {
        Assert.Empty(consumers.Built(s_present).Summary);
        Assert.True(consumers.Built(s_present).Succeeded);
    }

    [Fact]
    public void SqlFile_CopiedBesideAProgram_IsNoSource()
    {
        Assert.Empty(consumers.Built(s_published).Summary);
        Assert.True(consumers.Built(s_published).Succeeded);
    }

    [Fact]
    public void SqlFile_LeftOutByTheProject_IsMissed()
    {
        Assert.Equal(["SQLD908@7"], consumers.Built(s_leftOut).Summary);
        Assert.Equal(["SQLD908@7"], consumers.Built(s_leftOutWithBlanks).Summary);
        Assert.Equal(["SQLD908@7"], consumers.Built(s_leftOutInMSBuildsWords).Summary);
    }

    [Fact]
    public void SqlFile_ValueThatIsNotUnderstood_IsReported_AndTheFileIsFound()
    {
        Assert.Equal(["SQLD909 warning"], consumers.Built(s_notUnderstood).Levels);
    }

    [Fact]
    public void SqlFile_RemovedByTheProject_IsMissed()
    {
        Assert.Equal(["SQLD908@7"], consumers.Built(s_removed).Summary);
    }

    /// <summary>Though nothing is newer than what was built before.</summary>
    [Fact]
    public void SqlFile_ThatIsGone_IsMissedByTheNextBuild()
    {
        Assert.True(consumers.Built(s_gone).Succeeded);

        consumers.Delete(s_gone, "schema/orders.sql");

        Assert.Contains("SQLD908", consumers.Command("build", s_gone.ProjectFile, []).Output, StringComparison.Ordinal);
    }

    [Fact]
    public void SqlFile_NamedByTheProject_ComesOnce()
    {
        Assert.Equal(["SQLD501@2"], consumers.Built(s_named).Summary);
    }

    private static Consumer With(string sqlFiles, string name) => s_present with
    {
        Name = name,
        Properties = new Dictionary<string, string> { ["EnableSqliteDisciplineSqlFiles"] = sqlFiles },
    };
}
