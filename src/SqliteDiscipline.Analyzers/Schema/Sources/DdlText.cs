using System.Text.RegularExpressions;
using SqliteDiscipline.Analyzers.Sql.Statements;

namespace SqliteDiscipline.Analyzers.Schema.Sources;

/// <summary>Tells text that makes or changes a schema from all other text, cheaply first.</summary>
internal static class DdlText
{
    private static readonly string[] s_verbs = { "CREATE", "ALTER", "DROP" };
    private static readonly string[] s_objects = { "TABLE", "INDEX", "TRIGGER", "VIEW" };

    // Behind holes, if there are any.
    private static readonly Regex s_beginning = new(
        @"^[\s\uFFFC]*(?:CREATE|create|ALTER|alter)(?:[\s\uFFFC]+[\w{}\uFFFC]+)*?[\s\uFFFC]*(?:TABLE|INDEX|TRIGGER|VIEW|table|index|trigger|view)\b",
        RegexOptions.CultureInvariant);

    private static readonly Regex s_unfinished = new(@"[\uFFFC{]|[\s(,]$", RegexOptions.CultureInvariant);

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
        statement is UnknownStatement && script.Text[statement.Site.FullSpan] is var text && s_beginning.IsMatch(text) && s_unfinished.IsMatch(text));

    private static bool Has(string text, string[] words) => words.Any(word => text.IndexOf(word, StringComparison.OrdinalIgnoreCase) >= 0);
}
