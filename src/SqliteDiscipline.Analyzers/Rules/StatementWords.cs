using Microsoft.CodeAnalysis.Text;
using SqliteDiscipline.Analyzers.Sql;
using SqliteDiscipline.Analyzers.Sql.Statements;

namespace SqliteDiscipline.Analyzers.Rules;

/// <summary>How a message calls a statement: by as much of it as tells it from others.</summary>
internal static class StatementWords
{
    private const int MaxLength = 40;

    private static readonly char[] s_blanks = { ' ', '\t', '\r', '\n' };

    public static string Of(SqlStatement statement, SqlText text)
    {
        var line = string.Join(" ", Of(text, statement.Site.Span).Split(s_blanks, StringSplitOptions.RemoveEmptyEntries));
        return line.Length <= MaxLength ? line : line.Substring(0, MaxLength - 1) + "…";
    }

    /// <summary>A part of a text; what is spliced in is left out.</summary>
    public static string Of(SqlText text, TextSpan span) => text[span].Replace(SqlText.Placeholder, '…');
}
