using SqliteDiscipline.Analyzers.Sql;
using SqliteDiscipline.Analyzers.Sql.Statements;

namespace SqliteDiscipline.Analyzers.Schema.Verdicts;

/// <summary>What the engine makes of one statement, and what is known after it has passed.</summary>
internal static class StatementJudge
{
    public static (Verdict Verdict, EngineState Next) Judge(EngineState state, SqlStatement statement)
    {
        // It changes nothing, though it may end the autocommit that defer_foreign_keys was switched on for.
        if (statement.Site.Explain != ExplainKind.None)
        {
            return (Verdict.Passes, state is { DefersAll: true, IsInTransaction: false } ? state.Lost() : state);
        }

        if (state.IsLost && statement is not RollbackStatement)
        {
            return (Verdict.CannotTell, state);
        }

        if (statement is UnknownStatement || (statement.Site.HasUnknownText && statement is not SelectStatement))
        {
            return (Verdict.CannotTell, state.Lost());
        }

        var (verdict, next) = statement switch
        {
            TransactionStatement transaction => TransactionJudge.Judge(state, transaction),
            PragmaStatement pragma => PragmaJudge.Judge(state, pragma),
            DataStatement data => DataJudge.Judge(state, data),
            DropStatement { Kind: SchemaObjectKind.Table } drop => JudgeDrop(state, drop),
            RenameTableStatement or RenameColumnStatement => (Verdict.Passes, state.After((SchemaStatement)statement).Lost()),
            SchemaStatement schema => (Verdict.Passes, state.After(schema)),
            _ => (Verdict.Passes, state),
        };

        // Any statement that reads or writes commits where no transaction is open, and the flag goes with it.
        return next.IsInTransaction || statement is PragmaStatement or TransactionStatement
            ? (verdict, next)
            : (verdict, next with { DefersAll = false, HasDeferred = false });
    }

    private static (Verdict, EngineState) JudgeDrop(EngineState state, DropStatement drop)
    {
        if (state.Schema.Find(drop.Name) is not { } table)
        {
            return (drop is { IfExists: true, Name.Name.Value: not null } ? Verdict.Passes : Verdict.CannotTell, state);
        }

        if (!state.IsEnforced)
        {
            // No row is deleted, and no trigger fires.
            var without = Unenforced.Without(state, table, isEverything: true);
            return (Verdict.Passes, without.After(drop) with { Contents = without.Contents.Without(table) });
        }

        var preparation = new Preparation(state.Schema);
        preparation.Delete(table, isDrop: true);
        if (preparation.Fails != Tri.No)
        {
            return (Of(preparation.Fails, preparation.Blame), state.Lost());
        }

        var loss = new Loss(state.Contents.RowsOf(table), IsEverything: true);
        var consequences = new Consequences(state) { Dropped = table }.Lose(table, loss).Settle();
        var violations = new Violations(consequences);
        var next = state.After(drop) with { Contents = violations.After().Without(table), HasDeferred = state.DefersAll };

        // Here alone the engine asks whether its count is zero, and not whether it is above: rows that it never counted, or counts off
        // twice because an action came back to the table, make it fail too.
        var isCounted = state.Schema.ReferencesTo(table).Any() || state.DefersAll || table.References.Any(reference => reference.IsDeferred);
        return isCounted && (IsParentless(table, state) || consequences.ComesBackTo(table))
            ? (Verdict.CannotTell, next.Lost())
            : (Of(violations.Raises, violations.Blames), next);
    }

    /// <summary>Whether the table has rows that refer to a table that is not there, and was not when they came.</summary>
    private static bool IsParentless(Table table, EngineState state) => table.References.Any(reference =>
        state.Contents.UseOf(reference).Dangling == Tri.No && ParentKey.Of(reference, state.Schema).State is ParentKeyState.NoTable or ParentKeyState.Unknown);

    public static Verdict Of(Tri raises, Reference? blame) => Of(raises, new[] { blame }.OfType<Reference>());

    public static Verdict Of(Tri raises, IEnumerable<Reference> blames) => raises switch
    {
        Tri.No => Verdict.Passes,
        Tri.Yes => new Verdict(VerdictKind.Raises, blames.ToEquatableArray()),
        _ => new Verdict(VerdictKind.CannotTell, blames.ToEquatableArray()),
    };
}
