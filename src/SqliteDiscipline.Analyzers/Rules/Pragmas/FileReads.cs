using SqliteDiscipline.Analyzers.Sql;
using SqliteDiscipline.Analyzers.Sql.Statements;
using SqliteDiscipline.Analyzers.Timeline.Events;

namespace SqliteDiscipline.Analyzers.Rules.Pragmas;

/// <summary>
/// What has to read the database file, so that it fails on an encrypted one that has not been given its key. What stands here was measured: on a file
/// of noise these fail with "file is not a database", and every other pragma does not.
/// </summary>
internal static class FileReads
{
    private static readonly HashSet<string> s_pragmas = new(SqlIdentifier.Comparer)
    {
        "application_id", "auto_vacuum", "cache_size", "database_list", "foreign_key_check", "freelist_count", "incremental_vacuum", "integrity_check",
        "journal_mode", "max_page_count", "optimize", "page_count", "quick_check", "schema_version", "synchronous", "table_info", "user_version",
        "wal_checkpoint",
    };

    public static IEnumerable<string> Pragmas => s_pragmas!;

    public static bool IsOne(TimelineEvent happening) => happening switch
    {
        Began { Transaction.IsDeferred: false } => true,
        Ran { Statement.Site.Explain: ExplainKind.None } ran => ran.Statement switch
        {
            PragmaStatement pragma => pragma.IsWellFormed && pragma.Name.Value is { } name && s_pragmas.Contains(name),
            BeginStatement begin => begin.Mode != TransactionMode.Deferred,
            SelectStatement select => ReadsTable(select, ran.Run.Text),
            TransactionStatement or UnknownStatement => false,

            // ATTACH, CREATE and all that changes rows read the schema first.
            _ => true,
        },
        _ => false,
    };

    /// <summary>How to call it in a message.</summary>
    public static string Describe(TimelineEvent happening) => happening is Ran ran ? $"'{StatementWords.Of(ran.Statement, ran.Run.Text)}'" : "'BeginTransaction()'";

    // `SELECT 1` reads nothing.
    private static bool ReadsTable(SelectStatement select, SqlText text) =>
        text[select.Site.Span].IndexOf("FROM", StringComparison.OrdinalIgnoreCase) >= 0;
}
