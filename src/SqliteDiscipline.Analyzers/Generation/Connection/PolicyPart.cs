using SqliteDiscipline.Analyzers.Manifest;

namespace SqliteDiscipline.Analyzers.Generation.Connection;

/// <summary>Puts the policy in force on an open handle, and asks SQLite whether it is.</summary>
internal static class PolicyPart
{
    public static string Of(DatabaseModel database)
    {
        var policy = database.Policy;
        return CSharpText.Paragraphs(new[]
        {
            Configuring(policy),
            Switching(policy),
            IsJournalSwitchedByOthers(policy) ? IsInWal : null,
            TakingDown,
            IsSent(policy) ? Sending(policy) : null,
            Demanding(database),
        });
    }

    private static string Configuring(PolicyModel policy) => $$"""
        private void Configure()
        {
            var handle = OwnHandle;
            var watch = s_watches.GetValue(handle, unknown => new Watch());
            if (_isHandleOut && !watch.IsHandleOut)
            {
                // Somebody who heard that it is open has taken it, and the watch was not on.
                watch.IsHandleOut = true;
                watch.IsTouched = true;
            }

            if (watch.IsTouched || watch.IsHandleOut{{(IsJournalSwitchedByOthers(policy) ? " || IsInWal(handle)" : string.Empty)}})
            {
                PutInForce(handle, watch);
            }

            _watch = watch;
        }

        private void PutInForce(global::SQLitePCL.sqlite3 handle, Watch watch)
        {
            // BEGIN sent as text survives Close: this handle may come from the pool with a stranger's transaction, under which pragmas do nothing.
            if (global::SQLitePCL.raw.sqlite3_get_autocommit(handle) == 0)
            {
                Rows(handle, "ROLLBACK");
            }

            Switch(handle);
            if (watch.IsTouched || !watch.IsOn(handle){{(IsJournalSwitchedByOthers(policy) ? " || IsInWal(handle)" : string.Empty)}})
            {
                watch.IsTouched = true;
                if (watch.IsHandleOut)
                {
                    watch.Begin(handle);
                    TakeDown(handle);
                }

                Remember(handle);
        {{(IsSent(policy) ? "        SendPolicy(handle);\n" : string.Empty)}}        watch.IsTouched = false;
            }

            int isEnforced;
            global::SQLitePCL.raw.sqlite3_db_config(handle, global::SQLitePCL.raw.SQLITE_DBCONFIG_ENABLE_FKEY, {{(policy.ForeignKeys ? "1" : "0")}}, out isEnforced);
            Demand("foreign_keys", "{{(policy.ForeignKeys ? "1" : "0")}}", isEnforced == 0 ? "0" : "1");
        }
        """;

    private static string Switching(PolicyModel policy)
    {
        var checkpoints = policy.WalAutoCheckpoint is { } pages
            ? $"global::SQLitePCL.raw.sqlite3_wal_autocheckpoint(handle, {PolicyPragmas.Number(pages)});"
            : null;
        var options = PolicyPragmas.Switches(policy).Select(option =>
            $"global::SQLitePCL.raw.sqlite3_db_config(handle, global::SQLitePCL.raw.SQLITE_DBCONFIG_{option.Name}, {(option.IsOn ? "1" : "0")}, out ignored);").ToList();
        return $$"""
            // No statement is needed for these, so none tells the watch.
            private static void Switch(global::SQLitePCL.sqlite3 handle)
            {
                global::SQLitePCL.raw.sqlite3_busy_timeout(handle, Native.Patience);
            {{CSharpText.Indent(string.Join("\n", new[] { checkpoints, options.Count == 0 ? null : "int ignored;" }.Concat(options).Where(line => line is not null)), 1)}}
            }
            """;
    }

    // Without WAL a handle holds no lock while it is idle, and nothing keeps another program from switching.
    private static bool IsJournalSwitchedByOthers(PolicyModel policy) => policy.Access != SqliteAccess.ReadOnly && policy.JournalMode != SqliteJournalMode.Wal;

    private const string IsInWal = """
        // Another program may have switched the file to WAL. Where it has not, there is nothing to checkpoint, and this costs nothing.
        private static bool IsInWal(global::SQLitePCL.sqlite3 handle)
        {
            int pages;
            int moved;
            global::SQLitePCL.raw.sqlite3_wal_checkpoint_v2(handle, "main", global::SQLitePCL.raw.SQLITE_CHECKPOINT_PASSIVE, out pages, out moved);
            return pages >= 0;
        }
        """;

    private const string TakingDown = $$"""
        // What somebody left on the handle: guards that are down, temporary tables and triggers, which come before the real ones, and attached databases.
        private static void TakeDown(global::SQLitePCL.sqlite3 handle)
        {
            // Who wants one of these declares it, and is heard after this.
            Rows(handle, "{{PolicyPragmas.Guards}}");

            // A temporary table must not stay for the sake of another that refers to it.
            int ignored;
            global::SQLitePCL.raw.sqlite3_db_config(handle, global::SQLitePCL.raw.SQLITE_DBCONFIG_ENABLE_FKEY, 0, out ignored);
            foreach (var row in Rows(handle, "SELECT type, name FROM sqlite_temp_master WHERE type <> 'index' AND substr(name, 1, 7) <> 'sqlite_'"))
            {
                Rows(handle, "DROP " + row[0] + " IF EXISTS temp.\"" + row[1].Replace("\"", "\"\"") + "\"");
            }

            foreach (var row in Rows(handle, "PRAGMA database_list"))
            {
                // The first two are the database itself and the temporary one.
                if (row[0] != "0" && row[0] != "1")
                {
                    Rows(handle, "DETACH \"" + row[1].Replace("\"", "\"\"") + "\"");
                }
            }
        }
        """;

    private static bool IsSent(PolicyModel policy) => policy.Access != SqliteAccess.ReadOnly || policy.Pragmas.Count != 0;

    private static string Sending(PolicyModel policy) => $$"""
        private static void SendPolicy(global::SQLitePCL.sqlite3 handle)
        {
        {{CSharpText.Indent(string.Join("\n", Forming(policy).Concat(Journal(policy)).Concat(policy.Pragmas.Where(pragma => !IsOfNewFile(pragma)).Select(Declared))), 1)}}
        }
        """;

    // In a file that is there, auto_vacuum would be written anew by every handle, and wait for whoever writes.
    private static IEnumerable<string> Forming(PolicyModel policy)
    {
        var pragmas = policy.Access == SqliteAccess.ReadOnly ? Enumerable.Empty<PragmaModel>() : policy.Pragmas.Where(IsOfNewFile);
        if (pragmas.Any())
        {
            yield return $"if (Ask(handle, \"PRAGMA page_count\") == \"0\")\n{{\n{CSharpText.Indent(string.Join("\n", pragmas.Select(Declared)), 1)}\n}}\n";
        }
    }

    // These form a file that is empty yet; the switch to WAL would begin it.
    private static bool IsOfNewFile(PragmaModel pragma) =>
        PragmaText.Unqualified(pragma.Name).ToLowerInvariant() is "auto_vacuum" or "encoding" or "page_size";

    private static string Declared(PragmaModel pragma)
    {
        var sending = $"Ask(handle, {CSharpText.Literal($"PRAGMA {pragma.Name} = {pragma.Value}")});";
        return PragmaAnswer.To(pragma) is { } answer
            ? $"{sending}\nDemand({CSharpText.Literal(PolicyPragmas.Name(pragma))}, {CSharpText.Literal(answer)}, Ask(handle, {CSharpText.Literal($"PRAGMA {pragma.Name}")}));"
            : sending;
    }

    private static string Demanding(DatabaseModel database) => $$"""
        private static void Demand(string pragma, string asked, string got)
        {
            if (got != asked)
            {
                throw new global::System.InvalidOperationException({{CSharpText.Literal($"The database '{database.Name}' cannot be opened under its policy: PRAGMA ")}} + pragma + " was asked to be '" + asked + "' and is '" + got + "'.");
            }
        }
        """;

    // SQLite's answer decides, not what was asked. It sets the level of synchronous or fails, so that is not asked back.
    private static IEnumerable<string> Journal(PolicyModel policy)
    {
        if (policy.Access == SqliteAccess.ReadOnly)
        {
            yield break;
        }

        yield return $$"""
            var journal = Ask(handle, "PRAGMA journal_mode = {{PolicyPragmas.Journal(policy).ToUpperInvariant()}}");
            Ask(handle, "PRAGMA synchronous = {{policy.Synchronous.ToString().ToUpperInvariant()}}");
            """;
        var level = PolicyPragmas.WithoutWal(policy).ToString().ToUpperInvariant();
        yield return policy.JournalMode == SqliteJournalMode.Wal
            ? $$"""
            int written;
            int ignored;
            global::SQLitePCL.raw.sqlite3_db_status(handle, global::SQLitePCL.raw.SQLITE_DBSTATUS_CACHE_WRITE, out written, out ignored, 0);
            if (written != 0)
            {
                // This handle may have switched the file to WAL. It holds the log with its next read, and only from then on can nobody switch back.
                Ask(handle, "PRAGMA schema_version");
                journal = Ask(handle, "PRAGMA journal_mode");
            }

            if (journal != "wal")
            {
                // In memory, or where there is no shared memory between processes: without WAL, only {{level}} survives a power cut.
                journal = Ask(handle, "PRAGMA journal_mode = DELETE");
                Ask(handle, "PRAGMA synchronous = {{level}}");
                if (journal != "memory")
                {
                    Demand("journal_mode", "delete", journal);
                }
            }

            """
            : $$"""
            if (journal != "memory")
            {
                // An in-memory database keeps its journal in memory, whatever is asked; no other may.
                Demand("journal_mode", "{{PolicyPragmas.Journal(policy)}}", journal);
            }

            """;
    }
}
