using System.Collections;
using System.Diagnostics;
using System.Text;
using SqliteDiscipline.Analyzers.Sql;
using SqliteDiscipline.Analyzers.Sql.Reading;
using SqliteDiscipline.Analyzers.Sql.Statements;
using SqliteDiscipline.Analyzers.Sql.Tokens;
using Xunit;

namespace SqliteDiscipline.Tests.Sql;

public sealed class RobustnessTests
{
    private static readonly string[] s_corpus =
    [
        "SELECT 'it''s', \"a\"\"b\", [c], `d`, x'00', 1.5e-3, 0x1F, ?1, :a, @b, $c::d(e) FROM t -- c\n; /* d */ PRAGMA main.x = -5;",
        "CREATE TEMP TRIGGER IF NOT EXISTS a.b AFTER UPDATE OF c, d ON e FOR EACH ROW WHEN new.c IN (SELECT 1) BEGIN INSERT INTO f VALUES (1); SELECT CASE WHEN 1 THEN 2 END; END; SELECT 2",
        "CREATE TABLE IF NOT EXISTS a.b(c INTEGER PRIMARY KEY AUTOINCREMENT, d TEXT NOT NULL DEFAULT (1), e REFERENCES f(g) ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED, FOREIGN KEY (c, d) REFERENCES h, UNIQUE (c DESC) ON CONFLICT FAIL) WITHOUT ROWID, STRICT;",
        "WITH RECURSIVE a(b) AS NOT MATERIALIZED (SELECT 1 UNION SELECT b FROM a), c AS (VALUES (1)) INSERT OR REPLACE INTO d.e(f, g) SELECT * FROM (a, c) JOIN i USING (x) ON CONFLICT (f) DO UPDATE SET (f, g) = (1, 2), h = 3 RETURNING *",
        "EXPLAIN QUERY PLAN UPDATE OR FAIL a SET b = 1, (c, d) = (1, 2) FROM e, f WHERE g IS NOT DISTINCT FROM h ORDER BY i LIMIT 1; ATTACH 'a' AS b KEY c; VACUUM a INTO 'b'; ANALYZE a.b; REINDEX c",
        "CREATE UNIQUE INDEX IF NOT EXISTS a.b ON c(d COLLATE e DESC, lower(f)) WHERE g; CREATE VIRTUAL TABLE a USING b(c; (d)); ALTER TABLE a RENAME COLUMN b TO c; DROP TABLE IF EXISTS a.b; ROLLBACK TO SAVEPOINT a; RELEASE b",
    ];

    public static TheoryData<string> Corpus => [.. s_corpus];

    [Theory]
    [MemberData(nameof(Corpus))]
    public void EveryPrefixSuffixAndGap_IsRead(string text)
    {
        for (var i = 0; i <= text.Length; i++)
        {
            Read(text[..i]);
            Read(text[i..]);
            Read(text[..i] + "\0" + text[i..]);
            Read(text[..i] + text[Math.Min(text.Length, i + 3)..]);
            Read(SqlText.FromParts([text[..i], null, text[i..]]));
            Read(SqlText.FromParts([text[..i], null, null, text[Math.Min(text.Length, i + 4)..], null]));
        }
    }

    [Fact]
    public void RandomTokens_AreRead()
    {
        var random = new Random(20250101);
        var words = s_corpus.SelectMany(text => text.Split(' ')).Concat(["(", ")", ",", ";", "'", "\"", "END", "BEGIN", "\uFFFC"]).ToArray();
        for (var i = 0; i < 5000; i++)
        {
            var text = new StringBuilder();
            for (var count = random.Next(25); count > 0; count--)
            {
                text.Append(words[random.Next(words.Length)]).Append(random.Next(4) == 0 ? "" : " ");
            }

            Read(text.ToString());
        }
    }

    /// <summary>Each shape makes some naive reader quadratic, or overflows its stack.</summary>
    [Theory]
    [InlineData("", "(", "")]
    [InlineData("SELECT ", "(SELECT ", "")]
    [InlineData("SELECT * FROM ", "(", "")]
    [InlineData("SELECT * FROM ", "(WITH a AS (SELECT * FROM b), b AS (SELECT * FROM ", "")]
    [InlineData("", "WITH a AS (", "")]
    [InlineData("SELECT ", "CASE WHEN 1 THEN ", "")]
    [InlineData("SELECT * FROM a", ", a", "")]
    [InlineData("SELECT 1", " IN a", "")]
    [InlineData("INSERT INTO t SELECT 1 FROM a", " JOIN b ON x ", "")]
    [InlineData("UPDATE t SET a = 1", ", (a", "")]
    [InlineData("UPDATE t SET a = 1", ", (a, b) = (1, 2)", "")]
    [InlineData("CREATE TABLE t(a", ", a INT DEFAULT ((1)", "")]
    [InlineData("CREATE TABLE t(a", ", a INT DEFAULT (1) REFERENCES p(a, b)", ")")]
    [InlineData("CREATE TABLE t(a", " REFERENCES p", "")]
    [InlineData("CREATE TABLE t(a", ", FOREIGN KEY (a", "")]
    [InlineData("CREATE INDEX i ON t(a", ", lower(", "")]
    [InlineData("CREATE TRIGGER t DELETE ON a BEGIN ", "DELETE FROM b; ", "END")]
    [InlineData("CREATE TRIGGER t DELETE ON a BEGIN ", "CREATE TRIGGER t DELETE ON a BEGIN SELECT 1; ", "")]
    [InlineData("", "PRAGMA x(", "")]
    [InlineData("", "'", "")]
    [InlineData("", "[", "")]
    [InlineData("", "/*", "")]
    [InlineData("", "$a(", "")]
    [InlineData("", "x'", "")]
    [InlineData("", "EXPLAIN ", "")]
    [InlineData("", ";", "")]
    [InlineData("", "a;", "")]
    [InlineData("SELECT * FROM ", "\uFFFC ", "")]
    public void Reading_IsLinear(string start, string repeated, string end)
    {
        // Ten times the text, ten times the work: counted, not timed. A quadratic reader does a hundred times as much.
        var (smallSteps, smallBytes) = Measure(start, repeated, end, 2_000);
        var (largeSteps, largeBytes) = Measure(start, repeated, end, 20_000);

        Assert.True(largeSteps <= (12 * smallSteps) + 1000, $"{smallSteps} tokens looked at, then {largeSteps}");
        // Lists grow by doubling, so a step up costs more than its share.
        Assert.True(largeBytes <= (25 * smallBytes) + 100_000, $"{smallBytes} bytes allocated, then {largeBytes}");
    }

    [Fact]
    public void TenMegabytes_AreReadWithinSeconds()
    {
        var text = new StringBuilder();
        for (var i = 0; text.Length < 10_000_000; i++)
        {
            text.Append("INSERT INTO messages(id, body) VALUES (").Append(i).Append(", 'it''s; some text') ON CONFLICT DO NOTHING; -- row\n");
        }

        var watch = Stopwatch.StartNew();
        var statements = SqlReader.Read(text.ToString());

        Assert.All(statements, statement => Assert.IsType<InsertStatement>(statement));
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(10), watch.Elapsed.ToString());
    }

    /// <summary>How often the readers look at a token, and how many bytes they allocate.</summary>
    private static (long Steps, long Bytes) Measure(string start, string repeated, string end, int count)
    {
        var text = start + new StringBuilder().Insert(0, repeated, count) + end;
        var sql = SqlText.FromParts(text.Split('\uFFFC').SelectMany((part, i) => (string?[])(i == 0 ? [part] : [null, part])));
        var splitter = new StatementSplitter(sql);
        var steps = 0L;
        var before = GC.GetAllocatedBytesForCurrentThread();
        while (splitter.MoveNext())
        {
            var tokens = new CountingList(splitter.Tokens);
            StatementReader.Read(new TokenCursor(sql, tokens, 0, tokens.Count), default, splitter.IsTerminated);
            steps += tokens.Reads;
        }

        return (steps, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private sealed class CountingList(IReadOnlyList<Token> tokens) : IReadOnlyList<Token>
    {
        public long Reads { get; private set; }

        public int Count => tokens.Count;

        public Token this[int index]
        {
            get
            {
                Reads++;
                return tokens[index];
            }
        }

        public IEnumerator<Token> GetEnumerator() => tokens.GetEnumerator();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }

    /// <summary>Reads, and checks that tokens and statements tile the text and that every span lies within its statement.</summary>
    private static void Read(SqlText text)
    {
        var position = 0;
        foreach (var token in SqlTestText.Tokens(text))
        {
            Assert.Equal(position, token.Start);
            Assert.True(token.Length > 0);
            position = token.End;
        }

        Assert.Equal(text.Length, position);
        var end = 0;
        foreach (var statement in SqlReader.Read(text))
        {
            var site = statement.Site;
            Assert.Equal(end, site.FullSpan.Start);
            Assert.True(site.FullSpan.Contains(site.Span) && site.Span.Contains(site.FirstWord) && site.Span.Contains(site.Keyword));
            Assert.False(site.Span.IsEmpty);
            end = site.FullSpan.End;
        }
    }
}
