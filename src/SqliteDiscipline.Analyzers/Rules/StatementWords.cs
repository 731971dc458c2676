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
        var line = string.Join(" ", text[statement.Site.Span].Split(s_blanks, StringSplitOptions.RemoveEmptyEntries)).Replace(SqlText.Placeholder, '…');
        return line.Length <= MaxLength ? line : line.Substring(0, MaxLength - 1) + "…";
    }
}
