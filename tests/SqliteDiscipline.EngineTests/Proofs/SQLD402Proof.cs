using SqliteDiscipline.EngineTests.Generation;
using Xunit;

namespace SqliteDiscipline.EngineTests.Proofs;

/// <summary>
/// Close keeps the handle in the pool. On Unix the file can be deleted under it, and the next connection writes on into what nobody will find
/// again; on Windows the file cannot be deleted at all.
/// </summary>
[Collection(nameof(PooledHandles))]
public sealed class SQLD402Proof
{
    private const string Code =
        """
        using System;
        using System.IO;
        using Microsoft.Data.Sqlite;

        internal static class Scenario
        {
            private const string Home = Folder.Path + "/home";
            private const string File = Home + "/app.db";

            public static string Run(string folder)
            {
                Directory.CreateDirectory(Home);
                Write();
                try
                {
                    Reset();
                }
                catch (IOException)
                {
                    return "lost";
                }

                Write();
                SqliteConnection.ClearAllPools();
                return System.IO.File.Exists(File) ? "kept" : "lost";
            }

            private static void Reset()
            {
                TAKE
            }

            private static void Write()
            {
                using var connection = new SqliteConnection("Data Source=" + File);
                connection.Open();
                using var command = connection.CreateCommand();
                command.CommandText = "PRAGMA journal_mode = WAL; CREATE TABLE IF NOT EXISTS t (x); INSERT INTO t VALUES (1)";
                command.ExecuteNonQuery();
            }
        }
        """;

    [Theory]
    [InlineData("System.IO.File.Delete(File);")]
    [InlineData("new FileInfo(File).Delete();")]
    [InlineData("Directory.Delete(Home, recursive: true); Directory.CreateDirectory(Home);")]
    public async Task SQLD402_WhatIsWrittenAfterwardsIsLost_WithAClearedPoolItIsNot(string take)
    {
        using var proof = Proof.Of(Code.Replace("TAKE", take));
        await proof.IsFlagged("SQLD402", times: 1);
        await proof.Does("lost");
        await proof.Fix("SQLD402");
        await proof.Does("kept");
    }

    private const string Restore =
        """
        using System;
        using System.IO;
        using Microsoft.Data.Sqlite;

        internal static class Scenario
        {
            private const string Live = Folder.Path + "/app.db";
            private const string Saved = Folder.Path + "/saved.db";

            public static string Run(string folder)
            {
                Prepare();
                Write(Live, "live");
                try
                {
                    TakeBack();
                }
                catch (IOException)
                {
                    return "live";
                }

                using var connection = new SqliteConnection("Data Source=" + Live);
                connection.Open();
                using var command = connection.CreateCommand();
                command.CommandText = "SELECT x FROM t";
                return Convert.ToString(command.ExecuteScalar())!;
            }

            private static void Prepare()
            {
                Write(Saved, "saved");
                SqliteConnection.ClearAllPools();
            }

            private static void TakeBack()
            {
                File.Copy(Saved, Live, overwrite: true);
            }

            private static void Write(string path, string value)
            {
                using var connection = new SqliteConnection("Data Source=" + path);
                connection.Open();
                using var command = connection.CreateCommand();
                command.CommandText = $"PRAGMA journal_mode = WAL; CREATE TABLE t (x); INSERT INTO t VALUES ('{value}')";
                command.ExecuteNonQuery();
            }
        }
        """;

    [Fact]
    public async Task SQLD402_ARestoreIsUndoneByTheWalThatWasLeft_WithAClearedPoolItIsNot()
    {
        using var proof = Proof.Of(Restore);
        await proof.IsFlagged("SQLD402", times: 1);
        await proof.Does("live");
        await proof.Fix("SQLD402");
        await proof.Does("saved");
    }
}
