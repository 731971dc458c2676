namespace SqliteDiscipline.EngineTests.Schema;

/// <summary>A table of a random schema, with its rows.</summary>
internal sealed class RandomTable(string name)
{
    public string Name { get; set; } = name;

    public List<RandomColumn> Columns { get; } = [];

    /// <summary>The keys that others may refer to; the first is the primary key where <see cref="HasPrimaryKey"/>.</summary>
    public List<List<RandomColumn>> Keys { get; } = [];

    public List<RandomKey> ForeignKeys { get; } = [];

    public List<string> Constraints { get; } = [];

    /// <summary>Statements that follow the CREATE TABLE: unique indexes, added columns.</summary>
    public List<string> Afterwards { get; } = [];

    public bool HasPrimaryKey { get; set; }

    public bool WithoutRowId { get; set; }

    public int RowCount { get; set; }

    public List<Dictionary<RandomColumn, string>> Rows { get; } = [];
}

/// <summary>A column; its values are strings or numbers.</summary>
internal sealed class RandomColumn(string name, string type, bool isText)
{
    public string Name { get; } = name;

    public string Type { get; } = type;

    public bool IsText { get; } = isText;

    public string Clauses { get; set; } = "";

    public bool IsNotNull { get; set; }

    /// <summary>Whether an ALTER TABLE adds it.</summary>
    public bool IsAdded { get; set; }

    /// <summary>The foreign key that gives its values; none for a key's own.</summary>
    public RandomKey? Source { get; set; }

    public string ValueOf(int row) => IsText ? $"'k{row + 1}'" : $"{row + 1}";
}

/// <summary>A foreign key; one that is a mismatch refers to a table or to columns that cannot be referred to.</summary>
internal sealed class RandomKey(RandomTable child, List<RandomColumn> columns, RandomTable? parent, List<RandomColumn> parentColumns, bool isMismatch)
{
    public RandomTable Child { get; } = child;

    public List<RandomColumn> Columns { get; } = columns;

    public RandomTable? Parent { get; } = parent;

    public List<RandomColumn> ParentColumns { get; } = parentColumns;

    public bool IsMismatch { get; } = isMismatch;

    /// <summary>Which row of the parent a row of the child refers to; -1 for none.</summary>
    public int[] Targets { get; set; } = [];
}
