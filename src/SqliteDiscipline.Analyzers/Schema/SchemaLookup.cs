using System.Runtime.CompilerServices;
using SqliteDiscipline.Analyzers.Sql;

namespace SqliteDiscipline.Analyzers.Schema;

/// <summary>The parts of a schema by name and by text: every statement asks for some, and a large program has hundreds.</summary>
internal sealed class SchemaLookup
{
    // Beside the schema and not in it: what is looked up is no part of what it is equal by.
    private static readonly ConditionalWeakTable<DatabaseSchema, SchemaLookup> s_bySchema = new();

    private readonly Dictionary<string, (Table Table, int Place)> _lasting = new(SqlIdentifier.Comparer!);
    private readonly Dictionary<string, (Table Table, int Place)> _temporary = new(SqlIdentifier.Comparer!);
    private readonly Dictionary<string, List<Reference>> _references = new(SqlIdentifier.Comparer!);
    private readonly ILookup<string, TableIndex> _indexes;

    // Asked of the schemas of whole databases only, and not of those that a body leaves on its way.
    private readonly Lazy<ILookup<SqlScript, (Table Child, Reference Reference)>> _declared;

    private SchemaLookup(DatabaseSchema schema)
    {
        _indexes = schema.Indexes.ToLookup(index => index.Table, SqlIdentifier.Comparer);
        _declared = new(() => schema.Tables
            .SelectMany(table => table.References.Select(reference => (table, reference)))
            .Where(declared => declared.reference.Origin.Script is not null)
            .ToLookup(declared => declared.reference.Origin.Script!));
        foreach (var table in schema.Tables)
        {
            var tables = table.IsTemporary ? _temporary : _lasting;
            if (!tables.ContainsKey(table.Name))
            {
                tables.Add(table.Name, (table, tables.Count));
            }

            foreach (var reference in table.References)
            {
                if (reference.Parent is not { } parent)
                {
                    HasUnknownParent = true;
                    continue;
                }

                if (!_references.TryGetValue(parent, out var references))
                {
                    _references.Add(parent, references = new());
                }

                references.Insert(0, reference);
            }
        }
    }

    /// <summary>Whether some foreign key refers to a table of which the name is not known.</summary>
    public bool HasUnknownParent { get; }

    public static SchemaLookup Of(DatabaseSchema schema) => s_bySchema.GetValue(schema, static schema => new SchemaLookup(schema));

    public Table? Find(string name, bool isTemporary) => (isTemporary ? _temporary : _lasting).TryGetValue(name, out var found) ? found.Table : null;

    /// <summary>When the table was made: a number that grows among the lasting and among the temporary ones, these last.</summary>
    public int PlaceOf(Table table) => table.IsTemporary ? _lasting.Count + _temporary[table.Name].Place : _lasting[table.Name].Place;

    /// <summary>The foreign keys that refer to tables of a name; the latest declared comes first.</summary>
    public IReadOnlyList<Reference> ReferencesTo(string parent) => _references.TryGetValue(parent, out var references) ? references : Array.Empty<Reference>();

    /// <summary>The foreign keys that a text declares, with their tables.</summary>
    public IEnumerable<(Table Child, Reference Reference)> ReferencesIn(SqlScript script) => _declared.Value[script];

    public IEnumerable<TableIndex> IndexesOf(Table table) => _indexes[table.Name].Where(index => index.IsTemporary == table.IsTemporary);
}
