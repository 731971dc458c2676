using SqliteDiscipline.Analyzers.Sql;
using SqliteDiscipline.Analyzers.Sql.Statements;

namespace SqliteDiscipline.Analyzers.Schema.Verdicts;

/// <summary>The two pragmas that decide whether and when foreign keys are enforced.</summary>
internal static class PragmaJudge
{
    private static readonly string[] s_on = { "on", "yes", "true" };

    public static (Verdict Verdict, EngineState Next) Judge(EngineState state, PragmaStatement pragma)
    {
        if (pragma.Name.Value is null || !pragma.IsWellFormed)
            return (Verdict.CannotTell, state.Lost());

        if (pragma.Form == PragmaForm.Query)
            return (Verdict.Passes, state);

        if (pragma.Name.Is("foreign_keys"))
        {
            // Within a transaction it does nothing, and says nothing.
            if (state.IsInTransaction)
                return (Verdict.Passes, state);

            return pragma.Value is { } value ? (Verdict.Passes, state with { IsEnforced = IsOn(value) }) : (Verdict.CannotTell, state.Lost());
        }

        if (!pragma.Name.Is("defer_foreign_keys"))
            return (Verdict.Passes, state);

        if (pragma.Value is not { } flag)
            return (Verdict.CannotTell, state.Lost());

        var isOn = IsOn(flag);
        return (Verdict.Passes, !isOn && state.HasDeferred ? state.Lost() : state with { DefersAll = isOn });
    }

    /// <summary>As the engine reads a flag: a number other than 0, or one of three words; anything else means off.</summary>
    private static bool IsOn(string value)
    {
        if (value.Length > 0 && value[0] is >= '0' and <= '9')
            return value.TakeWhile(c => c is >= '0' and <= '9').Any(c => c != '0');

        return s_on.Contains(value, SqlIdentifier.Comparer);
    }
}
