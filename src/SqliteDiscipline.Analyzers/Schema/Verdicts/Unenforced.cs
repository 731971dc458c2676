namespace SqliteDiscipline.Analyzers.Schema.Verdicts;

/// <summary>What statements do while enforcement is off: nothing is refused, no action runs, and rows without a parent are left that nobody counts.</summary>
internal static class Unenforced
{
    /// <summary>Rows are deleted; only a trigger could have something against it.</summary>
    public static (Verdict Verdict, EngineState Next) Lose(EngineState state, Table table, bool isEverything) => state.Schema.TriggersOf(table).Any()
        ? (Verdict.CannotTell, state.Lost())
        : (Verdict.Passes, Without(state, table, isEverything));

    /// <summary>Rows are changed or inserted; where that may break a foreign key, nothing is known of the rows any more.</summary>
    public static (Verdict Verdict, EngineState Next) Change(EngineState state, Table table, bool mayBreak) => state.Schema.TriggersOf(table).Any()
        ? (Verdict.CannotTell, state.Lost())
        : (Verdict.Passes, mayBreak ? state.Lost() : state);

    public static EngineState Without(EngineState state, Table table, bool isEverything)
    {
        var contents = state.Contents;
        if (contents.RowsOf(table) == Tri.No)
        {
            return state;
        }

        contents = contents.With(table, isEverything ? Tri.No : TriLogic.Doubted(contents.RowsOf(table)));
        foreach (var reference in state.Schema.ReferencesTo(table))
        {
            var use = contents.UseOf(reference);
            if (use.Coverage == Coverage.None)
            {
                continue;
            }

            var coverage = isEverything ? Coverage.None : use.Coverage == Coverage.EveryParent ? Coverage.EveryParent : Coverage.Unknown;
            contents = contents.With(reference, use with { Coverage = coverage, HasStrays = true });
        }

        foreach (var reference in table.References)
        {
            var use = contents.UseOf(reference);
            contents = contents.With(reference, isEverything ? Use.None : use with
            {
                Coverage = use.Coverage == Coverage.None ? Coverage.None : Coverage.Unknown,
                Dangling = TriLogic.Doubted(use.Dangling),
            });
        }

        return state with { Contents = contents };
    }
}
