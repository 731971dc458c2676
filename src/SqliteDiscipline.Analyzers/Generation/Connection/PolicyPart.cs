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
            PolicyPragmas.Statements(policy).Any() ? Sending(policy) : null,
            Demanding(database),
        });
    }

    private static string Configuring(PolicyModel policy) => $$"""
        private void Configure()
        {
            var handle = OwnHandle;
            var watch = s_watches.GetValue(handle, unknown => new Watch());
            watch.IsHandleOut |= _isHandleOut;
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
                watch.Begin(handle);
                if (!watch.IsNew || _isHandleOut)
                {
                    TakeDown(handle);
                }

                s_pools[base.ConnectionString] = true;
        {{(PolicyPragmas.Statements(policy).Any() ? "        SendPolicy(handle);\n" : string.Empty)}}        watch.IsNew = false;
                watch.IsTouched = false;
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

    private static string Sending(PolicyModel policy)
    {
        var statements = string.Join("\n    + ", PolicyPragmas.Statements(policy).Select(statement => CSharpText.Literal(statement + " ")));
        var demands = PolicyPragmas.Answers(policy).Select(answer => $"DemandAnswer(answers, {CSharpText.Literal(answer.Pragma)}, {CSharpText.Literal(answer.Answer)});").ToArray();
        return $$"""
            private const string PolicyBatch =
                {{statements}};

            private static void SendPolicy(global::SQLitePCL.sqlite3 handle)
            {
                var answers = new global::System.Collections.Generic.Dictionary<string, string>();
                Execute(handle, PolicyBatch, KeepAnswer, answers);
            {{CSharpText.Indent(CSharpText.Paragraphs(new[] { Journal(policy), demands.Length == 0 ? null : string.Join("\n", demands) }), 1)}}
            }

            private static void DemandAnswer(global::System.Collections.Generic.Dictionary<string, string> answers, string pragma, string asked)
            {
                Demand(pragma, asked, answers.ContainsKey(pragma) ? answers[pragma] : "nothing");
            }
            """;
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

    // SQLite's answer decides, not what was asked.
    private static string? Journal(PolicyModel policy)
    {
        if (policy.Access == SqliteAccess.ReadOnly)
        {
            return null;
        }

        var level = PolicyPragmas.WithoutWal(policy).ToString().ToUpperInvariant();
        return policy.JournalMode == SqliteJournalMode.Wal
            ? $$"""
            int written;
            int ignored;
            global::SQLitePCL.raw.sqlite3_db_status(handle, global::SQLitePCL.raw.SQLITE_DBSTATUS_CACHE_WRITE, out written, out ignored, 0);
            if (written != 0)
            {
                // This handle may have switched the file to WAL. It holds the log with its next read, and only from then on can nobody switch back.
                Execute(handle, "PRAGMA schema_version; PRAGMA journal_mode;", KeepAnswer, answers);
            }

            if (answers["journal_mode"] != "wal")
            {
                // In memory, or where there is no shared memory between processes: without WAL, only {{level}} survives a power cut.
                Execute(handle, "PRAGMA journal_mode = DELETE; PRAGMA synchronous = {{level}};", KeepAnswer, answers);
                if (answers["journal_mode"] != "memory")
                {
                    DemandAnswer(answers, "journal_mode", "delete");
                }
            }
            """
            : $$"""
            if (answers["journal_mode"] != "memory")
            {
                // An in-memory database keeps its journal in memory, whatever is asked; no other may.
                DemandAnswer(answers, "journal_mode", "{{PolicyPragmas.Journal(policy)}}");
            }
            """;
    }
}
