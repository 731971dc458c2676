using SqliteDiscipline.Machinery;
using Xunit;

namespace SqliteDiscipline.Tests.Rules;

/// <summary>The delete paths of the systems that this project comes from, over the schemas of their samples.</summary>
public sealed class IncidentDeletesTests
{
    private static readonly string[] s_rules = ["SQLD301", "SQLD303", "SQLD304", "SQLD305"];

    /// <summary>AaronAI: one conversation, and all of them; children first or parents first.</summary>
    [Theory]
    [InlineData("DELETE FROM messages WHERE conversation_id = $id", "DELETE FROM conversations WHERE id = $id")]
    [InlineData("DELETE FROM messages", "DELETE FROM conversations")]
    [InlineData("{|SQLD301:DELETE FROM conversations WHERE id = $id|}", "DELETE FROM messages WHERE conversation_id = $id")]
    [InlineData("{|SQLD301:DELETE FROM conversations|}", "DELETE FROM messages")]
    public Task AaronAi_MessagesGoBeforeConversations(string first, string second) => On(
        "const string Schema = \"CREATE TABLE conversations(id TEXT PRIMARY KEY); CREATE TABLE messages(id INTEGER PRIMARY KEY, conversation_id TEXT NOT NULL REFERENCES conversations(id), timestamp TEXT)\";",
        first, second).RunAsync();

    /// <summary>AtoCore: cascades that end at a key which does not cascade.</summary>
    [Theory]
    [InlineData("{|SQLD303:DELETE FROM source_documents WHERE id = $id|}")]
    [InlineData("{|SQLD303:DELETE FROM source_chunks|}")]
    [InlineData("DELETE FROM conflicts")]
    [InlineData("DELETE FROM conflict_members; DELETE FROM memories; DELETE FROM source_documents")]
    [InlineData("DELETE FROM conflicts; DELETE FROM memories; DELETE FROM source_documents")]
    [InlineData("DELETE FROM conflict_members; {|SQLD301:DELETE FROM source_documents|}; DELETE FROM memories")]
    [InlineData("{|SQLD301:DELETE FROM memories|}; DELETE FROM conflicts; DELETE FROM conflict_members")]
    [InlineData("DELETE FROM conflict_members; DELETE FROM memories; {|SQLD303:DELETE FROM projects|}")]
    [InlineData("DELETE FROM conflict_members; DELETE FROM memories; DELETE FROM interactions; DELETE FROM projects")]
    [InlineData("{|SQLD304:REPLACE|} INTO conflicts VALUES ($id); INSERT {|SQLD304:OR REPLACE|} INTO source_documents VALUES ($id); REPLACE INTO projects VALUES ($id)")]
    [InlineData("{|SQLD305:DROP TABLE conflicts|}; DROP TABLE memories")]
    public Task AtoCore_MixedCascades(string sql) => On(string.Empty, sql).WithFile("Schema.cs", Sample("AtoCore", "Before", "Schema.cs"))
        .WithFile("Database.cs", WithoutPrimaryConstructor(Sample("AtoCore", "Before", "Database.cs"))).WithFile("Commands.cs", Sample("Shared", "Commands.cs"))
        .WithFile("Usings.cs", "global using System; global using System.Collections.Generic; global using Samples;").RunAsync();

    // Older compilers, on which the same tests run, cannot read one.
    private static string WithoutPrimaryConstructor(string database) => database.Replace(
        "(string path, int busyTimeout)\n{", "\n{\n    private const string path = \"a.db\";\n    private const int busyTimeout = 5000;\n", StringComparison.Ordinal);

    /// <summary>NanoClaw: nine tables, emptied from the leaves to the root; with any two that are bound to each other exchanged, it fails.</summary>
    [Theory]
    [InlineData(-1, -1)]
    [InlineData(0, 1)]
    [InlineData(1, 2)]
    [InlineData(2, 3)]
    [InlineData(3, 4)]
    [InlineData(3, 5)]
    [InlineData(4, 6)]
    [InlineData(5, 7)]
    [InlineData(5, 8)]
    public Task NanoClaw_LeafToRoot(int child, int parent)
    {
        var tables = new[] { "pending_approvals", "pending_questions", "sessions", "members", "roles", "wirings", "users", "messaging_groups", "agent_groups" };
        var deletes = tables.Select(table => $"DELETE FROM {table}").ToList();
        if (child >= 0)
        {
            // The parent comes right before its child.
            var moved = $"{{|SQLD301:{deletes[parent]}|}}";
            deletes.RemoveAt(parent);
            deletes.Insert(child, moved);
        }

        return On(string.Empty, [.. deletes]).WithFile("Schema.cs", Sample("NanoClaw", "Schema.cs")).RunAsync();
    }

    private const string TwoDatabases =
        """
        using Microsoft.Data.Sqlite;
        using SqliteDiscipline;

        [SqliteConnectionFactory, SqliteDatabase("central", "central.db"), SqliteDatabase("inbound", "inbound.db")]
        static partial class Databases { }

        static class Sql
        {
            public static void Run(this SqliteConnection connection, string sql) { using var command = connection.CreateCommand(); command.CommandText = sql; command.ExecuteNonQuery(); }
        }


        """;

    /// <summary>Both have sessions and messages; in one of them messages belong to a session. Which string is whose, the code around it tells.</summary>
    [Fact]
    public Task TwoDatabases_WithEqualTables_AreKeptApart() => Verify.Analyzer(
        TwoDatabases +
        """
        class Central
        {
            void Make()
            {
                using var connection = Databases._connect_central();
                connection.Run("CREATE TABLE sessions(id INTEGER PRIMARY KEY); CREATE TABLE messages(session_id INTEGER REFERENCES sessions)");
            }

            void Clear(CentralConnection connection) => connection.Run("[|DELETE FROM sessions|]; DELETE FROM messages");
        }

        class Inbound
        {
            const string Schema = "CREATE TABLE sessions(id INTEGER PRIMARY KEY); CREATE TABLE messages(session_id INTEGER)";

            void Make() { using var connection = Databases._connect_inbound(); connection.Run(Schema); }

            void Clear(InboundConnection connection) => connection.Run("DELETE FROM sessions; DELETE FROM messages");
        }

        class Whoever
        {
            void OfCentral() { using var connection = Databases._connect_central(); connection.Run("[|DELETE FROM sessions|]"); connection.Run("DELETE FROM messages"); }

            void OfInbound() { using var connection = Databases._connect_inbound(); connection.Run("DELETE FROM sessions"); connection.Run("DELETE FROM messages"); }

            // Of either: what differs is not told.
            void OfAny(SqliteConnection connection) => connection.Run("DELETE FROM sessions; DELETE FROM messages");
        }
        """, "SQLD301").WithGenerator().RunAsync();

    /// <summary>The manifest's file is that database's alone, whatever the code around a delete is called.</summary>
    [Fact]
    public Task SchemaFileOfTheManifest_IsOneDatabases() => Verify.Analyzer(
        TwoDatabases.Replace("\"central.db\"", "\"central.db\", Schema = \"central.sql\"").Replace("\"inbound.db\"", "\"inbound.db\", Schema = \"inbound.sql\"") +
        """
        class Both
        {
            void M()
            {
                using var central = Databases._connect_central();
                using var inbound = Databases._connect_inbound();
                inbound.Run("DELETE FROM sessions");
                central.Run("[|DELETE FROM sessions|]");
                central.Run("DELETE FROM messages");
                inbound.Run("DELETE FROM messages");
            }
        }
        """, "SQLD301").WithGenerator()
        .WithAdditionalFile("central.sql", "CREATE TABLE sessions(id INTEGER PRIMARY KEY); CREATE TABLE messages(session_id INTEGER REFERENCES sessions)")
        .WithAdditionalFile("inbound.sql", "CREATE TABLE sessions(id INTEGER PRIMARY KEY); CREATE TABLE messages(session_id INTEGER REFERENCES sessions ON DELETE CASCADE)").RunAsync();

    private static SqliteAnalyzerTest On(string members, params string[] runs) => Verify.Analyzer(
        $$"""
        class C
        {
            {{members}}

            void M(Microsoft.Data.Sqlite.SqliteConnection connection)
            {
                using var transaction = connection.BeginTransaction();
                {{string.Join("\n        ", runs.Select(sql => $"Run(\"{sql}\");"))}}
                transaction.Commit();

                void Run(string sql) { using var command = connection.CreateCommand(); command.CommandText = sql; command.ExecuteNonQuery(); }
            }
        }
        """, s_rules);

    private static string Sample(params string[] path) => File.ReadAllText(Repository.PathOf(["samples", .. path]));
}
