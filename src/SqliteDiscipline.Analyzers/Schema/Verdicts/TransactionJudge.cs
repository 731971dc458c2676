using SqliteDiscipline.Analyzers.Sql.Statements;

namespace SqliteDiscipline.Analyzers.Schema.Verdicts;

/// <summary>Transactions and savepoints: where what was deferred falls due, and what never was.</summary>
internal static class TransactionJudge
{
    public static (Verdict Verdict, EngineState Next) Judge(EngineState state, TransactionStatement statement) => statement switch
    {
        BeginStatement when !state.IsInTransaction => (Verdict.Passes, state.Mark(null)),
        CommitStatement when state.IsInTransaction => Commit(state),
        RollbackStatement { Savepoint: null } when state.IsInTransaction => (Verdict.Passes, state.RolledBackTo(0).Ended()),
        RollbackStatement { Savepoint: { } name } when state.FindSavepoint(name) is >= 0 and var index => (Verdict.Passes, state.RolledBackTo(index)),
        SavepointStatement { Name.Value: { } name } => (Verdict.Passes, state.Mark(name)),
        ReleaseStatement { Name: var name } when state.FindSavepoint(name) is >= 0 and var index => index == 0
            ? Commit(state)
            : (Verdict.Passes, state with { Savepoints = state.Savepoints.Take(index).ToEquatableArray() }),

        // Refused by the engine for other reasons than foreign keys, or a name that is not known.
        _ => (Verdict.CannotTell, state.Lost()),
    };

    /// <summary>A commit from code, which no statement shows.</summary>
    public static (Verdict Verdict, EngineState Next) Commit(EngineState state) =>
        (state.Contents.IsViolated is not Tri.No and var violated ? StatementJudge.Of(violated, BlameFor(violated, state)) : Verdict.Passes, state.Ended());

    private static Reference? BlameFor(Tri violated, EngineState state) => state.Schema.Tables.SelectMany(table => table.References)
        .FirstOrDefault(reference => state.Contents.UseOf(reference).Dangling == violated);
}
