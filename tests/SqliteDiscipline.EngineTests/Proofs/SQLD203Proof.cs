using Xunit;

namespace SqliteDiscipline.EngineTests.Proofs;

/// <summary>Enforcement that is switched on inside a transaction stays off, and an orphan is let in; switched on before, it is refused.</summary>
public sealed class SQLD203Proof
{
    [Fact]
    public async Task SQLD203_EnforcementSwitchedOnTooLate_LetsAnOrphanIn()
    {
        using var proof = Proof.Of(
            """
            using Microsoft.Data.Sqlite;

            internal static class Scenario
            {
                public static string Run(string folder)
                {
                    using var connection = new SqliteConnection("Data Source=" + folder + "/app.db;Foreign Keys=False");
                    connection.Open();
                    new SqliteCommand("CREATE TABLE parents (id INTEGER PRIMARY KEY); CREATE TABLE children (parent REFERENCES parents)", connection).ExecuteNonQuery();

                    using var transaction = connection.BeginTransaction();
                    new SqliteCommand("PRAGMA foreign_keys = ON", connection, transaction).ExecuteNonQuery();
                    try
                    {
                        new SqliteCommand("INSERT INTO children VALUES (42)", connection, transaction).ExecuteNonQuery();
                        transaction.Commit();
                        return "orphan accepted";
                    }
                    catch (SqliteException failure) when (failure.SqliteErrorCode == 19)
                    {
                        return "orphan refused";
                    }
                }
            }
            """);
        await proof.IsFlagged("SQLD203", times: 1);
        await proof.Does("orphan accepted");
        await proof.Fix("SQLD203");
        await proof.Does("orphan refused");
    }

    [Theory]
    [InlineData("BEGIN", "synchronous = OFF")]
    [InlineData("BEGIN IMMEDIATE", "synchronous = OFF")]
    [InlineData("BEGIN", "journal_mode = WAL")]
    [InlineData("BEGIN IMMEDIATE", "journal_mode = WAL")]
    [InlineData("BEGIN IMMEDIATE", "wal_checkpoint")]
    public async Task SQLD203_OthersFail(string begin, string pragma)
    {
        using var proof = Proof.Of(
            $$"""
            using Microsoft.Data.Sqlite;

            internal static class Scenario
            {
                public static string Run(string folder)
                {
                    using var connection = new SqliteConnection("Data Source=" + folder + "/app.db;Pooling=False;Default Timeout=1");
                    connection.Open();
                    new SqliteCommand("{{(pragma == "wal_checkpoint" ? "PRAGMA journal_mode = WAL; " : "")}}CREATE TABLE t (id)", connection).ExecuteNonQuery();
                    using (var reader = new SqliteCommand("{{begin}}", connection).ExecuteReader())
                    {
                        while (reader.Read())
                        {
                        }
                    }

                    try
                    {
                        using var answer = new SqliteCommand("PRAGMA {{pragma}}", connection).ExecuteReader();
                        return "worked";
                    }
                    catch (SqliteException)
                    {
                        return "failed";
                    }
                }
            }
            """);
        await proof.IsFlagged("SQLD203", times: 1);
        await proof.Does("failed");
    }
}
