using Xunit;

namespace SqliteDiscipline.Tests.Rules;

/// <summary>
/// Helpers that open a connection of their own for each call and run what the caller gives them: the text is judged where it is given, and what
/// the helper does to its connection where the helper stands.
/// </summary>
public sealed class GivenTextTests
{
    private const string Schema =
        "CREATE TABLE conversations(id TEXT PRIMARY KEY); CREATE TABLE messages(id INTEGER PRIMARY KEY, conversation_id TEXT NOT NULL REFERENCES conversations(id));";

    [Theory]
    [InlineData("SQLD301", """Execute("{|SQLD301:DELETE FROM conversations|}"); Execute("DELETE FROM messages");""")]
    [InlineData("SQLD301", """Execute("{|SQLD301:DELETE FROM conversations|}; DELETE FROM messages");""")]
    [InlineData("SQLD301", """if (flag) Execute("{|SQLD301:DELETE FROM conversations|}"); System.Console.WriteLine(); Execute("DELETE FROM messages");""")]
    [InlineData("SQLD303", """Execute("{|SQLD303:DELETE FROM conversations|}");""")]
    [InlineData("SQLD303", """const string Sql = "{|SQLD303:DELETE FROM conversations|}"; Execute(Sql);""")]
    [InlineData("SQLD303", """Outer("{|SQLD303:DELETE FROM conversations|}");""")]
    [InlineData("SQLD303", """Scalar("{|SQLD303:DELETE FROM conversations|}", ("a", 1));""")]
    [InlineData("SQLD303", """ExecuteAsync("{|SQLD303:DELETE FROM conversations|}").Wait();""")]
    [InlineData("SQLD303", """new Store().Execute("{|SQLD303:DELETE FROM conversations|}");""")]
    [InlineData("SQLD303", """At("a.db", "{|SQLD303:DELETE FROM conversations|}"); At("b.db", "DELETE FROM messages");""")]
    [InlineData("SQLD303", """Given(flag ? "{|SQLD303:DELETE FROM conversations|}" : "DELETE FROM messages");""")]
    [InlineData("SQLD305", """Execute("{|SQLD305:DROP TABLE conversations|}");""")]
    [InlineData("SQLD506", """Execute("DELETE FROM messages WHERE conversation_id = {|SQLD506:\"x\"|}");""")]
    [InlineData("SQLD205", """Execute("PRAGMA {|SQLD205:foriegn_keys|} = ON");""")]
    [InlineData("SQLD308", """Execute("{|SQLD308:BEGIN|}"); Execute("DELETE FROM messages"); Execute("COMMIT");""")]
    [InlineData("SQLD307", """Scalar("{|SQLD307:INSERT INTO conversations VALUES ('a') RETURNING id|}; INSERT INTO conversations VALUES ('b')");""")]
    public Task Text_IsJudgedAtTheCall(string rule, string body) => Test(body, rule).RunAsync();

    [Theory]
    [InlineData("""Execute("DELETE FROM messages"); Execute("DELETE FROM conversations");""")]
    [InlineData("""Execute("DELETE FROM messages; DELETE FROM conversations");""")]
    [InlineData("""Execute("DELETE FROM messages"); if (flag) Execute("DELETE FROM conversations");""")]
    [InlineData("""Execute("PRAGMA foreign_keys = OFF"); Execute("DELETE FROM conversations");""")]
    [InlineData("""Any(Query("SELECT count(*) FROM messages")); Execute("DELETE FROM conversations");""")]
    [InlineData("""Drop("conversations");""")]
    [InlineData("""Clear();""")]
    public Task RightOrder_DoesNotTrigger(string body) => Test(body, "SQLD301", "SQLD303", "SQLD305").RunAsync();

    [Theory]
    [InlineData("""Execute("SELECT 1"); Execute("UPDATE messages SET id = 2"); Scalar("BEGIN"); Scalar("SELECT 1"); Scalar("UPDATE messages SET id = 3");""", "SQLD306", "SQLD203")]
    [InlineData("""Leaking("UPDATE messages SET id = 2"); Execute("UPDATE messages SET id = 3");""", "SQLD101", "SQLD201", "SQLD202")]
    public Task WhatTheHelperDoes_IsNotSaidAgain(string body, params string[] rules) => Test(body, rules).RunAsync();

    [Fact]
    public Task HelperThatLeaks_IsToldOnce() => Test("""Leaking("UPDATE messages SET id = 2"); Leaking("UPDATE messages SET id = 3");""", "SQLD103").RunAsync();

    private static SqliteAnalyzerTest Test(string body, params string[] rules) => Verify.Analyzer(
        $$"""
        using System.Threading.Tasks;
        using Dapper;
        using Microsoft.Data.Sqlite;

        class Store
        {
            const string Schema = "{{Schema}}";
            private readonly string _path = "a.db";

            void M(bool flag)
            {
                {{body}}
            }

            public int Execute(string sql)
            {
                using var connection = new SqliteConnection($"Data Source={_path}");
                connection.Open();
                using var command = connection.CreateCommand();
                command.CommandText = sql;
                return command.ExecuteNonQuery();
            }

            object Scalar(string sql, params (string Name, object Value)[] parameters)
            {
                using (var connection = Connect())
                using (var command = new SqliteCommand(sql, connection))
                {
                    foreach (var (name, value) in parameters)
                        command.Parameters.AddWithValue(name, value);
                    return command.ExecuteScalar()!;
                }
            }

            async Task ExecuteAsync(string sql)
            {
                await using var connection = Connect();
                await connection.ExecuteAsync(sql);
            }

            object Query(string sql) => Scalar(sql);
            void Any(object found) { }
            void Outer(string sql) => Execute(sql);
            void Given(string sql) { using var connection = Connect(); connection.Execute(sql); }
            void Drop(string table) { using var connection = Connect(); connection.Execute($"DELETE FROM {table}"); }
            void Clear() { using var connection = Connect(); connection.Execute("SELECT 1"); }
            static void At(string path, string sql) { using var connection = new SqliteConnection($"Data Source={path}"); connection.Open(); connection.Execute(sql); }

            void Leaking(string sql)
            {
                var connection = {{(rules[0] == "SQLD103" ? "{|SQLD103:new SqliteConnection(\"Data Source=a.db\")|}" : "new SqliteConnection(\"Data Source=a.db\")")}};
                connection.Open();
                using var command = new SqliteCommand(sql, connection);
                command.ExecuteNonQuery();
            }

            SqliteConnection Connect()
            {
                var connection = new SqliteConnection("Data Source=a.db");
                connection.Open();
                return connection;
            }
        }
        """, rules);
}
