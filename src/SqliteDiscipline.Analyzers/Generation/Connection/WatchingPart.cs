namespace SqliteDiscipline.Analyzers.Generation.Connection;

/// <summary>Knows of each handle whether it is as it was configured, so that opening it once more need not send the policy again.</summary>
internal static class WatchingPart
{
    public static string Of(string optional) => $$"""
        // A pooled handle keeps what was done to it, so each is watched from when it is configured until it is gone. How that stays sound:
        // - SQLite asks the authorizer before it prepares any statement, whoever sends it and by whatever route: a command, this handle in somebody's
        //   hands, a reader that runs the rest of its batch while it is being closed. Whatever is not on the list of harmless actions below counts as a touch,
        //   and the next open sends the whole policy. Setting the authorizer anew makes SQLite prepare again what was prepared before, so none slips by.
        // - The C API changes some settings without a statement, and can replace the authorizer. Only who holds the handle can do that. Once it has been out
        //   of our hands (every command takes it), every open sets those settings, which takes nanoseconds, and has SQLite prepare a statement to see whether
        //   the watch is still asked.
        // - Nobody else's handle comes to our pool, for its name is in no connection string that can be read.
        // - Another program cannot take a file out of WAL while a handle of ours is open.
        private static readonly global::System.Runtime.CompilerServices.ConditionalWeakTable<global::SQLitePCL.sqlite3, Watch> s_watches =
            new global::System.Runtime.CompilerServices.ConditionalWeakTable<global::SQLitePCL.sqlite3, Watch>();

        private Watch{{optional}} _watch;
        private bool _isHandleOut;

        /// <summary>SQLite's handle. What is done with it is undone by the next open, as far as the policy speaks of it.</summary>
        public override global::SQLitePCL.sqlite3{{optional}} Handle
        {
            get
            {
                _isHandleOut = true;
                if (_watch != null)
                {
                    _watch.IsHandleOut = true;
                }

                return base.Handle;
            }
        }

        private sealed class Watch
        {
            private static readonly global::SQLitePCL.delegate_authorizer s_notice = Notice;
            private int _noticed;

            public bool IsNew = true;
            public bool IsTouched = true;
            public bool IsHandleOut;

            public void Begin(global::SQLitePCL.sqlite3 handle)
            {
                global::SQLitePCL.raw.sqlite3_set_authorizer(handle, s_notice, this);
            }

            public bool IsOn(global::SQLitePCL.sqlite3 handle)
            {
                var noticed = _noticed;
                global::SQLitePCL.sqlite3_stmt neverRun;
                global::SQLitePCL.raw.sqlite3_prepare_v2(handle, "END", out neverRun);
                using (neverRun)
                {
                    return _noticed != noticed;
                }
            }

            private static int Notice(
                object watch,
                int action,
                global::SQLitePCL.utf8z subject,
                global::SQLitePCL.utf8z value,
                global::SQLitePCL.utf8z database,
                global::SQLitePCL.utf8z cause)
            {
                var noticing = (Watch)watch;
                noticing._noticed++;
                switch (action)
                {
                    case global::SQLitePCL.raw.SQLITE_SELECT:
                    case global::SQLitePCL.raw.SQLITE_READ:
                    case global::SQLitePCL.raw.SQLITE_FUNCTION:
                    case global::SQLitePCL.raw.SQLITE_RECURSIVE:
                    case global::SQLitePCL.raw.SQLITE_INSERT:
                    case global::SQLitePCL.raw.SQLITE_UPDATE:
                    case global::SQLitePCL.raw.SQLITE_DELETE:
                    case global::SQLitePCL.raw.SQLITE_TRANSACTION:
                    case global::SQLitePCL.raw.SQLITE_SAVEPOINT:
                    case global::SQLitePCL.raw.SQLITE_CREATE_TABLE:
                    case global::SQLitePCL.raw.SQLITE_CREATE_INDEX:
                    case global::SQLitePCL.raw.SQLITE_CREATE_TRIGGER:
                    case global::SQLitePCL.raw.SQLITE_CREATE_VIEW:
                    case global::SQLitePCL.raw.SQLITE_DROP_TABLE:
                    case global::SQLitePCL.raw.SQLITE_DROP_INDEX:
                    case global::SQLitePCL.raw.SQLITE_DROP_TRIGGER:
                    case global::SQLitePCL.raw.SQLITE_DROP_VIEW:
                    case global::SQLitePCL.raw.SQLITE_ALTER_TABLE:
                    case global::SQLitePCL.raw.SQLITE_ANALYZE:
                    case global::SQLitePCL.raw.SQLITE_REINDEX:
                        break;

                    // A pragma without a value is a question.
                    case global::SQLitePCL.raw.SQLITE_PRAGMA:
                        noticing.IsTouched |= value.utf8_to_string() != null;
                        break;

                    // Temporary tables and triggers, attached databases, and whatever SQLite may come to know.
                    default:
                        noticing.IsTouched = true;
                        break;
                }

                return global::SQLitePCL.raw.SQLITE_OK;
            }
        }
        """;
}
