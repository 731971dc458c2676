using SqliteDiscipline.Analyzers.Sql;
using SqliteDiscipline.Analyzers.Sql.Tokens;
using Xunit;

namespace SqliteDiscipline.Tests.Sql;

public sealed class TokenizerTests
{
    [Theory]
    [InlineData("a", nameof(TokenKind.Word))]
    [InlineData("_a$1", nameof(TokenKind.Word))]
    [InlineData("größe", nameof(TokenKind.Word))]
    [InlineData("x", nameof(TokenKind.Word))]
    [InlineData("\"a\"\"b\"", nameof(TokenKind.QuotedIdentifier))]
    [InlineData("`a``b`", nameof(TokenKind.QuotedIdentifier))]
    [InlineData("[a\"b]", nameof(TokenKind.QuotedIdentifier))]
    [InlineData("'it''s'", nameof(TokenKind.String))]
    [InlineData("''", nameof(TokenKind.String))]
    [InlineData("x'0aFF'", nameof(TokenKind.Blob))]
    [InlineData("X''", nameof(TokenKind.Blob))]
    [InlineData("0", nameof(TokenKind.Integer))]
    [InlineData("0x1F", nameof(TokenKind.Integer))]
    [InlineData("1_000_000", nameof(TokenKind.Integer))]
    [InlineData("0xFF_FF", nameof(TokenKind.Integer))]
    [InlineData("1.", nameof(TokenKind.Float))]
    [InlineData(".5", nameof(TokenKind.Float))]
    [InlineData("1e5", nameof(TokenKind.Float))]
    [InlineData("1.5E-10", nameof(TokenKind.Float))]
    [InlineData("1_0.2_5e1_0", nameof(TokenKind.Float))]
    [InlineData("?", nameof(TokenKind.Parameter))]
    [InlineData("?12", nameof(TokenKind.Parameter))]
    [InlineData(":a", nameof(TokenKind.Parameter))]
    [InlineData("@1", nameof(TokenKind.Parameter))]
    [InlineData("$a::b(c;d)", nameof(TokenKind.Parameter))]
    [InlineData("#a", nameof(TokenKind.Parameter))]
    [InlineData("-- a ; b", nameof(TokenKind.Comment))]
    [InlineData("--\r", nameof(TokenKind.Comment))]
    [InlineData("/* ; */", nameof(TokenKind.Comment))]
    [InlineData("/* never closed", nameof(TokenKind.Comment))]
    [InlineData("/*/", nameof(TokenKind.Comment))]
    [InlineData("\uFEFF", nameof(TokenKind.Whitespace))]
    [InlineData(" \t\n\f\r\v", nameof(TokenKind.Whitespace))]
    [InlineData("->", nameof(TokenKind.Operator))]
    [InlineData("->>", nameof(TokenKind.Operator))]
    [InlineData("||", nameof(TokenKind.Operator))]
    [InlineData("<>", nameof(TokenKind.Operator))]
    [InlineData("!=", nameof(TokenKind.Operator))]
    [InlineData("==", nameof(TokenKind.Equals))]
    [InlineData("\0 anything; 'at all", nameof(TokenKind.Unread))]
    [InlineData("'open", nameof(TokenKind.Illegal))]
    [InlineData("'open''", nameof(TokenKind.Illegal))]
    [InlineData("\"open; ", nameof(TokenKind.Illegal))]
    [InlineData("[open; ", nameof(TokenKind.Illegal))]
    [InlineData("x'0'", nameof(TokenKind.Illegal))]
    [InlineData("x'0g'", nameof(TokenKind.Illegal))]
    [InlineData("x'00", nameof(TokenKind.Illegal))]
    [InlineData("1abc", nameof(TokenKind.Illegal))]
    [InlineData("0x", nameof(TokenKind.Illegal))]
    [InlineData("1__0", nameof(TokenKind.Illegal))]
    [InlineData("1_", nameof(TokenKind.Illegal))]
    [InlineData("1e", nameof(TokenKind.Illegal))]
    [InlineData("$", nameof(TokenKind.Illegal))]
    [InlineData(":a(b c", nameof(TokenKind.Illegal))]
    [InlineData("#1", nameof(TokenKind.Illegal))]
    [InlineData("!", nameof(TokenKind.Illegal))]
    [InlineData("\\", nameof(TokenKind.Illegal))]
    [InlineData("\v", nameof(TokenKind.Illegal))]
    public void OneToken_IsOfItsKind(string text, string kind)
    {
        // ":a(b c" is cut at the space, where the parenthesis stops being a suffix.
        var token = SqlTestText.Tokens(text)[0];

        Assert.Equal(kind, token.Kind.ToString());
        if (!text.Contains("b c", StringComparison.Ordinal))
        {
            Assert.Equal(text.Length, token.Length);
        }
    }

    [Theory]
    [InlineData("a--b\nc", "a|--b|\n|c")]
    [InlineData("1.5.6", "1.5|.6")]
    [InlineData("a.b", "a|.|b")]
    [InlineData("a/*b*/c", "a|/*b*/|c")]
    [InlineData("/*", "/|*")]
    [InlineData("a- -b", "a|-| |-|b")]
    [InlineData("a->>'$.b'->c", "a|->>|'$.b'|->|c")]
    [InlineData("x 'a'", "x| |'a'")]
    [InlineData("x'00'y", "x'00'|y")]
    [InlineData("a<=b<<c>>d>=e", "a|<=|b|<<|c|>>|d|>=|e")]
    [InlineData("''''''", "''''''")]
    [InlineData("''x''", "''|x''")]
    [InlineData("[a]]", "[a]|]")]
    [InlineData(":a:b", ":a|:b")]
    [InlineData("?1a", "?1|a")]
    [InlineData("a\uFEFFb \uFEFFc", "a\uFEFFb| |\uFEFF|c")]
    [InlineData("a\0b", "a|\0b")]
    [InlineData("1;2", "1|;|2")]
    public void Text_IsCutWhereSqliteCutsIt(string text, string expected)
    {
        var pieces = SqlTestText.Tokens(text).Select(token => text.Substring(token.Start, token.Length));

        Assert.Equal(expected.Split('|'), pieces);
    }

    [Theory]
    [InlineData("select", nameof(Keyword.SELECT))]
    [InlineData("SeLeCt", nameof(Keyword.SELECT))]
    [InlineData("CURRENT_TIMESTAMP", nameof(Keyword.CURRENT_TIMESTAMP))]
    [InlineData("selects", nameof(Keyword.None))]
    [InlineData("None", nameof(Keyword.None))]
    [InlineData("LastFallback", nameof(Keyword.None))]
    [InlineData("\"select\"", nameof(Keyword.None))]
    [InlineData("ſelect", nameof(Keyword.None))]
    public void Keyword_IsFoundWhateverItsCase(string text, string keyword) =>
        Assert.Equal(keyword, SqlTestText.Tokens(text).Single().Keyword.ToString());

    [Fact]
    public void EveryKeyword_IsFound()
    {
        foreach (var name in Enum.GetNames<Keyword>().Except([nameof(Keyword.None), nameof(Keyword.LastFallback)]))
        {
            Assert.Equal(name, Keywords.Find(" " + name.ToLowerInvariant() + " ", 1, name.Length).ToString());
        }
    }

    [Theory]
    [InlineData("SELECT {}", "Word |Whitespace |Hole!")]
    [InlineData("{}", "Hole!")]
    [InlineData("{}{}", "Hole!|Hole!")]
    [InlineData("log_{}", "Word!")]
    [InlineData("{}_log", "Word!")]
    [InlineData("a{}b{}c", "Word!")]
    [InlineData("{}.{}", "Hole!|Dot |Hole!")]
    [InlineData("\"{}\"", "QuotedIdentifier!")]
    [InlineData("[{}]", "QuotedIdentifier!")]
    [InlineData("'{}'", "String!")]
    [InlineData("x'{}'", "Blob!")]
    [InlineData("@p{}", "Parameter!")]
    [InlineData("@{}", "Parameter!")]
    [InlineData("?{}", "Parameter!")]
    [InlineData("10{}", "Integer!")]
    [InlineData("{}5", "Word!")]
    [InlineData("1.{}", "Float!")]
    [InlineData("({})", "OpenParenthesis |Hole!|CloseParenthesis ")]
    [InlineData("-- {}\n{}", "Comment!|Whitespace |Hole!")]
    public void Hole_IsATokenOrAPartOfOne(string text, string expected)
    {
        var tokens = SqlTestText.Tokens(SqlTestText.WithHoles(text));

        Assert.Equal(expected, string.Join("|", tokens.Select(token => token.Kind + (token.HasHole ? "!" : " "))));
    }

    [Fact]
    public void PlaceholderInTheSource_IsNoHole()
    {
        var token = SqlTestText.Tokens("\uFFFC").Single();

        Assert.Equal(TokenKind.Word, token.Kind);
        Assert.False(token.HasHole);
    }

    [Fact]
    public void Parts_AreJoinedWithOneCharacterPerHole()
    {
        var text = SqlText.FromParts(["DELETE FROM ", null, " WHERE id = ", null]);

        Assert.Equal("DELETE FROM \uFFFC WHERE id = \uFFFC", text.Text);
        Assert.Equal("12 25", string.Join(" ", text.Holes.Items));
        Assert.True(text.HasHole(new(12, 1)));
        Assert.False(text.HasHole(new(13, 12)));
        Assert.Equal(text, SqlText.FromParts(["DELETE FROM ", null, " WHERE id = ", null]));
    }
}
