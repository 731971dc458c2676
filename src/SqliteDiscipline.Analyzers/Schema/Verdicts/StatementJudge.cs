using SqliteDiscipline.Analyzers.Sql;
using SqliteDiscipline.Analyzers.Sql.Statements;

namespace SqliteDiscipline.Analyzers.Schema.Verdicts;

/// <summary>What the engine makes of one statement, and what is known after it has passed.</summary>
internal static class StatementJudge
{
    public static (Verdict Verdict, EngineState Next) Judge(EngineState state, SqlStatement statement)
    {
        // It changes nothing, though it may end the autocommit that defer_foreign_keys was switched on for.
        if (statement.Site.Explain != ExplainKind.None && statement is not PragmaStatement { TakesEffect: true })
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
            RenameTableStatement rename => JudgeRename(state, rename),
            RenameColumnStatement rename => (Verdict.Passes, state.After(rename).Lost()),
            SchemaStatement schema => (Verdict.Passes, state.After(schema)),
            _ => (Verdict.Passes, state),
        };

        // Any statement that reads or writes commits where no transaction is open, and the flag goes with it.
        return next.IsInTransaction || statement is PragmaStatement or TransactionStatement
            ? (verdict, next)
            : (verdict, next with { DefersAll = false, HasDeferred = false });
    }

    /// <summary>The foreign keys of others go along with a table to its new name, whether or not they are enforced.</summary>
    private static (Verdict, EngineState) JudgeRename(EngineState state, RenameTableStatement rename)
    {
        var next = state.After(rename);

        // Triggers and views are read anew, and may stand in its way; and so does whatever has the name.
        if (rename.NewName.Value is not { } name || state.Schema.Triggers.Count + state.Schema.Views.Count > 0 || IsTaken(name, state.Schema))
        {
            return (Verdict.CannotTell, next.Lost());
        }

        // What referred to that name and found nothing finds it now.
        var isAwaited = state.Schema.Tables.SelectMany(table => table.References).Any(reference => SqlIdentifier.Equals(reference.Parent, name));
        return !isAwaited
            && state.Schema.Find(rename.Name) is { IsTemporary: false, IsVirtual: false } renamed && next.Schema.Find(name, isTemporary: false) is { } table
                ? (Verdict.Passes, next with { Contents = state.Contents.Renamed(renamed, table) })
                : (Verdict.Passes, next.Lost());
    }

    private static bool IsTaken(string name, DatabaseSchema schema) =>
        schema.Tables.Any(table => SqlIdentifier.Equals(table.Name, name)) || schema.Indexes.Any(index => SqlIdentifier.Equals(index.Name, name));

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
        var after = violations.After();
        var next = state.After(drop) with { Contents = after.Without(table), HasDeferred = state.DefersAll };
        if (table.References.Any(reference => after.UseOf(reference).Dangling != Tri.No))
        {
            // Rows that were not found to refer to themselves stay counted when they are gone, and there is no table left to keep that with.
            next = next.Lost();
        }

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
