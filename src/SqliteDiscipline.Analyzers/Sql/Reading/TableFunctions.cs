namespace SqliteDiscipline.Analyzers.Sql.Reading;

/// <summary>The functions that come with SQLite and stand where a table can.</summary>
internal static class TableFunctions
{
    private static readonly string[] s_names = { "json_each", "json_tree", "jsonb_each", "jsonb_tree", "generate_series" };

    public static bool IsOne(string? name) =>
        name is not null && (s_names.Contains(name, SqlIdentifier.Comparer) || (name.Length > 7 && SqlIdentifier.EqualsAt(name, 0, "pragma_")));
}
