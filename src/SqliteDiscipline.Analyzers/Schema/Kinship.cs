using System.Runtime.CompilerServices;
using SqliteDiscipline.Analyzers.Sql;

namespace SqliteDiscipline.Analyzers.Schema;

/// <summary>Which tables of a schema foreign keys bind together, near or far: a family each. Found once for a schema, for whoever compares many statements.</summary>
internal sealed class Kinship
{
    // Beside the schema and not in it, as SchemaLookup is.
    private static readonly ConditionalWeakTable<DatabaseSchema, Kinship> s_bySchema = new();

    private readonly Dictionary<string, string> _families = new(SqlIdentifier.Comparer!);
    private readonly HashSet<string> _withTriggers;

    private Kinship(DatabaseSchema schema)
    {
        var members = new Dictionary<string, List<string>>(SqlIdentifier.Comparer!);
        foreach (var reference in schema.Tables.SelectMany(table => table.References))
        {
            if (reference.Parent is { } parent && (Family(reference.Child), Family(parent)) is var (one, other) && one != other)
            {
                Join(one, other);
            }
        }

        _withTriggers = new HashSet<string>(schema.Triggers.Select(trigger => trigger.Table.Name.Value).OfType<string>().Select(FamilyOf), SqlIdentifier.Comparer);

        List<string> Family(string table)
        {
            var family = FamilyOf(table);
            if (!members.TryGetValue(family, out var tables))
            {
                members.Add(family, tables = new List<string> { table });
            }

            return tables;
        }

        // The smaller goes into the larger: no table moves often.
        void Join(List<string> one, List<string> other)
        {
            var (larger, smaller) = one.Count >= other.Count ? (one, other) : (other, one);
            var family = FamilyOf(larger[0]);
            foreach (var table in smaller)
            {
                _families[table] = family;
            }

            larger.AddRange(smaller);
        }
    }

    public static Kinship Of(DatabaseSchema schema) => s_bySchema.GetValue(schema, static schema => new Kinship(schema));

    /// <summary>The table that stands for all that are bound to this one; a table that is bound to none stands for itself.</summary>
    public string FamilyOf(string table) => _families.TryGetValue(table, out var family) ? family : table;

    /// <summary>Whether some table of the family has triggers.</summary>
    public bool HasTriggers(string family) => _withTriggers.Contains(family);
}
