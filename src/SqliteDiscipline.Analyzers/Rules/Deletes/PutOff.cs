using SqliteDiscipline.Analyzers.Rules.Pragmas;
using SqliteDiscipline.Analyzers.Schema;
using SqliteDiscipline.Analyzers.Schema.Verdicts;
using SqliteDiscipline.Analyzers.Sql;
using SqliteDiscipline.Analyzers.Sql.Statements;
using SqliteDiscipline.Analyzers.Timeline;
using SqliteDiscipline.Analyzers.Timeline.Events;

namespace SqliteDiscipline.Analyzers.Rules.Deletes;

/// <summary>A foreign key that is put off to the end of the transaction, and still violated when that comes: the COMMIT fails.</summary>
/// <param name="Reference">The foreign key.</param>
/// <param name="Commit">What fails.</param>
internal sealed record PutOff(Reference Reference, TimelineEvent Commit)
{
    /// <summary>
    /// Finds one after rows of a parent were taken. The engine keeps count of the rows that have lost their parent, and a table that is renamed to the parent's name takes none of
    /// them off it; rows that are put in under the name do, and so does what is done about the child's rows.
    /// </summary>
    public static PutOff? Find(BodyTimeline timeline, Ran ran, EngineState state, SqlObjectName name)
    {
        if (state is not { IsEnforced: true, IsInTransaction: true } || state.Schema.Find(name) is not { } table || state.Contents.RowsOf(table) != Tri.Yes || MaySpare(ran.Statement, table, state))
        {
            return null;
        }

        var after = TimelinePaths.After(ran, timeline, IsCommit);
        return timeline.Events.FirstOrDefault(happening => IsCommit(happening) && after.Contains(happening)) is { } commit
            && state.Schema.ReferencesTo(table).FirstOrDefault(reference =>
                reference is { IsSelf: false, OnDelete: SqliteDeleteAction.NoAction or SqliteDeleteAction.Restrict }
                && (reference.IsDeferred || state.DefersAll)
                && state.Contents.UseOf(reference).Coverage == Coverage.EveryParent
                && ParentKey.Of(reference, state.Schema).State == ParentKeyState.Found
                && !after.Any(happening => MayCountOff(happening, name, reference))) is { } violated
            ? new PutOff(violated, commit)
            : null;
    }

    // A condition may leave out the rows that are referred to, and a trigger may see to the children. To drop a table fires none.
    private static bool MaySpare(SqlStatement statement, Table table, EngineState state) =>
        statement is DeleteStatement delete && (delete.IsOfNoRow || delete.Reads.Count > 0 || state.Schema.HasTriggers(table.Name));

    private static bool IsCommit(TimelineEvent happening) => happening is Ended { How: TransactionEnd.Commit } or Ran { Statement: CommitStatement };

    private static bool MayCountOff(TimelineEvent happening, SqlObjectName name, Reference reference) => happening switch
    {
        RanUnknown or Unknown or HandedOut => true,
        Ran { Statement: var statement } => statement switch
        {
            UnknownStatement or RollbackStatement { Savepoint: not null } or { Site.HasUnknownText: true } => true,
            InsertStatement or UpdateStatement when ((DataStatement)statement).Target.Name is var target => target.Value is not { } changed || name.Name.Is(changed) || target.Is(reference.Child),
            _ => DeleteArrangement.Takes(statement, reference.Child) || happening.Sets("defer_foreign_keys"),
        },
        _ => false,
    };
}
