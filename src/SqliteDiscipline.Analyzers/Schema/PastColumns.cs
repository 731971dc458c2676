using SqliteDiscipline.Analyzers.Sql;
using SqliteDiscipline.Analyzers.Sql.Statements;

namespace SqliteDiscipline.Analyzers.Schema;

/// <summary>
/// The columns with which some text makes a table, and those that some text renames or drops: a statement that runs between two changes of the schema may see
/// what the last of them leaves no more.
/// </summary>
internal sealed class PastColumns
{
    private readonly Dictionary<string, HashSet<string?>> _made = new(SqlIdentifier.Comparer);
    private readonly HashSet<string?> _changed = new(SqlIdentifier.Comparer);

    public PastColumns(IEnumerable<SqlScript> scripts)
    {
        foreach (var statement in scripts.SelectMany(script => script.Statements))
        {
            switch (statement)
            {
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
    }

    public bool Contains(IReadOnlyList<SqlObjectName> tables, string name) =>
        _changed.Contains(name) || tables.Any(table => _made.TryGetValue(table.Name.Value!, out var columns) && columns.Contains(name));
}
