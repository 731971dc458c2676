using SqliteDiscipline.Analyzers.Sql;
using SqliteDiscipline.Analyzers.Sql.Statements;

namespace SqliteDiscipline.Analyzers.Schema.Verdicts;

/// <summary>DELETE, UPDATE and INSERT.</summary>
internal static class DataJudge
{
    private static readonly string[] s_rowIdNames = { "rowid", "oid", "_rowid_" };

    public static (Verdict Verdict, EngineState Next) Judge(EngineState state, DataStatement statement)
    {
        if (state.Schema.Find(statement.Target) is not { } table)
        {
            return (Verdict.CannotTell, IsHarmless(state, statement) ? state : state.Lost());
        }

        if (table.IsVirtual)
        {
            return (Verdict.Passes, state);
        }

        return statement switch
        {
            DeleteStatement delete => Delete(state, delete, table),
            UpdateStatement update => Update(state, update, table),
            InsertStatement insert => Insert(state, insert, table),
            _ => (Verdict.CannotTell, state.Lost()),
        };
    }

    /// <summary>Whether a table that was not seen being made is at least none that others refer to, nor a view that hides some.</summary>
    private static bool IsHarmless(EngineState state, DataStatement statement) =>
        statement.Target.Name.Value is { } name
        && !state.Schema.HasView(statement.Target)
        && !state.Schema.MayReferTo(name);

    private static (Verdict, EngineState) Delete(EngineState state, DeleteStatement delete, Table table)
    {
        if (!state.IsEnforced)
        {
            return delete.IsOfNoRow ? (Verdict.Passes, state) : Unenforced.Lose(state, table, delete.Where is null);
        }

        var preparation = new Preparation(state.Schema);
        preparation.Delete(table);
        if (preparation.Fails != Tri.No)
        {
            return (StatementJudge.Of(preparation.Fails, preparation.Blame), state.Lost());
        }

        var rows = delete.IsOfNoRow ? Tri.No : state.Contents.RowsOf(table);
        var loss = delete.Where is null
            ? new Loss(rows, rows != Tri.No)
            : new Loss(delete.Reads.Count > 0 ? TriLogic.Doubted(rows) : rows, false);
        var consequences = new Consequences(state).Lose(table, loss).Settle();
        var violations = new Violations(consequences);
        var next = state with { Contents = violations.After(), HasDeferred = state.DefersAll };
        return (StatementJudge.Of(violations.Raises, violations.Blames), consequences.IsUncertain ? next.Lost() : next);
    }

    private static (Verdict, EngineState) Update(EngineState state, UpdateStatement update, Table table)
    {
        var columns = update.Columns.Select(column => column.Value).ToList();
        if (columns.Contains(null) || columns.Count == 0 || update.Conflict == ConflictAction.Replace)
        {
            return (Verdict.CannotTell, state.Lost());
        }

        var names = columns.OfType<string>().SelectMany(name => NamesOf(name, table)).ToEquatableArray();
        var keys = state.Schema.ReferencesTo(table).Where(reference =>
            ParentKey.Of(reference, state.Schema) is var key && (key.State != ParentKeyState.Found || key.Columns.Any(column => names.Contains(column, SqlIdentifier.Comparer)))).ToList();
        var foreign = table.References.Where(reference => reference.Overlaps(names)).ToList();
        if (!state.IsEnforced)
        {
            return Unenforced.Change(state, table, mayBreak: keys.Count + foreign.Count > 0);
        }

        var preparation = new Preparation(state.Schema);
        preparation.Update(table, names);
        if (preparation.Fails != Tri.No)
        {
            return (StatementJudge.Of(preparation.Fails, preparation.Blame), state.Lost());
        }

        var consequences = new Consequences(state).Fire(table, TriggerEvent.Update, names).Settle();
        var violations = new Violations(consequences);
        var after = violations.After();
        var (raises, blame) = (violations.Raises, violations.Blames.FirstOrDefault());
        foreach (var key in keys)
        {
            var use = after.UseOf(key);
            if (use is { Coverage: Coverage.None, Dangling: Tri.No })
            {
                continue;
            }

            (raises, blame) = (TriLogic.Or(raises, Tri.Maybe), blame ?? key);
            after = after.With(key, use with { Coverage = Coverage.Unknown, Dangling = Tri.Maybe });
        }

        if (foreign.Count + keys.Count > 0
            && table.References.FirstOrDefault(reference => !foreign.Contains(reference) && Affinities.MayMissItself(reference, state.Schema)) is { } other)
        {
            (raises, blame) = (TriLogic.Or(raises, Tri.Maybe), blame ?? other);
        }

        foreach (var reference in foreign)
        {
            var isNulled = update.Nulled.Any(column => reference.Columns.Contains(column.Value, SqlIdentifier.Comparer));
            after = after.With(reference, isNulled ? Nulled(after.UseOf(reference), update.Where is null) : new Use(Coverage.Unknown, Tri.Maybe, after.UseOf(reference).HasStrays));
            var isRefused = isNulled && (table.HasCheck || update.Nulled.Any(column => table.IsNeverNull(column.Value!)));
            var isLater = state.IsInTransaction && (reference.IsDeferred || state.DefersAll);
            if (isRefused || (!isNulled && !isLater))
            {
                (raises, blame) = (TriLogic.Or(raises, Tri.Maybe), blame ?? reference);
            }
        }

        var isUncertain = consequences.IsUncertain || keys.Count > 0 && raises != Tri.No;
        var next = state with { Contents = after, HasDeferred = state.DefersAll };
        return (StatementJudge.Of(raises, blame), isUncertain ? next.Lost() : next);
    }

    private static Use Nulled(Use use, bool isEverything) => isEverything
        ? Use.None
        : use with { Coverage = use.Coverage == Coverage.None ? Coverage.None : Coverage.Unknown, Dangling = TriLogic.Doubted(use.Dangling) };

    /// <summary>The rowid has three names of its own, unless a column bears them.</summary>
    private static string[] NamesOf(string column, Table table) =>
        table.Find(column) is null && table.RowIdAlias is { } alias && s_rowIdNames.Contains(column, SqlIdentifier.Comparer)
            ? new[] { column, alias }
            : new[] { column };

    private static (Verdict, EngineState) Insert(EngineState state, InsertStatement insert, Table table)
    {
        var replaces = insert.Conflict == ConflictAction.Replace
            || (insert.Conflict == ConflictAction.None && table.Keys.Any(key => key.Conflict == ConflictAction.Replace));
        if (!state.IsEnforced)
        {
            return Unenforced.Change(state, table, mayBreak: !IsAlone(state, table));
        }

        var hasKey = table.Keys.Count > 0 || state.Schema.IndexesOf(table).Any(index => index.IsUnique);
        var preparation = new Preparation(state.Schema);
        preparation.Insert(table);
        if (replaces && hasKey)
        {
            preparation.Replace(table);
        }

        if (preparation.Fails != Tri.No)
        {
            return (StatementJudge.Of(preparation.Fails, preparation.Blame), state.Lost());
        }

        if (insert.HasUpsert && !IsAlone(state, table))
        {
            return (Verdict.CannotTell, state.Lost());
        }

        var consequences = new Consequences(state) { Replaced = table }.Fire(table, TriggerEvent.Insert, default);
        if (replaces && hasKey)
        {
            consequences.Lose(table, new Loss(TriLogic.Doubted(state.Contents.RowsOf(table)), false));
        }

        consequences.Settle();
        var violations = new Violations(consequences);
        var (raises, blame) = (violations.Raises, violations.Blames.FirstOrDefault());
        var after = violations.After();
        foreach (var reference in state.Schema.ReferencesTo(table))
        {
            // The new row may be the parent that was missing; it has no children yet.
            var use = after.UseOf(reference);
            var coverage = use.Coverage != Coverage.EveryParent ? use.Coverage : after.RowsOf(table) == Tri.Yes ? Coverage.SomeParent : Coverage.Unknown;
            after = after.With(reference, use with
            {
                Coverage = coverage == Coverage.None && use.Dangling != Tri.No ? Coverage.Unknown : coverage,
                Dangling = TriLogic.Doubted(use.Dangling),
            });
        }

        foreach (var reference in table.References)
        {
            var use = after.UseOf(reference);
            var isLater = state.IsInTransaction && (reference.IsDeferred || state.DefersAll);
            after = after.With(reference, use with
            {
                Coverage = use.Coverage == Coverage.None ? Coverage.Unknown : use.Coverage,
                Dangling = isLater ? TriLogic.Or(use.Dangling, Tri.Maybe) : use.Dangling,
            });
            if (!isLater)
            {
                (raises, blame) = (TriLogic.Or(raises, Tri.Maybe), blame ?? reference);
            }
        }

        after = after.With(table, insert.Conflict == ConflictAction.Ignore || insert.Reads.Count > 0 ? TriLogic.Or(after.RowsOf(table), Tri.Maybe) : Tri.Yes);
        var next = state with { Contents = after, HasDeferred = state.DefersAll };
        return (StatementJudge.Of(raises, blame), consequences.IsUncertain ? next.Lost() : next);
    }

    private static bool IsAlone(EngineState state, Table table) =>
        table is { References.Count: 0, HasAllConstraints: true } && !state.Schema.ReferencesTo(table).Any() && !state.Schema.TriggersOf(table).Any();
}
