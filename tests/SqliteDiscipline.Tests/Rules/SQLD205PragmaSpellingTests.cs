using Microsoft.CodeAnalysis.Testing;
using SqliteDiscipline.CodeFixes;
using Xunit;

namespace SqliteDiscipline.Tests.Rules;

public sealed class SQLD205PragmaSpellingTests
{
    [Theory]
    [InlineData("PRAGMA {|SQLD205:foriegn_keys|} = ON", "foriegn_keys", "is no pragma: SQLite ignores it without an error; 'foreign_keys' is near")]
    [InlineData("PRAGMA {|SQLD205:frobnicate|}", "frobnicate", "is no pragma: SQLite ignores it without an error")]
    [InlineData("PRAGMA main.{|SQLD205:journalmode|} = WAL", "journalmode", "is no pragma: SQLite ignores it without an error; 'journal_mode' is near")]
    [InlineData("PRAGMA foreign_keys = {|SQLD205:YESS|}", "YESS", "is read as OFF; 'YES' is near")]
    [InlineData("PRAGMA foreign_keys = '{|SQLD205:tru|}'", "tru", "is read as OFF; 'true' is near")]
    [InlineData("PRAGMA foreign_keys({|SQLD205:ENABLE|})", "ENABLE", "is read as OFF")]
    [InlineData("PRAGMA foreign_keys = {|SQLD205:-1|}", "-1", "is read as OFF")]
    [InlineData("PRAGMA synchronous = {|SQLD205:NRMAL|}", "NRMAL", "is read as NORMAL; 'NORMAL' is near")]
    [InlineData("PRAGMA synchronous = {|SQLD205:7|}", "7", "is read as OFF")]
    [InlineData("PRAGMA synchronous = {|SQLD205:ON|}", "ON", "is read as NORMAL")]
    [InlineData("PRAGMA wal_autocheckpoint = {|SQLD205:bogus|}", "bogus", "is read as 0, which is off")]
    [InlineData("PRAGMA busy_timeout = {|SQLD205:5e3|}", "5e3", "is read as 5")]
    [InlineData("PRAGMA cache_size = {|SQLD205:-0x7d0|}", "-0x7d0", "is read as 0")]
    [InlineData("PRAGMA journal_mode = {|SQLD205:bogus|}", "bogus", "is ignored: journal_mode stays as it is")]
    [InlineData("PRAGMA journal_mode = {|SQLD205:trunc|}", "trunc", "is read as TRUNCATE; 'truncate' is near")]
    [InlineData("PRAGMA page_size = {|SQLD205:5000|}", "5000", "is ignored: page_size stays as it is")]
    [InlineData("PRAGMA page_count = {|SQLD205:5|}", "5", "is ignored: page_count only asks")]
    [InlineData("PRAGMA wal_checkpoint({|SQLD205:TRUNCAT|})", "TRUNCAT", "is read as PASSIVE; 'TRUNCATE' is near")]
    [InlineData("PRAGMA cache_size = {|SQLD205:64MB|}", "64MB", "is refused: the value of cache_size is one number, word or quoted string, and no parameter")]
    [InlineData("PRAGMA busy_timeout = {|SQLD205:5_000|}", "5_000", "is refused: a pragma takes no '_' in a number; '5000' is near")]
    [InlineData("PRAGMA cache_size({|SQLD205:-64_000|})", "-64_000", "is refused: a pragma takes no '_' in a number; '-64000' is near")]
    [InlineData("PRAGMA busy_timeout = '{|SQLD205:5_000|}'", "5_000", "is read as 5")]
    [InlineData("PRAGMA user_version = {|SQLD205:@version|}", "@version", "is refused: the value of user_version is one number, word or quoted string, and no parameter")]
    [InlineData("PRAGMA encoding = '{|SQLD205:latin1|}'", "latin1", "is refused as the value of encoding")]
    [InlineData("SELECT 1; PRAGMA foreign_keys = ON; PRAGMA {|SQLD205:synchronus|} = FULL;", "synchronus", "is no pragma: SQLite ignores it without an error; 'synchronous' is near")]
    public Task Text_Triggers(string sql, string text, string what)
    {
        var (code, start, length) = Unmarked(InMethod($"connection.Execute(\"{sql}\");"));
        var test = Verify.Analyzer(code, "SQLD205");
        var line = code[..start].Count(c => c == '\n') + 1;
        var column = start - code.LastIndexOf('\n', start);
        test.ExpectedDiagnostics.Add(Verify.Diagnostic("SQLD205").WithSpan(line, column, line, column + length).WithArguments(text, what).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations));
        return test.RunAsync();
    }

    [Theory]
    [InlineData("PRAGMA foreign_keys = ON")]
    [InlineData("PRAGMA Foreign_Keys = 'yes'")]
    [InlineData("PRAGMA foreign_keys = 2")]
    [InlineData("PRAGMA foreign_keys")]
    [InlineData("PRAGMA synchronous = 2")]
    [InlineData("PRAGMA synchronous = false")]
    [InlineData("PRAGMA wal_autocheckpoint = off")]
    [InlineData("PRAGMA busy_timeout = 5000.0")]
    [InlineData("PRAGMA journal_size_limit = -1")]
    [InlineData("PRAGMA cache_size = 0x7d0")]
    [InlineData("PRAGMA mmap_size = 30000000000")]
    [InlineData("PRAGMA threads = 64")]
    [InlineData("PRAGMA key = 'secret'")]
    [InlineData("PRAGMA rekey = 'secret'")]
    [InlineData("PRAGMA hexkey = '00ff'")]
    [InlineData("PRAGMA cipher_page_size = 4096")]
    [InlineData("PRAGMA cipher_something_new = 1")]
    [InlineData("PRAGMA kdf_iter = 256000")]
    [InlineData("PRAGMA vdbe_trace = 1")]
    [InlineData("PRAGMA table_info(messages)")]
    [InlineData("PRAGMA integrity_check(10)")]
    [InlineData("PRAGMA foreign_key_check")]
    [InlineData("PRAGMA wal_checkpoint(TRUNCATE)")]
    [InlineData("PRAGMA optimize = 0x10002")]
    [InlineData("PRAGMA shrink_memory(1)")]
    [InlineData("PRAGMA encoding = 'UTF-16le'")]
    [InlineData("PRAGMA writable_schema = RESET")]
    [InlineData("PRAGMA secure_delete = FAST")]
    [InlineData("EXPLAIN PRAGMA foriegn_keys = ON")]
    [InlineData("SELECT * FROM pragma_foriegn_keys")]
    [InlineData("INSERT INTO log VALUES ('PRAGMA foriegn_keys = ON')")]
    [InlineData("-- PRAGMA foriegn_keys = ON")]
    public Task Text_DoesNotTrigger(string sql) => Verify.Analyzer(InMethod($"connection.Execute(\"{sql}\");"), "SQLD205").RunAsync();

    [Theory]
    [InlineData("using var command = connection.CreateCommand(); command.CommandText = \"PRAGMA foreign_keys = [|YESS|]\"; command.ExecuteNonQuery();")]
    [InlineData("using var command = new SqliteCommand(\"PRAGMA foreign_keys = [|YESS|]\", connection); command.ExecuteNonQuery();")]
    [InlineData("using var command = new SqliteCommand(@\"PRAGMA foreign_keys = [|YESS|]\", connection); command.ExecuteNonQuery();")]
    [InlineData("using var command = new SqliteCommand($\"PRAGMA user_version = {n}; PRAGMA foreign_keys = [|YESS|]\", connection); command.ExecuteNonQuery();")]
    [InlineData("using var command = new SqliteCommand(\"PRAGMA \" + \"foreign_keys = \" + \"[|YESS|]\", connection); command.ExecuteNonQuery();")]
    [InlineData("const string sql = \"PRAGMA foreign_keys = [|YESS|]\"; using var command = new SqliteCommand(sql, connection); command.ExecuteNonQuery();")]
    [InlineData("var on = n > 1 ? \"ON\" : \"[|YESS|]\"; using var command = new SqliteCommand(\"PRAGMA foreign_keys = \" + on, connection); command.ExecuteNonQuery();")]
    [InlineData("foreach (var pragma in new[] { \"foreign_keys = ON\", \"[|foreignkeys|] = ON\" }) connection.Execute(\"PRAGMA \" + pragma);")]
    [InlineData("connection.Query<string>(\"PRAGMA foreign_keys = [|YESS|]\");")]
    [InlineData("ExecuteSql(connection, \"PRAGMA foreign_keys = [|YESS|]\");")]
    [InlineData("using var command = connection.CreateCommand(); command.CommandText = Text(); command.ExecuteNonQuery(); static string Text() => \"PRAGMA foreign_keys = [|YESS|]\";")]
    [InlineData("ExecutePragma(connection, \"foreign_keys\", \"[|YESS|]\");")]
    [InlineData("connection.Execute([|$\"PRAGMA wal_checkpoint({System.IO.FileMode.Create})\"|]);")]
    [InlineData("connection.Execute([|$\"PRAGMA wal_checkpoint({(int)System.IO.FileMode.Truncate})\"|]);")]
    public Task Forms_Trigger(string body) => Verify.Analyzer(InMethod(body), "SQLD205").RunAsync();

    [Theory]
    [InlineData("connection.Execute($\"PRAGMA foreign_keys = {n}\");")]
    [InlineData("connection.Execute($\"PRAGMA {text}\");")]
    [InlineData("connection.Execute($\"PRAGMA wal_checkpoint({System.IO.FileMode.Truncate})\"); connection.Execute(\"PRAGMA wal_checkpoint(\" + System.IO.FileMode.Truncate + \")\");")]
    [InlineData("Check(System.IO.FileMode.Truncate); void Check(System.IO.FileMode mode) => connection.Execute($\"PRAGMA wal_checkpoint({mode})\");")]
    [InlineData("connection.Execute($\"PRAGMA wal_checkpoint({System.IO.FileMode.Create:D})\"); connection.Execute($\"PRAGMA auto_vacuum = {(int)System.IO.FileMode.CreateNew}\");")]
    [InlineData("connection.Execute($\"PRAGMA {text} = ON\");")]
    [InlineData("connection.Execute($\"PRAGMA foreign_keys = Y{text}\");")]
    [InlineData("connection.Execute($\"PRAGMA cache_size = {n}MB\");")]
    [InlineData("Console.WriteLine(\"PRAGMA foreign_keys = YESS\");")]
    [InlineData("var unused = \"PRAGMA foreign_keys = YESS\";")]
    public Task WhatIsNotSeenOrNotRun_DoesNotTrigger(string body) => Verify.Analyzer(InMethod(body), "SQLD205").RunAsync();

    [Theory]
    [InlineData("[SqlitePragma(\"app\", \"[|cachesize|]\", \"-4000\")]")]
    [InlineData("[SqlitePragma(\"app\", \"main.[|cachesize|]\", \"-4000\")]")]
    [InlineData("[SqlitePragma(\"app\", \"recursive_triggers\", \"[|ONN|]\")]")]
    [InlineData("[SqlitePragma(\"app\", \"temp_store\", \"'[|MEMRY|]'\")]")]
    [InlineData("[SqlitePragma(database: \"app\", value: \"[|ONN|]\", pragma: \"recursive_triggers\")]")]
    [InlineData("[SqlitePragma(\"app\", \"recursive_triggers\", [|Names.Value|])]")]
    public Task Manifest_Triggers(string attribute) => Verify.Analyzer(Manifest(attribute), "SQLD205").RunAsync();

    [Theory]
    [InlineData("[SqlitePragma(\"app\", \"cache_size\", \"-4000\")]")]
    [InlineData("[SqlitePragma(\"app\", \"cipher_page_size\", \"4096\")]")]
    [InlineData("[SqlitePragma(\"app\", \"foreign_keys\", \"YESS\")]")]
    [InlineData("[SqlitePragma(\"app\", \"cache_size\", \"64MB\")]")]
    [InlineData("[SqlitePragma(\"app\", \"not a name\", \"1\")]")]
    [InlineData("[SqlitePragma(\"app\", null!, null!)]")]
    public Task Manifest_DoesNotTrigger(string attribute) => Verify.Analyzer(Manifest(attribute), "SQLD205").RunAsync();

    [Fact]
    public Task Fix_WritesTheNearestNamesAndValues() => Verify.CodeFix<PragmaSpellingFix>(
        InMethod("""
            connection.Execute("PRAGMA foreign_keys = [|ONN|]; /* kept */ PRAGMA synchronous = '[|NRMAL|]'; -- kept");
                    connection.Execute("PRAGMA busy_timeout = [|5_000|]");
                    connection.Execute(@"PRAGMA [|journalmode|] = WAL" + $"; PRAGMA user_version = {n}; PRAGMA temp_store = [|mem|]");
            """),
        InMethod("""
            connection.Execute("PRAGMA foreign_keys = ON; /* kept */ PRAGMA synchronous = 'NORMAL'; -- kept");
                    connection.Execute("PRAGMA busy_timeout = 5000");
                    connection.Execute(@"PRAGMA journal_mode = WAL" + $"; PRAGMA user_version = {n}; PRAGMA temp_store = memory");
            """),
        "SQLD205").RunAsync();

    [Fact]
    public Task Fix_OfTheManifest() => Verify.CodeFix<PragmaSpellingFix>(
        Manifest("[SqlitePragma(\"app\", \"[|cachesize|]\", \"-4000\"), SqlitePragma(\"app\", \"temp_store\", \"'[|MEMRY|]'\")]"),
        Manifest("[SqlitePragma(\"app\", \"cache_size\", \"-4000\"), SqlitePragma(\"app\", \"temp_store\", \"'MEMORY'\")]"),
        "SQLD205").RunAsync();

    [Theory]
    [InlineData("connection.Execute(\"PRAGMA [|frobnicate|] = 1; PRAGMA synchronous = [|ON|]; PRAGMA cache_size = [|64MB|]; PRAGMA encoding = [|utf_8|]\");")]
    public Task Fix_WhereNothingIsNear_IsNotOffered(string body) => Verify.CodeFix<PragmaSpellingFix>(InMethod(body), null, "SQLD205").RunAsync();

    private static (string Code, int Start, int Length) Unmarked(string code)
    {
        var start = code.IndexOf("{|SQLD205:", StringComparison.Ordinal);
        var end = code.IndexOf("|}", StringComparison.Ordinal);
        var text = code[(start + 10)..end];
        return (code[..start] + text + code[(end + 2)..], start, text.Length);
    }

    private static string InMethod(string body) => $$"""
        using System;
        using Dapper;
        using Microsoft.Data.Sqlite;

        class C
        {
            void M(SqliteConnection connection, int n, string text)
            {
                {{body}}
            }

            static void ExecuteSql(SqliteConnection connection, string sql)
            {
                using var command = connection.CreateCommand();
                command.CommandText = sql;
                command.ExecuteNonQuery();
            }

            static void ExecutePragma(SqliteConnection connection, string name, string value) => ExecuteSql(connection, "PRAGMA " + name + " = " + value + ";");
        }
        """;

    private static string Manifest(string attribute) => $$"""
        using SqliteDiscipline;

        [SqliteConnectionFactory]
        [SqliteDatabase("app", "app.db")]
        {{attribute}}
        static partial class Databases { }

        static class Names { public const string Value = "ONN"; }
        """;
}
