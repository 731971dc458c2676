using System.Runtime.CompilerServices;
using SqliteDiscipline.Analyzers.Sql;

namespace SqliteDiscipline.Analyzers.Schema;

/// <summary>The tables of a schema by their names: every statement asks for some, and a large program has hundreds.</summary>
internal sealed class SchemaLookup
{
    // Beside the schema and not in it: what is looked up is no part of what it is equal by.
    private static readonly ConditionalWeakTable<DatabaseSchema, SchemaLookup> s_bySchema = new();

    private readonly Dictionary<string, Table> _lasting = new(SqlIdentifier.Comparer!);
    private readonly Dictionary<string, Table> _temporary = new(SqlIdentifier.Comparer!);
    private readonly Dictionary<string, List<Reference>> _references = new(SqlIdentifier.Comparer!);

    private SchemaLookup(DatabaseSchema schema)
    {
        foreach (var table in schema.Tables)
        {
            var tables = table.IsTemporary ? _temporary : _lasting;
            if (!tables.ContainsKey(table.Name))
                tables.Add(table.Name, table);

            foreach (var reference in table.References)
            {
                if (reference.Parent is not { } parent)
                {
                    HasUnknownParent = true;
                    continue;
                }

                if (!_references.TryGetValue(parent, out var references))
                    _references.Add(parent, references = new());

                references.Insert(0, reference);
            }
        }
    }

    /// <summary>Whether some foreign key refers to a table of which the name is not known.</summary>
    public bool HasUnknownParent { get; }

    public static SchemaLookup Of(DatabaseSchema schema) => s_bySchema.GetValue(schema, static schema => new SchemaLookup(schema));

    public Table? Find(string name, bool isTemporary) => (isTemporary ? _temporary : _lasting).TryGetValue(name, out var table) ? table : null;

    /// <summary>The foreign keys that refer to tables of a name; the latest declared comes first.</summary>
    public IReadOnlyList<Reference> ReferencesTo(string parent) => _references.TryGetValue(parent, out var references) ? references : Array.Empty<Reference>();
}
