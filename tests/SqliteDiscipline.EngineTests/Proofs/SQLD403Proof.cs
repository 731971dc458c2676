using Xunit;

namespace SqliteDiscipline.EngineTests.Proofs;

/// <summary>Without automatic checkpoints, and nobody who runs one, the WAL grows with every commit.</summary>
public sealed class SQLD403Proof
{
    private const string Code =
        """
        using System.IO;
        using Microsoft.Data.Sqlite;

        internal static class Scenario
        {
            public static string Run(string folder)
            {
                using var connection = new SqliteConnection("Data Source=" + Folder.Path + "/app.db");
                connection.Open();
                Execute(connection, "PRAGMA journal_mode = WAL");
                Execute(connection, "PRAGMA wal_autocheckpoint = PAGES");
                Execute(connection, "CREATE TABLE t (x)");
                for (var i = 0; i < 2500; i++)
                {
                    Execute(connection, "INSERT INTO t VALUES (zeroblob(4000))");
                }

                return new FileInfo(Folder.Path + "/app.db-wal").Length < 6_000_000 ? "bounded" : "grows";
            }

            private static void Execute(SqliteConnection connection, string sql)
            {
                using var command = connection.CreateCommand();
                command.CommandText = sql;
                command.ExecuteNonQuery();
            }
        }
        """;

    [Fact]
    public async Task SQLD403_TheWalGrows()
    {
        using var proof = Proof.Of(Code.Replace("PAGES", "0"));
        await proof.IsFlagged("SQLD403", times: 1);
        await proof.Does("grows");
    }

    [Fact]
    public async Task SQLD403_WithSQLitesDefaultItDoesNot()
    {
        using var proof = Proof.Of(Code.Replace("PAGES", "1000"));
        await proof.IsFlagged("SQLD403", times: 0);
        await proof.Does("bounded");
    }
}
