using SqliteDiscipline.Analyzers.Manifest;

namespace SqliteDiscipline.Analyzers.Generation.Connection;

/// <summary>Knows of each handle whether it is as it was configured, so that opening it once more need not send the policy again.</summary>
internal static class WatchingPart
{
    public static string Of(DatabaseModel database, string optional) => $$"""
        // A pooled handle keeps what was done to it. Whether there is anything to undo, each handle's watch knows. How that stays sound:
        // - As long as nothing but harmless statements were run on a handle, by commands that we made, it is as we left it.
        // - Whatever else is to be done with it, somebody has to take the handle first: every other command does, a reader that goes on, a transaction, and whoever
        //   calls the C API. From then on SQLite asks the watch, as its authorizer, before it prepares any statement, whoever sends it and by whatever route, also
        //   those that a reader runs while it is being closed. Whatever is not on the list of harmless actions is a touch, and the next open sends the
        //   whole policy. It then sets the authorizer anew, which makes SQLite prepare again what was prepared before: no statement slips by.
        // - The C API changes some settings without a statement, and can replace the authorizer. Once a handle has been taken, it may have been kept; so every open
        //   sets those settings, which takes nanoseconds, and has SQLite prepare a statement to see whether the watch is still asked.
        // - Nobody else's handle comes to our pool, for its name is in no connection string that can be read.
        // - Another program cannot take a file out of WAL while a handle of ours is open.
        private static readonly global::System.Runtime.CompilerServices.ConditionalWeakTable<global::SQLitePCL.sqlite3, Watch> s_watches =
            new global::System.Runtime.CompilerServices.ConditionalWeakTable<global::SQLitePCL.sqlite3, Watch>();

        private Watch{{optional}} _watch;
        private bool _isHandleOut;
        private bool _isHarmless;

        /// <summary>SQLite's handle. What is done with it is undone by the next open, as far as the policy speaks of it.</summary>
        public override global::SQLitePCL.sqlite3{{optional}} Handle
        {
            get
            {
                var handle = base.Handle;
                if (!_isHarmless && handle != null)
                {
                    _isHandleOut = true;
                    if (_watch != null && !_watch.IsHandleOut)
                    {
                        _watch.IsHandleOut = true;
                        _watch.Begin(handle);
                    }
                }

                return handle;
            }
        }

        /// <summary>Makes a command.</summary>
        /// <returns>A command of this connection, in its transaction.</returns>
        public override global::Microsoft.Data.Sqlite.SqliteCommand CreateCommand()
        {
            return new Command(this) { CommandTimeout = DefaultTimeout, Transaction = Transaction };
        }

        private sealed class Command : global::Microsoft.Data.Sqlite.SqliteCommand
        {
            private static readonly string[] s_harmless = { "SELECT", "INSERT", "UPDATE", "DELETE" };

            private readonly {{database.ConnectionType}} _maker;

            public Command({{database.ConnectionType}} maker)
            {
                _maker = maker;
                Connection = maker;
            }

            // These two end before they return, and no reader gets out that takes the handle later.
            public override int ExecuteNonQuery()
            {
                _maker._isHarmless = IsHarmless();
                try
                {
                    return base.ExecuteNonQuery();
                }
                finally
                {
                    _maker._isHarmless = false;
                }
            }

            public override object{{optional}} ExecuteScalar()
            {
                _maker._isHarmless = IsHarmless();
                try
                {
                    return IsWriteThatAnswers() ? AnswerOfWrite() : base.ExecuteScalar();
                }
                finally
                {
                    _maker._isHarmless = false;
                }
            }

            // INSERT ... RETURNING checks its foreign keys, and commits, after it has answered. The provider takes the answer and asks no further: a row that is
            // refused after all would be gone without a word.
            private bool IsWriteThatAnswers()
            {
                return Mentions("RETURNING")
                    && !StartsWith("SELECT") && !StartsWith("VALUES") && !StartsWith("EXPLAIN")
                    && (!StartsWith("WITH") || Mentions("INSERT") || Mentions("UPDATE") || Mentions("DELETE") || Mentions("REPLACE"));
            }

            private bool Mentions(string word)
            {
                var text = CommandText;
                for (var at = 0; (at = text.IndexOf(word, at, global::System.StringComparison.OrdinalIgnoreCase)) >= 0; at += word.Length)
                {
                    if ((at == 0 || !IsInName(text[at - 1])) && (at + word.Length == text.Length || !IsInName(text[at + word.Length])))
                    {
                        return true;
                    }
                }

                return false;
            }

            private static bool IsInName(char character)
            {
                return char.IsLetterOrDigit(character) || character == '_' || character == '$';
            }

            // Behind blanks and comments.
            private bool StartsWith(string word)
            {
                var text = CommandText;
                var start = 0;
                for (var isBlank = true; isBlank;)
                {
                    while (start < text.Length && char.IsWhiteSpace(text[start]))
                    {
                        start++;
                    }

                    var isLine = string.CompareOrdinal(text, start, "--", 0, 2) == 0;
                    isBlank = isLine || string.CompareOrdinal(text, start, "/*", 0, 2) == 0;
                    if (isBlank)
                    {
                        var end = isLine ? text.IndexOf('\n', start) : text.IndexOf("*/", start + 2, global::System.StringComparison.Ordinal);
                        start = end < 0 ? text.Length : end + (isLine ? 1 : 2);
                    }
                }

                return string.Compare(text, start, word, 0, word.Length, global::System.StringComparison.OrdinalIgnoreCase) == 0;
            }

            private object{{optional}} AnswerOfWrite()
            {
                using (var reader = ExecuteReader())
                {
                    var answer = reader.Read() ? reader.GetValue(0) : null;
                    while (reader.Read())
                    {
                    }

                    return answer;
                }
            }

            // One statement that begins with one of the four words, and nowhere calls a pragma. Whatever else is harmless is left to the watch.
            private bool IsHarmless()
            {
                var text = CommandText;
                var end = text.IndexOf(';');
                if (!ReferenceEquals(Connection, _maker)
                    || (end >= 0 && text.Substring(end + 1).Trim().Length != 0)
                    || text.IndexOf("pragma", global::System.StringComparison.OrdinalIgnoreCase) >= 0)
                {
                    return false;
                }

                var start = 0;
                while (start < text.Length && char.IsWhiteSpace(text[start]))
                {
                    start++;
                }

                foreach (var word in s_harmless)
                {
                    if (string.Compare(text, start, word, 0, word.Length, global::System.StringComparison.OrdinalIgnoreCase) == 0
                        && start + word.Length < text.Length
                        && char.IsWhiteSpace(text[start + word.Length]))
                    {
                        return true;
                    }
                }

                return false;
            }
        }

        private sealed class Watch
        {
            private static readonly global::SQLitePCL.delegate_authorizer s_notice = Notice;
            private int _noticed;

            public bool IsTouched = true;
            public bool IsHandleOut;

            public void Begin(global::SQLitePCL.sqlite3 handle)
            {
                // SQLite calls the authorizer through what the provider holds. Whoever initializes SQLitePCLRaw once more, as libraries do, would have the provider
                // replaced and collected, and SQLite call what is no longer there.
                global::SQLitePCL.raw.FreezeProvider();
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
