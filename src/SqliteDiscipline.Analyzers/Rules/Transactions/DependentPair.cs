using SqliteDiscipline.Analyzers.Sql;
using SqliteDiscipline.Analyzers.Sql.Statements;
using SqliteDiscipline.Analyzers.Timeline.Events;

namespace SqliteDiscipline.Analyzers.Rules.Transactions;

/// <summary>Two writes of which the second belongs to the first, so that one without the other is half a change.</summary>
/// <param name="First">The one that runs first.</param>
/// <param name="Second">The other.</param>
/// <param name="Why">By what they belong together, for a message.</param>
internal sealed record DependentPair(Ran First, Ran Second, string Why)
{
    private const string LastRowId = "last_insert_rowid";

    public bool Touches(DependentPair other) => First == other.First || First == other.Second || Second == other.First || Second == other.Second;

    public static DependentPair? Of(Ran first, Ran second, TableBonds bonds) =>
        Bond(first, second, bonds) is { } why ? new DependentPair(first, second, why) : null;

    private static string? Bond(Ran first, Ran second, TableBonds bonds)
    {
        if (first.Statement is not DataStatement { Target.Name.Value: { } from } early)
        {
            return null;
        }

        // Rows that move: what was copied from a table goes from there.
        if (early is InsertStatement && Target(second.Statement) is { } source && early.Reads.Any(read => IsSame(read, source)))
        {
            return $"rows move from '{source.Name}' to '{from}'";
        }

        if (second.Statement is not DataStatement late)
        {
            return null;
        }

        return early is InsertStatement && Uses(second, LastRowId) ? $"it uses {LastRowId}()"
            : IsSame(early.Target, late.Target) ? ChangeTogether(first, second) ? $"both change '{from}'" : null
            : AreAtOdds(early, late) ? null
            // What was done to a child before its parent was there, was done for another parent's sake.
            : late is InsertStatement ? bonds.Reference(late.Target, early.Target)
            : bonds.Between(early.Target, late.Target);
    }

    /// <summary>
    /// Rows of one table: deleted and put back, put in and then completed, or changed in two steps. Two that are put in, or deleted, are each complete; so are
    /// two of which each has a condition of its own.
    /// </summary>
    private static bool ChangeTogether(Ran first, Ran second) =>
        (first.Statement, second.Statement) is (DeleteStatement, InsertStatement or UpdateStatement) or (InsertStatement or UpdateStatement, UpdateStatement)
        && (IsOfAllRows(first.Statement) || IsOfAllRows(second.Statement) || StatementValues.AreShared(first, second));

    // A clause that is spliced in may be the condition.
    private static bool IsOfAllRows(SqlStatement statement) =>
        statement is { Site.HasUnknownText: false } and (DeleteStatement { Where: null } or UpdateStatement { Where: null });

    // Rows put in here and taken out there are hardly of one change.
    private static bool AreAtOdds(DataStatement early, DataStatement late) =>
        (early, late) is (InsertStatement, DeleteStatement) or (DeleteStatement, InsertStatement);

    private static bool Uses(Ran ran, string function) =>
        ran.Run.Text[ran.Statement.Site.Span].IndexOf(function, StringComparison.OrdinalIgnoreCase) >= 0;

    private static SqlObjectName? Target(SqlStatement statement) => statement switch
    {
        DeleteStatement delete => delete.Target,
        DropStatement { Kind: SchemaObjectKind.Table } drop => drop.Name,
        _ => null,
    };

    private static bool IsSame(SqlObjectName left, SqlObjectName right) => left.Name.Value is { } name && right.Name.Is(name);
}
