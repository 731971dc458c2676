using SqliteDiscipline.Analyzers.Sql;
using SqliteDiscipline.Analyzers.Sql.Pragmas;
using SqliteDiscipline.Analyzers.Sql.Statements;

namespace SqliteDiscipline.EngineTests.Sql.Pragmas;

/// <summary>Values good, odd and bad: what people write after a pragma's equals sign.</summary>
internal static class OddValues
{
    private static readonly string[] s_numbers =
    [
        "0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "00", "01", "007", "255", "256", "257", "263", "264", "511", "512", "1000", "1024", "4096", "65536",
        "131072", "2147483646", "2147483647", "2147483648", "4294967294", "4294967296", "9223372036854775806", "9223372036854775807",
        "9223372036854775808", "99999999999999999999", "1.0", "1.5", "0.9", ".5", "5.", "1e3", "1E-2", "0x0", "0x1", "0X10", "0x100", "0x7fffffff", "0x80000000",
        "0xffffffff", "0x7fffffffffffffff", "0xffffffffffffffff",
    ];

    private static readonly string[] s_texts =
    [
        "", " ", " 1", "1 ", "\t7\n", "-1", "+1", "- 1", "10abc", "5s", "64MB", "5000ms", "0x", "0x1g", "x1", "--1", "+-1", "1,000", "YESS", "NRMAL", "bogus", "ENABLED", "t",
        "w", "o", "d", "p", "m", "wa", "trunc", "truncated", "nul", "NULL", "ON ", " ON", "o n", "ＯＮ", "İ", "ſ", "2a", "0off", "1on", "utf", "UTF_8",
    ];

    // What no literal can be: SQLite refuses it wherever a value stands.
    private static readonly string[] s_malformed =
    [
        "5s", "64MB", "NULL", "?1", "@value", ":value", "x'31'", "1 2", "on off", "-on", "+on", "- - 1", "(1)", "1+1", "''''x", "select", "*", "=1", "1_000_", "1_000", "-1_000", "1_0.5", "0x1_0", "0x1g",
    ];

    /// <summary>The texts of values, as they stand in SQL.</summary>
    public static IReadOnlyList<string> All { get; } = Texts().Distinct(StringComparer.Ordinal).ToList();

    /// <summary>Every value in one of the two forms of setting a pragma, turn by turn, with what the reader makes of it.</summary>
    public static IEnumerable<(string Sql, PragmaStatement Statement)> Settings(string pragma)
    {
        for (var i = 0; i < All.Count; i++)
        {
            // SQLite's temporary database has settings of its own; the main one is what is asked for.
            var sql = i % 2 == 0 ? $"PRAGMA main.{pragma} = {All[i]}" : $"pragma main.{pragma.ToUpperInvariant()}({All[i]})";
            yield return (sql, (PragmaStatement)SqlReader.Read(sql).Single());
        }
    }

    private static IEnumerable<string> Texts()
    {
        var words = PragmaTable.All.SelectMany(pragma => pragma.Values.Words).Select(word => word.Text).Distinct();
        foreach (var word in words)
        {
            foreach (var text in Quoted(word).Concat(Cases(word).Append(word[..^1]).Append(word + word[^1]).Append(word[1..]).Select(Literal)))
            {
                yield return text;
            }
        }

        foreach (var number in s_numbers)
        {
            foreach (var text in Quoted(number).Append("'-" + number + "'").Append("'+" + number + "'").Append(number).Append("-" + number).Append("+" + number))
            {
                yield return text;
            }
        }

        foreach (var text in s_texts.Select(Literal).Concat(s_malformed))
        {
            yield return text;
        }
    }

    private static IEnumerable<string> Cases(string word) =>
        [word, word.ToUpperInvariant(), string.Concat(word.Select((c, i) => i % 2 == 0 ? c : char.ToUpperInvariant(c)))];

    private static string Literal(string text) => text.Length > 0 && text.All(char.IsAsciiLetter) ? text : $"'{text}'";

    private static IEnumerable<string> Quoted(string text) => [$"'{text}'", $"\"{text}\"", $"[{text}]", $"`{text}`"];
}
