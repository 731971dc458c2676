using SqliteDiscipline.Analyzers.Sql;
using SqliteDiscipline.Analyzers.Sql.Statements;
using SqliteDiscipline.Analyzers.Sql.Tokens;
using Xunit;

namespace SqliteDiscipline.Tests.Sql;

/// <summary>What the tests of the reader share.</summary>
internal static class SqlTestText
{
    /// <summary>Text in which <c>{}</c> stands for a hole.</summary>
    public static SqlText WithHoles(string text)
    {
        var parts = text.Split("{}");
        return SqlText.FromParts(parts.SelectMany((part, i) => (string?[])(i == 0 ? [part] : [null, part])));
    }

    public static List<Token> Tokens(SqlText text)
    {
        var tokenizer = new Tokenizer(text);
        var tokens = new List<Token>();
        while (tokenizer.TryRead(out var token))
        {
            tokens.Add(token);
        }

        return tokens;
    }

    /// <summary>Reads text that holds exactly one statement of the kind.</summary>
    public static T Read<T>(string text)
        where T : SqlStatement => Assert.IsType<T>(Assert.Single(SqlReader.Read(WithHoles(text))));
}
