using SqliteDiscipline.CodeFixes;
using Xunit;
using static SqliteDiscipline.Tests.Rules.PragmaCode;

namespace SqliteDiscipline.Tests.Rules;

/// <summary>What keeps a database whole, switched off and never back on.</summary>
public sealed class SQLD204SafetyGivenUpTests
{
    [Theory]
    [InlineData("c.Execute(\"[|PRAGMA synchronous = OFF|]\");")]
    [InlineData("c.Execute(\"[|PRAGMA synchronous=0|]; PRAGMA temp_store = 2;\");")]
    [InlineData("c.Execute(\"[|pragma main.synchronous(off)|]\");")]
    [InlineData("c.Execute(\"[|PRAGMA journal_mode = OFF|]\");")]
    [InlineData("var mode = c.ExecuteScalar<string>(\"[|PRAGMA journal_mode = 'memory'|]\");")]
    [InlineData("c.Execute(\"[|PRAGMA foreign_keys = OFF|]\");\nc.Execute(\"DELETE FROM t\");")]
    [InlineData("await c.ExecuteAsync(\"[|PRAGMA ignore_check_constraints = ON|]\");")]
    [InlineData("c.Execute(\"[|PRAGMA writable_schema = 1|]; UPDATE sqlite_master SET sql = 'x'\");")]
    [InlineData("c.Execute(\"PRAGMA foreign_keys = ON\");\nc.Execute(\"[|PRAGMA foreign_keys = OFF|]\");")]
    [InlineData("using var command = c.CreateCommand();\ncommand.CommandText = \"[|PRAGMA journal_mode = MEMORY|];\";\ncommand.CommandText += \"[|PRAGMA synchronous = OFF|];\";\ncommand.ExecuteNonQuery();")]
    [InlineData("foreach (var pragma in new[] { \"[|PRAGMA synchronous = OFF|]\", \"PRAGMA cache_size = 1000\" })\n    c.Execute(pragma);")]
    [InlineData("if (flag)\n    c.Execute(\"[|PRAGMA synchronous = OFF|]\");")]
    [InlineData("using (var transaction = c.BeginTransaction())\n    transaction.Commit();\nc.Execute(\"[|PRAGMA synchronous = OFF|]\");")]
    // Of another setting, or of another database.
    [InlineData("c.Execute(\"[|PRAGMA synchronous = OFF|]\");\nc.Execute(\"PRAGMA foreign_keys = ON\");")]

    // Each database of a connection has its own synchronous and journal; foreign_keys is the connection's, by whatever name.
    [InlineData("c.Execute(\"[|PRAGMA main.synchronous = OFF|]; PRAGMA temp.synchronous = FULL\");")]
    [InlineData("c.Execute(\"ATTACH 'b.db' AS b; [|PRAGMA b.synchronous = OFF|]; PRAGMA synchronous = FULL\");")]
    [InlineData("c.Execute(\"ATTACH 'b.db' AS b; [|PRAGMA journal_mode = MEMORY|]; PRAGMA b.journal_mode = WAL\");")]
    [InlineData("c.Execute(\"[|PRAGMA temp.foreign_keys = OFF|]\");")]
    [InlineData("c.Execute(\"[|EXPLAIN PRAGMA synchronous = OFF|]\");")]
    [InlineData("c.Execute(\"[|EXPLAIN QUERY PLAN PRAGMA foreign_keys = OFF|]\");")]
    [InlineData("c.Execute(\"ATTACH 'b.db' AS b; [|PRAGMA b.foreign_keys = OFF|]\");")]
    public Task NeverSwitchedBack_Triggers(string statements) => Verify.Analyzer(Opened(statements), "SQLD204").RunAsync();

    [Theory]
    // Switched back, if only on some paths: SQLD210 or nobody.
    [InlineData("c.Execute(\"PRAGMA synchronous = OFF\");\nc.Execute(\"DELETE FROM t\");\nc.Execute(\"PRAGMA synchronous = FULL\");")]
    [InlineData("c.Execute(\"PRAGMA foreign_keys = OFF\");\ntry\n{\n    c.Execute(\"DELETE FROM t\");\n}\nfinally\n{\n    c.Execute(\"PRAGMA foreign_keys = ON\");\n}")]
    [InlineData("c.Execute(\"PRAGMA foreign_keys = OFF\");\nif (flag)\n    c.Execute(\"PRAGMA foreign_keys = ON\");")]
    [InlineData("var before = c.ExecuteScalar<long>(\"PRAGMA foreign_keys\");\nc.Execute(\"PRAGMA foreign_keys = OFF\");\nc.Execute(\"DELETE FROM t\");\nc.Execute($\"PRAGMA foreign_keys = {before}\");")]
    // A choice, not a decision against it.
    [InlineData("c.Execute(flag ? \"PRAGMA synchronous = OFF\" : \"PRAGMA synchronous = FULL\");")]
    [InlineData("if (flag)\n    c.Execute(\"PRAGMA foreign_keys = OFF\");\nelse\n    c.Execute(\"PRAGMA foreign_keys = ON\");")]
    [InlineData("c.Execute($\"PRAGMA synchronous = {(flag ? \"OFF\" : \"FULL\")}\");")]
    // What comes may switch it back.
    [InlineData("c.Execute(\"PRAGMA foreign_keys = OFF\");\nc.Execute(path);")]
    [InlineData("c.Execute(\"PRAGMA foreign_keys = OFF\");\nc.Execute($\"DELETE FROM t; {path}\");")]
    // Safe values, other settings, questions.
    [InlineData("c.Execute(\"PRAGMA synchronous = NORMAL; PRAGMA journal_mode = WAL; PRAGMA foreign_keys = ON; PRAGMA ignore_check_constraints = OFF; PRAGMA writable_schema = RESET\");")]
    [InlineData("c.Execute(\"PRAGMA synchronous; PRAGMA foreign_keys; PRAGMA cache_size = 0; PRAGMA automatic_index = OFF\");")]
    [InlineData("c.Execute(\"PRAGMA temp.synchronous = OFF; PRAGMA temp.journal_mode = OFF\");")]
    [InlineData("c.Execute(\"PRAGMA main.synchronous = OFF; PRAGMA synchronous = FULL\");")]
    [InlineData("c.Execute(\"ATTACH 'b.db' AS b; PRAGMA b.journal_mode = MEMORY; PRAGMA journal_mode = WAL\");")]
    [InlineData("c.Execute($\"PRAGMA synchronous = OFF; PRAGMA [{path}].synchronous = FULL\");")]
    [InlineData("c.Execute(\"PRAGMA temp.foreign_keys = OFF; PRAGMA main.foreign_keys = ON\");")]

    // SQLite refuses it: there is no such database.
    [InlineData("c.Execute(\"PRAGMA nosuch.foreign_keys = OFF\");")]
    [InlineData("c.Execute(\"EXPLAIN PRAGMA journal_mode = OFF\");")]
    [InlineData("c.Execute(\"PRAGMA foreign_keys = OFF; EXPLAIN PRAGMA foreign_keys = ON\");")]
    [InlineData("Console.WriteLine(\"PRAGMA synchronous = OFF\");")]
    // Misspelt: SQLD205. In a transaction it does nothing, or fails: SQLD203.
    [InlineData("c.Execute(\"PRAGMA foreign_keys = YESS\");")]
    [InlineData("using var transaction = c.BeginTransaction();\nc.Execute(\"PRAGMA foreign_keys = OFF\", transaction: transaction);\ntransaction.Commit();")]
    [InlineData("using var transaction = c.BeginTransaction();\nc.Execute(\"PRAGMA synchronous = OFF\", transaction: transaction);\ntransaction.Commit();")]
    public Task OtherwiseOrNotKnown_DoesNotTrigger(string statements) => Verify.Analyzer(Opened(statements), "SQLD204").RunAsync();

    [Theory]
    [InlineData("Data Source=:memory:")]
    [InlineData("Data Source=app.db;Mode=ReadOnly")]
    [InlineData("Data Source=app.db;Pooling=False")]
    public Task NothingToLose_OrGoneWithTheConnection_DoesNotTrigger(string connectionString) => Verify.Analyzer(
        Method($$"""
            using var c = new SqliteConnection("{{connectionString}}");
            c.Open();
            c.Execute("PRAGMA foreign_keys = OFF");
            c.Execute("DELETE FROM t");
            """),
        "SQLD204").RunAsync();

    /// <summary>What is begun under the general type is open on the same connection.</summary>
    [Theory]
    [InlineData("using var t = db.BeginTransaction(); ((SqliteConnection)db).Execute(\"PRAGMA foreign_keys = OFF\"); t.Commit();")]
    [InlineData("using var t = await db.BeginTransactionAsync(); new SqliteCommand(\"PRAGMA foreign_keys = OFF\", (SqliteConnection)db).ExecuteNonQuery();")]
    [InlineData("using var t = db.BeginTransaction(); if (db is SqliteConnection s) s.Execute(\"PRAGMA foreign_keys = OFF\"); t.Commit();")]
    [InlineData("if (db is SqliteConnection s) s.Execute(\"[|PRAGMA foreign_keys = OFF|]\"); using var t = db.BeginTransaction(); t.Commit();")]
    [InlineData("((SqliteConnection)db).Execute(\"[|PRAGMA foreign_keys = OFF|]\"); using var t = db.BeginTransaction(); t.Commit();")]
    [InlineData("using var t = other.BeginTransaction(); ((SqliteConnection)db).Execute(\"[|PRAGMA foreign_keys = OFF|]\"); t.Commit();")]
    public Task BegunUnderTheGeneralType_IsSomeTransaction(string statements) =>
        Verify.Analyzer(Members($"async Task Run(DbConnection db, DbConnection other) {{ await Task.Yield(); {statements} }}"), "SQLD204").RunAsync();

    [Fact]
    public Task SwitchedBackOnAnotherConnection_Triggers() => Verify.Analyzer(
        File("""
            internal static class Db
            {
                public static SqliteConnection Open()
                {
                    var c = new SqliteConnection("Data Source=app.db");
                    c.Open();
                    c.Execute("[|PRAGMA foreign_keys = OFF|]");
                    return c;
                }
            }

            internal sealed class Loading
            {
                public void Load(SqliteConnection c)
                {
                    c.Execute("[|PRAGMA foreign_keys = OFF|]");
                    c.Execute("DELETE FROM t");
                }
            }

            internal static class Elsewhere
            {
                public static void Enforce(SqliteConnection c) => c.Execute("PRAGMA foreign_keys = ON");
            }

            internal sealed class Fixture
            {
                private readonly SqliteConnection _memory = new SqliteConnection("Data Source=:memory:");

                public void Load() => _memory.Execute("PRAGMA foreign_keys = ON");
            }
            """),
        "SQLD204").RunAsync();

    /// <summary>A name is a call of a member only where it can stand for that: the provider's own <c>Open</c>, or that of an unrelated type, leads nowhere.</summary>
    [Theory]
    [InlineData("Open")]
    [InlineData("Init")]
    public Task SwitchedBackByWhoHasTheSameName_Triggers(string name) => Verify.Analyzer(
        File($$"""
            internal sealed class Importer
            {
                private SqliteConnection {{name}}()
                {
                    var c = new SqliteConnection("Data Source=import.db");
                    c.Open();
                    c.Execute("[|PRAGMA synchronous = OFF|]");
                    return c;
                }

                public void Run() { using var c = {{name}}(); c.Execute("INSERT INTO t VALUES (1)"); }
            }

            internal sealed class Other
            {
                private static SqliteConnection Make() { var c = new SqliteConnection("Data Source=other.db"); c.Open(); return c; }

                public void Init() { using var c = Make(); c.Execute("PRAGMA synchronous = NORMAL"); }
            }
            """),
        "SQLD204").RunAsync();

    /// <summary>The call may lead to it by an interface, by a base class or as a delegate.</summary>
    [Theory]
    [InlineData("internal sealed class Import { public void Run(ISend off, SqliteConnection c) { off.Send(c); On.Send(c); } }")]
    [InlineData("internal sealed class Import { public void Run(Base off, SqliteConnection c) { off.Send(c); On.Send(c); } }")]
    [InlineData("internal sealed class Import { public void Run(Off off, SqliteConnection c) { foreach (System.Action<SqliteConnection> send in new System.Action<SqliteConnection>[] { off.Send, On.Send }) send(c); } }")]
    [InlineData("internal sealed class Import { public void Run(dynamic off, SqliteConnection c) { off.Send(c); On.Send(c); } }")]
    public Task SwitchedBackByWhomTheSameCodeMayCall_DoesNotTrigger(string caller) => Verify.Analyzer(
        File($$"""
            internal interface ISend { void Send(SqliteConnection c); }

            internal abstract class Base { public abstract void Send(SqliteConnection c); }

            internal sealed class Off : Base, ISend
            {
                public override void Send(SqliteConnection c) => c.Execute("PRAGMA foreign_keys = OFF");
            }

            internal static class On
            {
                public static void Send(SqliteConnection c) => c.Execute("PRAGMA foreign_keys = ON");
            }

            {{caller}}
            """),
        "SQLD204").RunAsync();

    [Theory]
    [InlineData("internal sealed class Import { public void Run(SqliteConnection c) { Off.Send(c); c.Execute(\"DELETE FROM t\"); On.Send(c); } }")]
    [InlineData("internal sealed class Import { void Begin(SqliteConnection c) => Off.Send(c); void End(SqliteConnection c) => On.Send(c); void Run(SqliteConnection c) { Begin(c); c.Execute(\"DELETE FROM t\"); End(c); } }")]
    public Task SwitchedBackByWhomTheSameCodeCalls_DoesNotTrigger(string caller) => Verify.Analyzer(
        File($$"""
            internal static class Off
            {
                public static void Send(SqliteConnection c) => c.Execute("PRAGMA foreign_keys = OFF");
            }

            internal static class On
            {
                public static void Send(SqliteConnection c) => c.Execute("PRAGMA foreign_keys = ON");
            }

            {{caller}}
            """),
        "SQLD204").RunAsync();

    [Fact]
    public Task HandleThatIsNotHandedOn_DoesNotTrigger() => Verify.Analyzer(
        Opened("c.Execute(\"PRAGMA foreign_keys = OFF\");\ntry\n{\n    c.Execute(\"DELETE FROM t\");\n}\nfinally\n{\n    SqliteConnection.ClearPool(c);\n}"), "SQLD204").RunAsync();

    [Fact]
    public Task Factories_AndWhatIsKept_Trigger() => Verify.Analyzer(
        File("""
            [SqliteConnectionFactory]
            internal sealed class Db
            {
                private readonly SqliteConnection _kept;

                public Db(string path)
                {
                    _kept = new SqliteConnection($"Data Source={path}");
                    _kept.Open();
                    _kept.Execute("[|PRAGMA synchronous = OFF|]");
                }

                public void Clear() => _kept.Execute("[|PRAGMA foreign_keys = OFF|]; DELETE FROM t");

                public static SqliteConnection Open(string path)
                {
                    var connection = new SqliteConnection($"Data Source={path}");
                    connection.Open();
                    Hurry(connection);
                    Send(connection, "[|PRAGMA synchronous = OFF|]");
                    return connection;
                }

                private static void Hurry(SqliteConnection connection) => connection.Execute("[|PRAGMA journal_mode = OFF|]");

                private static void Send(SqliteConnection connection, string text) => connection.Execute(text);

                public static void Purge(DbContext context) => context.Database.ExecuteSqlRaw("[|PRAGMA ignore_check_constraints = ON|]");
            }

            internal sealed class Hasty : SqliteConnection
            {
                public Hasty(string text) : base(text) { }

                public override void Open()
                {
                    base.Open();
                    using var command = CreateCommand();
                    command.CommandText = "[|PRAGMA synchronous = OFF|]";
                    command.ExecuteNonQuery();
                }
            }
            """),
        "SQLD204").RunAsync();

    [Fact]
    public Task SwitchedBackByAnotherMember_DoesNotTrigger() => Verify.Analyzer(
        Members("""
            private readonly SqliteConnection _db = new("Data Source=app.db");

            public void BeginImport() => _db.Execute("PRAGMA synchronous = OFF");

            public void EndImport() => _db.Execute("PRAGMA synchronous = FULL");

            private sealed class WithoutForeignKeys : IDisposable
            {
                private readonly SqliteConnection _connection;

                public WithoutForeignKeys(SqliteConnection connection)
                {
                    _connection = connection;
                    connection.Execute("PRAGMA foreign_keys = OFF");
                }

                public void Dispose() => _connection.Execute("PRAGMA foreign_keys = ON");
            }
            """),
        "SQLD204").RunAsync();

    /// <summary>A helper is given text that a field or a method of another class spells.</summary>
    [Fact]
    public Task TextOfAnotherClass_Triggers() => Verify.Analyzer(
        Members(
            """
            private readonly SqliteConnection _kept;
            private static void Send(SqliteConnection c, string sql) { using var k = c.CreateCommand(); k.CommandText = sql; k.ExecuteNonQuery(); }
            public void Field() => Send(_kept, Texts.Off);
            public void Method() => Send(_kept, [|Texts.Hasty()|]);
            public void Built() => Send(_kept, new System.Text.StringBuilder([|"PRAGMA "|]).Append("synchronous").Append('=').Append("OFF").ToString());

            private static class Texts
            {
                public static readonly string Off = "[|PRAGMA synchronous = OFF|]";
                public static string Hasty() => "PRAGMA journal_mode = MEMORY";
            }
            """),
        "SQLD204").RunAsync();

    /// <summary>A helper that another one undoes is in its right; who calls the one and not the other, over a connection of its own, is not.</summary>
    [Fact]
    public Task HelperThatIsNotUndone_Triggers() => Verify.Analyzer(
        Members(
            """
            public static void Import()
            {
                using var db = new SqliteConnection("Data Source=app.db");
                db.Open();
                [|Off(db)|];
                db.Execute("INSERT INTO t VALUES (1)");
            }

            public static void Rebuild()
            {
                using var db = new SqliteConnection("Data Source=app.db");
                db.Open();
                Off(db);
                try
                {
                    db.Execute("DROP TABLE t");
                }
                finally
                {
                    On(db);
                }
            }

            public static void Given(SqliteConnection db) => Off(db);

            private static void Off(SqliteConnection db) => db.Execute("PRAGMA foreign_keys = OFF");

            private static void On(SqliteConnection db) => db.Execute("PRAGMA foreign_keys = ON");
            """),
        "SQLD204").RunAsync();

    /// <summary>Nothing undoes it: it is the helper's fault, and told there.</summary>
    [Fact]
    public Task HelperThatNothingUndoes_TriggersInTheHelper() => Verify.Analyzer(
        Members(
            """
            public static void Import()
            {
                using var db = new SqliteConnection("Data Source=app.db");
                db.Open();
                Off(db);
                db.Execute("INSERT INTO t VALUES (1)");
            }

            private static void Off(SqliteConnection db) => db.Execute("[|PRAGMA foreign_keys = OFF|]");
            """),
        "SQLD204").RunAsync();

    /// <summary>A local function switches what it is called with; where it is only called, its parameter is no value that was saved before.</summary>
    [Theory]
    [InlineData("Keys(\"OFF\"); void Keys(string value) => c.Execute([|$\"PRAGMA foreign_keys = {value}\"|]);")]
    [InlineData("Keys(false); void Keys(bool on) => c.Execute(on ? \"PRAGMA foreign_keys = ON\" : \"[|PRAGMA foreign_keys = OFF|]\");")]
    [InlineData("c.Execute(\"[|PRAGMA foreign_keys = OFF|]\"); } void Other(SqliteConnection c) { Keys(\"OFF\"); void Keys(string value) => c.Execute([|$\"PRAGMA foreign_keys = {value}\"|]);")]
    [InlineData("Keys(\"OFF\"); c.Execute(\"DELETE FROM t\"); Keys(\"ON\"); void Keys(string value) => c.Execute($\"PRAGMA foreign_keys = {value}\");")]
    [InlineData("Keys(\"OFF\"); } void End(SqliteConnection c) { Keys(\"ON\"); void Keys(string value) => c.Execute($\"PRAGMA foreign_keys = {value}\"); } void Keys(string value) => _c.Execute($\"PRAGMA foreign_keys = {value}\"); SqliteConnection _c; void Again() { Keys(\"OFF\");")]
    [InlineData("c.Execute(\"PRAGMA foreign_keys = OFF\"); Later(Keys); void Keys(string value) => c.Execute($\"PRAGMA foreign_keys = {value}\"); } void Later(Action<string> set) { ")]
    public Task LocalFunction_SwitchesWhatItIsGiven(string statements) => Verify.Analyzer(Members($"void Run(SqliteConnection c) {{ {statements} }}"), "SQLD204").RunAsync();

    [Fact]
    public Task HandedToCodeThatIsNotSeen_DoesNotTrigger() => Verify.Analyzer(
        Members("""
            public static void Run(Action<SqliteConnection> import)
            {
                using var connection = new SqliteConnection("Data Source=app.db");
                connection.Open();
                connection.Execute("PRAGMA foreign_keys = OFF");
                import(connection);
            }
            """),
        "SQLD204").RunAsync();

    [Fact]
    public Task HandlerThatRunsOnEveryOpen_DoesNotTrigger() => Verify.Analyzer(
        Members("""
            public static void OnStateChange(object sender, StateChangeEventArgs e) => ((SqliteConnection)sender).Execute("PRAGMA synchronous = OFF");
            """),
        "SQLD204").RunAsync();

    [Fact]
    public Task WhatTheManifestSays_DoesNotTrigger() => Verify.Analyzer(
        File("""
            [SqliteConnectionFactory]
            [SqliteDatabase("loose", "loose.db", ForeignKeys = false)]
            [SqliteDatabase("strict", "strict.db")]
            internal static partial class Databases
            {
                public static SqliteConnection Raw() => new("Data Source=loose.db;Foreign Keys=False");

                public static SqliteConnection Strict() => new("Data Source=strict.db;[|Foreign Keys=False|]");
            }
            """),
        "SQLD204").WithGenerator().RunAsync();

    [Theory]
    [InlineData("object Make() => new SqliteConnection(\"Data Source=a.db;[|Foreign Keys=False|]\");")]
    [InlineData("object Make(string path) => new SqliteConnection($\"Data Source={path};[|foreign keys = 'false'|];Pooling=True\");")]
    [InlineData("const string Text = \"Data Source=a.db;[|Foreign Keys=False|]\"; object A() => new SqliteConnection(Text); object B() => new SqliteConnection(Text);")]
    [InlineData("void Make(DbContextOptionsBuilder options) => options.UseSqlite(\"Data Source=a.db;[|Foreign Keys=False|]\");")]
    [InlineData("object Make(string path) => new SqliteConnectionStringBuilder { DataSource = path, [|ForeignKeys = false|] }.ToString();")]
    [InlineData("object Make(string path) { var b = new SqliteConnectionStringBuilder { DataSource = path }; [|b.ForeignKeys = false|]; return new SqliteConnection(b.ToString()); }")]
    [InlineData("object Make(string text) => new SqliteConnectionStringBuilder(text) { [\"Foreign Keys\"] = true, [|[\"Foreign Keys\"] = \"False\"|] };")]
    [InlineData("object Make(string path) { var b = new SqliteConnectionStringBuilder { DataSource = path, ForeignKeys = true }; [|b.ForeignKeys = false|]; return new SqliteConnection(b.ToString()); }")]
    [InlineData("object Make(string name) => new SqliteConnection($\"Data Source=file:{name}?mode=rwc;[|Foreign Keys=False|]\");")]
    [InlineData("void Make(SqliteConnectionStringBuilder b) => [|b.ForeignKeys = false|];")]
    public Task ConnectionString_Triggers(string member) => Verify.Analyzer(Members(member), "SQLD204").RunAsync();

    [Theory]
    [InlineData("object Make() => new SqliteConnection(\"Data Source=a.db;Foreign Keys=True\");")]
    [InlineData("object Make() => new SqliteConnection(\"Data Source=a.db;Foreign Keys=False;Foreign Keys=True\");")]
    [InlineData("object Make() => new SqliteConnection(\"Data Source=a.db;Foreign Keys=\");")]
    [InlineData("object Make() => new SqliteConnection(\"Data Source=:memory:;Foreign Keys=False\");")]
    [InlineData("object Make() => new SqliteConnection(\"Data Source=a.db;Mode=ReadOnly;Foreign Keys=False\");")]
    [InlineData("object Make(string mode) => new SqliteConnection($\"Data Source=a.db;Mode={mode};Foreign Keys=False\");")]
    [InlineData("object Make(bool on) => new SqliteConnection($\"Data Source=a.db;Foreign Keys={on}\");")]
    [InlineData("object Make(string path) { var b = new SqliteConnectionStringBuilder { DataSource = path, ForeignKeys = false }; b.ForeignKeys = true; return new SqliteConnection(b.ToString()); }")]
    [InlineData("object Make(string path) { var b = new SqliteConnectionStringBuilder { DataSource = path }; b.ForeignKeys = false; b.ForeignKeys = true; return new SqliteConnection(b.ToString()); }")]
    [InlineData("object Make(bool on) { var b = new SqliteConnectionStringBuilder { DataSource = \"x\", ForeignKeys = false }; if (on) { b.ForeignKeys = true; } return new SqliteConnection(b.ToString()); }")]
    [InlineData("object Make(string name) => new SqliteConnection($\"Data Source=file:{name}?mode=memory&cache=shared;Foreign Keys=False\");")]
    [InlineData("object Make(bool? on) => new SqliteConnectionStringBuilder { ForeignKeys = on };")]
    [InlineData("object Make() => new SqliteConnectionStringBuilder { ForeignKeys = null };")]
    [InlineData("object Make() => new SqliteConnectionStringBuilder { DataSource = \"x\", Mode = SqliteOpenMode.Memory, ForeignKeys = false };")]
    [InlineData("const string Text = \"Data Source=a.db;Foreign Keys=False\";")]
    [InlineData("object Make() => new DbConnectionStringBuilder { [\"Foreign Keys\"] = \"False\" };")]
    public Task ConnectionString_DoesNotTrigger(string member) => Verify.Analyzer(Members(member), "SQLD204").RunAsync();

    /// <summary>As with the pragma: unpooled and closed where it is made, the connection takes the setting with it.</summary>
    [Theory]
    [InlineData("void Run(string path) { using var c = new SqliteConnection($\"Data Source={path};Foreign Keys=False;Pooling=False\"); c.Open(); }")]
    [InlineData("void Run(string path) { using (var c = new SqliteConnection($\"Data Source={path};Pooling=False;Foreign Keys=False\")) { c.Open(); } }")]
    [InlineData("void Run(string path) { var text = $\"Data Source={path};Foreign Keys=False;Pooling=False\"; var c = new SqliteConnection(text); c.Open(); c.Close(); }")]
    [InlineData("void Run(string path) { using var c = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, ForeignKeys = false, Pooling = false }.ToString()); c.Open(); }")]
    [InlineData("void Run(string path) { var b = new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }; b.ForeignKeys = false; using var c = new SqliteConnection(b.ConnectionString); c.Open(); }")]
    public Task UnpooledAndClosed_DoesNotTrigger(string member) => Verify.Analyzer(Members(member), "SQLD204").RunAsync();

    [Theory]
    [InlineData("void Run(string path) { using var c = new SqliteConnection($\"Data Source={path};[|Foreign Keys=False|]\"); c.Open(); }")]
    [InlineData("object Make(string path) => new SqliteConnection($\"Data Source={path};[|Foreign Keys=False|];Pooling=False\");")]
    [InlineData("private readonly SqliteConnection _c = new(\"Data Source=a.db;[|Foreign Keys=False|];Pooling=False\");")]
    [InlineData("const string Text = \"Data Source=a.db;[|Foreign Keys=False|];Pooling=False\"; void A() { using var c = new SqliteConnection(Text); c.Open(); }")]
    [InlineData("void Make(DbContextOptionsBuilder options) => options.UseSqlite(\"Data Source=a.db;[|Foreign Keys=False|];Pooling=False\");")]
    [InlineData("string Make(string path) { var b = new SqliteConnectionStringBuilder { DataSource = path, [|ForeignKeys = false|], Pooling = false }; using var c = new SqliteConnection(b.ToString()); return b.ToString(); }")]
    [InlineData("void Run(string path) { using var c = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, [|ForeignKeys = false|] }.ToString()); c.Open(); }")]
    public Task KeptOrPooled_Triggers(string member) => Verify.Analyzer(Members(member), "SQLD204").RunAsync();

    [Theory]
    [InlineData("PRAGMA synchronous = OFF", "PRAGMA synchronous = FULL")]
    [InlineData("PRAGMA synchronous=0", "PRAGMA synchronous=2")]
    [InlineData("PRAGMA synchronous = 'off'", "PRAGMA synchronous = 'full'")]
    [InlineData("pragma journal_mode(memory)", "pragma journal_mode(delete)")]
    [InlineData("PRAGMA journal_mode = Off", "PRAGMA journal_mode = Delete")]
    [InlineData("PRAGMA foreign_keys = OFF", "PRAGMA foreign_keys = ON")]
    [InlineData("PRAGMA foreign_keys = no", "PRAGMA foreign_keys = yes")]
    [InlineData("PRAGMA foreign_keys = 0", "PRAGMA foreign_keys = 1")]
    [InlineData("PRAGMA ignore_check_constraints = True", "PRAGMA ignore_check_constraints = False")]
    [InlineData("PRAGMA writable_schema = 1", "PRAGMA writable_schema = 0")]
    public Task Fix_WritesTheSafeValue(string before, string after) => Verify.CodeFix<SafeValueFix>(
        Opened($"c.Execute(\"[|{before}|]\"); // kept\nc.Execute(\"SELECT 1; [|{before}|];\");"),
        Opened($"c.Execute(\"{after}\"); // kept\nc.Execute(\"SELECT 1; {after};\");"),
        "SQLD204").RunAsync();

    [Theory]
    [InlineData(
        "object Make(string path) => new SqliteConnection($\"Data Source={path};[|Foreign Keys=False|];Pooling=True\");",
        "object Make(string path) => new SqliteConnection($\"Data Source={path};Foreign Keys=True;Pooling=True\");")]
    [InlineData(
        "object Make() => new SqliteConnection(\"Data Source=a.db;[|foreign keys=false|]\");",
        "object Make() => new SqliteConnection(\"Data Source=a.db;foreign keys=true\");")]
    [InlineData(
        "object Make(string path) => new SqliteConnectionStringBuilder { DataSource = path, [|ForeignKeys = false|], /* kept */ Pooling = true };",
        "object Make(string path) => new SqliteConnectionStringBuilder { DataSource = path, ForeignKeys = true, /* kept */ Pooling = true };")]
    [InlineData(
        "void Make(SqliteConnectionStringBuilder b) { [|b[\"Foreign Keys\"] = \"False\"|]; }",
        "void Make(SqliteConnectionStringBuilder b) { b[\"Foreign Keys\"] = \"True\"; }")]
    public Task Fix_SwitchesForeignKeysOn(string before, string after) => Verify.CodeFix<SafeValueFix>(Members(before), Members(after), "SQLD204").RunAsync();

    /// <summary>A table is dropped while enforcement is off: on, it would be refused. What is missing is the way back.</summary>
    [Fact]
    public Task Fix_OfARebuild_IsNotOffered() => Verify.CodeFix<SafeValueFix>(
        Opened("c.Execute(\"[|PRAGMA foreign_keys = OFF|]\");\nc.Execute(\"DROP TABLE t; ALTER TABLE t2 RENAME TO t\");"), null, "SQLD204").RunAsync();

    [Fact]
    public Task RebuildOnAConnectionOfItsOwn_DoesNotTrigger() => Verify.Analyzer(
        Method("""
            var c = new SqliteConnection("Data Source=app.db;Pooling=False");
            c.Open();
            c.Execute("PRAGMA foreign_keys = OFF");
            c.Execute("DROP TABLE t; ALTER TABLE t2 RENAME TO t");
            c.Dispose();
            """),
        "SQLD204").RunAsync();

    [Theory]
    [InlineData("private const bool Enforced = false; object Make() => new SqliteConnectionStringBuilder { [|ForeignKeys = Enforced|] };")]
    public Task Fix_WithoutALiteral_IsNotOffered(string member) => Verify.CodeFix<SafeValueFix>(Members(member), null, "SQLD204").RunAsync();
}
