namespace SqliteDiscipline.Analyzers.Schema;

/// <summary>What there may be in a schema besides what was seen, because a statement could not be told. <c>DROP TABLE {table}</c> leaves none: it adds nothing.</summary>
[Flags]
internal enum SchemaGaps : byte
{
    None = 0,

    /// <summary>Indexes that make no key: <c>CREATE INDEX … ON {table}</c>.</summary>
    Indexes = 1,

    /// <summary>Columns, none of which is a key: <c>ALTER TABLE {table} ADD COLUMN …</c>.</summary>
    Columns = 2,

    /// <summary>Keys of tables that are there: <c>CREATE UNIQUE INDEX … ON {table}</c>.</summary>
    Keys = 4,

    /// <summary>Anything but triggers.</summary>
    Objects = 8,

    /// <summary>Triggers: <c>CREATE TRIGGER … ON {table}</c>.</summary>
    Triggers = 16,
}
