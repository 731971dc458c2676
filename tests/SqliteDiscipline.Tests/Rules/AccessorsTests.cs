using Xunit;

namespace SqliteDiscipline.Tests.Rules;

/// <summary>Properties of the project that do something when they are asked or set: what they do is done.</summary>
public sealed class AccessorsTests
{
    /// <summary>The usual unit of work: the first who asks for the transaction begins it.</summary>
    [Theory]
    [InlineData("SqliteTransaction T => _t ??= _c.BeginTransaction();")]
    [InlineData("SqliteTransaction T { get { if (_t is null) _t = _c.BeginTransaction(); return _t; } }")]
    public Task TransactionThatAGetterBegins_IsOne(string getter) => In(
        "SQLD302",
        $$"""
        class Unit
        {
            private readonly SqliteConnection _c;
            private SqliteTransaction _t;
            public Unit(SqliteConnection c) => _c = c;
            {{getter}}
            public void Run(string sql) { using var k = _c.CreateCommand(); k.Transaction = T; k.CommandText = sql; k.ExecuteNonQuery(); }
            public void Save() => _t.Commit();
        }

        class C
        {
            void M() { using var c = new SqliteConnection("Data Source=a.db"); c.Open(); var unit = new Unit(c); unit.Run("DELETE FROM lines"); unit.Run("DELETE FROM orders"); unit.Save(); }
            void N() { using var c = new SqliteConnection("Data Source=a.db"); c.Open(); c.Execute("[|DELETE FROM lines|]"); c.Execute("DELETE FROM orders"); }
        }
        """);

    [Theory]
    [InlineData("unit.Enforce = false; unit.Run(\"DELETE FROM orders\"); unit.Run(\"DELETE FROM lines\"); unit.Enforce = true;")]
    [InlineData("var other = new Unit(c) { Enforce = false }; other.Run(\"DELETE FROM orders\"); other.Run(\"DELETE FROM lines\"); other.Enforce = true;")]
    [InlineData("unit.Enforce = false; unit.Enforce = true; [|unit.Run(\"DELETE FROM orders\")|]; unit.Run(\"DELETE FROM lines\");")]
    public Task EnforcementThatASetterSwitches_IsOff(string statements) => In(
        "SQLD301",
        $$"""
        class Unit
        {
            private readonly SqliteConnection _c;
            public Unit(SqliteConnection c) => _c = c;
            public bool Enforce { set => _c.Execute(value ? "PRAGMA foreign_keys = ON" : "PRAGMA foreign_keys = OFF"); }
            public void Run(string sql) => _c.Execute(sql);
        }

        class C
        {
            void M() { using var c = new SqliteConnection("Data Source=a.db"); c.Open(); var unit = new Unit(c); {{statements.Replace("[|unit.Run(\"DELETE FROM orders\")|]", "unit.Run(\"[|DELETE FROM orders|]\")")}} }
        }
        """);

    /// <summary>A method that says whether it could: SQLite is asked whether the parent may go.</summary>
    [Fact]
    public Task MethodThatTries_AsksSQLite() => In(
        "SQLD301",
        """
        class Orders
        {
            private readonly SqliteConnection _c;
            public Orders(SqliteConnection c) => _c = c;
            public bool Delete(long id) { try { _c.Execute("DELETE FROM orders WHERE id = @id", new { id }); return true; } catch (SqliteException e) when (e.SqliteErrorCode == 19) { return false; } }
            public void Force(long id) => _c.Execute("DELETE FROM lines WHERE order_id = @id", new { id });
        }

        class C
        {
            void M(SqliteConnection c) { var orders = new Orders(c); if (!orders.Delete(1)) { orders.Force(1); orders.Delete(1); } }
            void N(SqliteConnection c) { var orders = new Orders(c); if (orders.Delete(1)) { return; } orders.Force(1); orders.Delete(1); }
        }
        """);

    [Fact]
    public Task PragmasThatSettersSend_AreSet() => In(
        "SQLD201",
        """
        class Settings
        {
            private readonly SqliteConnection _c;
            public Settings(SqliteConnection c) => _c = c;
            public bool Keys { set => _c.Execute("PRAGMA foreign_keys = " + (value ? "ON" : "OFF")); }
            public int Patience { set => _c.Execute($"PRAGMA busy_timeout = {value}"); }
            public string Sync { set => _c.Execute("PRAGMA synchronous = " + value); }
            public void All() { Keys = true; Patience = 5000; Sync = "FULL"; }
        }

        [SqliteDiscipline.SqliteConnectionFactory]
        static class Files
        {
            public static SqliteConnection Open(string path) { var c = new SqliteConnection("Data Source=" + path); c.Open(); var s = new Settings(c); s.Keys = true; s.Patience = 5000; s.Sync = "NORMAL"; return c; }
            public static SqliteConnection All(string path) { var c = new SqliteConnection("Data Source=" + path); c.Open(); new Settings(c).All(); return c; }
        }
        """);

    /// <summary>To begin and to end is one choice of the caller's.</summary>
    [Theory]
    [InlineData("public void Tx(bool begin) { if (begin) _c.Execute(\"BEGIN IMMEDIATE\"); else _c.Execute(\"COMMIT\"); }")]
    [InlineData("public void Tx(bool begin) => _c.Execute(begin ? \"BEGIN IMMEDIATE\" : \"COMMIT\");")]
    [InlineData("public bool Tx { set => _c.Execute(value ? \"BEGIN IMMEDIATE\" : \"COMMIT\"); }")]
    [InlineData("public void Tx(bool begin) { if (begin) _c.Execute(\"[|BEGIN IMMEDIATE|]\"); _c.Execute(\"DELETE FROM lines\"); if (begin) _c.Execute(\"COMMIT\"); }")]
    public Task Toggle_LeavesNothingOpen(string member) => In("SQLD308", "class Toggle { private readonly SqliteConnection _c; public Toggle(SqliteConnection c) => _c = c; " + member + " }");

    private static Task In(string rule, string types) => Verify.Analyzer(
        $$"""
        #nullable disable
        using System;
        using Dapper;
        using Microsoft.Data.Sqlite;

        static class Schema { const string Sql = "CREATE TABLE orders(id INTEGER PRIMARY KEY); CREATE TABLE lines(id INTEGER PRIMARY KEY, order_id INTEGER NOT NULL REFERENCES orders(id))"; }

        {{types}}
        """,
        rule).WithGenerator().RunAsync();
}
