using SqliteDiscipline.Analyzers.Sql.Pragmas;
using SqliteDiscipline.Analyzers.Sql.Statements;

namespace SqliteDiscipline.Analyzers.Rules;

/// <summary>What the table of pragmas says of one inside a transaction, wherever that transaction may stand.</summary>
internal static class TransactionalPragmas
{
    private static readonly (TransactionStages Flag, TransactionStage Stage)[] s_stages =
    {
        (TransactionStages.Untouched, TransactionStage.Untouched), (TransactionStages.Read, TransactionStage.Read),
        (TransactionStages.Reserved, TransactionStage.Reserved), (TransactionStages.Written, TransactionStage.Written),
    };

    /// <summary>What becomes of the pragma at every one of the stages; <see langword="null"/> where it may work at one of them.</summary>
    public static string? FateOf(PragmaStatement pragma, TransactionStages stages)
    {
        if (!pragma.IsWellFormed || !pragma.TakesEffect || pragma.Site.HasUnknownText || (stages & TransactionStages.None) != 0 || pragma.Known is not { } known
            || (pragma.Form == PragmaForm.Query && known.Home != PragmaHome.Action))
        {
            return null;
        }

        // That a switch leads out of WAL cannot be seen; that it leads into it can.
        var row = known.InTransactionWhen(involvesWal: pragma.Reading?.Answer == "wal");
        var fates = s_stages.Where(stage => (stages & stage.Flag) != 0).Select(stage => row.At(stage.Stage)).Distinct().ToList();
        return fates.Count == 0 || fates.Any(fate => fate is PragmaFate.Works or PragmaFate.FailsWithTempTables) ? null
            : fates.Count > 1 ? "fails or does nothing"
            : fates[0] == PragmaFate.Fails ? "fails"
            : "does nothing, and reports nothing";
    }
}
