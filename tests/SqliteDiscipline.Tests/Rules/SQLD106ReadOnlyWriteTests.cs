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
    [InlineData("ATTACH 'b.db' AS b; INSERT INTO u VALUES (1)")]
    [InlineData("INSERT INTO temp.u VALUES (1)")]
    [InlineData("VACUUM INTO 'b.db'")]
    [InlineData("PRAGMA cache_size = 100")]
    public Task WhatLeavesTheFileAlone_DoesNotTrigger(string sql) => Code("SQLD106", $"Run(Databases._connect_read(), \"{sql}\");").RunAsync();

    [Theory]
    [InlineData("using var c = Databases._connect_read(); using var k = c.CreateCommand(); k.CommandText = \"SELECT 1; {|SQLD106:DELETE FROM t|}\"; k.ExecuteNonQuery();")]
    [InlineData("using var c = Databases._create_read(); c.Open(); c.Execute(\"{|SQLD106:DELETE FROM t|}\");")]
    [InlineData("IDbConnection c = Databases._connect_read(); c.Execute(\"{|SQLD106:DELETE FROM t|}\");")]
    public Task Form_Triggers(string body) => Code("SQLD106", body).RunAsync();

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
        using SqliteDiscipline;

        [SqliteConnectionFactory]
        [SqliteDatabase("read", "read.db", Access = SqliteAccess.ReadOnly)]
        [SqliteDatabase("write", "write.db")]
        [SqliteDatabase("other", "other.db", Writer = "Somebody.Else")]
        [SqliteDatabase("own", "own.db", Writer = "TestProject")]
        static partial class Databases { }

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
