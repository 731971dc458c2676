using SqliteDiscipline.Analyzers.Sql.Statements;

namespace SqliteDiscipline.Analyzers.Schema.Sources;

/// <summary>Tells text that makes or changes a schema from all other text, cheaply first.</summary>
internal static class DdlText
{
    private static readonly string[] s_verbs = { "CREATE", "ALTER", "DROP" };
    private static readonly string[] s_objects = { "TABLE", "INDEX", "TRIGGER", "VIEW" };

    /// <summary>Whether the words for it are there at all.</summary>
    public static bool MayBe(string text) => Has(text, s_verbs) && Has(text, s_objects);

    /// <summary>Whether a statement of it is there, and meant for SQLite. A sentence that begins "create table users" is none.</summary>
    public static bool Is(SqlScript script) => script.Statements.Any(statement =>
            statement is SchemaStatement and not CreateTableStatement { Columns.Count: 0, IsFromSelect: false, Site.HasHoles: false })
        && !OtherDialect.Is(script);

    private static bool Has(string text, string[] words) => words.Any(word => text.IndexOf(word, StringComparison.OrdinalIgnoreCase) >= 0);
}
