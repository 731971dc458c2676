using Xunit;

namespace SqliteDiscipline.EngineTests.Proofs;

/// <summary>What is declared read-only is opened so: the write fails each time that it is reached.</summary>
public sealed class SQLD106Proof
{
    [Theory]
    [InlineData("DELETE FROM t", 1, "refused: 8")]
    [InlineData("PRAGMA user_version = 3", 1, "refused: 8")]
    [InlineData("CREATE TABLE u (x)", 1, "refused: 8")]
    [InlineData("SELECT count(*) FROM t", 0, "ran")]
    [InlineData("CREATE TEMP TABLE u (x); INSERT INTO u VALUES (1)", 0, "ran")]
    public async Task SQLD106_SQLiteRefusesWhatIsFlagged(string sql, int times, string does)
    {
        using var proof = Proof.Of(
            $$"""
            using Microsoft.Data.Sqlite;
            using SqliteDiscipline;

            [SqliteConnectionFactory]
            [SqliteDatabase("app", Folder.Path + "/app.db", Access = SqliteAccess.ReadOnly)]
            internal static partial class Databases
            {
            }

            internal static class Scenario
            {
                public static string Run(string folder)
                {
                    using (var owner = new SqliteConnection("Data Source=" + Folder.Path + "/app.db;Pooling=False"))
                    {
                        owner.Open();
                        using var make = owner.CreateCommand();
                        make.CommandText = "CREATE TABLE t (x)";
                        make.ExecuteNonQuery();
                    }

                    using var connection = Databases._connect_app();
                    using var command = connection.CreateCommand();
                    command.CommandText = "{{sql}}";
                    try
                    {
                        command.ExecuteNonQuery();
                        return "ran";
                    }
                    catch (SqliteException failure)
                    {
                        return "refused: " + failure.SqliteErrorCode;
                    }
                }
            }
            """);
        await proof.IsFlagged("SQLD106", times);
        await proof.Does(does);
    }
}
