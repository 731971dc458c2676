using SqliteDiscipline.Analyzers.Sql;
using SqliteDiscipline.Analyzers.Sql.Statements;

namespace SqliteDiscipline.Analyzers.Schema.Sources;

/// <summary>Tells text that makes or changes a schema from all other text, cheaply first.</summary>
internal static class DdlText
{
    private static readonly string[] s_verbs = { "CREATE", "ALTER", "DROP" };
    private static readonly string[] s_objects = { "TABLE", "INDEX", "TRIGGER", "VIEW" };

    // CREATE {unique} UNIQUE TEMP TABLE: no more stands between the two.
    private const int MaxBetween = 4;

    /// <summary>Whether the words for it are there at all.</summary>
    public static bool MayBe(string text) => Has(text, s_verbs) && Has(text, s_objects);

    /// <summary>Whether a word for it is there.</summary>
    public static bool MayBePart(string text) => Has(text, s_verbs) || Has(text, s_objects);

    /// <summary>Whether a statement of it is there, and meant for SQLite. A sentence that begins "create table users" is none.</summary>
    public static bool Is(SqlScript script) => script.Statements.Any(statement =>
            statement is SchemaStatement and not CreateTableStatement { Columns.Count: 0, IsFromSelect: false, Site.HasHoles: false })
        && !OtherDialect.Is(script);

    /// <summary>
    /// Whether something that is not read begins as a statement of it does: <c>CREATE {unique} INDEX …</c>, <c>CREATE TABLE {0}(…)</c>, or a piece of one. A sentence that
    /// begins so has no holes, and ends in a word.
    /// </summary>
    public static bool MayHide(SqlScript script) => script.Statements.Any(statement =>
        statement is UnknownStatement && script.Text[statement.Site.FullSpan] is var text && IsUnfinished(text) && Begins(text));

    private static bool IsUnfinished(string text) =>
        text.Length > 0
        && (text.IndexOf(SqlText.Placeholder) >= 0 || text.IndexOf('{') >= 0 || char.IsWhiteSpace(text[text.Length - 1]) || text[text.Length - 1] is '(' or ',');

    /// <summary>Whether its first word is CREATE or ALTER, all in one case, and that of an object comes soon. Holes are no words.</summary>
    private static bool Begins(string text)
    {
        var (at, count) = (0, 0);
        while (count <= MaxBetween && Next(text, ref at) is { } word)
        {
            if (count++ == 0)
            {
                if (word is not ("CREATE" or "create" or "ALTER" or "alter"))
                {
                    return false;
                }
            }
            else if (word is "TABLE" or "table" or "INDEX" or "index" or "TRIGGER" or "trigger" or "VIEW" or "view")
            {
                return true;
            }
        }

        return false;
    }

    private static string? Next(string text, ref int at)
    {
        while (at < text.Length && (char.IsWhiteSpace(text[at]) || text[at] is SqlText.Placeholder or '{' or '}'))
        {
            at++;
        }

        var start = at;
        while (at < text.Length && (char.IsLetterOrDigit(text[at]) || text[at] == '_'))
        {
            at++;
        }

        return at > start ? text.Substring(start, at - start) : null;
    }

    private static bool Has(string text, string[] words) => words.Any(word => text.IndexOf(word, StringComparison.OrdinalIgnoreCase) >= 0);
}
