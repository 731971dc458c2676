using SqliteDiscipline.Analyzers.Sql;
using Xunit;

namespace SqliteDiscipline.EngineTests.Sql;

public sealed class PragmaColumnTests
{
    // Left out: soft_heap_limit, hard_heap_limit and temp_store_directory, which already take effect when compiled, on the whole process; and
    // table_list, which this engine is too old for.
    private static readonly string[] s_pragmas =
    [
        "analysis_limit", "application_id", "auto_vacuum", "automatic_index", "busy_timeout", "cache_size", "cache_spill",
        "case_sensitive_like", "cell_size_check", "checkpoint_fullfsync", "collation_list", "compile_options", "count_changes",
        "data_version", "database_list", "default_cache_size", "defer_foreign_keys", "empty_result_callbacks", "encoding",
        "foreign_key_check", "foreign_key_list", "foreign_keys", "freelist_count", "full_column_names", "fullfsync", "function_list",
        "ignore_check_constraints", "incremental_vacuum", "index_info", "index_list", "index_xinfo",
        "integrity_check", "journal_mode", "journal_size_limit", "legacy_alter_table", "locking_mode", "max_page_count", "mmap_size",
        "module_list", "optimize", "page_count", "page_size", "pragma_list", "query_only", "quick_check", "read_uncommitted",
        "recursive_triggers", "reverse_unordered_selects", "schema_version", "secure_delete", "short_column_names", "shrink_memory",
        "synchronous", "table_info", "table_xinfo", "temp_store", "threads",
        "trusted_schema", "user_version", "wal_autocheckpoint", "wal_checkpoint", "writable_schema",
    ];

    /// <summary>What Microsoft.Data.Sqlite takes for a query is what has columns; the table must be the engine's.</summary>
    [Theory]
    [InlineData("PRAGMA {0}")]
    [InlineData("PRAGMA {0} = 1")]
    [InlineData("PRAGMA {0}(1)")]
    public void Columns_AreTheEngines(string form)
    {
        // The table that foreign_key_check(1) asks for.
        using var engine = new Engine("CREATE TABLE \"1\"(x)");
        var disagreements = new List<string>();
        foreach (var pragma in s_pragmas)
        {
            var sql = form.Replace("{0}", pragma, StringComparison.Ordinal);
            var prepared = engine.Prepare(sql);
            var told = SqlReader.Read(sql).Single().ReturnsRows;
            if (!prepared.Succeeded || prepared.Columns > 0 != told)
                disagreements.Add($"{sql}: {prepared.Columns} columns, read as {told} {prepared.Error}");
        }

        Assert.True(disagreements.Count == 0, string.Join("\n", disagreements));
    }
}
