using SqliteDiscipline.CodeFixes;
using Xunit;

namespace SqliteDiscipline.Tests.Rules;

public sealed class SQLD209SplicedTextTests
{
    [Theory]
    [InlineData("connection.Execute($\"PRAGMA user_version = {[|text|]}\");")]
    [InlineData("connection.Execute(\"PRAGMA user_version = \" + [|text|]);")]
    [InlineData("connection.Execute(string.Format(\"PRAGMA user_version = {0}\", [|text|]));")]
    [InlineData("connection.Execute($\"PRAGMA {[|text|]} = ON\");")]
    [InlineData("connection.Execute($\"PRAGMA table_info({[|text|]})\");")]
    [InlineData("connection.Execute($\"PRAGMA table_info('{[|text|]}')\");")]
    [InlineData("connection.Execute($\"PRAGMA key = '{[|text|]}'\");")]
    [InlineData("connection.Execute($\"PRAGMA key = '{[|text.Replace(\"'\", \"\")|]}'\");")]
    [InlineData("connection.Execute($\"PRAGMA key = {[|text.Replace(\"'\", \"''\")|]}\");")]
    [InlineData("connection.Execute($\"PRAGMA key = \\\"{[|text.Replace(\"'\", \"''\")|]}\\\"\");")]
    [InlineData("connection.Execute($\"ATTACH DATABASE '{[|text|]}' AS other\");")]
    [InlineData("connection.Execute($\"ATTACH '{[|Path.Combine(text, \"b.db\")|]}' AS other\");")]
    [InlineData("connection.Execute($\"ATTACH @file AS {[|text|]}\");")]
    [InlineData("connection.Execute($\"ATTACH @file AS other KEY '{[|text|]}'\");")]
    [InlineData("connection.Execute($\"VACUUM INTO '{[|text|]}'\");")]
    [InlineData("connection.Execute($\"VACUUM main INTO '{[|file|]}'\");")]
    [InlineData("connection.Execute($\"VACUUM INTO '{[|file.FullName|]}'\");")]
    [InlineData("connection.Execute($\"SELECT 1; VACUUM INTO '{[|text|]}'; SELECT {n}\");")]
    [InlineData("using var command = connection.CreateCommand(); command.CommandText = $\"VACUUM INTO '{[|text|]}'\"; command.ExecuteNonQuery();")]
    [InlineData("using var command = new SqliteCommand(\"ATTACH '\" + [|text|] + \"' AS other\", connection); command.ExecuteNonQuery();")]
    [InlineData("var path = Path.Combine(text, \"b.db\"); connection.Execute($\"VACUUM INTO '{[|path|]}'\");")]
    [InlineData("var sql = \"VACUUM INTO '\" + [|text|] + \"'\"; connection.Execute(sql);")]
    [InlineData("connection.Execute($\"VACUUM INTO '{[|_field|]}'\");")]
    [InlineData("connection.Execute($\"VACUUM INTO '{[|Property|]}'\");")]
    [InlineData("connection.Execute($\"VACUUM INTO '{[|PathOf(n)|]}'\");")]
    [InlineData("connection.Execute($\"VACUUM INTO '{[|text.Trim()|]}'\");")]
    [InlineData("connection.Execute($\"VACUUM INTO '{[|(n > 1 ? text : \"b\")|]}'\");")]
    [InlineData("foreach (var table in connection.Query<string>(\"SELECT name FROM sqlite_master\")) connection.Execute($\"PRAGMA table_info({[|table|]})\");")]
    [InlineData("var other = connection.ExecuteScalar<string>(\"SELECT path FROM files\"); connection.Execute($\"ATTACH '{[|other|]}' AS other\");")]
    [InlineData("ExecuteText(connection, $\"VACUUM INTO '{[|text|]}'\");")]
    [InlineData("ExecutePragma(connection, \"user_version\", [|text|]);")]
    [InlineData("connection.Execute($\"PRAGMA table_info([{[|text|]}])\");")]
    [InlineData("connection.Execute($\"PRAGMA table_info([{[|text.Replace(\"]\", \"]]\")|]}])\");")]
    [InlineData("connection.Execute($\"PRAGMA table_info([{[|text.Replace(\"'\", \"''\")|]}])\");")]
    [InlineData("connection.Execute($\"PRAGMA table_info([a]{[|text|]})\");")]
    public Task Text_Triggers(string body) => Verify.Analyzer(InMethod(body), "SQLD209").RunAsync();

    [Theory]
    [InlineData("connection.Execute($\"PRAGMA user_version = {n}\");")]
    [InlineData("connection.Execute($\"PRAGMA user_version = {n.ToString()}\");")]
    [InlineData("connection.Execute($\"PRAGMA user_version = {n:D}\");")]
    [InlineData("connection.Execute($\"PRAGMA journal_mode = {mode}\");")]
    [InlineData("connection.Execute($\"PRAGMA journal_mode = {mode.ToString().ToUpperInvariant()}\");")]
    [InlineData("connection.Execute($\"PRAGMA foreign_keys = {on}\");")]
    [InlineData("connection.Execute($\"PRAGMA foreign_keys = {(on ? \"ON\" : \"OFF\")}\");")]
    [InlineData("var value = on ? \"ON\" : \"OFF\"; connection.Execute(\"PRAGMA foreign_keys = \" + value);")]
    [InlineData("var value = n switch { 1 => \"ON\", _ => \"OFF\" }; connection.Execute(\"PRAGMA foreign_keys = \" + value);")]
    [InlineData("connection.Execute($\"PRAGMA foreign_keys = {Word(n)}\");")]
    [InlineData("connection.Execute($\"PRAGMA foreign_keys = {Constant}\");")]
    [InlineData("connection.Execute($\"PRAGMA foreign_keys = {s_only}\");")]
    [InlineData("connection.Execute($\"PRAGMA key = '{text.Replace(\"'\", \"''\")}'\");")]
    [InlineData("connection.Execute($\"PRAGMA key = \\\"{text.Replace(\"\\\"\", \"\\\"\\\"\")}\\\"\");")]
    [InlineData("connection.Execute($\"PRAGMA table_info([{text.Replace(\"]\", \"\")}])\");")]
    [InlineData("if (text.Contains(']')) return; connection.Execute($\"PRAGMA table_info([{text}])\");")]
    [InlineData("connection.Execute($\"PRAGMA key = '{text.Trim().Replace(\"'\", \"''\").ToUpperInvariant()}'\");")]
    [InlineData("var safe = text.Replace(\"'\", \"''\"); connection.Execute($\"VACUUM INTO '{safe}'\");")]
    [InlineData("connection.Execute($\"VACUUM INTO {Quote(text)}\");")]
    [InlineData("connection.Execute($\"VACUUM INTO {Sql(text)}\");")]
    [InlineData("connection.Execute($\"PRAGMA hexkey = '{Convert.ToHexString(new byte[n])}'\");")]
    [InlineData("connection.Execute($\"VACUUM INTO '{Guid.NewGuid()}.db'\");")]
    [InlineData("connection.Execute($\"VACUUM INTO '{Guid.NewGuid().ToString(\"N\")}.db'\");")]
    [InlineData("connection.Execute($\"VACUUM INTO '{DateTime.UtcNow:yyyyMMdd}.db'\");")]
    [InlineData("connection.Execute(\"ATTACH @file AS other\", new { file = text });")]
    [InlineData("connection.Execute(\"VACUUM INTO @file\", new { file = text });")]
    [InlineData("connection.Execute($\"SELECT * FROM {text}; PRAGMA optimize\");")]
    [InlineData("connection.Execute($\"INSERT INTO {text} VALUES (1)\");")]
    [InlineData("connection.Execute($\"EXPLAIN PRAGMA user_version = {text}\");")]
    [InlineData("foreach (var table in new[] { \"a\", \"b\" }) connection.Execute($\"PRAGMA table_info({table})\");")]
    [InlineData("foreach (var table in new List<string> { \"a\", \"b\" }) connection.Execute($\"PRAGMA table_info({table})\");")]
    [InlineData("foreach (var pair in s_pragmas) connection.Execute($\"PRAGMA {pair.Key} = {pair.Value}\");")]
    [InlineData("foreach (var (name, value) in s_pragmas) connection.Execute($\"PRAGMA {name} = {value}\");")]
    [InlineData("connection.Execute($\"PRAGMA journal_mode = {s_modes[n]}\");")]
    [InlineData("ExecutePragma(connection, \"user_version\", \"7\");")]
    [InlineData("Console.WriteLine($\"VACUUM INTO '{text}'\");")]
    [InlineData("""
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT quote($password)";
        command.Parameters.AddWithValue("$password", text);
        var quoted = (string)command.ExecuteScalar()!;
        command.Parameters.Clear();
        command.CommandText = "PRAGMA rekey = " + quoted;
        command.ExecuteNonQuery();
        """)]
    [InlineData("var quoted = connection.ExecuteScalar<string>(\"SELECT quote(@text)\", new { text }); connection.Execute($\"PRAGMA key = {quoted}\");")]
    // One of two words; numbers; names that are C#'s; what SQLite itself has said.
    [InlineData("connection.Execute($\"PRAGMA recursive_triggers = {OnOff(on)}\"); static string OnOff(bool on) => on ? \"ON\" : \"OFF\";")]
    [InlineData("connection.Execute($\"PRAGMA user_version = {Convert.ToString(n)}\");")]
    [InlineData("foreach (var name in Enum.GetNames<SqliteOpenMode>()) connection.Execute($\"PRAGMA table_info({name})\");")]
    [InlineData("using var k = connection.CreateCommand(); k.CommandText = \"PRAGMA synchronous\"; var old = (string)k.ExecuteScalar()!; connection.Execute($\"PRAGMA synchronous = {old}\");")]
    public Task Harmless_DoesNotTrigger(string body) => Verify.Analyzer(InMethod(body), "SQLD209").RunAsync();

    [Theory]
    [InlineData("string.Format(format, args)")]
    [InlineData("string.Format(System.Globalization.CultureInfo.InvariantCulture, format, args)")]
    public Task FormatHelper_IsReadAsFormat(string body) => Verify.Analyzer(
        $$"""
        using Dapper;
        using Microsoft.Data.Sqlite;

        static class Texts
        {
            public static string With(this string format, params object[] args)
            {
                return {{body}};
            }
        }

        public class C
        {
            public void M(SqliteConnection connection, string table, int version)
            {
                connection.Execute("PRAGMA table_info({0})".With([|table|]));
                connection.Execute("PRAGMA user_version = {0}".With(version));
                connection.Execute("PRAGMA key = '{0}'".With(table.Replace("'", "''")));
            }
        }
        """,
        "SQLD209").RunAsync();

    [Theory]
    [InlineData("new[] { \"bills\", \"items\" }", "table")]
    [InlineData("new string[] { \"bills\", args[0] }", "[|table|]")]
    [InlineData("args", "[|table|]")]
    public Task ListThatAPrivateMethodIsGiven_IsJudgedByItsCalls(string given, string table) => Verify.Analyzer(
        $$"""
        using Dapper;
        using Microsoft.Data.Sqlite;

        internal static class Inspection
        {
            public static void Run(SqliteConnection connection, string[] args)
            {
                Show(connection, new string[] { "orders" });
                Show(connection, {{given}});
            }

            static void Show(SqliteConnection connection, string[] tables)
            {
                foreach (var table in tables)
                {
                    connection.Query($"PRAGMA table_info({{{table}}})");
                }
            }
        }
        """,
        "SQLD209").RunAsync();

    [Fact]
    public Task TextOfAHelperItself_TriggersThere_AndNotAtItsCalls() => Verify.Analyzer(
        """
        using System.Threading.Tasks;
        using Microsoft.Data.Sqlite;
        using Microsoft.EntityFrameworkCore;

        public static class Recovery
        {
            public static async Task Start(DbContext context) => await Recover(context);

            private static async Task Recover(DbContext context)
            {
                var connection = context.Database.GetDbConnection();
                await connection.OpenAsync();
                await using var command = connection.CreateCommand();
                foreach (var type in context.Model.GetEntityTypes())
                {
                    var table = type.Name;
                    command.CommandText = $"PRAGMA table_info(\"{[|table|]}\")";
                    await using var reader = await command.ExecuteReaderAsync();
                }
            }
        }
        """,
        "SQLD209").RunAsync();

    /// <summary>What an extension block extends is given by whoever calls the member, as its parameters are.</summary>
    [CSharpTheory(1400)]
    [CSharpData(1400, "public", "public", "[|table|]")]
    [CSharpData(1400, "public", "internal", "table")]
    [CSharpData(1400, "internal", "public", "table")]
    public Task TextThatIsExtended_IsJudgedByWhoMayCall(string type, string member, string spliced) => Verify.Analyzer(
        PragmaCode.File($$"""
            {{type}} static class Tables
            {
                extension(string table)
                {
                    {{member}} void Info(SqliteConnection connection) => connection.Execute($"PRAGMA table_info('{{{spliced}}}')");
                }
            }
            """),
        "SQLD209").RunAsync();

    [Fact]
    public Task HelperThatAnybodyMayCall_TriggersInItself_AndNotAtItsCalls() => Verify.Analyzer("""
        using Microsoft.Data.Sqlite;

        public static class Files
        {
            public static void M(SqliteConnection connection, string path) => Attach(connection, path);

            public static void Attach(SqliteConnection connection, string path)
            {
                using var command = connection.CreateCommand();
                command.CommandText = $"ATTACH DATABASE '{[|path|]}' AS other";
                command.ExecuteNonQuery();
            }
        }
        """, "SQLD209").RunAsync();

    [Fact]
    public Task Fix_QuotesTheText() => Verify.CodeFix<SplicedTextFix>(
        InMethod("""
            connection.Execute($"VACUUM INTO '{[|text|]}'"); // kept
                    connection.Execute($"ATTACH {[|text.Replace("'", "''")|]} AS x");
                    connection.Execute($"PRAGMA user_version = {[|text|]}; PRAGMA table_info({ /* kept */ [|text.Trim()|]})");
                    connection.Execute("ATTACH '" + [|text|] + "' AS other");
                    connection.Execute("PRAGMA user_version = " + [|text|]);
                    connection.Execute($"PRAGMA key = \"{[|text|]}\"");
                    connection.Execute($"VACUUM INTO '{[|maybe|]}'");
            """),
        InMethod("""
            connection.Execute($"VACUUM INTO '{text.Replace("'", "''")}'"); // kept
                    connection.Execute($"ATTACH '{text.Replace("'", "''")}' AS x");
                    connection.Execute($"PRAGMA user_version = '{text.Replace("'", "''")}'; PRAGMA table_info('{ /* kept */ text.Trim().Replace("'", "''")}')");
                    connection.Execute("ATTACH '" + text.Replace("'", "''") + "' AS other");
                    connection.Execute("PRAGMA user_version = '" + text.Replace("'", "''") + "'");
                    connection.Execute($"PRAGMA key = \"{text.Replace("\"", "\"\"")}\"");
                    connection.Execute($"VACUUM INTO '{maybe?.Replace("'", "''")}'");
            """),
        "SQLD209").RunAsync();

    [Theory]
    [InlineData(
        "using var command = connection.CreateCommand();\n        command.CommandText = $\"ATTACH DATABASE '{[|text|]}' AS other\"; // kept\n        command.ExecuteNonQuery();",
        "using var command = connection.CreateCommand();\n        command.CommandText = \"ATTACH DATABASE $text AS other\";\n        command.Parameters.AddWithValue(\"$text\", text); // kept\n        command.ExecuteNonQuery();")]
    [InlineData(
        "using (var command = connection.CreateCommand())\n        {\n            command.CommandText = \"VACUUM INTO '\" + [|_field|] + \"'\";\n            command.ExecuteNonQuery();\n        }",
        "using (var command = connection.CreateCommand())\n        {\n            command.CommandText = \"VACUUM INTO $field\";\n            command.Parameters.AddWithValue(\"$field\", _field);\n            command.ExecuteNonQuery();\n        }")]
    [InlineData(
        "var command = new SqliteCommand($\"VACUUM INTO '{[|Path.Combine(text, \"b.db\")|]}'\", connection);\n        command.ExecuteNonQuery();",
        "var command = new SqliteCommand(\"VACUUM INTO $file\", connection);\n        command.Parameters.AddWithValue(\"$file\", Path.Combine(text, \"b.db\"));\n        command.ExecuteNonQuery();")]
    [InlineData(
        "using var command = connection.CreateCommand();\n        command.Parameters.AddWithValue(\"$text\", 1);\n        command.CommandText = $@\"ATTACH {[|text|]} AS x{n}; SELECT $text;\";\n        command.ExecuteNonQuery();",
        "using var command = connection.CreateCommand();\n        command.Parameters.AddWithValue(\"$text\", 1);\n        command.CommandText = $@\"ATTACH $text2 AS x{n}; SELECT $text;\";\n        command.Parameters.AddWithValue(\"$text2\", text);\n        command.ExecuteNonQuery();")]
    public Task Fix_OfACommandAtHand_GivesAParameter(string before, string after) =>
        Verify.CodeFix<SplicedTextFix>(InMethod(before), InMethod(after), "SQLD209").RunAsync();

    [Theory]
    // More between the quotes; a command that is made elsewhere, runs in a loop or forgets its parameters; DbCommand; what may be null.
    [InlineData("using var command = connection.CreateCommand();\n        command.CommandText = $\"VACUUM INTO '{[|text|]}.bak'\";\n        command.ExecuteNonQuery();")]
    [InlineData("using var command = connection.CreateCommand();\n        for (var i = 0; i < n; i++)\n        {\n            command.CommandText = $\"ATTACH '{[|text|]}' AS x{i}\";\n            command.ExecuteNonQuery();\n        }")]
    [InlineData("using var command = connection.CreateCommand();\n        command.CommandText = $\"VACUUM INTO '{[|text|]}'\";\n        command.Parameters.Clear();\n        command.ExecuteNonQuery();")]
    [InlineData("using System.Data.Common.DbCommand command = connection.CreateCommand();\n        command.CommandText = $\"VACUUM INTO '{[|text|]}'\";\n        command.ExecuteNonQuery();")]
    [InlineData("using var command = connection.CreateCommand();\n        command.CommandText = $\"PRAGMA key = '{[|text|]}'\";\n        command.ExecuteNonQuery();")]
    // One that runs another text afterwards, which would be given the parameter, too.
    [InlineData("using var command = connection.CreateCommand();\n        command.CommandText = $\"ATTACH '{[|text|]}' AS x\";\n        command.ExecuteNonQuery();\n        command.CommandText = \"DETACH x\";\n        command.ExecuteNonQuery();")]
    public Task Fix_WhereAParameterWouldNotDo_QuotesTheText(string before) => Verify.CodeFix<SplicedTextFix>(
        InMethod(before), InMethod(before.Replace("{[|text|]}", "{text.Replace(\"'\", \"''\")}")), "SQLD209").RunAsync();

    // A text of another file is not shown there, and no fix reaches over.
    [Fact]
    public Task Text_OfAnotherFile_HasNoFix() => Verify.CodeFix<SplicedTextFix>(InMethod("[|connection.Execute(Texts.Attach)|];"), null, "SQLD209")
        .WithFile("Texts.cs", """
            using System;

            internal static class Texts
            {
                private static readonly string s_temp = Environment.GetEnvironmentVariable("X") + ".tmp";
                public static readonly string Attach = $"ATTACH '{s_temp}' AS t";
            }
            """).RunAsync();

    [Theory]
    [InlineData("connection.Execute(\"PRAGMA table_info(\" + [|text|] + \")\");", "connection.Execute(\"PRAGMA table_info('\" + text.Replace(\"'\", \"''\") + \"')\");")]
    [InlineData("connection.Execute(\"PRAGMA \" + \"table_info(\" + [|text|] + @\")\" + \"; SELECT 1\");", "connection.Execute(\"PRAGMA \" + \"table_info('\" + text.Replace(\"'\", \"''\") + @\"')\" + \"; SELECT 1\");")]
    public Task Fix_PutsQuotesIntoTheLiteralsAround(string before, string after) => Verify.CodeFix<SplicedTextFix>(InMethod(before), InMethod(after), "SQLD209").RunAsync();

    // What other code moves and deletes by that name is a path: it is quoted in the SQL, not where it is put together.
    [Theory]
    [InlineData("var temp = $\"{text}.tmp\"; connection.Execute($\"ATTACH '{[|temp|]}' AS t\"); File.Delete(temp);")]
    [InlineData("var temp = text + \"/\" + _field; connection.Execute(\"ATTACH '\" + [|temp|] + \"' AS t\"); File.Delete(temp);")]
    [InlineData("var temp = $\"{text}.tmp\"; var sql = $\"SELECT {n}; VACUUM INTO '{n}{[|temp|]}'\"; connection.Execute(sql);")]
    [InlineData("var temp = $\"{text}.tmp\"; var sql = $\"VACUUM INTO '{temp}'\"; connection.Execute(sql);", "'{temp}'", "'{[|temp|]}'")]
    public Task Fix_OfANameThatIsPutTogetherElsewhere_QuotesItInTheSql(string body, string from = "", string to = "")
    {
        var before = from.Length == 0 ? body : body.Replace(from, to);
        return Verify.CodeFix<SplicedTextFix>(InMethod(before), InMethod(before.Replace("[|temp|]", "temp.Replace(\"'\", \"''\")")), "SQLD209").RunAsync();
    }

    [Theory]
    [InlineData("connection.Execute($\"PRAGMA {[|text|]} = ON\");")]
    [InlineData("connection.Execute($\"PRAGMA cache_size = -{[|text|]}\");")]
    [InlineData("connection.Execute($\"PRAGMA cache_size = {[|text|]}000\");")]
    [InlineData("connection.Execute($\"VACUUM INTO '{[|file|]}'\");")]
    [InlineData("ExecutePragma(connection, \"user_version\", [|text|]);")]
    public Task Fix_WhereQuotesWouldNotDo_IsNotOffered(string body) => Verify.CodeFix<SplicedTextFix>(InMethod(body), null, "SQLD209").RunAsync();

    /// <summary>A parameter that anybody may give, and what the code asks of it before.</summary>
    [Theory]
    [InlineData("if (table is not (\"orders\" or \"lines\")) throw new ArgumentException();")]
    [InlineData("if (table != \"orders\" && table != \"lines\") { return; }")]
    [InlineData("if (!table.All(char.IsLetterOrDigit)) throw new ArgumentException();")]
    [InlineData("if (!Regex.IsMatch(table, \"^[a-z]+$\")) throw new ArgumentException();")]
    [InlineData("if (!s_known.Contains(table!)) return;")]
    [InlineData("if (table.Contains('\"')) throw new ArgumentException();")]
    [InlineData("EnsureIdentifier(table);")]
    [InlineData("table = EnsureIdentifier(table);")]
    [InlineData("if (s_known.Contains(table))")]
    [InlineData("if (!IsIdentifier(table)) throw new ArgumentException();")]
    [InlineData("if (!Regex.IsMatch(table, @\"^[\\w.-]+\\z\")) throw new ArgumentException();")]
    [InlineData("if (!Array.Exists(s_array, known => known == table)) return;")]
    [InlineData("foreach (var c in table) if (!char.IsLetter(c)) throw new ArgumentException();")]
    [InlineData("switch (table) { case \"a\": case \"b\": break; default: throw new ArgumentException(); }")]
    [InlineData("if (Array.IndexOf(s_array, table) < 0) return;")]
    [InlineData("if (!s_array.Any(known => known == table)) return;")]
    [InlineData("if (table.IndexOf('\"') >= 0) throw new ArgumentException();")]
    [InlineData("if (Regex.IsMatch(table, \"[^a-z]\")) throw new ArgumentException();")]
    [InlineData("if (string.IsNullOrEmpty(table) || !table.All(char.IsLetter)) return;")]
    [InlineData("if (table is \"a\" or \"b\")")]
    public Task CheckedParameter_DoesNotTrigger(string check) => Checked(check, "connection.Execute($\"PRAGMA table_info({table})\");").RunAsync();

    [Theory]
    [InlineData("var name = table switch { \"a\" or \"b\" => table, _ => throw new ArgumentException() };", "connection.Execute($\"PRAGMA table_info({name})\");")]
    [InlineData("switch (table) { case \"a\":", "connection.Execute($\"PRAGMA table_info({table})\"); break; }")]
    [InlineData("var name = SafeName(table);", "connection.Execute($\"PRAGMA table_info({name})\");")]
    public Task CheckedByAChoice_DoesNotTrigger(string check, string use) => Checked(check, use).RunAsync();

    [Theory]
    [InlineData("ArgumentNullException.ThrowIfNull(table);")]
    [InlineData("if (string.IsNullOrWhiteSpace(table)) throw new ArgumentException();")]
    [InlineData("if (!File.Exists(table)) return;")]
    [InlineData("if (!Path.IsPathRooted(table)) return;")]
    [InlineData("if (table == \"\") return;")]
    [InlineData("if (other is \"a\") return;")]
    [InlineData("if (table is \"a\") Console.WriteLine();")]
    [InlineData("EnsureDirectory(table);")]
    [InlineData("EnsureLogged(table);")]
    [InlineData("if (!IsOpen(table)) return;")]
    [InlineData("if (!Regex.IsMatch(table, \"^.+$\")) return;")]
    [InlineData("if (table == \":memory:\") return;")]
    [InlineData("if (table is \":memory:\" or \"\") return;")]
    [InlineData("if (table != \"a\")")]
    [InlineData("if (s_known.Contains(table)) return;")]
    [InlineData("if (!Regex.IsMatch(table, \".+\")) return;")]
    [InlineData("if (!table.All(c => c != ' ')) return;")]
    [InlineData("if (table == \"a\" || other == \"b\")")]
    [InlineData("EnsureIdentifier(other);")]
    [InlineData("var name = other switch { \"a\" => table, _ => table };")]
    public Task CheckThatSaysNothing_Triggers(string check) => Checked(check, "connection.Execute($\"PRAGMA table_info({[|table|]})\");").RunAsync();

    /// <summary>A key that is kept as keys are kept: made or loaded by one method, held by a field, given out by another.</summary>
    [Theory]
    [InlineData("Key()", "Convert.ToHexString(bytes)")]
    [InlineData("Key()", "BitConverter.ToString(bytes).Replace(\"-\", \"\").ToLowerInvariant()")]
    [InlineData("K.Key()", "Convert.ToBase64String(bytes)")]
    public Task HexadecimalThatIsKept_DoesNotTrigger(string key, string made) => Kept(key, made).RunAsync();

    [Theory]
    [InlineData("[|Key()|]", "Environment.GetEnvironmentVariable(\"KEY\")")]
    [InlineData("[|Key()|]", "Convert.ToHexString(bytes).Replace(\"A\", Environment.GetEnvironmentVariable(\"KEY\"))")]
    public Task OtherTextThatIsKept_Triggers(string key, string made) => Kept(key, made).RunAsync();

    private static SqliteAnalyzerTest Kept(string key, string made) => Verify.Analyzer($$"""
        using System;
        using Dapper;
        using Microsoft.Data.Sqlite;

        public static class K
        {
            private static readonly object s_lock = new();
            private static string? s_key;

            public static void M(SqliteConnection connection) => connection.Execute($"PRAGMA key = \"x'{{{key}}}'\"");

            private static string Key()
            {
                if (s_key != null)
                    return s_key;
                lock (s_lock)
                    return s_key ??= Load(new byte[32]);
            }

            private static string Load(byte[] bytes)
            {
                if (bytes.Length == 1)
                    throw new ArgumentException();
                return {{made}};
            }
        }
        """, "SQLD209");

    private static SqliteAnalyzerTest Checked(string check, string use) => Verify.Analyzer($$"""
        using System;
        using System.Collections.Generic;
        using System.IO;
        using System.Linq;
        using System.Text.RegularExpressions;
        using Dapper;
        using Microsoft.Data.Sqlite;

        public class C
        {
            private static readonly HashSet<string> s_known = new() { "a" };
            private static readonly string[] s_array = { "a" };

            public void M(SqliteConnection connection, string table, string other)
            {
                {{check}}
                {{use}}
            }

            private static string EnsureIdentifier(string text) => text;

            private static string SafeName(string text) => string.Concat(text.Where(char.IsLetter));

            private static bool IsOpen(string path) => File.Exists(path);

            private static void EnsureLogged(string text) => Console.WriteLine(text);

            private static void EnsureDirectory(string path) => Directory.CreateDirectory(path);

            private static bool IsIdentifier(string text) => text.All(char.IsLetter);
        }
        """, "SQLD209");

    private static string InMethod(string body) => $$"""
        using System;
        using System.Collections.Generic;
        using System.IO;
        using Dapper;
        using Microsoft.Data.Sqlite;

        public class C
        {
            private const string Constant = "ON";
            private static readonly string s_only = "ON";
            private static readonly string[] s_modes = { "WAL", "DELETE" };
            private static readonly Dictionary<string, string> s_pragmas = new() { ["foreign_keys"] = "ON" };
            private readonly string _field;

            public C(string field) => _field = field;

            public string Property { get; set; } = "";

            public void M(SqliteConnection connection, int n, bool on, string text, string? maybe, FileInfo file, SqliteOpenMode mode)
            {
                {{body}}
            }

            private static string PathOf(int n) => Path.Combine("a", n + ".db");

            private static string Word(int n) => n switch { 1 => "ON", _ => "OFF" };

            private static string Sql(string text) => "'" + text.Replace("'", "''") + "'";

            private static string Quote(string text) => text;

            private static void ExecuteText(SqliteConnection connection, string sql) => connection.Execute(sql);

            private static void ExecutePragma(SqliteConnection connection, string name, string value) => connection.Execute("PRAGMA " + name + " = " + value + ";");
        }
        """;

    /// <summary>What a record of the program's own holds is what the program has given it.</summary>
    [Theory]
    [InlineData("internal", "\"archive\"")]
    [InlineData("internal", "n > 3 ? \"a\" : \"b\"")]
    [InlineData("public", "\"archive\"", true)]
    [InlineData("internal", "text", true)]
    [InlineData("internal", "\"a\"", true, "new Attached(\"x\", text)")]
    [InlineData("internal", "\"a\"", true, "one with { Schema = text }")]
    [InlineData("internal", "\"a\"", true, "System.Linq.Enumerable.First(c.Query<Attached>(\"SELECT path, schema FROM databases\"))")]
    public Task PropertyOfARecord_IsWhatItIsGiven(string accessibility, string given, bool isHarmful = false, string? other = null) => Verify.Analyzer(
        $$"""
        using System.Collections.Generic;
        using Dapper;
        using Microsoft.Data.Sqlite;

        {{accessibility}} sealed record Attached(string Path, string Schema);

        class C
        {
            static IEnumerable<Attached> All(SqliteConnection c, string text, int n)
            {
                Attached one = new("a.db", {{given}});
                yield return one;
                {{(other is null ? "" : $"yield return {other};")}}
            }

            static void Attach(SqliteConnection c, Attached attached)
            {
                using var command = c.CreateCommand();
                command.CommandText = $"ATTACH $path AS {{{(isHarmful ? "[|attached.Schema|]" : "attached.Schema")}}}";
                command.Parameters.AddWithValue("$path", attached.Path);
                command.ExecuteNonQuery();
            }
        }
        """,
        "SQLD209").RunAsync();
}
