using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace SqliteDiscipline.Tests.Fuzz;

/// <summary>Does to a text what typing, merging and bad luck do.</summary>
internal sealed class Mutator(Random random)
{
    private static readonly string[] s_odd =
    [
        "\"", "'", "{", "}", "(", ")", "[", "]", "\"\"\"", "$\"", "@\"", "$@\"{", "\\", "/*", "*/", "//", "--", "#if X\n", "#endif\n", "#region", "#line 1 \"x\"\n", "#pragma warning disable\n",
        "\0", "\u00A0", "\u2028", "\uFEFF", "\uD83D", "\uDE00", "\uD83D\uDE00", "ß", "İ", "ı", "\u202E", "\r", "\t", "é", "用户", "\uFFFC", "\uFFFF",
        ";", ";;", ",", "::", "..", "=>", "??", "?.", "!", "<", ">", "&&", " is not ", " with { }", " await ", " yield ", " goto ", " using ", " lock ", " default ", " ref ", " stackalloc ",
        "unchecked", "dynamic ", "var ", "async ", "static ", "partial ", "0x", "1e999", "99999999999999999999", "null", "this", "base", "nameof(", "typeof(", "new()", "x => x", "delegate { }",
    ];

    private static readonly string[] s_sql =
    [
        "'", "\"", "[", "]", "`", "--", "/*", "*/", ";", "(", ")", ",", "?", ":p", "@p", "$p", "NULL", "BEGIN", "BEGIN IMMEDIATE", "COMMIT", "ROLLBACK TO x", "SAVEPOINT s", "RELEASE s", "END",
        "PRAGMA foreign_keys", "PRAGMA foreign_keys=OFF;", "PRAGMA journal_mode = WAL;", "= ON", "main.", "temp.", "ATTACH", "VACUUM INTO", "DELETE FROM ", "REPLACE INTO ", "INSERT OR REPLACE INTO ",
        "DROP TABLE ", "CREATE TABLE ", "REFERENCES ", "ON DELETE CASCADE", "DEFERRABLE INITIALLY DEFERRED", "PRIMARY KEY", "UNIQUE", "NOT NULL", "DEFAULT (", "ALTER TABLE ", "ADD COLUMN ",
        "CREATE TRIGGER t AFTER DELETE ON a BEGIN ", "CASE WHEN ", "{0}", "x'", "0x", "1e9", "\0", "\uD83D", "\r\n",
    ];

    /// <summary>One mutation of C# or some.</summary>
    public string Code(string text, string other)
    {
        for (var count = Few(); count > 0; count--)
        {
            text = Once(text, other);
        }

        return text;
    }

    /// <summary>One mutation of SQL or some.</summary>
    public string Sql(string text, string other)
    {
        for (var count = Few(); count > 0; count--)
        {
            var words = text.Split(' ');
            text = random.Next(7) switch
            {
                0 => Cut(text),
                1 => text.Insert(Place(text), Pick(s_sql)),
                2 => Without(words, random.Next(words.Length)),
                3 => Swapped(words),
                4 => text.Insert(Place(text), other[Place(other)..]),
                5 => text + ";" + other,
                _ => Repeated(text, 1 + random.Next(40)),
            };
            text = text.Length > 20_000 ? text[..20_000] : text;
        }

        return text;
    }

    private string Once(string text, string other) => random.Next(16) switch
    {
        0 => Cut(text),
        1 => text.Insert(Place(text), Pick(s_odd)),
        2 => text[Place(text)..],
        3 => text.Insert(Place(text), other[Place(other)..]),
        4 => Huge(text),
        < 11 and var kind => Tokens(text, kind),
        _ => Literal(text, other),
    };

    private string Tokens(string text, int kind)
    {
        var tokens = SyntaxFactory.ParseTokens(text).Select(token => token.ToFullString()).ToArray();
        if (tokens.Length < 3)
        {
            return text;
        }

        var at = random.Next(tokens.Length);
        switch (kind)
        {
            case 5:
                tokens[at] = string.Empty;
                break;
            case 6:
                tokens[at] += tokens[at];
                break;
            case 7:
                var with = random.Next(tokens.Length);
                (tokens[at], tokens[with]) = (tokens[with], tokens[at]);
                break;
            case 8:
                Array.Clear(tokens, at, Math.Min(tokens.Length - at, random.Next(1, 12)));
                break;
            default:
                tokens[at] = tokens[random.Next(tokens.Length)];
                break;
        }

        return string.Concat(tokens);
    }

    // What stands in a string is SQL, a path or a connection string more often than not.
    private string Literal(string text, string other)
    {
        var literals = SyntaxFactory.ParseTokens(text).Where(token => token.IsKind(SyntaxKind.StringLiteralToken) && token.Text.Length > 2).ToList();
        if (literals.Count == 0)
        {
            return Cut(text);
        }

        var chosen = literals[random.Next(literals.Count)];
        var value = random.Next(3) == 0 && FuzzCorpus.Scripts.Count > 0 ? Pick(FuzzCorpus.Scripts) : chosen.ValueText;
        var mutated = Sql(value, other);
        var written = random.Next(4) switch
        {
            0 => "@\"" + mutated.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"",
            1 => "$" + SymbolDisplay.FormatLiteral(mutated.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal).Insert(Place(mutated), "{path}"), quote: true),
            _ => SymbolDisplay.FormatLiteral(mutated, quote: true),
        };
        return text[..chosen.SpanStart] + written + text[chosen.Span.End..];
    }

    private string Huge(string text)
    {
        var at = Place(text);
        return text.Insert(at, random.Next(5) switch
        {
            0 => "\"" + new string('a', 20_000) + "\"",
            1 => "\"PRAGMA " + Repeated("foreign_keys = ON; PRAGMA ", 400) + "\"",
            2 => Repeated("(", 150),
            3 => Repeated("\"a\" + ", 300) + "\"a\"",
            _ => Repeated("{ ", 150),
        });
    }

    private string Cut(string text) => text[..Place(text)];

    private int Place(string text) => random.Next(text.Length + 1);

    private string Swapped(string[] words)
    {
        var (left, right) = (random.Next(words.Length), random.Next(words.Length));
        (words[left], words[right]) = (words[right], words[left]);
        return string.Join(' ', words);
    }

    // Of two mutations the second often hides what the first would have shown.
    private int Few() => random.Next(3) == 0 ? 1 + random.Next(4) : 1;

    private string Pick(IReadOnlyList<string> from) => from[random.Next(from.Count)];

    private static string Without(string[] words, int index) => string.Join(' ', words.Where((_, at) => at != index));

    private static string Repeated(string text, int count) => text.Length == 0 ? text : new StringBuilder().Insert(0, text.Length > 400 ? text[..400] : text, count).ToString();
}
