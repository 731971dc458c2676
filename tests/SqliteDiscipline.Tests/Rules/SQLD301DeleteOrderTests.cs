using Xunit;

namespace SqliteDiscipline.Tests.Rules;

public sealed class SQLD301DeleteOrderTests
{
    private const string Conversations =
        "CREATE TABLE conversations(id TEXT PRIMARY KEY); CREATE TABLE messages(id INTEGER PRIMARY KEY, conversation_id TEXT NOT NULL REFERENCES conversations(id));";

    [Theory]
    [InlineData("""Run("[|DELETE FROM conversations|]; DELETE FROM messages");""")]
    [InlineData("""Run("{|SQLD301:DELETE FROM conversations WHERE id = $id|}; DELETE FROM messages WHERE conversation_id = $id");""")]
    [InlineData("""Run("[|DELETE FROM conversations WHERE id = $id|]"); Run("DELETE FROM messages WHERE conversation_id = $id");""")]
    [InlineData("""Run("BEGIN; [|DELETE FROM \"Conversations\"|]; DELETE FROM messages; COMMIT");""")]
    [InlineData("""Run("[|DROP TABLE conversations|]; DROP TABLE messages");""")]
    [InlineData("""if (flag) { Run("[|DELETE FROM conversations|]"); Run("DELETE FROM messages"); }""")]
    [InlineData("""long? one = 1; if (one is 1) { Run("[|DELETE FROM conversations|]"); Run("DELETE FROM messages"); }""")]
    [InlineData("""while (flag) { Run("[|DELETE FROM conversations WHERE id = 1|]"); Run("DELETE FROM messages"); }""")]
    [InlineData("""foreach (var id in new[] { 1, 2 }) { Run("[|DELETE FROM conversations WHERE id = @id|]"); Run("DELETE FROM messages WHERE conversation_id = @id"); }""")]
    [InlineData("""using var t = connection.BeginTransaction(); Run("[|DELETE FROM conversations|]"); Run("DELETE FROM messages"); t.Commit();""")]
    [InlineData("""try { Run("[|DELETE FROM conversations|]"); } finally { Run("DELETE FROM messages"); }""")]
    [InlineData("""switch (flag) { case true: Run("[|DELETE FROM conversations|]"); goto default; default: Run("DELETE FROM messages"); break; }""")]
    [InlineData("""Run("[|DELETE FROM main.[conversations]|]; /* then */ DELETE FROM `messages`");""")]
    [InlineData("""do { Run("[|DELETE FROM conversations|]"); } while (flag); Run("DELETE FROM messages");""")]
    [InlineData("""using var k = connection.CreateCommand(); k.CommandText = "[|DELETE FROM conversations|]"; k.ExecuteNonQuery(); k.CommandText = "DELETE FROM messages"; k.ExecuteNonQuery();""")]
    [InlineData("""Run("PRAGMA foreign_keys = OFF"); Run("PRAGMA foreign_keys = ON"); Run("[|DELETE FROM conversations|]"); Run("DELETE FROM messages");""")]
    [InlineData("""Run("SAVEPOINT s; [|DELETE FROM conversations|]; DELETE FROM messages; RELEASE s");""")]
    [InlineData("""string[] tables = { "conversations", "messages" }; foreach (var table in tables) Run([|"DELETE FROM " + table|]);""")]
    [InlineData("""try { Run("[|DELETE FROM conversations|]"); Run("DELETE FROM messages"); } catch (Microsoft.Data.Sqlite.SqliteException) { }""")]
    [InlineData("""Run("SELECT text FROM messages"); Run("[|DELETE FROM conversations|]"); Run("DELETE FROM messages");""")]
    public Task ParentFirst_Triggers(string body) => Body(Conversations, body).RunAsync();

    /// <summary>A test that the order matters, in the words of the frameworks.</summary>
    [Theory]
    [InlineData("""Assert.Throws<SqliteException>(() => Run("DELETE FROM conversations; DELETE FROM messages"));""")]
    [InlineData("""Assert.Throws<SqliteException>(() => { using var t = connection.BeginTransaction(); Run("DELETE FROM conversations"); Run("DELETE FROM messages"); t.Commit(); });""")]
    [InlineData("""System.Action act = () => Run("DELETE FROM conversations; DELETE FROM messages"); act.Should().Throw<SqliteException>();""")]
    [InlineData("""System.Action act = () => Run("DELETE FROM conversations; DELETE FROM messages"); Assert.Throws<SqliteException>(act);""")]
    [InlineData("""void Act() { Run("DELETE FROM conversations; DELETE FROM messages"); } Assert.Throws<SqliteException>(Act);""")]
    [InlineData("""var failure = Record.Exception(() => Run("DELETE FROM conversations; DELETE FROM messages"));""")]
    [InlineData("""Assert.That(() => Run("DELETE FROM conversations; DELETE FROM messages"), Throws.InstanceOf<SqliteException>());""")]
    [InlineData("""Assert.That(() => Run("DELETE FROM conversations; DELETE FROM messages")).Throws<SqliteException>();""")]
    [InlineData("""try { Run("DELETE FROM conversations; DELETE FROM messages"); Assert.Fail("it went"); } catch (SqliteException) { }""")]
    [InlineData("""try { Run("DELETE FROM conversations; DELETE FROM messages"); throw new System.Exception("it went"); } catch (SqliteException) { }""")]

    // Not the failure of this one.
    [InlineData("""Assert.DoesNotThrow(() => Run("[|DELETE FROM conversations|]; DELETE FROM messages"));""")]
    [InlineData("""System.Action act = () => Run("[|DELETE FROM conversations|]; DELETE FROM messages"); act.Should().NotThrow();""")]
    [InlineData("""Assert.That(() => Run("[|DELETE FROM conversations|]; DELETE FROM messages"), Throws.Nothing);""")]
    [InlineData("""Assert.Throws<SqliteException>(() => Run("nonsense")); Run("[|DELETE FROM conversations|]; DELETE FROM messages");""")]
    [InlineData("""try { Run("[|DELETE FROM conversations|]; DELETE FROM messages"); throw new System.Exception(); } catch (System.InvalidOperationException) { }""")]
    [InlineData("""try { Run("[|DELETE FROM conversations|]; DELETE FROM messages"); Assert.Pass("it went"); } catch (SqliteException) { throw; }""")]
    public Task FailureThatATestAsserts_IsMeant(string body) => Body(Conversations, body).WithFile("Assertions.cs", Assertions).RunAsync();

    private const string Assertions =
        """
        global using Microsoft.Data.Sqlite;
        public static class Record { public static System.Exception? Exception(System.Action code) => null; }
        public sealed class Throws { public static object InstanceOf<T>() => new(); public static object Nothing => new(); }
        public sealed class That { public void Throws<T>() { } }
        public sealed class Asked { public void Throw<T>() { } public void NotThrow() { } }
        public static class Assert
        {
            public static void Throws<T>(System.Action code) { }
            public static void DoesNotThrow(System.Action code) { }
            public static That That(System.Action code, object? constraint = null) => new();
            public static Asked Should(this System.Action code) => new();
            public static void Fail(string why) { }
            public static void Pass(string why) { }
        }
        """;

    /// <summary>Repositories that are given the connection, and commands that are put together in steps.</summary>
    [Theory]
    [InlineData("[|new Conversations(connection).Delete(id)|]; new Messages(connection).DeleteOf(id);")]
    [InlineData("var conversations = new Conversations(connection); var messages = new Messages(connection); [|conversations.Delete(id)|]; messages.DeleteOf(id);")]
    [InlineData("using var work = new Work(connection); [|work.Conversations.Delete(id)|]; work.Messages.DeleteOf(id); work.Commit();")]
    [InlineData("connection.Cmd(\"[|DELETE FROM conversations WHERE id = $id|]\").With(\"$id\", id).Run(); connection.Cmd(\"DELETE FROM messages WHERE conversation_id = $id\").With(\"$id\", id).Run();")]
    [InlineData("new Messages(connection).DeleteOf(id); new Conversations(connection).Delete(id);")]
    [InlineData("new Messages(connection).DeleteOf(id); var conversations = new Conversations(connection); conversations.Delete(id);")]
    [InlineData("new Conversations(connection).Delete(id); new Messages(new SqliteConnection(\"Data Source=other.db\")).DeleteOf(id);")]
    public Task ObjectsThatHoldTheConnection_AreFollowed(string statements) => Verify.Analyzer(
        $$"""
        #nullable disable
        using System;
        using Microsoft.Data.Sqlite;

        class C
        {
            const string Schema = "{{Conversations}}";
            void M(SqliteConnection connection, string id) { {{statements}} }
        }

        class Conversations
        {
            private readonly SqliteConnection _connection;
            public Conversations(SqliteConnection connection) => _connection = connection;
            public void Delete(string id) => _connection.Cmd("DELETE FROM conversations WHERE id = $id").With("$id", id).Run();
        }

        class Messages
        {
            private readonly SqliteConnection _connection;
            public Messages(SqliteConnection connection) => _connection = connection;
            public void DeleteOf(string id) => _connection.Cmd("DELETE FROM messages WHERE conversation_id = $id").With("$id", id).Run();
        }

        class Work : IDisposable
        {
            private readonly SqliteTransaction _transaction;
            public Work(SqliteConnection connection) { _transaction = connection.BeginTransaction(); Conversations = new Conversations(connection); Messages = new Messages(connection); }
            public Conversations Conversations { get; }
            public Messages Messages { get; }
            public void Commit() => _transaction.Commit();
            public void Dispose() => _transaction.Dispose();
        }

        class Cmd
        {
            private readonly SqliteCommand _command;
            public Cmd(SqliteConnection connection, string sql) { _command = connection.CreateCommand(); _command.CommandText = sql; }
            public Cmd With(string name, object value) { _command.Parameters.AddWithValue(name, value); return this; }
            public int Run() { using var command = _command; return command.ExecuteNonQuery(); }
        }

        static class Commands
        {
            public static Cmd Cmd(this SqliteConnection connection, string sql) => new Cmd(connection, sql);
        }
        """,
        "SQLD301").RunAsync();
    /// <summary>What is put off to the end of the transaction fails there, where the children go in the next one.</summary>
    [Theory]
    [InlineData(Deferred, """Run("BEGIN; DELETE FROM conversations; [|COMMIT|]; DELETE FROM messages");""")]
    [InlineData(Deferred, """Run("BEGIN"); Run("DELETE FROM conversations WHERE id = 1"); Run("[|COMMIT|]"); Run("BEGIN; DELETE FROM messages WHERE conversation_id = 1; COMMIT");""")]
    [InlineData(Deferred, """using (var t = connection.BeginTransaction()) { Run("DELETE FROM conversations"); [|t.Commit()|]; } Run("DELETE FROM messages");""")]
    [InlineData(Conversations, """Run("BEGIN; PRAGMA defer_foreign_keys = ON; DELETE FROM conversations; [|END|]; DELETE FROM messages");""")]
    [InlineData(Conversations, """Run("BEGIN; PRAGMA defer_foreign_keys = ON; COMMIT; BEGIN; [|DELETE FROM conversations|]; DELETE FROM messages; COMMIT");""")]
    [InlineData(Deferred, """Run("BEGIN; DELETE FROM conversations; DELETE FROM messages; COMMIT");""")]
    [InlineData(Deferred, """Run("BEGIN; DELETE FROM conversations; ROLLBACK; DELETE FROM messages");""")]
    [InlineData(Deferred, """Run("BEGIN; DELETE FROM conversations WHERE 0; COMMIT; DELETE FROM messages");""")]
    [InlineData(Deferred, """Run("BEGIN; DELETE FROM conversations WHERE id NOT IN (SELECT conversation_id FROM messages); COMMIT; DELETE FROM messages");""")]
    [InlineData(Deferred, """Run("BEGIN; DELETE FROM conversations; INSERT INTO conversations VALUES (1); COMMIT; DELETE FROM messages");""")]
    [InlineData(Deferred, """Run("BEGIN; DELETE FROM conversations; UPDATE messages SET conversation_id = 2; COMMIT; DELETE FROM messages");""")]
    [InlineData(Deferred, """Run("DELETE FROM messages; BEGIN; DELETE FROM conversations; COMMIT; DELETE FROM messages");""")]
    public Task PutOffToTheCommit(string schema, string body) => Body(schema, body).RunAsync();

    private const string Deferred = "CREATE TABLE conversations(id INTEGER PRIMARY KEY); CREATE TABLE messages(conversation_id NOT NULL REFERENCES conversations(id) DEFERRABLE INITIALLY DEFERRED);";

    /// <summary>A method elsewhere that is called the same, and switches foreign keys off, is no caller.</summary>
    [Theory]
    [InlineData("public void Remove(SqliteConnection c) { c.Execute(\"[|DELETE FROM conversations|]\"); c.Execute(\"DELETE FROM messages\"); }", "")]
    [InlineData("public void Remove(SqliteConnection c) { c.Execute(\"DELETE FROM conversations\"); c.Execute(\"DELETE FROM messages\"); }", "new First().Remove(c);")]
    public Task MethodOfTheSameName_IsNoCaller(string remove, string call) => Verify.Analyzer(
        $$"""
        using Dapper;
        using Microsoft.Data.Sqlite;

        class Schema { const string Sql = "{{Conversations}}"; }

        class First { {{remove}} }

        class Second { public void Remove(string path) { using var c = new SqliteConnection(path); c.Open(); c.Execute("PRAGMA foreign_keys = OFF"); {{call}} c.Execute("DELETE FROM audit"); } }
        """,
        "SQLD301").RunAsync();

    private const string Customers =
        "CREATE TABLE customers(id INTEGER PRIMARY KEY, mail TEXT UNIQUE, order_count INTEGER); "
        + "CREATE TABLE orders(id INTEGER PRIMARY KEY, customer_id INTEGER REFERENCES customers(id), mail TEXT, status TEXT);";

    /// <summary>The rows that go have no children, or others than those that go later.</summary>
    [Theory]
    [InlineData("DELETE FROM customers WHERE order_count = 0", "DELETE FROM orders WHERE status = 'x'")]
    [InlineData("DELETE FROM customers WHERE order_count < 1", "DELETE FROM orders WHERE status = 'x'")]
    [InlineData("DELETE FROM customers WHERE RefCount = 0", "DELETE FROM orders WHERE status = 'x'")]
    [InlineData("DELETE FROM customers WHERE refcount = 0", "DELETE FROM orders WHERE status = 'x'")]
    [InlineData("DELETE FROM customers", "DELETE FROM orders WHERE customer_id IS NULL")]
    [InlineData("DELETE FROM customers WHERE id = 1", "DELETE FROM orders WHERE status = 'x' AND customer_id = 2 AND mail = 'b'")]
    [InlineData("DELETE FROM customers WHERE id = @a AND mail = @b", "DELETE FROM orders WHERE customer_id = @b AND mail = @a")]
    public Task RowsOfOthers_DoNotTrigger(string parent, string child) => Body(Customers, $"Run(\"{parent}; {child}\");").RunAsync();

    /// <summary>No row goes.</summary>
    [Theory]
    [InlineData("DELETE FROM customers WHERE 0")]
    [InlineData("DELETE FROM customers WHERE FALSE")]
    [InlineData("DELETE FROM customers WHERE 1=0")]
    [InlineData("DELETE FROM customers WHERE NULL RETURNING id")]
    public Task NoRow_DoesNotTrigger(string parent) => Body(Customers, $"Run(\"{parent}; DELETE FROM orders\");").RunAsync();

    [Theory]
    [InlineData("[|DELETE FROM customers WHERE 1|]", "DELETE FROM orders")]
    [InlineData("[|DELETE FROM customers WHERE 1=1|]", "DELETE FROM orders")]
    [InlineData("[|DELETE FROM customers WHERE 0 OR id = 1|]", "DELETE FROM orders")]
    [InlineData("[|DELETE FROM customers WHERE order_count = 1|]", "DELETE FROM orders WHERE status = 'x'")]
    [InlineData("[|DELETE FROM customers WHERE order_count <= 1|]", "DELETE FROM orders WHERE status = 'x'")]
    [InlineData("[|DELETE FROM customers WHERE id = 0|]", "DELETE FROM orders WHERE status = 'x'")]
    [InlineData("[|DELETE FROM customers WHERE discount = 0|]", "DELETE FROM orders WHERE status = 'x'")]
    [InlineData("[|DELETE FROM customers|]", "DELETE FROM orders WHERE status IS NULL")]
    [InlineData("[|DELETE FROM customers WHERE id = 1|]", "DELETE FROM orders WHERE customer_id = '1'")]
    [InlineData("[|DELETE FROM customers WHERE id = @a|]", "DELETE FROM orders WHERE customer_id = 2")]
    [InlineData("[|DELETE FROM customers WHERE id = 1|]", "DELETE FROM orders WHERE customer_id = 2 OR status = 'x'")]
    [InlineData("[|DELETE FROM customers WHERE id = 1|]", "DELETE FROM orders WHERE status = 'x' OR mail = 'a' AND customer_id = 2")]
    [InlineData("[|DELETE FROM customers WHERE mail IS NULL|]", "DELETE FROM orders WHERE customer_id = 1")]
    public Task RowsThatMayBeTheSame_Trigger(string parent, string child) => Body(Customers, $"Run(\"{parent}; {child}\");").RunAsync();

    // Two commands may give one value two names.
    [Fact]
    public Task OtherNamesInAnotherCommand_Trigger() =>
        Body(Customers, """Run("[|DELETE FROM customers WHERE id = @a|]"); Run("DELETE FROM orders WHERE customer_id = @b");""").RunAsync();

    [Fact]
    public Task RowsToWhichNothingCanRefer_DoNotTrigger() => Body(
        "CREATE TABLE p(id INTEGER PRIMARY KEY, n TEXT UNIQUE); CREATE TABLE c(x TEXT REFERENCES p(n));", """Run("DELETE FROM p WHERE n IS NULL; DELETE FROM c WHERE x = 'old'");""").RunAsync();

    /// <summary>What runs in one round of a loop has nothing to do with the next, or is not the next in order.</summary>
    [Theory]
    [InlineData("""foreach (var (db, sql) in new[] { ("a.db", "DELETE FROM conversations"), ("b.db", "DELETE FROM messages") }) { using var own = new Microsoft.Data.Sqlite.SqliteConnection("Data Source=" + db); own.Open(); using var k = own.CreateCommand(); k.CommandText = sql; k.ExecuteNonQuery(); }""")]
    [InlineData("""foreach (var table in new[] { "conversations", "messages" }) if (table == only) Run("DELETE FROM " + table);""")]
    [InlineData("""foreach (var sql in new[] { "DELETE FROM conversations", "DELETE FROM messages" }) { if (sql.EndsWith("messages")) continue; Run(sql); }""")]
    [InlineData("""var steps = new System.Collections.Generic.SortedDictionary<int, string> { [2] = "DELETE FROM conversations", [1] = "DELETE FROM messages" }; foreach (var step in steps) Run(step.Value);""")]
    [InlineData("""var all = new System.Collections.Generic.List<string> { "DELETE FROM conversations", "DELETE FROM messages" }; all[0] = "SELECT 1"; foreach (var sql in all) Run(sql);""")]
    [InlineData("""var all = new[] { "DELETE FROM conversations", "DELETE FROM messages" }; System.MemoryExtensions.Reverse(System.MemoryExtensions.AsSpan(all)); foreach (var sql in all) Run(sql);""")]
    public Task RoundsThatAreApart_DoNotTrigger(string body) => Body(Conversations, body.Replace("only", "flag.ToString()")).RunAsync();

    /// <summary>What is newer than the version runs in order.</summary>
    [Theory]
    [InlineData("""foreach (var (version, sql) in new[] { (1, "[|DELETE FROM conversations|]"), (2, "DELETE FROM messages") }) { if (version <= flag.GetHashCode()) continue; Run(sql); }""")]
    public Task StepsBehindTheVersion_Trigger(string body) => Body(Conversations, body).RunAsync();

    /// <summary>Whoever gives a transaction gives its connection: with any other the provider refuses it.</summary>
    [Theory]
    [InlineData("{|SQLD301:_parents.Delete(t)|}; _children.Delete(t);")]
    [InlineData("_children.Delete(t); _parents.Delete(t);")]
    public Task RepositoriesInOneTransaction_AreJudgedTogether(string deletes) => Verify.Analyzer(
        $$"""
        using Microsoft.Data.Sqlite;

        class Parents
        {
            private readonly SqliteConnection _own;

            public Parents(SqliteConnection own) => _own = own;

            public void Delete(SqliteTransaction t) => new SqliteCommand("DELETE FROM conversations", _own, t).ExecuteNonQuery();
        }

        class Children
        {
            private readonly SqliteConnection _own;

            public Children(SqliteConnection own) => _own = own;

            public void Delete(SqliteTransaction t) => new SqliteCommand("DELETE FROM messages", _own, t).ExecuteNonQuery();
        }

        class Service
        {
            private const string Schema = "{{Conversations}}";
            private readonly SqliteConnection _c;
            private readonly Parents _parents;
            private readonly Children _children;

            public Service(SqliteConnection c) => (_c, _parents, _children) = (c, new Parents(c), new Children(c));

            public void All()
            {
                using var t = _c.BeginTransaction();
                {{deletes}}
                t.Commit();
            }
        }
        """, "SQLD301", "SQLD303").RunAsync();

    /// <summary>An object around the connection is the same one in both calls, whatever is made among the arguments.</summary>
    [Theory]
    [InlineData("_db.Run(\"{|SQLD301:DELETE FROM conversations WHERE id = @id|}\", new { id }); _db.Run(\"DELETE FROM messages WHERE conversation_id = @id\", new { id });")]
    [InlineData("_db.Run(\"{|SQLD301:DELETE FROM conversations WHERE id = @id|}\", new Dictionary<string, object> { [\"id\"] = id }); _db.Run(\"DELETE FROM messages WHERE conversation_id = @id\", new Dictionary<string, object> { [\"id\"] = id });")]
    [InlineData("var db = new Db(\"Data Source=a.db;Foreign Keys=True\"); db.Run(\"{|SQLD301:DELETE FROM conversations WHERE id = @id|}\", new { id }); db.Run(\"DELETE FROM messages WHERE conversation_id = @id\", new { id });")]
    [InlineData("_db.Run(\"DELETE FROM messages WHERE conversation_id = @id\", new { id }); _db.Run(\"DELETE FROM conversations WHERE id = @id\", new { id });")]
    [InlineData("_db.Run(\"{|SQLD303:DELETE FROM conversations WHERE id = @id|}\", new { id }); new Db(\"Data Source=b.db\").Run(\"DELETE FROM messages WHERE conversation_id = @id\", new { id });")]
    [InlineData("_db.Command(\"{|SQLD301:DELETE FROM conversations|}\").ExecuteNonQuery(); _db.Command(\"DELETE FROM messages\").ExecuteNonQuery();")]
    [InlineData("using var unit = new Unit(); unit.Run(\"{|SQLD301:DELETE FROM conversations WHERE id = @id|}\", new { id }); unit.Run(\"DELETE FROM messages WHERE conversation_id = @id\", new { id }); unit.Commit();")]
    [InlineData("_unit.Run(\"{|SQLD301:DELETE FROM conversations WHERE id = @id|}\", new { id }); _unit.Run(\"DELETE FROM messages WHERE conversation_id = @id\", new { id }); _unit.Commit();")]
    [InlineData("using var unit = new Begun(); unit.Run(\"{|SQLD301:DELETE FROM conversations WHERE id = @id|}\", new { id }); unit.Run(\"DELETE FROM messages WHERE conversation_id = @id\", new { id });")]
    public Task ObjectAroundTheConnection_IsOne(string statements) => Verify.Analyzer(
        $$"""
        using System;
        using System.Collections.Generic;
        using Dapper;
        using Microsoft.Data.Sqlite;

        class Db
        {
            private readonly SqliteConnection _c;
            public Db(string cs) { _c = new SqliteConnection(cs); _c.Open(); }
            public int Run(string sql, object p = null) => _c.Execute(sql, p);
            public int Run(string sql, IDictionary<string, object> p) => _c.Execute(sql, p);
            public SqliteCommand Command(string sql) => new SqliteCommand(sql, _c);
        }

        class Unit : IDisposable
        {
            private readonly SqliteConnection _c;
            private readonly SqliteTransaction _t;
            public Unit() { _c = new SqliteConnection("Data Source=a.db;Foreign Keys=True"); _c.Open(); _t = _c.BeginTransaction(); }
            public int Run(string sql, object p = null) => _c.Execute(sql, p, _t);
            public void Commit() => _t.Commit();
            public void Dispose() { _t.Dispose(); _c.Dispose(); }
        }

        class Begun : IDisposable
        {
            private readonly SqliteConnection _c;
            private SqliteTransaction _t;
            public Begun() { _c = new SqliteConnection("Data Source=a.db;Foreign Keys=True"); _c.Open(); }
            public void Begin() => _t = _c.BeginTransaction();
            public int Run(string sql, object p = null) => _c.Execute(sql, p, _t);
            public void Commit() => _t?.Commit();
            public void Dispose() { _t?.Dispose(); _c.Dispose(); }
        }

        class Service
        {
            private const string Schema = "{{Conversations}}";
            private readonly Db _db;
            private readonly Unit _unit;
            public Service(Db db, Unit unit) => (_db, _unit) = (db, unit);
            public void Remove(long id) { {{statements}} }
        }
        """,
        "SQLD301", "SQLD303").RunAsync();

    /// <summary>The parents in one loop and the children in the next.</summary>
    [Theory]
    [InlineData("using var t = c.BeginTransaction(); foreach (var id in ids) c.Execute(\"{|SQLD301:DELETE FROM conversations WHERE id = @id|}\", new { id }, t); foreach (var id in ids) c.Execute(\"DELETE FROM messages WHERE conversation_id = @id\", new { id }, t); t.Commit();")]
    [InlineData("foreach (var id in ids) c.Execute(\"{|SQLD301:DELETE FROM conversations WHERE id = @id|}\", new { id }); foreach (var id in ids) c.Execute(\"DELETE FROM messages WHERE conversation_id = @id\", new { id });")]
    [InlineData("foreach (var id in ids) c.Execute(\"DELETE FROM messages WHERE conversation_id = @id\", new { id }); foreach (var id in ids) c.Execute(\"DELETE FROM conversations WHERE id = @id\", new { id });")]
    [InlineData("foreach (var id in ids) { c.Execute(\"{|SQLD301:DELETE FROM conversations WHERE id = @id|}\", new { id }); c.Execute(\"DELETE FROM messages WHERE conversation_id = @id\", new { id }); }")]
    [InlineData("foreach (var id in ids) { c.Execute(\"DELETE FROM messages WHERE conversation_id = @id\", new { id }); c.Execute(\"DELETE FROM conversations WHERE id = @id\", new { id }); }")]
    [InlineData("foreach (var id in ids) c.Execute(\"DELETE FROM messages WHERE conversation_id = @id\", new { id }); c.Execute(\"DELETE FROM conversations\");")]
    [InlineData("foreach (var id in ids) { foreach (var other in ids) c.Execute(\"{|SQLD301:DELETE FROM conversations WHERE id = @other|}\", new { other }); c.Execute(\"DELETE FROM messages WHERE conversation_id = @id\", new { id }); }")]
    // In which order the rounds come is for whoever gives the list.
    [InlineData("foreach (var id in ids) { if (id > 0) c.Execute(\"{|SQLD303:DELETE FROM conversations WHERE id = @id|}\", new { id }); else c.Execute(\"DELETE FROM messages WHERE conversation_id = @id\", new { id }); }")]
    public Task TwoLoops_AreOneAfterTheOther(string statements) => Verify.Analyzer(
        $$"""
        using System.Collections.Generic;
        using Dapper;
        using Microsoft.Data.Sqlite;

        class Service
        {
            private const string Schema = "{{Conversations}}";
            public void Remove(IEnumerable<long> ids) { using var c = new SqliteConnection("Data Source=a.db;Foreign Keys=True"); c.Open(); {{statements}} }
        }
        """,
        "SQLD301", "SQLD303").RunAsync();

    /// <summary>Neither the caller nor what sends the statements has a word of connections: a statement leads from one to the other.</summary>
    [Theory]
    [InlineData("[|Conversations()|]; Messages();", "Send(\"DELETE FROM conversations\")", "Send(\"DELETE FROM messages\")")]
    [InlineData("Messages(); Conversations();", "Send(\"DELETE FROM conversations\")", "Send(\"DELETE FROM messages\")")]
    public Task CallerWithoutAWord_IsJudgedByWhatItsHelpersSend(string caller, string parent, string child) => Verify.Analyzer(
        "class C { private readonly Microsoft.Data.Sqlite.SqliteConnection _c = new(\"Data Source=a.db;Foreign Keys=True\"); const string Schema = \"" + Conversations + "\";"
        + "void Send(string sql) { using var k = _c.CreateCommand(); k.CommandText = sql; k.ExecuteNonQuery(); } "
        + "void Conversations() { " + parent + "; } void Messages() { " + child + "; } void All() { " + caller + " } }",
        "SQLD301").RunAsync();

    [Theory]
    [InlineData("""Run("DELETE FROM messages; DELETE FROM conversations");""")]
    [InlineData("""Run("DELETE FROM messages WHERE conversation_id = $id; DELETE FROM conversations WHERE id = $id");""")]
    [InlineData("""Run("DELETE FROM messages WHERE conversation_id = $id"); Run("DELETE FROM conversations WHERE id = $id");""")]
    [InlineData("""Run("PRAGMA foreign_keys = OFF; DELETE FROM conversations; DELETE FROM messages");""")]
    [InlineData("""Run("BEGIN; PRAGMA defer_foreign_keys = ON; DELETE FROM conversations; DELETE FROM messages; COMMIT");""")]
    [InlineData("""Run("DELETE FROM conversations WHERE id NOT IN (SELECT conversation_id FROM messages); DELETE FROM messages");""")]
    [InlineData("""if (flag) Run("DELETE FROM messages"); Run("DELETE FROM conversations"); Run("DELETE FROM messages");""")]
    [InlineData("""Run("DELETE FROM conversations");""")]
    [InlineData("""Run("DELETE FROM other; DELETE FROM messages");""")]
    [InlineData("""Run("DELETE FROM conversations"); void Later() => Run("DELETE FROM messages");""")]
    [InlineData("""if (flag) { Run("DELETE FROM conversations"); return; } Run("DELETE FROM messages");""")]
    [InlineData("""if (flag) Run("DELETE FROM conversations"); else Run("DELETE FROM messages");""")]
    [InlineData("""Run("DELETE FROM conversations WHERE NOT EXISTS (SELECT 1 FROM messages WHERE conversation_id = conversations.id)"); Run("DELETE FROM messages");""")]
    [InlineData("""Run("CREATE TEMP TABLE conversations (id); DELETE FROM conversations; DELETE FROM messages");""")]
    [InlineData("""Run("ATTACH 'b.db' AS o; DELETE FROM o.conversations; DELETE FROM messages");""")]
    [InlineData("""Run("PRAGMA foreign_keys(false)"); Run("DELETE FROM conversations"); Run("DELETE FROM messages");""")]
    [InlineData("""Run("EXPLAIN DELETE FROM conversations; DELETE FROM messages");""")]
    [InlineData("""using var other = new Microsoft.Data.Sqlite.SqliteConnection("Data Source=b.db"); other.Open(); using var k = other.CreateCommand(); k.CommandText = "DELETE FROM messages"; Run("DELETE FROM conversations"); k.ExecuteNonQuery();""")]
    // In which order the branches of a loop are taken, whoever gives the list says.
    [InlineData("""foreach (var o in new[] { flag, !flag }) switch (o) { case true: Run("DELETE FROM conversations"); break; default: Run("DELETE FROM messages"); break; }""")]
    [InlineData("""while (System.Console.ReadLine() is { } line) { if (line == "c") Run("DELETE FROM conversations"); else if (line == "m") Run("DELETE FROM messages"); }""")]
    [InlineData("""var line = System.Console.ReadLine(); if (line == "c") { Run("DELETE FROM conversations"); } if (line == "m") { Run("DELETE FROM messages"); }""")]
    // Those refer to nobody.
    [InlineData("""Run("DELETE FROM conversations WHERE id = 1"); Run("DELETE FROM messages WHERE conversation_id IS NULL");""")]
    // Counted, asked for, tried.
    [InlineData("""using var k = connection.CreateCommand(); k.CommandText = "SELECT COUNT(*) FROM messages WHERE conversation_id = 1"; if ((long)k.ExecuteScalar()! == 0) { Run("DELETE FROM conversations WHERE id = 1"); } Run("DELETE FROM messages WHERE id = 9");""")]
    [InlineData("""try { Run("DELETE FROM conversations WHERE id = 9"); } catch (Microsoft.Data.Sqlite.SqliteException) { } Run("DELETE FROM messages WHERE id = 9");""")]
    [InlineData("""TryRun("DELETE FROM conversations WHERE id = 9"); Run("DELETE FROM messages WHERE id = 9"); bool TryRun(string sql) { try { Run(sql); return true; } catch (Microsoft.Data.Sqlite.SqliteException) { return false; } }""")]
    // Turned round in place.
    [InlineData("""string[] tables = { "conversations", "messages" }; System.Array.Reverse(tables); foreach (var table in tables) Run("DELETE FROM " + table);""")]
    public Task ChildFirst_DoesNotTrigger(string body) => Body(Conversations, body).RunAsync();

    [Theory]
    [InlineData("ON DELETE CASCADE", false)]
    [InlineData("ON DELETE SET NULL", false)]
    [InlineData("ON DELETE RESTRICT", true)]
    [InlineData("ON DELETE NO ACTION", true)]

    // It fails, unless the caller has begun a transaction.
    [InlineData("DEFERRABLE INITIALLY DEFERRED", false)]
    public Task TheActionDecides(string action, bool triggers)
    {
        var delete = triggers ? "[|DELETE FROM p|]" : "DELETE FROM p";
        return Body($"CREATE TABLE p(id INTEGER PRIMARY KEY); CREATE TABLE c(pid REFERENCES p {action});", $"Run(\"{delete}; DELETE FROM c\");").RunAsync();
    }

    /// <summary>Another child that is never deleted fails it as well: that the one is taken too late is still so, and once that is put right SQLD303 tells of the other.</summary>
    [Theory]
    [InlineData("[|DELETE FROM p WHERE id = 1|]; DELETE FROM b WHERE pid = 1")]
    [InlineData("[|DELETE FROM p WHERE id = 1|]; DELETE FROM a WHERE pid = 1")]
    [InlineData("DELETE FROM a WHERE pid = 1; [|DELETE FROM p WHERE id = 1|]; DELETE FROM b WHERE pid = 1")]
    [InlineData("DELETE FROM b WHERE pid = 1; DELETE FROM p WHERE id = 1")]
    public Task OneOfTwoChildrenTakenTooLate_Triggers(string deletes) => Body(
        "CREATE TABLE p(id INTEGER PRIMARY KEY); CREATE TABLE a(pid REFERENCES p); CREATE TABLE b(pid REFERENCES p);", $"Run(\"{deletes}\");").RunAsync();

    [Theory]
    [InlineData("c.Execute(\"PRAGMA foreign_keys = OFF\");", "DELETE FROM p", "")]
    [InlineData("c.Execute(\"BEGIN; PRAGMA defer_foreign_keys = ON\");", "DELETE FROM p", "")]
    [InlineData("c.Execute(\"PRAGMA foreign_keys = ON\");", "[|DELETE FROM p|]", "")]
    [InlineData("", "[|DELETE FROM p|]", "c.Execute(\"PRAGMA foreign_keys = ON\");")]
    public Task HelperOfACaller_IsJudgedAsTheCallerLeavesIt(string caller, string delete, string own) => Verify.Analyzer(
        $$"""
        using Dapper; using Microsoft.Data.Sqlite;
        class C
        {
            const string Schema = "CREATE TABLE p(id INTEGER PRIMARY KEY); CREATE TABLE c(pid REFERENCES p);";

            static void M() { using var c = new SqliteConnection("Data Source=a.db"); c.Open(); {{caller}} Both(c); }

            static void Both(SqliteConnection c) { {{own}} c.Execute("{{delete}}"); c.Execute("DELETE FROM c"); }
        }
        """, "SQLD301").RunAsync();

    /// <summary>A caller that is not followed and whose connection does not enforce them, by its connection string or by a pragma.</summary>
    [Theory]
    [InlineData("new SqliteConnection(\"Data Source=a.db;Foreign Keys=False\")", "", "DELETE FROM p")]
    [InlineData("new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = \"a.db\", ForeignKeys = false }.ToString())", "", "DELETE FROM p")]
    [InlineData("new SqliteConnection(\"Data Source=a.db\")", "c.Execute(\"PRAGMA FOREIGN_KEYS(0)\");", "DELETE FROM p")]
    [InlineData("new SqliteConnection(\"Data Source=a.db;Foreign Keys=True\")", "", "[|DELETE FROM p|]")]
    public Task HelperOfACallerThatIsNotFollowed_IsLeftAlone_WhereThatSwitches(string connection, string caller, string delete) => Verify.Analyzer(
        $$"""
        using System; using Dapper; using Microsoft.Data.Sqlite;
        class C
        {
            const string Schema = "CREATE TABLE p(id INTEGER PRIMARY KEY); CREATE TABLE c(pid REFERENCES p);";

            static void M(Action<SqliteConnection, Action<SqliteConnection>> run) { using var c = {{connection}}; c.Open(); {{caller}} run(c, Both); }

            static void Both(SqliteConnection c) { c.Execute("{{delete}}"); c.Execute("DELETE FROM c"); }
        }
        """, "SQLD301").RunAsync();

    /// <summary>What a foreign key that is deferred makes of it depends on a transaction, which whoever gives the connection may have begun.</summary>
    [Theory]
    [InlineData("using var c = new SqliteConnection(\"Data Source=a.db\"); c.Open(); c.Execute(\"[|DELETE FROM p|]; DELETE FROM c\");")]
    [InlineData("using var c = new SqliteConnection(\"Data Source=a.db\"); c.Open(); using var t = c.BeginTransaction(); c.Execute(\"DELETE FROM p; DELETE FROM c\", transaction: t); t.Commit();")]
    [InlineData("given.Execute(\"DELETE FROM p\", transaction: inside); given.Execute(\"DELETE FROM c\", transaction: inside);")]
    [InlineData("inside.Connection.Execute(\"DELETE FROM p\", transaction: inside); inside.Connection.Execute(\"DELETE FROM c\", transaction: inside);")]
    [InlineData("new SqliteCommand(\"DELETE FROM p\", given, inside).ExecuteNonQuery(); new SqliteCommand(\"DELETE FROM c\", given, inside).ExecuteNonQuery();")]
    public Task DeferredForeignKey_TriggersOutsideATransactionForSure(string body) => Verify.Analyzer(
        $$"""
        using Dapper; using Microsoft.Data.Sqlite;
        class C
        {
            const string Schema = "CREATE TABLE p(id INTEGER PRIMARY KEY); CREATE TABLE c(pid REFERENCES p DEFERRABLE INITIALLY DEFERRED);";

            void M(SqliteConnection given, SqliteTransaction inside) { {{body}} }
        }
        """, "SQLD301").RunAsync();

    /// <summary>What is given to a method that switches enforcement off, or defers it, runs as that method has it.</summary>
    [Theory]
    [InlineData("Without(given, () => { given.Execute(\"DELETE FROM p\"); given.Execute(\"DELETE FROM c\"); });")]
    [InlineData("Without(given, () => given.Execute(\"CREATE TABLE q(id INTEGER PRIMARY KEY); DROP TABLE p; ALTER TABLE q RENAME TO p\"));")]
    [InlineData("Deferring(given, inside => { given.Execute(\"DELETE FROM p\", transaction: inside); given.Execute(\"DELETE FROM c\", transaction: inside); });")]
    [InlineData("Plainly(given, inside => { given.Execute(\"[|DELETE FROM p|]\", transaction: inside); given.Execute(\"DELETE FROM c\", transaction: inside); });")]
    [InlineData("Plainly(given, inside => { given.Execute(\"PRAGMA defer_foreign_keys = ON\"); given.Execute(\"DELETE FROM p\", transaction: inside); given.Execute(\"DELETE FROM c\", transaction: inside); });")]
    public Task Callback_IsJudgedByWhatItsCallerSets(string body) => Verify.Analyzer(
        $$"""
        using System; using Dapper; using Microsoft.Data.Sqlite;
        class C
        {
            const string Schema = "CREATE TABLE p(id INTEGER PRIMARY KEY); CREATE TABLE c(pid REFERENCES p);";

            void M(SqliteConnection given) { {{body}} }

            static void Without(SqliteConnection on, Action work)
            {
                on.Execute("PRAGMA foreign_keys = OFF");
                try { work(); } finally { on.Execute("PRAGMA foreign_keys = ON"); }
            }

            static void Deferring(SqliteConnection on, Action<SqliteTransaction> work)
            {
                using var inside = on.BeginTransaction();
                on.Execute("PRAGMA defer_foreign_keys = ON", transaction: inside);
                work(inside);
                inside.Commit();
            }

            static void Plainly(SqliteConnection on, Action<SqliteTransaction> work)
            {
                using var inside = on.BeginTransaction();
                work(inside);
                inside.Commit();
            }
        }
        """, "SQLD301").RunAsync();

    /// <summary>A migration rebuilds the child for the sake of its foreign key: that it cascades now may be the last word.</summary>
    [Fact]
    public Task ChildThatAMigrationRebuilds_DoesNotTrigger() => Verify.Analyzer(
        """
        class C
        {
            static readonly string[] Steps =
            {
                "CREATE TABLE p(id INTEGER PRIMARY KEY); CREATE TABLE k(id INTEGER PRIMARY KEY, p INTEGER REFERENCES p(id));",
                "CREATE TABLE k2(id INTEGER PRIMARY KEY, p INTEGER REFERENCES p(id) ON DELETE CASCADE); INSERT INTO k2 SELECT * FROM k; DROP TABLE k; ALTER TABLE k2 RENAME TO k;",
            };

            void M(Microsoft.Data.Sqlite.SqliteConnection connection)
            {
                using var command = connection.CreateCommand();
                command.CommandText = "DELETE FROM p WHERE id = 1; DELETE FROM k WHERE id = 7";
                command.ExecuteNonQuery();
            }
        }
        """, "SQLD301").RunAsync();

    [Theory]
    [InlineData("Data Source=a.db;Foreign Keys=False", "DELETE FROM p")]
    [InlineData("Data Source=a.db;ForeignKeys=false", "DELETE FROM p")]
    [InlineData("Data Source=a.db;Foreign Keys={on}", "DELETE FROM p")]
    [InlineData("Data Source=a.db;Foreign Keys=True", "[|DELETE FROM p|]")]
    [InlineData("Data Source={on}.db", "[|DELETE FROM p|]")]
    public Task ConnectionString_SaysWhetherForeignKeysHold(string text, string delete) => Verify.Analyzer(
        $$"""
        using Microsoft.Data.Sqlite;

        class C
        {
            const string Schema = "CREATE TABLE p(id INTEGER PRIMARY KEY); CREATE TABLE c(pid REFERENCES p)";

            void M(bool on)
            {
                using var connection = new SqliteConnection($"{{text}}");
                connection.Open();
                new SqliteCommand("{{delete}}", connection).ExecuteNonQuery();
                new SqliteCommand("DELETE FROM c", connection).ExecuteNonQuery();
            }
        }
        """, "SQLD301").RunAsync();

    [Fact]
    public Task CascadeIntoAnUncleanGrandchild_Triggers() => Body(
        "CREATE TABLE a(id INTEGER PRIMARY KEY); CREATE TABLE b(id INTEGER PRIMARY KEY, a NOT NULL REFERENCES a ON DELETE CASCADE); CREATE TABLE c(b REFERENCES b);",
        """Run("[|DELETE FROM a|]; DELETE FROM c");""").RunAsync();

    /// <summary>NanoClaw's graph, in which rows must go from the leaves to the root.</summary>
    [Fact]
    public Task NineTables_LeafToRoot()
    {
        const string Schema =
            "CREATE TABLE agent_groups(id TEXT PRIMARY KEY); CREATE TABLE messaging_groups(id TEXT PRIMARY KEY); CREATE TABLE users(id TEXT PRIMARY KEY); "
            + "CREATE TABLE wirings(id TEXT PRIMARY KEY, mg TEXT NOT NULL REFERENCES messaging_groups(id), ag TEXT NOT NULL REFERENCES agent_groups(id)); "
            + "CREATE TABLE user_roles(u TEXT NOT NULL REFERENCES users(id), ag TEXT REFERENCES agent_groups(id)); "
            + "CREATE TABLE members(u TEXT NOT NULL REFERENCES users(id), ag TEXT NOT NULL REFERENCES agent_groups(id)); "
            + "CREATE TABLE sessions(id TEXT PRIMARY KEY, ag TEXT NOT NULL REFERENCES agent_groups(id), mg TEXT REFERENCES messaging_groups(id)); "
            + "CREATE TABLE pending_questions(s TEXT NOT NULL REFERENCES sessions(id)); CREATE TABLE pending_approvals(s TEXT NOT NULL REFERENCES sessions(id));";
        const string Right = "DELETE FROM pending_questions; DELETE FROM pending_approvals; DELETE FROM sessions; DELETE FROM members; DELETE FROM user_roles; DELETE FROM wirings; DELETE FROM users; DELETE FROM messaging_groups; DELETE FROM agent_groups";
        const string Wrong = "DELETE FROM pending_questions; [|DELETE FROM sessions|]; DELETE FROM pending_approvals; DELETE FROM members; DELETE FROM user_roles; [|DELETE FROM agent_groups|]; DELETE FROM wirings";
        return Body(Schema, $"Run(\"{Right}\"); System.Console.WriteLine(); }} void Wrong(Microsoft.Data.Sqlite.SqliteConnection connection) {{ void Run(string sql) {{ using var command = connection.CreateCommand(); command.CommandText = sql; command.ExecuteNonQuery(); }} Run(\"{Wrong}\");").RunAsync();
    }

    private static SqliteAnalyzerTest Body(string schema, string body) => Verify.Analyzer(
        $$"""
        class C
        {
            const string Schema = "{{schema}}";

            void M(Microsoft.Data.Sqlite.SqliteConnection connection, bool flag)
            {
                void Run(string sql) { using var command = connection.CreateCommand(); command.CommandText = sql; command.ExecuteNonQuery(); }
                {{body}}
            }
        }
        """, "SQLD301");
}
