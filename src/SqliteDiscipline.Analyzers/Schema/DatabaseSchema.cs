using SqliteDiscipline.Analyzers.Sql;

namespace SqliteDiscipline.Analyzers.Schema;

/// <summary>The schema of a database, as far as the statements that make it were seen. A value: nothing in it changes, and nothing of the compiler's is in it.</summary>
/// <param name="Tables">The tables, in the order in which they were made.</param>
/// <param name="Indexes">The indexes that stand by themselves; those of keys are the tables'.</param>
/// <param name="Triggers">The triggers, in the order in which they were made.</param>
/// <param name="Views">The views.</param>
/// <param name="Gaps">What may be there besides, because a statement could not be told.</param>
internal sealed record DatabaseSchema(
    EquatableArray<Table> Tables,
    EquatableArray<TableIndex> Indexes,
    EquatableArray<Trigger> Triggers,
    EquatableArray<View> Views,
    SchemaGaps Gaps)
{
    public static readonly DatabaseSchema Empty = new(
        EquatableArray<Table>.Empty, EquatableArray<TableIndex>.Empty, EquatableArray<Trigger>.Empty, EquatableArray<View>.Empty, SchemaGaps.None);

    /// <summary>Whether every statement that was seen could be told, so that nothing else is there if all were seen.</summary>
    public bool IsWhole => Gaps == SchemaGaps.None;

    /// <summary>Whether all is seen but what these gaps may hide, which makes no difference to who asks. Triggers make none to what tables look like.</summary>
    public bool IsWholeBut(SchemaGaps gaps) => (Gaps & ~(gaps | SchemaGaps.Triggers)) == 0;

    /// <summary>What the statements of one text leave.</summary>
    public static DatabaseSchema Of(SqlText text) => Of(new[] { SqlScript.Of(text) });

    /// <summary>What the texts leave, run one after the other.</summary>
    public static DatabaseSchema Of(IEnumerable<SqlScript> scripts)
    {
        var builder = new SchemaBuilder();
        foreach (var script in scripts)
        {
            builder.Apply(script);
        }

        return builder.ToSchema();
    }

    public Table? Find(string name, bool isTemporary) => SchemaLookup.Of(this).Find(name, isTemporary);

    /// <summary>The table that a statement means: a bare name is looked for in <c>temp</c> first.</summary>
    public Table? Find(SqlObjectName name)
    {
        if (name.Name.Value is not { } value)
        {
            return null;
        }

        if (name.Schema is not { } schema)
        {
            return Find(value, isTemporary: true) ?? Find(value, isTemporary: false);
        }

        return schema.Is("temp") ? Find(value, isTemporary: true) : schema.Is("main") ? Find(value, isTemporary: false) : null;
    }

    public bool HasView(SqlObjectName name) => Views.Any(view =>
        name.Name.Is(view.Name) && (name.Schema is not { } schema || schema.Is(view.IsTemporary ? "temp" : "main")));

    /// <summary>The tables in the order in which they were made, the temporary ones last.</summary>
    public IEnumerable<Table> InOrder(IEnumerable<Table> tables) => tables.OrderBy(SchemaLookup.Of(this).PlaceOf);

    /// <summary>The foreign keys that a text declares, with their tables, as far as they are still in force.</summary>
    public IEnumerable<(Table Child, Reference Reference)> ReferencesIn(SqlScript script) => SchemaLookup.Of(this).ReferencesIn(script);

    public Table? ChildOf(Reference reference) => Find(reference.Child, reference.IsTemporary);

    /// <summary>The foreign keys that refer to a table, in the order in which the engine works them off: the latest declared comes first.</summary>
    public IEnumerable<Reference> ReferencesTo(Table parent) => SchemaLookup.Of(this).ReferencesTo(parent.Name).Where(reference => reference.IsTemporary == parent.IsTemporary);

    /// <summary>Whether some table may refer to one of that name.</summary>
    public bool MayReferTo(string parent) => SchemaLookup.Of(this) is var lookup && (lookup.HasUnknownParent || lookup.ReferencesTo(parent).Count > 0);

    public IEnumerable<TableIndex> IndexesOf(Table table) => SchemaLookup.Of(this).IndexesOf(table);

    /// <summary>The triggers that watch a table.</summary>
    public IEnumerable<Trigger> TriggersOf(Table table) => Triggers.Where(trigger => trigger.Table switch
    {
        { Schema: { } schema } name => name.Name.Is(table.Name) && schema.Is(table.IsTemporary ? "temp" : "main"),
        var name => name.Name.Is(table.Name) && (!table.IsTemporary || trigger.IsTemporary),
    });

    /// <summary>Whether some trigger watches a table of that name.</summary>
    public bool HasTriggers(string table) => Triggers.Any(trigger => trigger.Table.Name.Is(table));
}
