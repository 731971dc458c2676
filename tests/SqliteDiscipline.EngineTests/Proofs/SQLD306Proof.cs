using Xunit;

namespace SqliteDiscipline.EngineTests.Proofs;

/// <summary>Between the reading and the writing of a transaction another connection writes, or waits for its turn: then both get through.</summary>
public sealed class SQLD306Proof
{
    [Theory]
    [InlineData("using var transaction = connection.BeginTransaction(deferred: true);", "transaction.Commit();")]
    [InlineData("using var transaction = connection.BeginTransaction(System.Data.IsolationLevel.ReadUncommitted);", "transaction.Commit();")]
    [InlineData("Execute(connection, \"BEGIN\");", "Execute(connection, \"COMMIT\");")]
    public async Task Deferred_ItFails_Immediate_ItDoesNot(string begin, string commit)
    {
        using var proof = Of($"{begin}\nExecute(connection, \"SELECT x FROM t\");", commit);
        await proof.IsFlagged("SQLD306", times: 1);
        await proof.Does("locked");
        await proof.Fix("SQLD306");
        await proof.Does("both");
    }

    /// <summary>Outside a transaction a savepoint is a deferred beginning; within one that was begun immediate it is none.</summary>
    [Theory]
    [InlineData("Execute(connection, \"SAVEPOINT s\");", "Execute(connection, \"RELEASE s\");", 1, "locked")]
    [InlineData("Execute(connection, \"BEGIN IMMEDIATE\"); Execute(connection, \"SAVEPOINT s\");", "Execute(connection, \"RELEASE s\"); Execute(connection, \"COMMIT\");", 0, "both")]
    public async Task Savepoint_IsDeferred_WhereItBegins(string begin, string commit, int flagged, string answer)
    {
        using var proof = Of($"{begin}\nExecute(connection, \"SELECT x FROM t\");", commit);
        await proof.IsFlagged("SQLD306", flagged);
        await proof.Does(answer);
    }

    [Theory]
    [InlineData("PRAGMA application_id", 1, "locked")]
    [InlineData("PRAGMA foreign_key_check", 1, "locked")]
    [InlineData("PRAGMA freelist_count", 1, "locked")]
    [InlineData("PRAGMA integrity_check", 1, "locked")]
    [InlineData("PRAGMA page_count", 1, "locked")]
    [InlineData("PRAGMA quick_check", 1, "locked")]
    [InlineData("PRAGMA schema_version", 1, "locked")]
    [InlineData("PRAGMA user_version", 1, "locked")]
    [InlineData("PRAGMA foreign_key_list(t)", 1, "locked")]
    [InlineData("PRAGMA index_info(i)", 1, "locked")]
    [InlineData("PRAGMA index_list(t)", 1, "locked")]
    [InlineData("PRAGMA index_xinfo(i)", 1, "locked")]
    [InlineData("PRAGMA table_info(t)", 1, "locked")]
    [InlineData("PRAGMA table_xinfo(t)", 1, "locked")]
    [InlineData("SELECT name FROM sqlite_master", 1, "locked")]
    [InlineData("SELECT name FROM pragma_table_info('t')", 1, "locked")]
    [InlineData("SELECT value FROM json_each('[1]')", 1, "locked")]
    [InlineData("PRAGMA data_version", 1, "locked")]
    [InlineData("WITH a AS (SELECT x FROM t) SELECT * FROM a", 1, "locked")]
    [InlineData("SELECT 1", 0, "both")]
    [InlineData("SELECT last_insert_rowid()", 0, "both")]
    [InlineData("PRAGMA cache_size", 0, "both")]
    [InlineData("PRAGMA synchronous", 0, "both")]
    [InlineData("PRAGMA journal_mode", 0, "both")]
    [InlineData("INSERT INTO t SELECT x FROM t", 0, "both")]
    public async Task WhatReads_IsWhatTheEngineHoldsOnTo(string first, int flagged, string answer)
    {
        using var proof = Of($"Execute(connection, \"BEGIN\");\nExecute(connection, \"{first}\");", "Execute(connection, \"COMMIT\");");
        await proof.IsFlagged("SQLD306", flagged);
        await proof.Does(answer);
    }

    private static Proof Of(string begin, string commit) => Proof.Of(
        $$"""
        using System;
        using System.Threading.Tasks;
        using Microsoft.Data.Sqlite;

        internal static class Scenario
        {
            public static string Run(string folder)
            {
                var text = $"Data Source={folder}/app.db;Foreign Keys=False;Pooling=False;Default Timeout=";
                using var connection = new SqliteConnection(text + "1");
                connection.Open();
                Execute(connection, "PRAGMA journal_mode = WAL");
                Execute(connection, "CREATE TABLE t (x REFERENCES p); CREATE INDEX i ON t (x); CREATE TABLE p (id INTEGER PRIMARY KEY)");
                Task? other = null;
                try
                {
                    {{begin}}
                    var isItsTurnLater = IsHeld(text + "1");
                    other = Task.Run(() => WriteToo(text + "30"));
                    other.Wait(isItsTurnLater ? 400 : 30_000);
                    Execute(connection, "INSERT INTO t VALUES (2)");
                    {{commit}}
                    other.Wait();
                    return "both";
                }
                catch (SqliteException failure) when (failure.SqliteErrorCode == 5)
                {
                    other!.Wait();
                    return "locked";
                }
            }

            private static bool IsHeld(string text)
            {
                using var connection = new SqliteConnection(text);
                connection.Open();
                return SQLitePCL.raw.sqlite3_exec(connection.Handle, "BEGIN IMMEDIATE") == SQLitePCL.raw.SQLITE_BUSY;
            }

            private static void WriteToo(string text)
            {
                using var connection = new SqliteConnection(text);
                connection.Open();
                Execute(connection, "INSERT INTO t VALUES (3)");
            }

            private static void Execute(SqliteConnection connection, string sql)
            {
                using var command = connection.CreateCommand();
                command.CommandText = sql;
                command.ExecuteNonQuery();
            }
        }
        """);
}
