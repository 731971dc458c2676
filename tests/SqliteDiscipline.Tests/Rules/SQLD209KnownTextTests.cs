using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace SqliteDiscipline.Tests.Rules;

/// <summary>Text that has been checked elsewhere, or can only be a name that stands in the code; and what only looks so.</summary>
public sealed class SQLD209KnownTextTests
{
    [Theory]
    [InlineData("string Of(string t) => s_known.Contains(t) ? t : throw new ArgumentException(t);")]
    [InlineData("string Of(string t) => s_name.IsMatch(t) ? t : throw new ArgumentException(t);")]
    [InlineData("string Of(string t) => t.All(char.IsLetterOrDigit) ? t : throw new ArgumentException(t);")]
    [InlineData("string Of(string t) => t is \"a\" or \"b\" ? t : \"a\";")]
    [InlineData("string Of(string t) => t switch { \"a\" or \"b\" => t, _ => throw new ArgumentException(t) };")]
    [InlineData("string Of(string t) => (s_known.Contains(t) ? t : s_names[0]).ToLowerInvariant();")]
    [InlineData("string Of(string t) => \"x_\" + (s_known.Contains(t) ? t : \"a\");")]
    [InlineData("string Of(string t) { if (!s_known.Contains(t)) throw new ArgumentException(t); return t; }")]
    [InlineData("string Of(string t) { if (!Regex.IsMatch(t, \"^[a-z]+$\")) throw new ArgumentException(t); return t; }")]
    [InlineData("string Of(string t) { foreach (var c in t) if (!char.IsLetter(c)) throw new ArgumentException(t); return t; }")]
    [InlineData("string Of(string t) { foreach (var k in s_known) if (k == t) return k; throw new ArgumentException(t); }")]
    [InlineData("string Of(string t) { switch (t) { case \"a\": case \"b\": return t; default: throw new ArgumentException(t); } }")]
    [InlineData("string Of(string t) { Check(t); return t; } static void Check(string t) { if (!s_known.Contains(t)) throw new ArgumentException(t); }")]
    [InlineData("string Of(string t) => Inner(t); static string Inner(string t) => s_known.Contains(t) ? t : throw new ArgumentException(t);")]
    [InlineData("string Of(string t) => s_byName[t];")]
    [InlineData("string Of(string t) => s_byName.TryGetValue(t, out var real) ? real : throw new ArgumentException(t);")]
    [InlineData("string Of(string t) => s_known.First(known => known == t);")]
    [InlineData("string Of(string t) => Array.Find(s_names, known => known == t) ?? throw new ArgumentException(t);")]
    public async Task MethodThatGivesWhatItHasChecked_DoesNotTrigger(string method)
    {
        await Through(method, "{Of(text)}").RunAsync();
        await In("connection.Execute($\"PRAGMA table_info({Of(text)})\");", "static " + method).RunAsync();
        await In("var name = Of(text); connection.Execute($\"PRAGMA table_info({name})\");", "static " + method).RunAsync();
    }

    [Theory]
    [InlineData("string Of(string t) => t.Length > 3 ? t : throw new ArgumentException(t);")]
    [InlineData("string Of(string t) => s_known.Contains(t) ? \"a\" : t;")]
    [InlineData("string Of(string t) => s_known.Contains(\"a\") ? t : throw new ArgumentException(t);")]
    [InlineData("string Of(string t) => t.All(c => c != ' ') ? t : throw new ArgumentException(t);")]
    [InlineData("string Of(string t) => t.Contains('/') ? throw new ArgumentException(t) : t;")]
    [InlineData("string Of(string t) => t switch { { Length: 3 } => t, _ => throw new ArgumentException(t) };")]
    [InlineData("string Of(string t) { if (string.IsNullOrEmpty(t)) throw new ArgumentException(t); return t; }")]
    [InlineData("string Of(string t) { if (t.Length > 3) return t; if (!s_known.Contains(t)) throw new ArgumentException(t); return t; }")]
    [InlineData("string Of(string t) { foreach (var k in s_known) if (k == t) return t + Environment.UserName; throw new ArgumentException(t); }")]
    [InlineData("string Of(string t) { foreach (var k in Environment.GetCommandLineArgs()) if (k == t) return k; throw new ArgumentException(t); }")]
    [InlineData("string Of(string t) => Inner(t); static string Inner(string t) => t.Trim();")]
    [InlineData("string Of(string t) => s_given[t];")]
    [InlineData("string Of(string t) => s_given.TryGetValue(t, out var real) ? real : throw new ArgumentException(t);")]
    public Task MethodThatGivesOtherText_Triggers(string method) => In("connection.Execute($\"PRAGMA table_info({[|Of(text)|]})\");", "static " + method).RunAsync();

    /// <summary>What is made of itself is nothing, and no end is looked for.</summary>
    [Fact]
    public Task ListsThatAreMadeOfOneAnother_AreNotFollowedForEver() => In(
        "foreach (var name in s_first) connection.Execute($\"PRAGMA table_info({[|name|]})\");",
        "private static readonly List<string> s_first = s_second.ToList(); private static readonly List<string> s_second = s_first.Distinct().ToList();").RunAsync();

    [Theory]
    [InlineData("\"cell_size_check=ON\", \"temp_store=MEMORY\"", "name")]
    [InlineData("\"cell_size_check=ON\", text", "[|name|]")]
    public Task ListOfParams_IsWhatEachCallGives(string given, string spliced) =>
        In($"Apply(connection, {given});", $"private static void Apply(SqliteConnection c, params string[] names) {{ foreach (var name in names) c.Execute($\"PRAGMA {{{spliced}}};\"); }}").RunAsync();

    [Theory]
    [InlineData("string Of(string t) => t.Length > 3 ? t : throw new ArgumentException(t);")]
    [InlineData("string Of(string t) { if (string.IsNullOrEmpty(t)) throw new ArgumentException(t); return t; }")]
    public Task LocalFunctionThatGivesWhatItIsGiven_TriggersAtThat(string method) => Through(method, "{Of([|text|])}").RunAsync();

    // It gives constants, but what it is given it runs.
    [Fact]
    public Task MethodThatRunsWhatItIsGiven_TriggersAtThat() =>
        In("Run(connection, [|text|]);", "static string Run(SqliteConnection c, string t) { c.Execute($\"PRAGMA table_info({t})\"); return \"done\"; }").RunAsync();

    // Of what stands around the text, each its own.
    [Theory]
    [InlineData("'{Of(text)}'")]
    [InlineData("\\\"{[|Of(text)|]}\\\"")]
    public Task MethodThatKeepsOneQuoteOut_IsForThatQuote(string spliced) =>
        In($"connection.Execute($\"PRAGMA table_info({spliced})\");", "static string Of(string t) => t.Contains('\\'') ? throw new ArgumentException(t) : t;").RunAsync();

    [Theory]
    [InlineData("var name = s_known.Contains(text) ? text : throw new ArgumentException();", "name")]
    [InlineData("var name = text.Length > 3 ? text : throw new ArgumentException();", "[|name|]")]
    [InlineData("foreach (var name in list.Where(n => n.All(char.IsLetterOrDigit)))", "name")]
    [InlineData("foreach (var name in list.Where(n => s_known.Contains(n)).Distinct().ToList())", "name")]
    [InlineData("foreach (var name in list.Where(s_known.Contains))", "name")]
    [InlineData("foreach (var name in list.Where(n => n.Length > 3))", "[|name|]")]
    [InlineData("foreach (var name in list.Where(n => !n.Contains('/')).ToList())", "[|name|]")]
    [InlineData("foreach (var name in s_names.Where(n => n != text).OrderBy(n => n))", "name")]
    [InlineData("foreach (var name in s_names.Select(n => n + text))", "[|name|]")]
    [InlineData("foreach (var name in list)", "[|name|]")]
    public Task TextThatIsCheckedOnTheWay_DoesNotTrigger(string before, string spliced) => In($"{before} connection.Execute($\"PRAGMA table_info({{{spliced}}})\");").RunAsync();

    [Theory]
    [InlineData("Enum.GetName(typeof(SqliteOpenMode), mode)")]
    [InlineData("Enum.GetName(mode)!.ToLowerInvariant() + \"s\"")]
    [InlineData("typeof(T).Name")]
    [InlineData("type.Name")]
    [InlineData("type.Name.ToLowerInvariant() + 's'")]
    [InlineData("property.Name")]
    [InlineData("Named<T>.Table")]
    [InlineData("Named<T>.Quoted")]
    [InlineData("Named<T>.TableOf()")]
    [InlineData("Named<T>.TableByAttribute()")]
    [InlineData("[|Named<T>.OfUser(type)|]")]
    [InlineData("[|info.Name|]")]
    public Task NameInTheCode_DoesNotTrigger(string spliced) => In($"connection.Execute($\"PRAGMA table_info({{{spliced}}})\");").RunAsync();

    [Theory]
    [InlineData("SELECT '\\\"' || replace(name, '\\\"', '\\\"\\\"') || '\\\"' FROM sqlite_master", "{name}")]
    [InlineData("SELECT name FROM sqlite_master WHERE type = 'table' AND name IN ('a', 'b')", "{name}")]
    [InlineData("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT IN ('a', 'b')", "{[|name|]}")]
    [InlineData("SELECT name FROM sqlite_master WHERE type = 'table' OR name IN ('a', 'b')", "{[|name|]}")]
    [InlineData("SELECT title FROM notes WHERE name IN ('a', 'b')", "{[|name|]}")]
    [InlineData("SELECT name FROM pragma_database_list", "{name}")]
    [InlineData("SELECT title FROM notes", "'{[|name|]}'")]
    [InlineData("SELECT replace(title, 'a', 'b') FROM notes", "'{[|name|]}'")]
    [InlineData("SELECT name FROM sqlite_master", "{[|name|]}")]
    [InlineData("SELECT name FROM sqlite_master", "'{name}'")]
    [InlineData("SELECT tbl_name FROM main.sqlite_schema WHERE type = 'table'", "[{name}]")]
    [InlineData("SELECT sql FROM sqlite_master", "'{[|name|]}'")]
    [InlineData("SELECT title FROM notes JOIN sqlite_master", "'{[|name|]}'")]
    public async Task WhatSqliteHasAnswered_DoesNotTrigger(string sql, string spliced)
    {
        var run = $"connection.Execute($\"PRAGMA table_info({spliced})\");";
        await In($"foreach (var name in connection.Query<string>(\"{sql}\")) {run}").RunAsync();
        await In($"var names = connection.Query<string>(\"{sql}\").ToList(); foreach (var name in names) {run}").RunAsync();
        await In($"var names = new List<string>(); using var k = connection.CreateCommand(); k.CommandText = \"{sql}\"; using (var r = k.ExecuteReader()) while (r.Read()) names.Add(r.GetString(0)); foreach (var name in names) {run}").RunAsync();
        await In($"using var k = connection.CreateCommand(); k.CommandText = \"{sql}\"; using var r = k.ExecuteReader(); while (r.Read()) {run.Replace("name", "r.GetString(0)")}").RunAsync();
    }

    [Theory]
    [InlineData("names.Add(\"a\"); names.Add(\"b\");", "name")]
    [InlineData("names.Add(\"a\"); names.Add(text);", "[|name|]")]
    [InlineData("names.AddRange(list);", "[|name|]")]
    [InlineData("names.Add(\"a\"); Array.ForEach(s_names, n => names.Add(n + text));", "[|name|]")]
    [InlineData("names.Add(\"a\"); names[0] = text;", "[|name|]")]
    [InlineData("names.AddRange(s_names);", "name")]
    public Task ListThatIsFilled_IsWhatIsAdded(string filled, string spliced) =>
        In($"var names = new List<string>(); {filled} foreach (var name in names) connection.Execute($\"PRAGMA table_info({{{spliced}}})\");").RunAsync();

    [Theory]
    [InlineData("internal", "\"r1\"", "Table")]
    [InlineData("internal", "typeof(First).Name", "Table")]
    [InlineData("public", "\"r1\"", "[|Table|]")]
    [InlineData("internal", "System.Environment.UserName", "[|Table|]")]
    public Task AbstractProperty_IsWhatItsOverridesGive(string accessibility, string first, string spliced) => Verify.Analyzer(
        $$"""
        using Dapper;
        using Microsoft.Data.Sqlite;

        {{accessibility}} abstract class Repository
        {
            protected abstract string Table { get; }

            public void M(SqliteConnection connection) => connection.Execute($"PRAGMA table_info({{{spliced}}})");
        }

        {{accessibility}} sealed class First : Repository
        {
            protected override string Table => {{first}};
        }

        {{accessibility}} sealed class Second : Repository
        {
            protected override string Table { get; } = "r2";
        }
        """,
        "SQLD209").RunAsync();

    [Theory]
    [InlineData("internal", "\"users\"", "T.Name")]
    [InlineData("internal", "System.Environment.UserName", "[|T.Name|]")]
    [InlineData("public", "\"users\"", "[|T.Name|]")]
    public Task StaticAbstractProperty_IsWhatItsImplementationsGive(string accessibility, string users, string spliced) => Verify.Analyzer(
        $$"""
        using Dapper;
        using Microsoft.Data.Sqlite;

        {{accessibility}} interface ITable
        {
            static abstract string Name { get; }
        }

        {{accessibility}} sealed class Users : ITable
        {
            public static string Name => {{users}};
        }

        {{accessibility}} static class Generic
        {
            public static void M<T>(SqliteConnection connection)
                where T : ITable => connection.Execute($"PRAGMA table_info({{{spliced}}})");
        }
        """,
        "SQLD209").RunAsync();

    [Theory]
    [InlineData("private", "\"orders\"", "table.Name")]
    [InlineData("internal", "\"orders\"", "table.Name")]
    [InlineData("public", "\"orders\"", "[|table.Name|]")]
    [InlineData("private", "System.Environment.UserName", "[|table.Name|]")]
    public Task PropertyThatOnlyAConstructorGives_IsWhatItIsGiven(string constructor, string second, string spliced) => Verify.Analyzer(
        $$"""
        using Dapper;
        using Microsoft.Data.Sqlite;

        public sealed class Table
        {
            public static readonly Table Users = new("users");
            public static readonly Table Orders = new Table({{second}});

            {{constructor}} Table(string name) => Name = name;

            public string Name { get; }
        }

        public static class C
        {
            public static void M(SqliteConnection connection, Table table) => connection.Execute($"PRAGMA table_info({{{spliced}}})");
        }
        """,
        "SQLD209").RunAsync();

    [Theory]
    [InlineData("string.Concat(s.Select((c, i) => i > 0 && char.IsUpper(c) ? \"_\" + char.ToLowerInvariant(c) : char.ToLowerInvariant(c).ToString()))", "Snake(typeof(T).Name)")]
    [InlineData("Regex.Replace(s, \"(?<=[a-z])[A-Z]\", m => \"_\" + m.Value).ToLowerInvariant()", "Snake(property.Name)")]
    [InlineData("string.Concat(s.Select(c => char.ToLowerInvariant(c)))", "[|Snake(text)|]")]
    [InlineData("string.Concat(s.Select(c => char.ToLowerInvariant(c))) + Environment.UserName", "[|Snake(typeof(T).Name)|]")]
    public Task MethodThatOnlyChangesText_IsJudgedByWhatItIsGiven(string body, string spliced) =>
        In($"connection.Execute($\"PRAGMA table_info({{{spliced}}})\");", $"private static string Snake(string s) => {body};").RunAsync();

    [Theory]
    [InlineData("connection.Execute($\"PRAGMA table_info({{|#0:text|}})\");", "text", "a ')'")]
    [InlineData("connection.Execute($\"PRAGMA user_version = {{|#0:text|}}\");", "text", "a blank or ';'")]
    [InlineData("connection.Execute($\"SELECT abs(1); ATTACH @f AS {{|#0:text|}}\", new { f = \"a.db\" });", "text", "a blank or ';'", "ATTACH")]
    [InlineData("connection.Execute($\"PRAGMA table_info('{{|#0:text|}}')\");", "text", "a quote")]
    [InlineData("connection.Execute($\"PRAGMA table_info([{{|#0:text|}}])\");", "text", "a ']'")]
    public Task Message_SaysWhatEndsTheValue(string body, string text, string end, string statement = "PRAGMA")
    {
        var test = In(body);
        test.ExpectedDiagnostics.Add(Verify.Diagnostic("SQLD209").WithLocation(0)
            .WithArguments(text, statement, statement == "PRAGMA" ? "quote it, for a pragma takes no parameter" : "give it as a parameter, or quote it", end, "")
            .WithOptions(DiagnosticOptions.IgnoreAdditionalLocations));
        return test.RunAsync();
    }

    [Fact]
    public Task Message_OfTextThatStandsElsewhere_SaysWhoRunsIt()
    {
        var test = Verify.Analyzer("""
            using Dapper;
            using Microsoft.Data.Sqlite;

            public static class C
            {
                private static readonly string s_table = {|#0:System.Environment.UserName|} + "s";

                public static void M(SqliteConnection connection) => connection.Execute($"PRAGMA table_info({s_table})");
            }
            """, "SQLD209");
        test.ExpectedDiagnostics.Add(Verify.Diagnostic("SQLD209").WithLocation(0)
            .WithArguments("System.Environment.UserName", "PRAGMA", "quote it, for a pragma takes no parameter", "a ')'", " that 'C.M(SqliteConnection)' runs")
            .WithOptions(DiagnosticOptions.IgnoreAdditionalLocations));
        return test.RunAsync();
    }

    private static SqliteAnalyzerTest Through(string method, string spliced) => In($"connection.Execute($\"PRAGMA table_info({spliced})\"); static {method}");

    private static SqliteAnalyzerTest In(string body, string member = "") => Verify.Analyzer($$"""
        using System;
        using System.Collections.Generic;
        using System.IO;
        using System.Linq;
        using System.Reflection;
        using System.Text.RegularExpressions;
        using Dapper;
        using Microsoft.Data.Sqlite;

        public class C
        {
            private static readonly HashSet<string> s_known = new() { "a", "b" };
            private static readonly string[] s_names = { "a", "b" };
            private static readonly Dictionary<string, string> s_byName = new() { ["a"] = "aa" };
            private static readonly Dictionary<string, string> s_given = new() { ["a"] = Environment.UserName };
            private static readonly Regex s_name = new("^[A-Za-z_][A-Za-z0-9_]*$");

            public void M<T>(SqliteConnection connection, string text, IReadOnlyList<string> list, Type type, PropertyInfo property, FileInfo info, SqliteOpenMode mode)
            {
                {{body}}
            }

            {{member}}
        }

        [AttributeUsage(AttributeTargets.Class)]
        public sealed class TableAttribute : Attribute
        {
            public TableAttribute(string name) => Name = name;

            public string Name { get; }
        }

        public static class Named<T>
        {
            public static readonly string Quoted = "\"" + typeof(T).Name + "\"";

            public static string Table { get; } = typeof(T).Name.ToLowerInvariant() + "s";

            public static string TableOf() => Names.Name;

            public static string TableByAttribute() => typeof(T).GetCustomAttribute<TableAttribute>()?.Name ?? typeof(T).Name;

            public static string OfUser(Type type)
            {
                var name = type.Name;
                if (name.Length > 3)
                    name = Environment.UserName;
                return name;
            }

            private static class Names
            {
                public static readonly string Name = typeof(T).Name + "s";
            }
        }
        """, "SQLD209");
}
