using SqliteDiscipline.Analyzers.Sql.Statements;

namespace SqliteDiscipline.Analyzers.Rules;

/// <summary>Which pragmas a transaction hinders, and how. What stands here was measured on the engine.</summary>
internal static class TransactionalPragmas
{
    private const TransactionStages Never = 0;

    /// <summary>What becomes of the pragma at every one of the stages; <see langword="null"/> where it may work at one of them.</summary>
    public static string? FateOf(PragmaStatement pragma, TransactionStages stages)
    {
        if (!pragma.IsWellFormed || pragma.Site.HasUnknownText || (stages & TransactionStages.None) != 0)
        {
            return null;
        }

        var (ignoredAt, failsAt) = pragma.Name.Value?.ToLowerInvariant() switch
        {
            "wal_checkpoint" => (Never, TransactionStages.Read | TransactionStages.Reserved | TransactionStages.Written),
            _ when pragma.Form == PragmaForm.Query => (Never, Never),
            "foreign_keys" => (TransactionStages.Any, Never),
            "synchronous" => (Never, TransactionStages.Any),
            "journal_mode" when string.Equals(pragma.Value, "wal", StringComparison.OrdinalIgnoreCase) =>
                (TransactionStages.Written, TransactionStages.Untouched | TransactionStages.Read | TransactionStages.Reserved),
            "auto_vacuum" => (TransactionStages.Reserved | TransactionStages.Written, Never),
            "encoding" => (TransactionStages.Written, Never),
            "page_size" => (TransactionStages.Read | TransactionStages.Reserved | TransactionStages.Written, Never),
            _ => (Never, Never),
        };
        return (stages & ~ignoredAt) == 0 ? "does nothing, and reports nothing"
            : (stages & ~failsAt) == 0 ? "fails"
            : (stages & ~(ignoredAt | failsAt)) == 0 ? "fails or does nothing"
            : null;
    }
}
