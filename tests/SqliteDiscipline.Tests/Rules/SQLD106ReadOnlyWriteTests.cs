using Xunit;

namespace SqliteDiscipline.Tests.Rules;

/// <summary>Writes over connections whose database the manifest keeps them from writing (SQLD106, SQLD107).</summary>
public sealed class SQLD106ReadOnlyWriteTests
{
    [Theory]
    [InlineData("DELETE FROM t")]
    [InlineData("INSERT INTO main.t VALUES (1)")]
    [InlineData("CREATE TABLE u (x)")]
    [InlineData("PRAGMA user_version = 3")]
    [InlineData("VACUUM")]
    public Task Write_Triggers(string sql) => Code("SQLD106", $"Run(Databases._connect_read(), \"{{|SQLD106:{sql}|}}\");").RunAsync();

    [Theory]
    [InlineData("SELECT * FROM t")]
    [InlineData("EXPLAIN DELETE FROM t")]
    [InlineData("CREATE TEMP TABLE u (x); INSERT INTO u VALUES (1)")]
    [InlineData("CREATE TABLE IF NOT EXISTS t (x)")]
    [InlineData("DROP TABLE IF EXISTS nowhere")]
    [InlineData("ATTACH 'b.db' AS b; INSERT INTO u VALUES (1)")]
    [InlineData("INSERT INTO temp.u VALUES (1)")]
    [InlineData("VACUUM INTO 'b.db'")]
    [InlineData("PRAGMA cache_size = 100")]
    public Task WhatLeavesTheFileAlone_DoesNotTrigger(string sql) => Code("SQLD106", $"Run(Databases._connect_read(), \"{sql}\");").RunAsync();

    [Fact]
    public Task TemporaryTableMadeByOtherCode_DoesNotTrigger() => Code(
        "SQLD106",
        """
        using var c = Databases._connect_read();
        Prepare(c);
        foreach (var id in new[] { 1, 2 }) Fill(c, id);
        System.Array.ForEach(new[] { 3 }, id => c.Execute("INSERT INTO wanted(id) VALUES (@id)", new { id }));
        void Prepare(IDbConnection to) => to.Execute("CREATE TEMP TABLE wanted(id INTEGER PRIMARY KEY)");
        void Fill(IDbConnection to, int id) => to.Execute("INSERT INTO wanted(id) VALUES (@id)", new { id });
        """).RunAsync();

    [Theory]
    [InlineData("using var c = Databases._connect_read(); using var k = c.CreateCommand(); k.CommandText = \"SELECT 1; {|SQLD106:DELETE FROM t|}\"; k.ExecuteNonQuery();")]
    [InlineData("using var c = Databases._create_read(); c.Open(); c.Execute(\"{|SQLD106:DELETE FROM t|}\");")]
    [InlineData("IDbConnection c = Databases._connect_read(); c.Execute(\"{|SQLD106:DELETE FROM t|}\");")]
    public Task Form_Triggers(string body) => Code("SQLD106", body).RunAsync();

    [Fact]
    public Task DapperAndEntityFramework_Trigger() => Code(
        "SQLD106",
        """
        using (var c = Databases._connect_read()) { c.Query<int>("{|SQLD106:DELETE FROM t RETURNING x|}"); c.Execute(new CommandDefinition("{|SQLD106:DELETE FROM t|}")); }
        using (var c = Databases._connect_read()) { c.ExecuteScalar<int>("SELECT 1; {|SQLD106:DELETE FROM t|}"); c.QueryFirst<int>("SELECT 1"); }
        using (var x = new ReadContext()) { x.Database.ExecuteSqlRaw("{|SQLD106:DELETE FROM t|}"); x.Database.ExecuteSqlInterpolated({|SQLD106:$"DELETE FROM t WHERE x = {1}"|}); }
        using (var x = new LaterReadContext(null)) { x.Database.ExecuteSqlRaw("{|SQLD106:DELETE FROM t|}"); }
        using (var x = new OptionsContext(null)) { x.Database.ExecuteSqlRaw("{|SQLD106:DELETE FROM t|}"); x.Database.ExecuteSqlRaw("SELECT 1"); }
        """).RunAsync();

    [Fact]
    public Task OtherContexts_DoNotTrigger() => Code(
        "SQLD106",
        """
        using (var x = new WriteContext()) { x.Database.ExecuteSqlRaw("DELETE FROM t"); }
        using (var x = new EitherContext(true)) { x.Database.ExecuteSqlRaw("DELETE FROM t"); }
        using (var x = new UnseenContext()) { x.Database.ExecuteSqlRaw("DELETE FROM t"); }
        """).RunAsync();

    [Fact]
    public Task OtherWriterThroughDapperAndEntityFramework_Triggers() => Code(
        "SQLD107",
        """
        using (var c = Databases._connect_other()) { c.Execute("{|SQLD107:DELETE FROM t|}"); }
        using (var x = new OtherContext()) { x.Database.ExecuteSqlRaw("{|SQLD107:DELETE FROM t|}"); }
        """).RunAsync();

    [Theory]
    [InlineData("Run(Databases._connect_write(), \"DELETE FROM t\");")]
    [InlineData("Run(Databases._connect_other(), \"DELETE FROM t\");")]
    [InlineData("using var c = new SqliteConnection(\"Data Source=read.db\"); Run(c, \"DELETE FROM t\");")]
    [InlineData("void Given(SqliteConnection c) => Run(c, \"DELETE FROM t\");")]
    public Task OtherDatabase_DoesNotTrigger(string body) => Code("SQLD106", body).RunAsync();

    [Fact]
    public Task OtherWriter_Triggers() => Code("SQLD107", "Run(Databases._connect_other(), \"{|SQLD107:DELETE FROM t|}\");").RunAsync();

    [Theory]
    [InlineData("Run(Databases._connect_other(), \"SELECT * FROM t\");")]
    [InlineData("Run(Databases._connect_own(), \"DELETE FROM t\");")]
    [InlineData("Run(Databases._connect_write(), \"DELETE FROM t\");")]
    [InlineData("Run(Databases._connect_read(), \"DELETE FROM t\");")]
    public Task OwnWriterOrNone_DoesNotTrigger(string body) => Code("SQLD107", body).RunAsync();

    private static SqliteAnalyzerTest Code(string rule, string body) => Verify.Analyzer(
        $$"""
        #nullable disable
        using System.Data;
        using Dapper;
        using Microsoft.Data.Sqlite;
        using Microsoft.EntityFrameworkCore;
        using Microsoft.Extensions.DependencyInjection;
        using SqliteDiscipline;

        [SqliteConnectionFactory]
        [SqliteDatabase("read", "read.db", Access = SqliteAccess.ReadOnly)]
        [SqliteDatabase("write", "write.db")]
        [SqliteDatabase("other", "other.db", Writer = "Somebody.Else")]
        [SqliteDatabase("own", "own.db", Writer = "TestProject")]
        static partial class Databases { }

        class ReadContext : DbContext
        {
            protected override void OnConfiguring(DbContextOptionsBuilder options) => options.UseSqlite(Databases._create_read());
            public void Clear() => Database.ExecuteSqlRaw("SELECT 1");
        }

        class LaterReadContext : ReadContext { public LaterReadContext(object settings) { } }
        class OptionsContext : DbContext { public OptionsContext(DbContextOptions<OptionsContext> options) : base(options) { } }
        class WriteContext : DbContext { protected override void OnConfiguring(DbContextOptionsBuilder options) { options.UseSqlite(Databases._create_write()); } }
        class OtherContext : DbContext { protected override void OnConfiguring(DbContextOptionsBuilder options) => options.UseSqlite(Databases._create_other()); }
        class UnseenContext : DbContext { protected override void OnConfiguring(DbContextOptionsBuilder options) => options.UseSqlite("Data Source=read.db"); }

        class EitherContext : DbContext
        {
            private readonly bool _reads;
            public EitherContext(bool reads) => _reads = reads;
            protected override void OnConfiguring(DbContextOptionsBuilder options)
            {
                if (_reads) options.UseSqlite(Databases._create_read()); else options.UseSqlite(Databases._create_write());
            }
        }

        static class Startup
        {
            public static void Add(IServiceCollection services) => services.AddDbContext<OptionsContext>(options => options.UseSqlite(Databases._create_read()));
        }

        class C
        {
            void M()
            {
                {{body}}
            }

            static void Run(SqliteConnection connection, string sql)
            {
                using var command = connection.CreateCommand();
                command.CommandText = sql;
                command.ExecuteNonQuery();
            }
        }
        """, rule).WithGenerator();
}
