using SqliteDiscipline.EngineTests.Generation;
using Xunit;

namespace SqliteDiscipline.EngineTests.Proofs;

/// <summary>
/// A raw connection has whatever settings its pooled handle was left with: an import that switched enforcement off lets the next writer orphan a
/// row. Behind the factory's wrapper the policy is asserted on every open, and the orphan is refused.
/// </summary>
[Collection(nameof(PooledHandles))]
public sealed class SQLD101Proof
{
    private const string Sites =
        """
        using System;
        using Microsoft.Data.Sqlite;

        internal static class Scenario
        {
            public static string Run(string folder)
            {
                Create();
                Import();
                return AddOrphan();
            }

            private static void Create()
            {
                using var connection = new SqliteConnection("Data Source=" + Folder.Path + "/app.db");
                connection.Open();
                Execute(connection, "CREATE TABLE conversations (id INTEGER PRIMARY KEY); CREATE TABLE messages (conversation_id INTEGER REFERENCES conversations (id))");
            }

            private static void Import()
            {
                using var connection = new SqliteConnection("Data Source=" + Folder.Path + "/app.db");
                connection.Open();
                Execute(connection, "PRAGMA foreign_keys = OFF");
            }

            private static string AddOrphan()
            {
                using var connection = new SqliteConnection("Data Source=" + Folder.Path + "/app.db");
                connection.Open();
                try
                {
                    Execute(connection, "INSERT INTO messages VALUES (42)");
                    return "orphan accepted";
                }
                catch (SqliteException failure) when (failure.SqliteErrorCode == 19)
                {
                    return "orphan refused";
                }
            }

            private static void Execute(SqliteConnection connection, string sql)
            {
                using var command = connection.CreateCommand();
                command.CommandText = sql;
                command.ExecuteNonQuery();
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
    public async Task SQLD101_RawConnectionsLetAnOrphanIn_WrappersDoNot()
    {
        using var proof = Proof.Of(Sites + Manifest);
        await proof.IsFlagged("SQLD101", times: 3);
        await proof.Does("orphan accepted");
        await proof.Fix("SQLD101");
        await proof.Does("orphan refused");
    }

    [Fact]
    public async Task SQLD100_DeclaringTheFactoryIsEnough()
    {
        // A fix reads the constants of the day; here the path is known at run time only.
        using var proof = Proof.Of(Sites
            .Replace("Folder.Path + \"/app.db\"", "s_path")
            .Replace("Create();\n        Import();", "s_path = System.IO.Path.Combine(folder, \"app.db\");\n        Create();\n        Import();")
            .Replace("private static void Create()", "private static string s_path = string.Empty;\n\n    private static void Create()"));
        await proof.IsFlagged("SQLD100", times: 3);
        await proof.Does("orphan accepted");
        await proof.Fix("SQLD100");
        await proof.Fix("SQLD101");
        await proof.Does("orphan refused");
    }
}
