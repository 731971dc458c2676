using Xunit;

namespace SqliteDiscipline.Tests.Rules;

/// <summary>Statements sent over the connection of another database than the one that has their table.</summary>
public sealed class SQLD108ForeignTableTests
{
    [Fact]
    public Task TableOfTheOther_Triggers() => Code(
        "Run(Databases._connect_sessions(), \"DELETE FROM [|messages|]\");",
        "Run(Databases._connect_sessions(), \"SELECT * FROM main.[|messages|]\");",
        "Run(Databases._connect_sessions(), \"INSERT INTO sessions SELECT id FROM [|conversations|]\");",
        "Run(Databases._connect_sessions(), \"SELECT count(*) FROM sessions JOIN [|messages|] ON messages.id = sessions.id\");",
        "Run(Databases._connect_sessions(), \"REPLACE INTO [|MESSAGES|] VALUES (1)\");",
        "Run(Databases._connect_sessions(), \"EXPLAIN SELECT * FROM [|\\\"messages\\\"|]\");",
        "Run(Databases._connect_conversations(), \"UPDATE [|sessions|] SET id = 1\");");

    [Fact]
    public Task EveryWayToRunIt_Triggers() => Code(
        "using var c = Databases._connect_sessions(); c.Execute(\"DELETE FROM [|messages|]\");",
        "using var c = Databases._create_sessions(); c.Query<int>(\"SELECT count(*) FROM [|messages|]\");",
        "IDbConnection c = Databases._connect_sessions(); c.Execute(new CommandDefinition(\"DELETE FROM [|messages|]\"));",
        "using var c = Databases._connect_sessions(); using var k = new SqliteCommand(\"SELECT 1; DELETE FROM [|messages|]\", c); k.ExecuteNonQuery();",
        "using var x = new SessionContext(); x.Database.ExecuteSqlRaw(\"DELETE FROM [|messages|]\");");

    /// <summary>A constant that spells the table's name alone is right where it is: the statement is not. One that spells the statement is the place.</summary>
    [Fact]
    public Task NameThatAConstantSpells_TriggersOnTheStatement() => Code(
        "using var c = Databases._connect_sessions(); c.Execute([|$\"DELETE FROM {Tables.Messages}\"|]);",
        "using var c = Databases._connect_sessions(); c.Execute(\"[|DELETE FROM \" + Tables.Messages + \" WHERE id = 1|]\");",
        "using var c = Databases._connect_sessions(); c.Execute(Tables.Clear);",
        "using var c = Databases._connect_conversations(); c.Execute($\"DELETE FROM {Tables.Messages}\");");

    [Fact]
    public Task WhatTheDatabaseHas_DoesNotTrigger() => Code(
        "Run(Databases._connect_conversations(), \"DELETE FROM messages; DELETE FROM conversations\");",
        "Run(Databases._connect_sessions(), \"SELECT * FROM sessions\");",
        "Run(Databases._connect_sessions(), \"SELECT * FROM recent\");",
        "Run(Databases._connect_sessions(), \"SELECT name FROM sqlite_master\");",
        "Run(Databases._connect_sessions(), \"SELECT * FROM json_each('[]')\");",
        "Run(Databases._connect_sessions(), \"DELETE FROM nowhere\");",
        "using var x = new SessionContext(); x.Database.ExecuteSqlRaw(\"DELETE FROM sessions\");");

    [Fact]
    public Task NameOfItsOwn_DoesNotTrigger() => Code(
        "Run(Databases._connect_sessions(), \"WITH messages AS (SELECT 1) SELECT * FROM messages\");",
        "Run(Databases._connect_sessions(), \"CREATE TEMP TABLE messages (x); DELETE FROM messages\");",
        "Run(Databases._connect_sessions(), \"ATTACH 'conversations.db' AS c; DELETE FROM messages\");",
        "Run(Databases._connect_sessions(), \"DELETE FROM temp.messages\");",
        "Run(Databases._connect_sessions(), \"DELETE FROM other.messages\");",
        "Run(Databases._connect_sessions(), \"SELECT id AS messages FROM sessions\");");

    [Fact]
    public Task OtherConnection_DoesNotTrigger() => Code(
        "void Given(SqliteConnection c) => Run(c, \"DELETE FROM messages\");",
        "using var c = new SqliteConnection(\"Data Source=sessions.db\"); Run(c, \"DELETE FROM messages\");",
        "using var x = new OtherContext(); x.Database.ExecuteSqlRaw(\"DELETE FROM messages\");",
        "Run(Databases._connect_unseen(), \"DELETE FROM messages\");");

    [Fact]
    public Task SchemaThatIsNotWhole_DoesNotTrigger() => Verify.Analyzer(
        In("using var c = Databases._connect_sessions(); c.Execute(\"DELETE FROM messages\"); c.Execute($\"CREATE TABLE {typeof(C).Name} (x)\");"), "SQLD108")
        .WithGenerator().WithAdditionalFile("conversations.sql", Conversations).RunAsync();

    [Fact]
    public Task TablesThatItsOwnCodeMakes_Triggers() => Verify.Analyzer(
        In("using var c = Databases._connect_unseen(); c.Execute(\"DELETE FROM [|messages|]\"); c.Execute(\"CREATE TABLE seen (x)\");"), "SQLD108")
        .WithGenerator().WithAdditionalFile("conversations.sql", Conversations).WithAdditionalFile("sessions.sql", Sessions).RunAsync();

    private const string Conversations = "CREATE TABLE conversations (id INTEGER PRIMARY KEY); CREATE TABLE messages (id INTEGER PRIMARY KEY);";
    private const string Sessions = "CREATE TABLE sessions (id INTEGER PRIMARY KEY); CREATE VIEW recent AS SELECT * FROM sessions;";

    private static Task Code(params string[] bodies) => Verify.Analyzer(In(string.Join("\n", bodies.Select(body => $"{{ {body} }}"))), "SQLD108")
        .WithGenerator().WithAdditionalFile("conversations.sql", Conversations).WithAdditionalFile("sessions.sql", Sessions).RunAsync();

    private static string In(string body) => $$"""
        #nullable disable
        using System.Data;
        using Dapper;
        using Microsoft.Data.Sqlite;
        using Microsoft.EntityFrameworkCore;
        using SqliteDiscipline;

        [SqliteConnectionFactory]
        [SqliteDatabase("conversations", "conversations.db", Schema = "conversations.sql")]
        [SqliteDatabase("sessions", "sessions.db", Schema = "sessions.sql")]
        [SqliteDatabase("unseen", "unseen.db")]
        static partial class Databases { }

        class SessionContext : DbContext
        {
            protected override void OnConfiguring(DbContextOptionsBuilder options) => options.UseSqlite(Databases._create_sessions());
        }

        class OtherContext : DbContext { }

        static class Tables
        {
            public const string Messages = "messages";
            public const string Clear = "DELETE FROM {{(body.Contains("Tables.Clear") ? "[|messages|]" : "messages")}}";
        }

        class C
        {
            void M()
            {
                {{body}}
            }

            static void Run(SqliteConnection connection, string sql)
            {
                using var command = connection.CreateCommand();
                command.CommandText = sql;
                command.ExecuteNonQuery();
            }
        }
        """;
}
