using Xunit;

namespace SqliteDiscipline.Tests.Rules;

/// <summary>A fault is told where the code is that is wrong by itself, and not again where that is called.</summary>
public sealed class ToldOnceTests
{
    [Fact]
    public Task HelperThatIsWrongByItself_IsToldInTheHelper() => Code("""
        static void Purge(SqliteConnection c) { Run(c, "[|DELETE FROM p|]"); Run(c, "DELETE FROM k"); }
        static void All(SqliteConnection c) => Purge(c);
        void M() { using var c = new SqliteConnection("Data Source=a.db"); c.Open(); Purge(c); }
        void N() { using var c = new SqliteConnection("Data Source=a.db"); c.Open(); All(c); }
        """, "SQLD301").RunAsync();

    [Fact]
    public Task HelperThatIsWrongWhereItIsCalled_IsToldThere() => Code("""
        static void Parents(SqliteConnection c) => Run(c, "DELETE FROM p");
        static void Children(SqliteConnection c) => Run(c, "DELETE FROM k");
        void M() { using var c = new SqliteConnection("Data Source=a.db"); c.Open(); [|Parents(c)|]; Children(c); }
        void N() { using var c = new SqliteConnection("Data Source=a.db"); c.Open(); Children(c); Parents(c); }
        """, "SQLD301").RunAsync();

    [Fact]
    public Task HelperOnWhoseConnectionNothingIsCertain_IsToldAtTheCall() => Code("""
        static void Purge(SqliteConnection c) { Run(c, "DELETE FROM d"); Run(c, "DELETE FROM e"); }
        void M() { using var c = new SqliteConnection("Data Source=a.db"); c.Open(); [|Purge(c)|]; }
        """, "SQLD301").RunAsync();

    [Fact]
    public Task TransactionOfAHelper_IsToldInTheHelper() => Code("""
        static void Write(SqliteConnection c) { Run(c, "[|BEGIN|]"); Run(c, "INSERT INTO p VALUES (1)"); Run(c, "COMMIT"); }
        void M() { using var c = new SqliteConnection("Data Source=a.db"); c.Open(); Write(c); Write(c); }
        """, "SQLD308").RunAsync();

    [Fact]
    public Task TransactionThatTheCallerEnds_IsToldAtTheCall() => Code("""
        static void Begin(SqliteConnection c) => Run(c, "BEGIN");
        void M() { using var c = new SqliteConnection("Data Source=a.db"); c.Open(); [|Begin(c)|]; Run(c, "INSERT INTO p VALUES (1)"); Run(c, "COMMIT"); }
        """, "SQLD308").RunAsync();

    [Fact]
    public Task ConstantOfSeveralBodies_IsToldOnce() => Code("""
        const string Both = "{|SQLD301:{|SQLD302:DELETE FROM p|}|}; DELETE FROM k";
        void M() { using var c = new SqliteConnection("Data Source=a.db"); c.Open(); Run(c, Both); }
        void N() { using var c = new SqliteConnection("Data Source=a.db"); c.Open(); Run(c, Both); }
        """, "SQLD301", "SQLD302").RunAsync();

    private static SqliteAnalyzerTest Code(string members, params string[] rules) => Verify.Analyzer(
        $$"""
        using Microsoft.Data.Sqlite;
        class C
        {
            const string Schema = "CREATE TABLE p(id INTEGER PRIMARY KEY); CREATE TABLE k(p REFERENCES p); CREATE TABLE d(id INTEGER PRIMARY KEY); CREATE TABLE e(d REFERENCES d DEFERRABLE INITIALLY DEFERRED);";
            static void Run(SqliteConnection c, string sql) { using var command = c.CreateCommand(); command.CommandText = sql; command.ExecuteNonQuery(); }
            {{members}}
        }
        """,
        rules);
}
