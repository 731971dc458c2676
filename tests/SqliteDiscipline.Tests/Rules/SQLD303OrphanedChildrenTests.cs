using Xunit;

namespace SqliteDiscipline.Tests.Rules;

public sealed class SQLD303OrphanedChildrenTests
{
    [Theory]
    [InlineData("[|DELETE FROM p WHERE id = 1|]")]
    [InlineData("[|DELETE FROM p|]; DELETE FROM other")]
    public Task ParentWithoutItsChildren_Triggers(string sql) => Run(sql).RunAsync();

    [Theory]
    [InlineData("DELETE FROM c; DELETE FROM p")]
    [InlineData("DELETE FROM p WHERE id NOT IN (SELECT pid FROM c)")]
    [InlineData("DELETE FROM p; DELETE FROM c")]
    [InlineData("UPDATE c SET pid = NULL; DELETE FROM p")]
    [InlineData("DELETE FROM q")]
    [InlineData("DELETE FROM other")]
    public Task ChildrenThatGo_DoNotTrigger(string sql) => Run(sql).RunAsync();

    /// <summary>SQLite was asked whether the parent may go: where it may not, the children go first.</summary>
    [Theory]
    [InlineData("try { c.Execute(\"DELETE FROM orders WHERE id = 1\"); } catch (SqliteException) { c.Execute(\"DELETE FROM lines WHERE order_id = 1\"); c.Execute(\"DELETE FROM orders WHERE id = 1\"); }")]
    [InlineData("var ok = true; try { c.Execute(\"DELETE FROM orders WHERE id = 1\"); } catch { ok = false; } if (!ok) { c.Execute(\"DELETE FROM lines WHERE order_id = 1\"); c.Execute(\"DELETE FROM orders WHERE id = 1\"); }")]
    [InlineData("A.Throws(() => c.Execute(\"DELETE FROM orders WHERE id = 1\"));")]
    [InlineData("A.DoesNotThrow(() => c.Execute(\"[|DELETE FROM orders WHERE id = 1|]\"));")]
    [InlineData("A.ThrowsAsync(() => c.ExecuteAsync(\"DELETE FROM orders WHERE id = 1\"));")]
    [InlineData("A.ThrowsAsync(async () => await c.ExecuteAsync(\"DELETE FROM orders WHERE id = 1\"));")]
    [InlineData("A.Throws(() => { using var t = c.BeginTransaction(); c.Execute(\"DELETE FROM orders WHERE id = 1\", transaction: t); t.Commit(); });")]
    [InlineData("try { c.Execute(\"[|DELETE FROM orders WHERE id = 1|]\"); } catch (SqliteException e) { Console.WriteLine(e); throw; }")]
    public Task FailureAfterWhichTheChildrenGo_DoesNotTrigger(string statements) => Verify.Analyzer(
        $$"""
        using System;
        using Dapper;
        using Microsoft.Data.Sqlite;

        class C
        {
            const string Sql = "CREATE TABLE orders(id INTEGER PRIMARY KEY); CREATE TABLE lines(id INTEGER PRIMARY KEY, order_id INTEGER NOT NULL REFERENCES orders(id))";

            void M() { using var c = new SqliteConnection("Data Source=a.db"); c.Open(); {{statements}} }
        }

        static class A
        {
            public static void Throws(Action code) { }
            public static void ThrowsAsync(Func<System.Threading.Tasks.Task> code) { }
            public static void DoesNotThrow(Action code) { }
        }
        """,
        "SQLD303").RunAsync();

    /// <summary>Who has looked whether there are children knows what happens.</summary>
    [Fact]
    public Task ParentWhoseChildrenWereLookedFor_DoesNotTrigger() => Of(
        """
        public bool Remove(SqliteConnection connection, long id)
        {
            if (IsUsed(connection, id))
            {
                return false;
            }

            using var command = connection.CreateCommand();
            command.CommandText = "DELETE FROM p WHERE id = $id";
            command.Parameters.AddWithValue("$id", id);
            return command.ExecuteNonQuery() > 0;
        }

        private static bool IsUsed(SqliteConnection connection, long id)
        {
            using var command = connection.CreateCommand();
            command.CommandText = "SELECT EXISTS (SELECT 1 FROM other) OR EXISTS (SELECT 1 FROM c WHERE pid = $id)";
            command.Parameters.AddWithValue("$id", id);
            return (long)command.ExecuteScalar()! != 0;
        }
        """).RunAsync();

    [Theory]
    [InlineData("c", "DELETE FROM p WHERE id = $id")]
    [InlineData("other", "[|DELETE FROM p WHERE id = $id|]")]
    public Task ParentWhoseChildrenAreLookedForOverAnotherConnection(string asked, string delete) => Of(
        $$"""
        public bool Remove(long id)
        {
            if (!CanRemove(id))
                return false;

            using var connection = new SqliteConnection("Data Source=a.db");
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "{{delete}}";
            return command.ExecuteNonQuery() > 0;
        }

        private static bool CanRemove(long id)
        {
            using var connection = new SqliteConnection("Data Source=a.db");
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "SELECT COUNT(*) FROM {{asked}} WHERE pid = $id";
            return (long)command.ExecuteScalar()! == 0;
        }
        """).RunAsync();

    /// <summary>The engine's refusal is the answer to whether there are children.</summary>
    [Theory]
    [InlineData("catch (SqliteException failure) when (failure.SqliteErrorCode == 19) { return false; }")]
    [InlineData("catch (SqliteException failure) { if (failure.SqliteExtendedErrorCode == 787) return false; throw; }")]
    public Task ParentWhoseRefusalIsAwaited_DoesNotTrigger(string handler) => Of(
        $$"""
        public bool Remove(SqliteConnection connection, long id)
        {
            try
            {
                using var command = connection.CreateCommand();
                command.CommandText = "DELETE FROM p WHERE id = 1";
                return command.ExecuteNonQuery() > 0;
            }
            {{handler}}
        }
        """).RunAsync();

    [Fact]
    public Task ParentWhoseFailureIsRethrown_Triggers() => Of(
        """
        public bool Remove(SqliteConnection connection, long id)
        {
            try
            {
                using var command = connection.CreateCommand();
                command.CommandText = "[|DELETE FROM p WHERE id = 1|]";
                return command.ExecuteNonQuery() > 0;
            }
            catch (SqliteException failure) { System.Console.WriteLine(failure); throw; }
        }
        """).RunAsync();

    [Fact]
    public Task ChildrenThatGoOverAnotherConnection_DoNotTrigger() => Of(
        """
        public void Remove(string path)
        {
            using (var first = new SqliteConnection(path)) { first.Open(); Run(first, "DELETE FROM c"); }
            using (var second = new SqliteConnection(path)) { second.Open(); Run(second, "DELETE FROM p"); }
        }

        private static void Run(SqliteConnection connection, string sql)
        {
            using var command = connection.CreateCommand();
            command.CommandText = sql;
            command.ExecuteNonQuery();
        }
        """).RunAsync();

    [Fact]
    public Task ParentWhoseChildrenAreLookedAtAfterwards_Triggers() => Of(
        """
        public long Remove(SqliteConnection connection, long id)
        {
            using var command = connection.CreateCommand();
            command.CommandText = "SELECT count(*) FROM p; [|DELETE FROM p WHERE id = $id|]; SELECT count(*) FROM c";
            command.Parameters.AddWithValue("$id", id);
            return (long)command.ExecuteScalar()!;
        }
        """).RunAsync();

    /// <summary>Who calls both deletes the children first, or is told of it there.</summary>
    [Theory]
    [InlineData("public void Remove(SqliteConnection connection) { Children(connection); Parent(connection); }", "DELETE FROM p")]
    [InlineData("public void Remove(SqliteConnection connection) { new SqliteCommand(\"UPDATE c SET pid = 2 WHERE pid = 1\", connection).ExecuteNonQuery(); Parent(connection); }", "DELETE FROM p WHERE id = 1")]
    [InlineData("public void Remove(SqliteConnection connection) { Children(connection); }", "[|DELETE FROM p|]")]
    public Task ParentWhoseCallerDeletesTheChildren_IsTheCallers(string caller, string parent) => Of(
        $$"""
        {{caller}}

        private static void Children(SqliteConnection connection) => new SqliteCommand("DELETE FROM c", connection).ExecuteNonQuery();

        internal static void Parent(SqliteConnection connection) => new SqliteCommand("{{parent}}", connection).ExecuteNonQuery();
        """).RunAsync();

    /// <summary>Who calls another type's <c>Delete</c> and the helper for the children has nothing to do with this one.</summary>
    [Theory]
    [InlineData("Delete(1); new Children(connection).DeleteChildren(1);", "[|DELETE FROM p WHERE id = 1|]")]
    [InlineData("new C(connection).Delete(1); new Children(connection).DeleteChildren(1);", "DELETE FROM p WHERE id = 1")]
    public Task ParentAndChildrenThatTheSameCodeCalls_AreItsCallers(string calls, string delete) => Of(
        $$"""
        private readonly SqliteConnection _connection;

        public C(SqliteConnection connection) => _connection = connection;

        public void Delete(long id) => new SqliteCommand("{{delete}}", _connection).ExecuteNonQuery();
        }

        class Children
        {
            private readonly SqliteConnection _connection;

            public Children(SqliteConnection connection) => _connection = connection;

            public void DeleteChildren(long id) => new SqliteCommand("DELETE FROM c WHERE pid = 1", _connection).ExecuteNonQuery();
        }

        class Window
        {
            public void OnClick(SqliteConnection connection) { {{calls}} }

            private void Delete(int index) { }
        """).RunAsync();

    /// <summary>What a helper is given says which of them it deletes: in which order, its callers do.</summary>
    [Theory]
    [InlineData("private static void Delete(SqliteConnection connection, bool child) => Run(connection, child ? \"DELETE FROM c\" : \"DELETE FROM p\");")]
    [InlineData("private static void Delete(SqliteConnection connection, bool child) { if (child) Run(connection, \"DELETE FROM c\"); else Run(connection, \"DELETE FROM p\"); }")]
    [InlineData("private static void Delete(SqliteConnection connection, bool child) { void Take(bool c) { Run(connection, c switch { true => \"DELETE FROM c\", _ => \"DELETE FROM p\" }); } Take(true); Take(false); }")]
    [InlineData("private static void Delete(SqliteConnection connection, bool child) { System.Action<bool> take = c => Run(connection, c ? \"DELETE FROM c\" : \"DELETE FROM p\"); take(true); take(false); }")]
    [InlineData("private static void Delete(SqliteConnection connection, bool child) { if (child) Run(connection, \"DELETE FROM other\"); else Run(connection, \"[|DELETE FROM p|]\"); }")]
    public Task ParentThatAHelperIsToldToDelete_IsItsCallers(string helper) => Of(
        $$"""
        public static void Remove(SqliteConnection connection)
        {
            Delete(connection, true);
            Delete(connection, false);
        }

        {{helper}}

        private static void Run(SqliteConnection connection, string sql) => new SqliteCommand(sql, connection).ExecuteNonQuery();
        """).RunAsync();

    private static SqliteAnalyzerTest Of(string members) => Verify.Analyzer(
        $$"""
        using Microsoft.Data.Sqlite;

        class C
        {
            const string Schema = "CREATE TABLE p(id INTEGER PRIMARY KEY); CREATE TABLE c(pid REFERENCES p); CREATE TABLE other (x)";

            {{members}}
        }
        """, "SQLD303");

    private static SqliteAnalyzerTest Run(string sql) => Verify.Analyzer(
        $$"""
        class C
        {
            const string Schema = "CREATE TABLE p(id INTEGER PRIMARY KEY); CREATE TABLE c(pid REFERENCES p); CREATE TABLE q(id INTEGER PRIMARY KEY); CREATE TABLE d(qid REFERENCES q ON DELETE CASCADE)";

            void M(Microsoft.Data.Sqlite.SqliteConnection connection)
            {
                using var command = connection.CreateCommand();
                command.CommandText = "{{sql}}";
                command.ExecuteNonQuery();
            }
        }
        """, "SQLD303");
}
