namespace SqliteDiscipline;

/// <summary>What happens to a child row when its parent is deleted, see <see href="https://www.sqlite.org/foreignkeys.html#fk_actions">sqlite.org/foreignkeys.html</see>.</summary>
public enum SqliteDeleteAction
{
    /// <summary>The statement fails if the key is still violated at its end.</summary>
    NoAction = 0,

    /// <summary>The statement fails as soon as the parent row goes.</summary>
    Restrict = 1,

    /// <summary>The child's key becomes NULL.</summary>
    SetNull = 2,

    /// <summary>The child's key becomes its default value.</summary>
    SetDefault = 3,

    /// <summary>The child row is deleted too.</summary>
    Cascade = 4,
}
