using SqliteDiscipline.Analyzers.Sql;
using SqliteDiscipline.Analyzers.Sql.Statements;

namespace SqliteDiscipline.Analyzers.Schema;

/// <summary>What a table may have after a statement, however old it is: one column, or all where none is told; of any table, where none is told.</summary>
internal readonly record struct LaterColumns(string? Table, string? Column)
{
    public static IEnumerable<LaterColumns> Of(SqlStatement statement)
    {
        switch (statement)
        {
            case { Site.Explain: not ExplainKind.None }:
                break;
            case UnknownStatement or { Site.HasUnknownText: true } and not (SelectStatement or CreateTableStatement):
                yield return default;
                break;
            case AddColumnStatement add:
                yield return new(KeyOf(add.Name), add.Column.Name.Value);
                break;
            case RenameColumnStatement rename:
                yield return new(KeyOf(rename.Name), rename.NewName.Value);
                break;
            case DropStatement { Kind: SchemaObjectKind.Table } drop:
                // Who makes it again makes it new.
                yield return new(KeyOf(drop.Name), null);
                break;
            case RenameTableStatement rename:
                yield return new(KeyOf(rename.Name), null);
                yield return new(KeyOf(rename.Name with { Name = rename.NewName }), null);
                break;
        }
    }

    public bool Has(string table, string column) =>
        (Table is null || SqlIdentifier.Equals(Table, table)) && (Column is null || SqlIdentifier.Equals(Column, column));

    /// <summary>The schema and the name, by which tables are told apart; <see langword="null"/> where a hole hides one.</summary>
    public static string? KeyOf(SqlObjectName name) => (name.Schema, name.Name.Value) switch
    {
        ({ Value: null }, _) or (_, null) => null,
        ({ Value: { } schema }, { } table) => schema + "\n" + table,
        (null, { } table) => "main\n" + table,
    };
}
