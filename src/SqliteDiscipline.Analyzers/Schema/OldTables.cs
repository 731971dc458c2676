using SqliteDiscipline.Analyzers.Sql;
using SqliteDiscipline.Analyzers.Sql.Statements;

namespace SqliteDiscipline.Analyzers.Schema;

/// <summary>Which tables may be older than the text that makes them if they are not there, and lack what it gives them. Temporary ones never are.</summary>
internal sealed class OldTables
{
    private readonly HashSet<string> _made = new(SqlIdentifier.Comparer);
    private readonly HashSet<string> _temporary = new(SqlIdentifier.Comparer);
    private readonly HashSet<string> _later = new(SqlIdentifier.Comparer);
    private bool _isLost;

    /// <summary>Passes one statement more of the text.</summary>
    public void Pass(SqlStatement statement)
    {
        foreach (var later in LaterColumns.Of(statement))
        {
            _isLost |= later.Table is null;
            _later.Add(later.Table + "\n" + later.Column);
        }

        if (statement is CreateTableStatement { Site.Explain: ExplainKind.None, Name: { Name.Value: { } name } table } create)
        {
            if (create.IsTemporary)
            {
                _temporary.Add(name);
            }
            else if (create.IfNotExists && LaterColumns.KeyOf(table) is { } key)
            {
                _made.Add(key);
            }
        }
    }

    /// <summary>The table of an index, where it may be old; see <see cref="LaterColumns.KeyOf"/>.</summary>
    public string? Find(CreateIndexStatement index) =>
        !_isLost && LaterColumns.KeyOf(new(index.Name.Schema, index.Table)) is { } key && _made.Contains(key) && !_later.Contains(key + "\n")
        && !(index.Name.Schema is null && _temporary.Contains(index.Table.Value!))
            ? key
            : null;

    /// <summary>Whether the text itself has given it the column meanwhile.</summary>
    public bool HasBeenGiven(string table, string column) => _later.Contains(table + "\n" + column);
}
