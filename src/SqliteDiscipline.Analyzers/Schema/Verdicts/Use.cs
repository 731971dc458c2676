namespace SqliteDiscipline.Analyzers.Schema.Verdicts;

/// <summary>How the rows of a child refer to those of its parent through one foreign key, at one moment.</summary>
/// <param name="Coverage">Which rows of the parent are referred to.</param>
/// <param name="Dangling">Whether there are rows whose parent is gone, and the engine counts them: COMMIT fails while it does.</param>
/// <param name="HasStrays">Whether there may be rows whose parent is gone, and the engine does not count them: it went while enforcement was off.</param>
internal readonly record struct Use(Coverage Coverage, Tri Dangling, bool HasStrays)
{
    /// <summary>What a verdict supposes of the data before the first statement: the foreign key is used by every row that it can be used for.</summary>
    public static readonly Use Full = new(Coverage.EveryParent, Tri.No, false);

    public static readonly Use None = new(Coverage.None, Tri.No, false);

    /// <summary>What holds whichever of the two holds.</summary>
    public Use Join(Use other) => new(
        Coverage == other.Coverage ? Coverage
            : Coverage >= Coverage.SomeParent && other.Coverage >= Coverage.SomeParent ? Coverage.SomeParent
            : Coverage.Unknown,
        Dangling == other.Dangling ? Dangling : Tri.Maybe,
        HasStrays || other.HasStrays);
}

internal enum Coverage : byte
{
    /// <summary>No row refers to any.</summary>
    None,

    /// <summary>Nothing is known.</summary>
    Unknown,

    /// <summary>At least one row refers to one.</summary>
    SomeParent,

    /// <summary>Every row of the parent is referred to, whether there are any or not.</summary>
    EveryParent,
}
