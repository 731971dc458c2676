using SqliteDiscipline.EngineTests.Generation;
using Xunit;

namespace SqliteDiscipline.EngineTests.Proofs;

/// <summary>Two threads on one connection are one transaction: what one writes, the other rolls back. Each with a connection of its own are two.</summary>
[Collection(nameof(PooledHandles))]
public sealed class SQLD102Proof
{
    private const string Code =
        """
        using System;
        using System.Threading;
        using System.Threading.Tasks;
        using Microsoft.Data.Sqlite;

        internal static class Scenario
        {
            private static readonly SqliteConnection s_shared = Connect();

            private static SqliteConnection Connect()
            {
                var connection = new SqliteConnection("Data Source=" + Folder.Path + "/app.db");
                connection.Open();
                return connection;
            }

            public static string Run(string folder)
            {
                Execute(SECOND, "CREATE TABLE t (x)");
                using var begun = new ManualResetEventSlim();
                using var written = new ManualResetEventSlim();
                var first = Task.Run(() =>
                {
                    var connection = FIRST;
                    using var transaction = connection.BeginTransaction();
                    Execute(connection, "INSERT INTO t VALUES ('tried')");
                    begun.Set();
                    written.Wait(TimeSpan.FromMilliseconds(500));
                    transaction.Rollback();
                });
                begun.Wait();
                Execute(SECOND, "INSERT INTO t VALUES ('kept')");
                written.Set();
                first.Wait();
                using var command = SECOND.CreateCommand();
                command.CommandText = "SELECT count(*) FROM t WHERE x = 'kept'";
                return Convert.ToInt32(command.ExecuteScalar()) == 1 ? "kept" : "lost";
            }

            private static void Execute(SqliteConnection connection, string sql)
            {
                using var command = connection.CreateCommand();
                command.CommandText = sql;
                command.ExecuteNonQuery();
            }
        }
        """;

    [Theory]
    [InlineData("s_shared", "s_shared", 1, "lost")]
    [InlineData("Connect()", "Connect()", 0, "kept")]
    public async Task SQLD102_WhatOneThreadWritesTheOtherRollsBack_WithConnectionsOfTheirOwnNot(string first, string second, int times, string does)
    {
        using var proof = Proof.Of(Code.Replace("FIRST", first).Replace("SECOND", second));
        await proof.IsFlagged("SQLD102", times);
        await proof.Does(does);
    }
}
