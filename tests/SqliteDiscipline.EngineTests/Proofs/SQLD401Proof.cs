using Microsoft.Data.Sqlite;
using SqliteDiscipline.EngineTests.Crash;
using Xunit;

namespace SqliteDiscipline.EngineTests.Proofs;

/// <summary>A committed row lives in the WAL, and a copy of the file has not got it; reading the file lets other processes write into a transaction.</summary>
public sealed class SQLD401Proof
{
    private const string Code =
        """
        using System;
        using System.IO;
        using Microsoft.Data.Sqlite;

        internal static class Scenario
        {
            private const string Live = Folder.Path + "/app.db";
            private const string Copy = Folder.Path + "/copy.db";

            public static string Run(string folder)
            {
                using var connection = new SqliteConnection("Data Source=" + Live);
                connection.Open();
                Execute(connection, "PRAGMA journal_mode = WAL");
                Execute(connection, "CREATE TABLE t (x)");
                Execute(connection, "INSERT INTO t VALUES (1)");
                Backup();
                return "rows in the copy: " + Count();
            }

            private static void Backup()
            {
                File.Copy(Live, Copy);
            }

            private static string Count()
            {
                using var connection = new SqliteConnection("Data Source=" + Copy);
                connection.Open();
                try
                {
                    return Convert.ToString(Execute(connection, "SELECT count(*) FROM t"))!;
                }
                catch (SqliteException)
                {
                    return "no table even";
                }
            }

            private static object? Execute(SqliteConnection connection, string sql)
            {
                using var command = connection.CreateCommand();
                command.CommandText = sql;
                return command.ExecuteScalar();
            }
        }
        """;

    private const string Manifest =
        """

        [SqliteDiscipline.SqliteConnectionFactory]
        [SqliteDiscipline.SqliteDatabase("app", Folder.Path + "/app.db")]
        internal static partial class Databases
        {
        }
        """;

    [Fact]
    public async Task SQLD401_TheCopyLacksWhatIsCommitted_TheBackupDoesNot()
    {
        using var proof = Proof.Of(Code);
        await proof.IsFlagged("SQLD401", times: 1);
        await proof.Does("rows in the copy: no table even");
        await proof.Fix("SQLD401");
        await proof.Does("rows in the copy: 1");
    }

    [Fact]
    public async Task SQLD401_NorDoesTheGeneratedBackup()
    {
        using var proof = Proof.Of(Code + Manifest);
        await proof.IsFlagged("SQLD401", times: 1);
        await proof.Does("rows in the copy: no table even");
        await proof.Fix("SQLD401");
        await proof.Does("rows in the copy: 1");
    }

    [Fact]
    public void ReadingTheFile_DropsTheLocksOfAnOpenTransaction()
    {
        var folder = Directory.CreateTempSubdirectory("sqlite-discipline-").FullName;
        try
        {
            var path = Path.Combine(folder, "app.db");
            using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
            connection.Open();
            Execute(connection, "CREATE TABLE t (x)");
            Execute(connection, "BEGIN IMMEDIATE");
            Execute(connection, "INSERT INTO t VALUES (1)");
            Assert.Equal("locked", Child.Insert(path));

            File.ReadAllBytes(path);

            // Windows has locks that belong to a handle.
            Assert.Equal(OperatingSystem.IsWindows() ? "locked" : "written", Child.Insert(path));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
