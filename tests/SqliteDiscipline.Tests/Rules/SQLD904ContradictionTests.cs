using Xunit;

namespace SqliteDiscipline.Tests.Rules;

public sealed class SQLD904ContradictionTests
{
    [Theory]
    [InlineData("[|SqliteDatabase(\"a\")|]")]
    [InlineData("SqliteDatabase(\"a\", [|null|])")]
    [InlineData("SqliteDatabase(\"a\", [|\"\"|])")]
    [InlineData("SqliteDatabase(\"a\", [|\"  \"|])")]
    [InlineData("SqliteDatabase(\"a\", [|\"Data Source=a.db\"|])")]
    [InlineData("SqliteDatabase(\"a\", [|\"a.db;Mode=ReadOnly\"|])")]
    [InlineData("SqliteDatabase(\"a\", dataSource: [|\"datasource = a.db;Cache=Shared\"|])")]
    [InlineData("SqliteDatabase(\"a\", \"a.db\", [|DataSourceFrom = nameof(Path)|])")]
    [InlineData("SqliteDatabase(\"a\", \"a.db\", [|BusyTimeout = -1|])")]
    [InlineData("SqliteDatabase(\"a\", \"a.db\", [|MaxConnections = -1|], [|WalAutoCheckpoint = -5|])")]
    [InlineData("SqliteDatabase(\"a\", \"a.db\", [|Synchronous = (SqliteSynchronous)0|])")]
    [InlineData("SqliteDatabase(\"a\", \"a.db\", [|JournalMode = (SqliteJournalMode)9|])")]
    [InlineData("SqliteDatabase(\"a\", \"a.db\", [|Profile = (SqliteProfile)9|])")]
    [InlineData("SqliteDatabase(\"a\", \"a.db\", [|Access = (SqliteAccess)9|])")]
    [InlineData("SqliteDatabase(\"a\", \"a.db\", [|VerifyOnFirstOpen = (SqliteVerification)8|])")]
    [InlineData("SqliteDatabase(\"a\", \"a.db\", JournalMode = SqliteJournalMode.Delete, [|Synchronous = SqliteSynchronous.Normal|])")]
    [InlineData("SqliteDatabase(\"a\", \"a.db\", Profile = SqliteProfile.Rollback, [|Synchronous = SqliteSynchronous.Normal|])")]
    [InlineData("SqliteDatabase(\"a\", \"a.db\", Profile = SqliteProfile.Rollback, [|CheckpointOnClose = true|], [|WalAutoCheckpoint = 100|])")]
    [InlineData("SqliteDatabase(\"a\", \"a.db\", Access = SqliteAccess.ReadOnly, [|JournalMode = SqliteJournalMode.Wal|])")]
    [InlineData("SqliteDatabase(\"a\", \"a.db\", Access = SqliteAccess.ReadOnly, [|Synchronous = SqliteSynchronous.Full|], [|CheckpointOnClose = true|], [|WalAutoCheckpoint = 1|])")]
    [InlineData("SqliteDatabase(\"a\", \"a.db\", [|Writer = \"\"|])")]
    [InlineData("SqliteDatabase(\"a\", \"a.db\", Access = SqliteAccess.ReadOnly, [|Writer = \"TestProject\"|])")]
    public Task Setting_Triggers(string attribute) => Declared(attribute).RunAsync();

    [Theory]
    [InlineData("[|\"foreign_keys\"|]", "\"ON\"")]
    [InlineData("[|\"FOREIGN_KEYS\"|]", "\"OFF\"")]
    [InlineData("[|\"main.journal_mode\"|]", "\"WAL\"")]
    [InlineData("[|\"synchronous\"|]", "\"OFF\"")]
    [InlineData("[|\"busy_timeout\"|]", "\"1\"")]
    [InlineData("[|\"wal_autocheckpoint\"|]", "\"1\"")]
    [InlineData("[|\"query_only\"|]", "\"1\"")]
    [InlineData("[|\"key\"|]", "\"'secret'\"")]
    [InlineData("[|\"\"|]", "\"1\"")]
    [InlineData("[|\"cache_size=1; PRAGMA foreign_keys\"|]", "\"OFF\"")]
    [InlineData("[|\"cache size\"|]", "\"1\"")]
    [InlineData("[|\"user_version\"|]", "\"3\"")]
    [InlineData("[|\"main.Application_Id\"|]", "\"3\"")]
    [InlineData("[|\"schema_version\"|]", "\"3\"")]
    [InlineData("\"ignore_check_constraints\"", "[|\"ON\"|]")]
    [InlineData("\"main.Ignore_Check_Constraints\"", "[|\"1\"|]")]
    [InlineData("\"writable_schema\"", "[|\"'yes'\"|]")]
    [InlineData("[|\"defer_foreign_keys\"|]", "\"ON\"")]
    [InlineData("[|\"rekey\"|]", "\"'secret'\"")]
    [InlineData("[|\"hexrekey\"|]", "\"'00'\"")]
    [InlineData("[|\"TextRekey\"|]", "\"'secret'\"")]
    [InlineData("\"cache_size\"", "[|\"\"|]")]
    [InlineData("\"cache_size\"", "[|\"1; PRAGMA foreign_keys = OFF\"|]")]
    [InlineData("\"cache_size\"", "[|\"1 -- \"|]")]
    [InlineData("\"cache_size\"", "[|\"5s\"|]")]
    [InlineData("\"temp_store_directory\"", "[|\"'a' 'b'\"|]")]
    [InlineData("\"temp_store_directory\"", "[|\"'it's'\"|]")]
    public Task Pragma_Triggers(string pragma, string value) =>
        Declared($"SqliteDatabase(\"a\", \"a.db\"), SqlitePragma(\"a\", {pragma}, {value})").RunAsync();

    [Theory]
    [InlineData("SqlitePragma(\"a\", \"cache_size\", \"1\"), SqlitePragma(\"a\", [|\"CACHE_SIZE\"|], \"2\")")]
    [InlineData("SqlitePragma(\"a\", \"cache_size\", \"1\"), SqlitePragma(value: \"1\", pragma: [|\"cache_size\"|], database: \"a\")")]
    [InlineData("SqlitePragma(\"a\", \"cache_size\", \"1\"), SqlitePragma(\"a\", [|\"main.cache_size\"|], \"2\")")]
    [InlineData("SqlitePragma(\"a\", \"Main.cache_size\", \"1\"), SqlitePragma(\"a\", [|\"cache_size\"|], \"2\")")]
    public Task PragmaTwice_Triggers(string pragmas) => Declared($"SqliteDatabase(\"a\", \"a.db\"), {pragmas}").RunAsync();

    [Theory]
    [InlineData("SqliteForeignKey(\"c\", \"x, y\", \"p\", [|\"id\"|])")]
    [InlineData("SqliteForeignKey(\"c\", [|\"\"|], \"p\", \"id\")")]
    [InlineData("SqliteForeignKey(\"c\", [|\"x,\"|], \"p\", \"id\")")]
    [InlineData("SqliteForeignKey([|\" \"|], \"x\", parentColumns: \"id\", parentTable: [|\"\"|])")]
    [InlineData("SqliteForeignKey([|\"\"|], [|\"\"|], [|\"\"|], [|\"\"|])")]
    [InlineData("SqliteForeignKey(\"c\", \"x\", \"p\", \"id\", [|OnDelete = (SqliteDeleteAction)7|])")]
    public Task ForeignKey_Triggers(string attribute) => Declared($"SqliteDatabase(\"a\", \"a.db\"), {attribute}").RunAsync();

    [Fact]
    public Task Naming_Triggers() => Verify.Analyzer(
        "using SqliteDiscipline; [SqliteConnectionFactory([|Naming = (SqliteNaming)5|]), SqliteDatabase(\"a\", \"a.db\")] static partial class Databases { }", "SQLD904").RunAsync();

    [Fact]
    public Task EmptyName_IsSaid()
    {
        var test = Declared("SqliteDatabase(\"a\", \"a.db\"), SqliteForeignKey(\"c\", {|#0:\"\"|}, \"p\", \"id\")");
        test.ExpectedDiagnostics.Add(Verify.Diagnostic("SQLD904").WithLocation(0).WithArguments("c → p", "has an empty name among the columns of the child"));
        return test.RunAsync();
    }

    [Theory]
    [InlineData("auto_vacuum", "FULL")]
    [InlineData("main.page_size", "8192")]
    [InlineData("Encoding", "'UTF-8'")]
    public async Task FormOfAFile_TriggersForThoseWhoOnlyRead(string pragma, string value)
    {
        await Declared($"SqliteDatabase(\"a\", \"a.db\", Access = SqliteAccess.ReadOnly), SqlitePragma(\"a\", [|\"{pragma}\"|], \"{value}\")").RunAsync();
        await Declared($"SqliteDatabase(\"a\", \"a.db\"), SqlitePragma(\"a\", \"{pragma}\", \"{value}\")").RunAsync();
    }

    [Theory]
    [InlineData("SqliteDatabase(\"a\", \"a.db\")")]
    [InlineData("SqliteDatabase(\"a\", \"a.db\"), SqlitePragma(\"a\", \"ignore_check_constraints\", \"OFF\"), SqlitePragma(\"a\", \"writable_schema\", \"0\")")]
    [InlineData("SqliteDatabase(\"a\", \"a.db\"), SqlitePragma(\"a\", \"cache_size\", \"1\"), SqlitePragma(\"a\", \"temp.cache_size\", \"1\")")]
    [InlineData("SqliteDatabase(\"a\", \":memory:\")")]
    [InlineData("SqliteDatabase(\"a\", \"a=b.db\")")]
    [InlineData("SqliteDatabase(\"a\", null, DataSourceFrom = nameof(Path))")]
    [InlineData("SqliteDatabase(\"a\", DataSourceFrom = nameof(Path))")]
    [InlineData("SqliteDatabase(\"a\", \"a.db\", BusyTimeout = 0, MaxConnections = 0, WalAutoCheckpoint = 0)")]
    [InlineData("SqliteDatabase(\"a\", \"a.db\", JournalMode = SqliteJournalMode.Delete)")]
    [InlineData("SqliteDatabase(\"a\", \"a.db\", Profile = SqliteProfile.Durable, JournalMode = SqliteJournalMode.Truncate)")]
    [InlineData("SqliteDatabase(\"a\", \"a.db\", Profile = SqliteProfile.Durable, Access = SqliteAccess.ReadOnly, CheckpointOnClose = false)")]
    [InlineData("SqliteDatabase(\"a\", \"a.db\", Profile = SqliteProfile.Rollback, Synchronous = SqliteSynchronous.Extra)")]
    [InlineData("SqliteDatabase(\"a\", \"a.db\", Synchronous = SqliteSynchronous.Normal, VerifyOnFirstOpen = (SqliteVerification)7)")]
    [InlineData("SqliteDatabase(\"a\", \"a.db\", Access = SqliteAccess.ReadOnly, Writer = \"Container\")")]
    [InlineData("SqliteDatabase(\"a\", \"a.db\"), SqlitePragma(\"a\", \"cache_size\", \"-64000\"), SqlitePragma(\"a\", \"main.mmap_size\", \"0x1000\")")]
    [InlineData("SqliteDatabase(\"a\", \"a.db\"), SqlitePragma(\"a\", \"temp_store_directory\", \"'it''s; here'\")")]
    [InlineData("SqliteDatabase(\"a\", \"a.db\"), SqliteDatabase(\"b\", \"b.db\"), SqlitePragma(\"a\", \"cache_size\", \"1\"), SqlitePragma(\"b\", \"cache_size\", \"1\")")]
    [InlineData("SqliteDatabase(\"a\", \"a.db\"), SqliteForeignKey(\"c\", \"x, y\", \"p\", \"id,no\", OnDelete = SqliteDeleteAction.Cascade)")]
    public Task Setting_DoesNotTrigger(string attributes) => Declared(attributes).WithGenerator().RunAsync();

    private static SqliteAnalyzerTest Declared(string attributes) => Verify.Analyzer(
        $"using SqliteDiscipline; [SqliteConnectionFactory, {attributes}] static partial class Databases {{ static string Path => \"a.db\"; }}", "SQLD904");
}
