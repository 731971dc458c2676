using SqliteDiscipline.Analyzers.Sql.Statements;

namespace SqliteDiscipline.Analyzers.Schema.Verdicts;

/// <summary>The pragmas that decide whether and when foreign keys are enforced, and what becomes of them.</summary>
internal static class PragmaJudge
{
    public static (Verdict Verdict, EngineState Next) Judge(EngineState state, PragmaStatement pragma)
    {
        if (pragma.Name.Value is null || !pragma.IsWellFormed)
        {
            return (Verdict.CannotTell, state.Lost());
        }

        if (pragma.Form == PragmaForm.Query)
        {
            return (Verdict.Passes, state);
        }

        if (pragma.Name.Is("foreign_keys"))
        {
            // Within a transaction it does nothing, and says nothing.
            if (state.IsInTransaction)
            {
                return (Verdict.Passes, state);
            }

            return IsOn(pragma) is { } enforces ? (Verdict.Passes, state with { IsEnforced = enforces }) : (Verdict.CannotTell, state.Lost());
        }

        // By which a rename may leave the foreign keys of others as they are.
        if (pragma.Name.Is("legacy_alter_table") && IsOn(pragma) != false)
        {
            return (Verdict.Passes, state.Lost());
        }

        if (!pragma.Name.Is("defer_foreign_keys"))
        {
            return (Verdict.Passes, state);
        }

        if (IsOn(pragma) is not { } isOn)
        {
            return (Verdict.CannotTell, state.Lost());
        }

        return (Verdict.Passes, !isOn && state.HasDeferred ? state.Lost() : state with { DefersAll = isOn });
    }

    /// <summary>As the engine reads the flag, whatever it says; <see langword="null"/> where it cannot be seen.</summary>
    private static bool? IsOn(PragmaStatement pragma) => pragma.Reading?.Answer is { } answer ? answer == "1" : null;
}
