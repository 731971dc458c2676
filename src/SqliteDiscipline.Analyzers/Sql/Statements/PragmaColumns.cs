namespace SqliteDiscipline.Analyzers.Sql.Statements;

/// <summary>
/// Which pragmas have result columns. It decides what Microsoft.Data.Sqlite does with the errors of later statements; the
/// figures are the engine's (<c>sqlite3_column_count</c>), held to it by a test.
/// </summary>
internal static class PragmaColumns
{
    // Answer whether or not they are given a value.
    private static readonly HashSet<string> s_always = new(SqlIdentifier.Comparer)
    {
        "analysis_limit", "busy_timeout", "collation_list", "compile_options", "data_version", "database_list", "foreign_key_check",
        "foreign_key_list", "freelist_count", "function_list", "index_info", "index_list", "index_xinfo", "integrity_check",
        "journal_mode", "journal_size_limit", "locking_mode", "max_page_count", "mmap_size", "module_list", "page_count",
        "pragma_list", "quick_check", "secure_delete", "soft_heap_limit", "hard_heap_limit", "table_info", "table_list",
        "table_xinfo", "threads", "wal_autocheckpoint", "wal_checkpoint", "optimize",
    };

    // Answer when asked; silent when set.
    private static readonly HashSet<string> s_whenAsked = new(SqlIdentifier.Comparer)
    {
        "application_id", "auto_vacuum", "automatic_index", "cache_size", "cache_spill", "cell_size_check", "checkpoint_fullfsync",
        "count_changes", "default_cache_size", "defer_foreign_keys", "empty_result_callbacks", "encoding",
        "foreign_keys", "full_column_names", "fullfsync", "ignore_check_constraints", "legacy_alter_table", "page_size",
        "query_only", "read_uncommitted", "recursive_triggers", "reverse_unordered_selects", "schema_version",
        "short_column_names", "synchronous", "temp_store", "temp_store_directory", "trusted_schema", "user_version",
        "writable_schema",
    };

    private static readonly HashSet<string> s_never = new(SqlIdentifier.Comparer)
    {
        "case_sensitive_like", "incremental_vacuum", "shrink_memory",
    };

    /// <summary>Whether the pragma has result columns; <see langword="null"/> for one that is not known.</summary>
    public static bool? Find(string? name, bool hasValue) => name switch
    {
        null => null,
        _ when s_always.Contains(name) => true,
        _ when s_whenAsked.Contains(name) => !hasValue,
        _ when s_never.Contains(name) => false,
        _ => null,
    };
}
