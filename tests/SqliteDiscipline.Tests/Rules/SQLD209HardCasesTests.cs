using Xunit;

namespace SqliteDiscipline.Tests.Rules;

/// <summary>What only looks like a check, and what is one though it looks otherwise.</summary>
public sealed class SQLD209HardCasesTests
{
    // Many times what it takes, and far less than every way would.
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    /// <summary>What options list as pragmas is SQL, and no value that could be quoted.</summary>
    [Theory]
    [InlineData("foreach (var p in o.Pragmas) c.Execute(\"PRAGMA \" + p);")]
    [InlineData("foreach (var p in o.Pragmas ?? new string[0]) c.Execute($\"PRAGMA {p};\");")]
    [InlineData("foreach (var p in o.Pragmas) { using var k = c.CreateCommand(); k.CommandText = $\"PRAGMA {p}\"; k.ExecuteNonQuery(); }")]
    [InlineData("foreach (var p in o.Pragmas) c.Execute($\"PRAGMA table_info({[|p|]})\");")]
    [InlineData("foreach (var p in o.Pragmas) c.Execute($\"PRAGMA journal_mode = {[|p|]}\");")]
    [InlineData("foreach (var p in o.Pragmas) c.Execute($\"PRAGMA main.{[|p|]}\");")]
    [InlineData("foreach (var p in o.Pragmas) c.Execute($\"ATTACH '{[|p|]}' AS a\");")]
    [InlineData("foreach (var p in text.Split(';')) c.Execute(\"PRAGMA \" + [|p|]);")]
    [InlineData("c.Execute(\"PRAGMA \" + [|text|]);")]
    public Task PragmasThatOptionsList_AreMeant(string statements) => Verify.Analyzer(
        $$"""
        using Dapper;
        using Microsoft.Data.Sqlite;

        public class Options { public string[] Pragmas { get; set; } = { "foreign_keys = ON" }; }

        public class C
        {
            public void M(SqliteConnection c, Options o, string text) { {{statements}} }
        }
        """, "SQLD209").RunAsync();

    // A parameter that is assigned to is still its caller's text, unless something else takes its place.
    [Theory]
    [InlineData("p = p.Trim();")]
    [InlineData("p = p.Trim().ToLowerInvariant();")]
    [InlineData("p = p.Replace('/', '-');")]
    [InlineData("p = \"a/\" + p;")]
    [InlineData("p = $\"{p}.db\";")]
    [InlineData("p += \".db\";")]
    [InlineData("p ??= \"a.db\";")]
    [InlineData("p = p ?? \"a.db\";")]
    [InlineData("p = other;")]
    [InlineData("p = Path.GetFullPath(p);")]
    [InlineData("var trimmed = p.Trim(); p = trimmed;")]
    [InlineData("if (string.IsNullOrEmpty(p)) p = \"a.db\";")]
    [InlineData("if (p is null || p.Length == 0) { p = \"a.db\"; }")]
    [InlineData("if (p.EndsWith('/')) p = p.TrimEnd('/');")]
    [InlineData("p = \"a.db\"; p += other;")]
    [InlineData("p = Known(p); p = other.Trim();")]
    public Task AssignedParameter_Triggers(string assignment) => Given(assignment, "{[|p|]}").RunAsync();

    [Theory]
    [InlineData("p = \"a.db\";")]
    [InlineData("p = other.Length > 3 ? \"a\" : \"b\";")]
    [InlineData("p = Known(p);")]
    [InlineData("p = p.Trim(); p = Known(p);")]
    [InlineData("p = Known(p); p = p.Trim();")]
    [InlineData("p = p.Replace(\"'\", \"''\");")]
    [InlineData("p = Guid.NewGuid().ToString(\"N\");")]
    [InlineData("if (!s_known.Contains(p)) p = \"a\";")]
    [InlineData("Guard.OneOf(p, \"a\", \"b\");")]
    [InlineData("if (p is null || !s_known.Contains(p)) p = \"a\";")]
    [InlineData("Fill(ref p);")]
    [InlineData("p = Regex.Replace(p, \"[^a-z]\", \"\");")]
    public Task ParameterThatIsGivenOtherText_DoesNotTrigger(string assignment) => Given(assignment, "{p}").RunAsync();

    // What comes after the text is made is not in it.
    [Fact]
    public Task ParameterThatIsAssignedLater_Triggers() => Given("", "{[|p|]}", "p = \"a\";").RunAsync();

    [Theory]
    [InlineData("if (s_bad.IsMatch(p)) throw new ArgumentException();")]
    [InlineData("if (s_bad.Match(p).Success) throw new ArgumentException();")]
    [InlineData("if (_bad.IsMatch(p)) throw new ArgumentException();")]
    [InlineData("if (Bad().IsMatch(p)) throw new ArgumentException();")]
    [InlineData("if (!Good().IsMatch(p)) throw new ArgumentException();")]
    [InlineData("if (Regex.IsMatch(p, @\"\\W\")) throw new ArgumentException();")]
    [InlineData("if (Regex.IsMatch(p, \"['\\\";]\")) throw new ArgumentException();")]
    [InlineData("if (Regex.IsMatch(p, BadPattern)) throw new ArgumentException();")]
    [InlineData("if (!Regex.IsMatch(p, s_goodPattern)) throw new ArgumentException();")]
    [InlineData("if (!Regex.IsMatch(p, \"^[A-Z]+$\", RegexOptions.IgnoreCase)) throw new ArgumentException();")]
    [InlineData("if (!Regex.IsMatch(p, @\"^(?!\\d)(?:[\\w.-]+)$\")) throw new ArgumentException();")]
    [InlineData("if (!Regex.IsMatch(p, @\"^(?<name>[a-z]{1,8})(\\.db)?$\")) throw new ArgumentException();")]
    [InlineData("if (!Regex.IsMatch(p, \"^[^']+$\")) throw new ArgumentException();")]
    // Patterns that nobody sees, either way.
    [InlineData("if (given.IsMatch(p)) throw new ArgumentException();")]
    [InlineData("if (!given.IsMatch(p)) throw new ArgumentException();")]
    [InlineData("if (Regex.IsMatch(p, other)) throw new ArgumentException();")]
    [InlineData("if (Regex.IsMatch(p, \"[^\")) throw new ArgumentException();")]
    [InlineData("if (HasInvalidChars(p)) throw new ArgumentException();")]
    [InlineData("if (p is not \"a\" and not \"b\") throw new ArgumentException();")]
    [InlineData("if (!p.Equals(\"a\", StringComparison.Ordinal)) throw new ArgumentException();")]
    [InlineData("if (p.IndexOfAny(s_forbidden) >= 0) throw new ArgumentException();")]
    [InlineData("if (p.IndexOfAny(new[] { '\\'', ';' }) != -1) throw new ArgumentException();")]
    [InlineData("if (p.IndexOfAny(other.ToCharArray()) >= 0) throw new ArgumentException();")]
    [InlineData("if (p.Contains(\"'\")) throw new ArgumentException();")]
    [InlineData("if (s_forbidden.Any(p.Contains)) throw new ArgumentException();")]
    [InlineData("if (p.Any(c => c == '\\'' || c < ' ')) throw new ArgumentException();")]
    [InlineData("if (p.Any(c => !char.IsLetterOrDigit(c) && c != '_')) throw new ArgumentException();")]
    [InlineData("if (p.Any(char.IsPunctuation)) throw new ArgumentException();")]
    [InlineData("if (p.Any(Forbids)) throw new ArgumentException();")]
    [InlineData("if (!p.All(c => c is >= 'a' and <= 'z' or '_')) throw new ArgumentException();")]
    [InlineData("if (!p.All(c => char.IsLetter(c) || \"_-\".Contains(c))) throw new ArgumentException();")]
    [InlineData("foreach (var c in p) { if (char.IsLetter(c)) continue; throw new ArgumentException(); }")]
    [InlineData("switch (p) { case Known1: case \"b\" or \"c\": break; case var q when q.Length > 3: return; default: { throw new ArgumentException(); } }")]
    public Task Check_DoesNotTrigger(string check) => Given(check, "{p}").RunAsync();

    [Theory]
    [InlineData("if (Regex.IsMatch(p, @\"\\s\")) throw new ArgumentException();")]
    [InlineData("if (s_blank.IsMatch(p)) throw new ArgumentException();")]
    [InlineData("if (!Regex.IsMatch(p, @\"^\\S+$\")) throw new ArgumentException();")]
    [InlineData("if (!Regex.IsMatch(p, \"^[^/]+$\")) throw new ArgumentException();")]
    [InlineData("if (!Regex.IsMatch(p, @\"^\\W+$\")) throw new ArgumentException();")]
    [InlineData("if (!Regex.IsMatch(p, @\"^[\\w\\W]{3}$\")) throw new ArgumentException();")]
    [InlineData("if (!Regex.IsMatch(p, @\"^[a-z]{8}.*\\.db$\")) throw new ArgumentException();")]
    [InlineData("if (!Regex.IsMatch(p, @\"\\w+$\")) throw new ArgumentException();")]
    [InlineData("if (!Regex.IsMatch(p, \"^[a-z]+$\", RegexOptions.Multiline)) throw new ArgumentException();")]
    [InlineData("if (!s_bad.IsMatch(p)) throw new ArgumentException();")]
    [InlineData("if (Good().IsMatch(p)) throw new ArgumentException();")]
    [InlineData("if (p.Contains(\"..\")) throw new ArgumentException();")]
    [InlineData("if (p.Contains('/')) throw new ArgumentException();")]
    [InlineData("if (p.IndexOf('\"') >= 0) throw new ArgumentException();")]
    [InlineData("if (p.IndexOfAny(Path.GetInvalidFileNameChars()) >= 0) throw new ArgumentException();")]
    [InlineData("if (p.IndexOfAny(s_separators) >= 0) throw new ArgumentException();")]
    [InlineData("if (p.StartsWith(\"/\")) throw new ArgumentException();")]
    [InlineData("if (s_separators.Any(p.Contains)) throw new ArgumentException();")]
    [InlineData("if (p.Any(char.IsControl)) throw new ArgumentException();")]
    [InlineData("if (p.Any(c => char.IsWhiteSpace(c) || c == '/')) throw new ArgumentException();")]
    [InlineData("if (!p.All(c => c >= ' ')) throw new ArgumentException();")]
    [InlineData("foreach (var c in p) if (char.IsControl(c)) throw new ArgumentException();")]
    [InlineData("switch (p) { case var q when q.Length > 3: break; default: throw new ArgumentException(); }")]
    [InlineData("switch (p) { case { Length: > 3 }: break; default: throw new ArgumentException(); }")]
    [InlineData("if (!HasInvalidChars(p)) throw new ArgumentException();")]
    public Task CheckThatLetsQuotesThrough_Triggers(string check) => Given(check, "{[|p|]}").RunAsync();

    [Theory]
    [InlineData("case var q when q.Length > 3:", "[|p|]")]
    [InlineData("case { Length: 3 }:", "[|p|]")]
    [InlineData("case \"a\" when other.Length > 3:", "p")]
    public Task SwitchSection_IsACheckByConstantsOnly(string label, string p) => Given($"switch (p) {{ {label}", $"{{{p}}}", "break; }").RunAsync();

    [Theory]
    [InlineData("p switch { { Length: 3 } => p, _ => \"a\" }", "[|name|]")]
    [InlineData("p switch { \"a\" or \"b\" => p, _ => \"a\" }", "name")]
    public Task SwitchExpression_IsACheckByConstantsOnly(string value, string name) => Given($"var name = {value};", $"{{{name}}}").RunAsync();

    [Theory]
    [InlineData("[|GetUnsafePath(p)|]")]
    [InlineData("[|Unchecked(p)|]")]
    [InlineData("[|Unquote(p)|]")]
    [InlineData("[|Num(p)|]")]
    [InlineData("[|given.GetGroupNames().First()|]")]
    [InlineData("s_known.First()")]
    [InlineData("s_names.ElementAt(1)")]
    [InlineData("Array.Find(s_names, known => known == p) ?? throw new ArgumentException()")]
    [InlineData("Array.Find(s_names, known => known == p)")]
    [InlineData("[|Array.Find(given.GetGroupNames(), known => known == p)|]")]
    [InlineData("SafePath(p)")]
    [InlineData("ToSQLSafe(p)")]
    [InlineData("quotedName(p)")]
    [InlineData("NewName()")]
    [InlineData("Num(3)")]
    [InlineData("Day(DateTime.UtcNow)")]
    [InlineData("Temp(3)")]
    [InlineData("Local(3)")]
    [InlineData("Mode(SqliteOpenMode.Memory)")]
    [InlineData("Regex.Replace(p, @\"\\W\", \"_\")")]
    [InlineData("[|Regex.Replace(p, @\"\\s\", \"_\")|]")]
    [InlineData("[|Regex.Replace(p, @\"\\W\", other)|]")]
    public Task Method_IsKnownByItsNameOrByWhatItGives(string call) => Given("", $"{{{call}}}").RunAsync();

    // Each of the methods is read once, though there are 200^4 ways through four of them.
    [Theory]
    [InlineData(4)]
    [InlineData(12)]
    public async Task MethodsThatCallEachOtherEverywhere_AreReadOnce(int depth)
    {
        var methods = Enumerable.Range(0, depth).Select(i => Chosen(i, i + 1 < depth ? $"M{i + 1}(n)" : "Convert.ToHexString(new byte[n])"));
        using var patience = new CancellationTokenSource(s_patience);

        await Verify.Analyzer($$"""
            using System;
            using Dapper;
            using Microsoft.Data.Sqlite;

            public static class C
            {
                public static void M(SqliteConnection connection, int n) => connection.Execute($"PRAGMA key = '{M0(n)}'");

                {{string.Join("\n", methods)}}
            }
            """, "SQLD209").RunAsync(patience.Token);
    }

    // Variables that are made of the next, wherever one looks.
    [Fact]
    public async Task VariablesOfVariables_AreReadOnce()
    {
        const int Depth = 8;
        var variables = Enumerable.Range(0, Depth).Reverse().Select(i => $"var v{i} = n switch {{ {Cases("", " => ", i + 1 < Depth ? $"v{i + 1}" : "p", ", ")}, _ => \"a\" }};");
        using var patience = new CancellationTokenSource(s_patience);

        await Verify.Analyzer($$"""
            using Dapper;
            using Microsoft.Data.Sqlite;

            public static class C
            {
                public static void M(SqliteConnection connection, int n, string p)
                {
                    {{string.Join("\n", variables)}}
                    connection.Execute($"PRAGMA key = '{v0}'");
                }
            }
            """, "SQLD209").RunAsync(patience.Token);
    }

    private static string Chosen(int method, string value) =>
        $"private static string M{method}(int n) {{ switch (n) {{ {Cases("case ", ": return ", value, "; ")}; default: throw new ArgumentException(); }} }}";

    private static string Cases(string word, string arrow, string value, string between) =>
        string.Join(between, Enumerable.Range(0, 200).Select(i => $"{word}{i}{arrow}{value}"));

    private static SqliteAnalyzerTest Given(string before, string spliced, string after = "") => Verify.Analyzer($$"""
        using System;
        using System.Collections.Generic;
        using System.Globalization;
        using System.IO;
        using System.Linq;
        using System.Text.RegularExpressions;
        using Microsoft.Data.Sqlite;

        public partial class C
        {
            private const string BadPattern = "[^a-z]";
            private const string Known1 = "a";
            private static readonly string s_goodPattern = "^[a-z]+$";
            private static readonly Regex s_bad = new("[^A-Za-z0-9_]");
            private static readonly Regex s_blank = new Regex(@"\s", RegexOptions.Compiled | RegexOptions.CultureInvariant);
            private static readonly HashSet<string> s_known = new() { "a" };
            private static readonly string[] s_names = { "a", "b" };
            private static readonly char[] s_forbidden = { '\'', '"' };
            private static readonly char[] s_separators = { '/', '\\' };
            private readonly Regex _bad = new(BadPattern, RegexOptions.Compiled);

            public void M(SqliteConnection connection, string p, string other, Regex given)
            {
                using var command = connection.CreateCommand();
                {{before}}
                command.CommandText = $"ATTACH '{{spliced}}' AS x";
                command.ExecuteNonQuery();
                {{after}}
            }

            [GeneratedRegex(@"[^\w]")]
            private static partial Regex Bad();

            private static partial Regex Bad() => throw new NotImplementedException();

            [GeneratedRegex("^[a-z]+$", RegexOptions.IgnoreCase)]
            private static partial Regex Good();

            private static partial Regex Good() => throw new NotImplementedException();

            private static class Guard { public static void OneOf(string text, params string[] known) { } }

            private static string Known(string text) => s_known.First(known => known == text);

            private static void Fill(ref string text) => text = "a";

            private static bool HasInvalidChars(string text) => text.Contains('\'');

            private static bool Forbids(char c) => c == '\'';

            private static string GetUnsafePath(string text) => text.Trim();

            private static string Unchecked(string text) => text.Trim();

            private static string Unquote(string text) => text.Trim();

            private static string SafePath(string text) => text.Trim();

            private static string ToSQLSafe(string text) => text.Trim();

            private static string quotedName(string text) => text.Trim();

            private static string NewName() => Guid.NewGuid().ToString("N");

            private static string Num(int n) => n.ToString(CultureInfo.InvariantCulture);

            private static string Num(string text) => text.ToString(CultureInfo.InvariantCulture);

            private static string Day(DateTime time) => time.ToString("yyyyMMdd");

            private static string Temp(int n) => string.Format(CultureInfo.InvariantCulture, "t{0}", n) + $"_{NewName()}";

            private static string Local(int n)
            {
                var name = n > 3 ? n.ToString() : NewName();
                return name.ToLowerInvariant();
            }

            private static string Mode(SqliteOpenMode mode) => mode.ToString().ToLowerInvariant();
        }
        """, "SQLD209");
}
