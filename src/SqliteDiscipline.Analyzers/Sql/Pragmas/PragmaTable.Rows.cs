namespace SqliteDiscipline.Analyzers.Sql.Pragmas;

internal static partial class PragmaTable
{
    private static IEnumerable<Pragma> Rows => Settings.Concat(FileSettings).Concat(Questions).Concat(Deeds).Concat(Deprecated).Concat(OtherBuilds);

    /// <summary>What holds for a connection, or for a database of it.</summary>
    private static IEnumerable<Pragma> Settings => new[]
    {
        new Pragma("analysis_limit", PragmaHome.Connection, PragmaGrammar.BoundedNumber, PragmaRows.Always) { Since = "3.32" },
        Switch("automatic_index"),
        new Pragma("busy_timeout", PragmaHome.Connection, PragmaGrammar.NumberOrOff, PragmaRows.Always),
        new Pragma("cache_size", PragmaHome.Schema, PragmaGrammar.Number, PragmaRows.WhenAsked),
        new Pragma("cache_spill", PragmaHome.Connection, PragmaGrammar.CacheSpill, PragmaRows.WhenAsked),
        Switch("cell_size_check"),
        Switch("checkpoint_fullfsync"),
        Switch("defer_foreign_keys") with { Home = PragmaHome.Transaction },
        Switch("foreign_keys") with { InTransaction = PragmaInTransaction.Ignored },
        Switch("fullfsync"),
        new Pragma("hard_heap_limit", PragmaHome.Process, PragmaGrammar.HeapLimit, PragmaRows.Always) { Since = "3.31" },
        Switch("ignore_check_constraints"),
        new Pragma("journal_mode", PragmaHome.Journal, PragmaGrammar.Journal, PragmaRows.Always) { InTransaction = PragmaInTransaction.FailsUntilWritten },
        new Pragma("journal_size_limit", PragmaHome.Schema, PragmaGrammar.SizeLimit, PragmaRows.Always),
        Switch("legacy_alter_table") with { Since = "3.26" },
        new Pragma("locking_mode", PragmaHome.Schema, PragmaGrammar.Locking, PragmaRows.Always),
        new Pragma("max_page_count", PragmaHome.Schema, PragmaGrammar.MaxPages, PragmaRows.Always) { ReadsFile = true },
        new Pragma("mmap_size", PragmaHome.Schema, PragmaGrammar.MappedSize, PragmaRows.Always),
        Switch("query_only"),
        Switch("read_uncommitted"),
        Switch("recursive_triggers"),
        Switch("reverse_unordered_selects"),
        new Pragma("secure_delete", PragmaHome.Schema, PragmaGrammar.BooleanOrFast, PragmaRows.Always),
        new Pragma("soft_heap_limit", PragmaHome.Process, PragmaGrammar.HeapLimit, PragmaRows.Always),
        new Pragma("synchronous", PragmaHome.Schema, PragmaGrammar.Synchronous, PragmaRows.WhenAsked) { InTransaction = PragmaInTransaction.Fails },
        new Pragma("temp_store", PragmaHome.Connection, PragmaGrammar.TempStore, PragmaRows.WhenAsked) { InTransaction = PragmaInTransaction.FailsWithTempTables },
        new Pragma("threads", PragmaHome.Connection, PragmaGrammar.BoundedNumber, PragmaRows.Always),
        Switch("trusted_schema") with { Since = "3.31" },
        new Pragma("wal_autocheckpoint", PragmaHome.Connection, PragmaGrammar.NumberOrOff, PragmaRows.Always),
        Switch("writable_schema") with { Values = PragmaGrammar.BooleanOrReset },
    };

    /// <summary>What lives in the file.</summary>
    private static IEnumerable<Pragma> FileSettings => new[]
    {
        new Pragma("application_id", PragmaHome.File, PragmaGrammar.Number, PragmaRows.WhenAsked) { ReadsFile = true },
        new Pragma("auto_vacuum", PragmaHome.File, PragmaGrammar.AutoVacuum, PragmaRows.WhenAsked)
        {
            InTransaction = PragmaInTransaction.IgnoredOnceReserved, IsFixedByFirstTable = true,
        },
        new Pragma("encoding", PragmaHome.File, PragmaGrammar.Encoding, PragmaRows.WhenAsked)
        {
            InTransaction = PragmaInTransaction.IgnoredOnceWritten, IsFixedByFirstTable = true,
        },
        new Pragma("page_size", PragmaHome.File, PragmaGrammar.PageSize, PragmaRows.WhenAsked)
        {
            InTransaction = PragmaInTransaction.IgnoredOnceBegun, IsFixedByFirstTable = true,
        },
        new Pragma("schema_version", PragmaHome.File, PragmaGrammar.Number, PragmaRows.WhenAsked) { ReadsFile = true },
        new Pragma("user_version", PragmaHome.File, PragmaGrammar.Number, PragmaRows.WhenAsked) { ReadsFile = true },
    };

    /// <summary>What only asks.</summary>
    private static IEnumerable<Pragma> Questions => new[]
    {
        Question("collation_list"),
        Question("compile_options"),
        Question("data_version") with { ReadsFile = true },
        Question("database_list"),
        Question("foreign_key_check", PragmaGrammar.Text) with { ReadsFile = true },
        Question("foreign_key_list", PragmaGrammar.Text) with { ReadsFile = true },
        Question("freelist_count") with { ReadsFile = true },
        Question("function_list") with { Since = "3.30" },
        Question("index_info", PragmaGrammar.Text) with { ReadsFile = true },
        Question("index_list", PragmaGrammar.Text) with { ReadsFile = true },
        Question("index_xinfo", PragmaGrammar.Text) with { ReadsFile = true },
        Question("integrity_check", PragmaGrammar.Text) with { ReadsFile = true },
        Question("module_list") with { Since = "3.30" },
        Question("page_count") with { ReadsFile = true },
        Question("pragma_list") with { Since = "3.30" },
        Question("quick_check", PragmaGrammar.Text) with { ReadsFile = true },
        Question("table_info", PragmaGrammar.Text) with { ReadsFile = true },
        Question("table_list", PragmaGrammar.Text) with { Since = "3.37" },
        Question("table_xinfo", PragmaGrammar.Text) with { Since = "3.26", ReadsFile = true },
    };

    /// <summary>What does something, once; and case_sensitive_like, which cannot be asked.</summary>
    private static IEnumerable<Pragma> Deeds => new[]
    {
        new Pragma("case_sensitive_like", PragmaHome.Connection, PragmaGrammar.Boolean, PragmaRows.Never) { IsDeprecated = true },
        new Pragma("incremental_vacuum", PragmaHome.Action, PragmaGrammar.PagesToFree, PragmaRows.Never),
        new Pragma("optimize", PragmaHome.Action, PragmaGrammar.Number, PragmaRows.Always) { Since = "3.18" },
        new Pragma("shrink_memory", PragmaHome.Action, PragmaGrammar.None, PragmaRows.Never),
        new Pragma("wal_checkpoint", PragmaHome.Action, PragmaGrammar.Checkpoint, PragmaRows.Always) { InTransaction = PragmaInTransaction.FailsOnceBegun },
    };

    private static IEnumerable<Pragma> Deprecated => new[]
    {
        Switch("count_changes"),
        new Pragma("default_cache_size", PragmaHome.File, PragmaGrammar.PageCount, PragmaRows.WhenAsked),
        Switch("empty_result_callbacks"),
        Switch("full_column_names"),
        Switch("legacy_file_format") with { IsRemoved = true, Rows = PragmaRows.Never },
        Switch("short_column_names"),
        new Pragma("temp_store_directory", PragmaHome.Process, PragmaGrammar.Text, PragmaRows.WhenAsked),
    }
    .Select(pragma => pragma with { IsDeprecated = true });

    /// <summary>What only some builds have.</summary>
    private static IEnumerable<Pragma> OtherBuilds =>
        Of(PragmaBuilds.Windows, PragmaHome.Process, "data_store_directory")
        .Concat(Of(PragmaBuilds.LockingStyle, PragmaHome.Connection, "lock_proxy_file"))
        .Concat(Of(PragmaBuilds.Debug, PragmaHome.Query, "lock_status", "stats"))
        .Concat(Of(
            PragmaBuilds.Debug, PragmaHome.Connection, "parser_trace", "sql_trace", "vdbe_addoptrace", "vdbe_debug", "vdbe_eqp", "vdbe_listing", "vdbe_trace"))
        .Concat(Of(PragmaBuilds.Encrypting, PragmaHome.Connection, "activate_extensions", "hexkey", "key", "textkey"))
        .Concat(Of(PragmaBuilds.Encrypting, PragmaHome.File, "hexrekey", "rekey", "textrekey"))
        .Concat(Of(
            PragmaBuilds.Encrypting, PragmaHome.Connection, "cipher", "fast_kdf_iter", "hmac_algorithm", "hmac_check", "hmac_pgno", "hmac_salt_mask",
            "hmac_use", "kdf_algorithm", "kdf_iter", "legacy", "legacy_page_size", "mc_legacy_wal", "memory_security", "plaintext_header_size"))
        .Concat(Of(
            PragmaBuilds.Encrypting, PragmaHome.Connection, "cipher_compatibility", "cipher_hmac_algorithm", "cipher_integrity_check",
            "cipher_kdf_algorithm", "cipher_memory_security", "cipher_migrate", "cipher_page_size", "cipher_plaintext_header_size", "cipher_provider",
            "cipher_salt", "cipher_settings", "cipher_status", "cipher_use_hmac", "cipher_version"))
        .Concat(Of(
            PragmaBuilds.Vfs, PragmaHome.Connection, "checksum_verification", "filename", "multiplex_chunksize", "multiplex_enabled",
            "multiplex_filecount", "multiplex_truncate", "vfstrace"));

    private static Pragma Switch(string name) => new(name, PragmaHome.Connection, PragmaGrammar.Boolean, PragmaRows.WhenAsked);

    private static Pragma Question(string name, PragmaValues? values = null) =>
        new(name, PragmaHome.Query, values ?? PragmaGrammar.None, PragmaRows.Always);

    // What they answer depends on the build that has them.
    private static IEnumerable<Pragma> Of(PragmaBuilds builds, PragmaHome home, params string[] names) =>
        names.Select(name => new Pragma(name, home, PragmaGrammar.Text, PragmaRows.Unknown) { Builds = builds });
}
