using Microsoft.Data.Sqlite;
using SqliteDiscipline.Analyzers.Rules.Pragmas;
using SqliteDiscipline.Analyzers.Sql.Pragmas;
using Xunit;

namespace SqliteDiscipline.EngineTests.Proofs;

/// <summary>
/// To SQLite an encrypted file is noise until it has the key. The library that these tests run on cannot decrypt, so a file of noise stands for one:
/// it shows what gets as far as to send the key, and what has failed before.
/// </summary>
public sealed class SQLD207Proof
{
    public static TheoryData<string> Pragmas => [.. FileReads.Pragmas.Order(StringComparer.Ordinal)];

    public static TheoryData<string> OtherSettings =>
    [
        .. PragmaTable.All
            .Where(pragma => pragma.Builds == PragmaBuilds.Every && pragma.Home.IsSetting() && !FileReads.Pragmas.Contains(pragma.Name) && pragma is { IsRemoved: false, IsDeprecated: false })
            .Select(pragma => pragma.Name),
    ];

    [Fact]
    public async Task WhatReadsTheFile_FailsBeforeTheKeyIsSent()
    {
        using var proof = Proof.Of(
            """
            using System;
            using System.Collections.Generic;
            using System.IO;
            using Microsoft.Data.Sqlite;

            internal static class Scenario
            {
                private static readonly List<string> s_sent = new();

                public static string Run(string folder)
                {
                    var noise = new byte[8192];
                    new Random(1).NextBytes(noise);
                    File.WriteAllBytes(folder + "/app.db", noise);
                    using var connection = new SqliteConnection($"Data Source={folder}/app.db;Pooling=False");
                    connection.Open();
                    try
                    {
                        Send(connection, "PRAGMA cache_size = -2000");
                        Send(connection, "PRAGMA key = 'secret'");
                    }
                    catch (SqliteException failure) when (failure.SqliteErrorCode == 26)
                    {
                    }

                    return s_sent.Count == 0 ? "failed before the key" : s_sent[0];
                }

                private static void Send(SqliteConnection connection, string sql)
                {
                    using var command = connection.CreateCommand();
                    command.CommandText = sql;
                    command.ExecuteNonQuery();
                    s_sent.Add(sql);
                }
            }
            """);
        await proof.IsFlagged("SQLD207", times: 1);
        await proof.Does("failed before the key");
        await proof.Fix("SQLD207");
        await proof.Does("PRAGMA key = 'secret'");
    }

    [Theory]
    [MemberData(nameof(Pragmas))]
    public void Pragma_ReadsTheFile(string pragma) => Assert.Equal(26, OnNoise(
        "PRAGMA " + pragma + (pragma == "table_info" ? "(t)" : string.Empty)));

    [Theory]
    [MemberData(nameof(OtherSettings))]
    public void EveryOtherSetting_DoesNot(string pragma) => Assert.Equal(0, OnNoise("PRAGMA " + pragma + (pragma == "encoding" ? " = 'UTF-8'" : string.Empty)));

    // The error code, or 0.
    private static int OnNoise(string sql)
    {
        var file = Path.GetTempFileName();
        try
        {
            var noise = new byte[8192];
            new Random(1).NextBytes(noise);
            File.WriteAllBytes(file, noise);
            SQLitePCL.Batteries_V2.Init();
            using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = sql;
            command.ExecuteScalar();
            return 0;
        }
        catch (SqliteException failure)
        {
            return failure.SqliteErrorCode;
        }
        finally
        {
            File.Delete(file);
        }
    }
}
