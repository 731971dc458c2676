using SqliteDiscipline.Analyzers.Sql;
using SqliteDiscipline.Analyzers.Sql.Statements;

namespace SqliteDiscipline.Analyzers.Schema;

/// <summary>
/// The columns with which some text makes a table, and those that some text renames or drops: a statement that runs between two changes of the schema may see
/// what the last of them leaves no more. And where some text adds one.
/// </summary>
internal sealed class PastColumns
{
    private readonly Dictionary<string, HashSet<string?>> _made = new(SqlIdentifier.Comparer);
    private readonly HashSet<string?> _changed = new(SqlIdentifier.Comparer);
    private readonly ILookup<(string Table, string Column), (SqlScript Script, AddColumnStatement Add)> _added;

    public PastColumns(IEnumerable<SqlScript> scripts)
    {
        var added = new List<(string Table, SqlScript Script, AddColumnStatement Add)>();
        foreach (var (script, statement) in scripts.SelectMany(script => script.Statements, (script, statement) => (script, statement)))
        {
            switch (statement)
            {
                case AddColumnStatement { Site.Explain: ExplainKind.None, Column.Name.Value: not null } add when LaterColumns.KeyOf(add.Name) is { } table:
                    added.Add((table, script, add));
                    break;
                case CreateTableStatement { Name.Name.Value: { } name } create:
                    if (!_made.TryGetValue(name, out var columns))
                    {
                        _made.Add(name, columns = new HashSet<string?>(SqlIdentifier.Comparer));
                    }

                    columns.UnionWith(create.Columns.Select(column => column.Name.Value));
                    break;
                case RenameColumnStatement rename:
                    _changed.Add(rename.Column.Value);
                    break;
                case DropColumnStatement drop:
                    _changed.Add(drop.Column.Value);
                    break;
            }
        }

        _added = added.ToLookup(column => Folded(column.Table, column.Add.Column.Name.Value!), column => (column.Script, column.Add));
    }

    public bool Contains(IReadOnlyList<SqlObjectName> tables, string name) =>
        _changed.Contains(name) || tables.Any(table => _made.TryGetValue(table.Name.Value!, out var columns) && columns.Contains(name));

    /// <summary>Where a column is added to a table, by <see cref="LaterColumns.KeyOf"/>.</summary>
    public IEnumerable<(SqlScript Script, AddColumnStatement Add)> AddedTo(string table, string column) => _added[Folded(table, column)];

    private static (string Table, string Column) Folded(string table, string column) => (table.ToUpperInvariant(), column.ToUpperInvariant());
}
