using SqliteDiscipline.Analyzers.Sql;
using SqliteDiscipline.Analyzers.Sql.Statements;

namespace SqliteDiscipline.Analyzers.Schema;

/// <summary>Which columns a statement can mean by a bare name: those of every table that it reads or writes.</summary>
internal sealed class ColumnsInSight
{
    private static readonly string[] s_master = { "sqlite_master", "sqlite_schema", "sqlite_temp_master", "sqlite_temp_schema" };
    private static readonly string[] s_ofMaster = { "type", "name", "tbl_name", "rootpage", "sql" };
    private static readonly string[] s_rowId = { "rowid", "oid", "_rowid_" };

    private readonly HashSet<string?> _names = new(SqlIdentifier.Comparer);

    private ColumnsInSight(IReadOnlyList<SqlObjectName> tables)
    {
        Tables = tables;
        _names.UnionWith(s_rowId);
    }

    /// <summary>The tables that the statement names.</summary>
    public IReadOnlyList<SqlObjectName> Tables { get; }

    public bool Contains(string name) => _names.Contains(name);

    /// <summary>The columns of all tables that a statement names; <see langword="null"/> where one of them is not wholly seen.</summary>
    public static ColumnsInSight? Of(SqlStatement statement, DatabaseSchema schema)
    {
        if (NamedBy(statement) is not { } tables)
        {
            return null;
        }

        var columns = new ColumnsInSight(tables);
        foreach (var name in tables)
        {
            if (s_master.Contains(name.Name.Value, SqlIdentifier.Comparer))
            {
                columns._names.UnionWith(s_ofMaster);
            }
            else if (schema.IsWholeBut(SchemaGaps.Indexes | SchemaGaps.Keys) && schema.Find(name) is { HasAllColumns: true } table)
            {
                columns._names.UnionWith(table.Columns.Select(column => column.Name));
            }
            else
            {
                return null;
            }

            columns._names.Add(name.Name.Value);
        }

        return columns;
    }

    private static List<SqlObjectName>? NamedBy(SqlStatement statement) => statement switch
    {
        SelectStatement select => select.Reads.ToList(),
        DataStatement data => data.Reads.Append(data.Target).ToList(),
        CreateViewStatement view => view.Reads.ToList(),
        CreateTableStatement { IsFromSelect: false } table => new List<SqlObjectName> { table.Name },
        CreateIndexStatement index => new List<SqlObjectName> { new(index.Name.Schema, index.Table) },
        CreateTriggerStatement trigger => OfTrigger(trigger),
        _ => null,
    };

    private static List<SqlObjectName>? OfTrigger(CreateTriggerStatement trigger)
    {
        var tables = new List<SqlObjectName> { trigger.Table };
        foreach (var statement in trigger.Body)
        {
            if (NamedBy(statement) is not { } named)
            {
                return null;
            }

            tables.AddRange(named);
        }

        return tables;
    }
}
