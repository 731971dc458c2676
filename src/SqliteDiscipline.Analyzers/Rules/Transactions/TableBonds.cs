using SqliteDiscipline.Analyzers.Rules.Deletes;
using SqliteDiscipline.Analyzers.Schema;
using SqliteDiscipline.Analyzers.Sql;
using SqliteDiscipline.Analyzers.Timeline;

namespace SqliteDiscipline.Analyzers.Rules.Transactions;

/// <summary>Which tables of a connection's database a foreign key binds.</summary>
/// <param name="connection">The connection.</param>
/// <param name="context">Where the schemas are asked for.</param>
internal sealed class TableBonds(ConnectionSubject connection, TimelineContext context)
{
    private readonly Lazy<DatabaseSchema> _schema = new(() => EngineFlow.SchemaOf(connection, context));

    /// <summary>The foreign key between the two, as a message shows it; <see langword="null"/> without one.</summary>
    public string? Between(SqlObjectName left, SqlObjectName right) => Reference(left, right) ?? Reference(right, left);

    /// <summary>The foreign key by which the one refers to the other.</summary>
    public string? Reference(SqlObjectName child, SqlObjectName parent)
    {
        if (child.Name.Value is not { } from || parent.Name.Value is not { } to)
        {
            return null;
        }

        var table = _schema.Value.Find(child);
        if (table?.References.FirstOrDefault(reference => SqlIdentifier.Equals(reference.Parent, to)) is { } key)
        {
            return key.ToString();
        }

        // Made in several ways, perhaps, of which all have the key.
        return table is { HasAllConstraints: true } ? null
            : context.Rules.Schemas(context.Cancellation).Refers(connection.Factory, connection.Database, from, to) ? $"{from} → {to}"
            : null;
    }
}
