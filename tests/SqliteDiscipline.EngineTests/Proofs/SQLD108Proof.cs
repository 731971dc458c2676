using Xunit;

namespace SqliteDiscipline.EngineTests.Proofs;

/// <summary>What is asked of the wrong database fails when it is reached; of the right one it does not.</summary>
public sealed class SQLD108Proof
{
    [Theory]
    [InlineData("sessions", "DELETE FROM messages", 1, "refused: no such table: messages")]
    [InlineData("sessions", "SELECT count(*) FROM sessions JOIN messages", 1, "refused: no such table: messages")]
    [InlineData("conversations", "DELETE FROM messages", 0, "ran")]
    [InlineData("sessions", "WITH messages AS (SELECT 1) SELECT * FROM messages", 0, "ran")]
    [InlineData("sessions", "CREATE TEMP TABLE messages (x); DELETE FROM messages", 0, "ran")]
    public async Task SQLD108_SQLiteRefusesWhatIsFlagged(string database, string sql, int times, string does)
    {
        using var proof = Proof.Of(
            $$"""
            using System;
            using Microsoft.Data.Sqlite;
            using SqliteDiscipline;

            [SqliteConnectionFactory]
            [SqliteDatabase("conversations", Folder.Path + "/conversations.db")]
            [SqliteDatabase("sessions", Folder.Path + "/sessions.db")]
            internal static partial class Databases
            {
            }

            internal static class Conversations
            {
                public static void Make()
                {
                    using var connection = Databases._connect_conversations();
                    Scenario.Execute(connection, "CREATE TABLE messages (x)");
                }
            }

            internal static class Sessions
            {
                public static void Make()
                {
                    using var connection = Databases._connect_sessions();
                    Scenario.Execute(connection, "CREATE TABLE sessions (x)");
                }
            }

            internal static class Scenario
            {
                public static string Run(string folder)
                {
                    Conversations.Make();
                    Sessions.Make();
                    using var connection = Databases._connect_{{database}}();
                    try
                    {
                        Execute(connection, "{{sql}}");
                        return "ran";
                    }
                    catch (SqliteException failure) when (failure.SqliteErrorCode == 1)
                    {
                        return "refused: " + failure.Message.Split('\'')[1];
                    }
                }

                public static void Execute(SqliteConnection connection, string sql)
                {
                    using var command = connection.CreateCommand();
                    command.CommandText = sql;
                    command.ExecuteNonQuery();
                }
            }
            """);
        await proof.IsFlagged("SQLD108", times);
        await proof.Does(does);
    }
}
