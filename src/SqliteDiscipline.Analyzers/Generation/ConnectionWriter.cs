using SqliteDiscipline.Analyzers.Manifest;

namespace SqliteDiscipline.Analyzers.Generation;

/// <summary>Writes one typed connection. The text is C# 7.3, but for nullable annotations where they are understood.</summary>
internal static class ConnectionWriter
{
    public static string Write(ConnectionSource source, TargetModel target)
    {
        var database = source.Database;
        var type = database.ConnectionType;
        var optional = target.IsNullableAware ? "?" : string.Empty;
        var members = string.Join("\n\n", Making(source, optional), Opening(database), Policy(database), Waiting(database), Executing(database, optional));

        return CSharpText.File(target, source.Namespace, $$"""
            /// <summary>
            /// A connection to the database <c>{{CSharpText.Xml(database.Name)}}</c>{{Place(database)}}, as <c>{{CSharpText.Xml(source.Factory)}}</c> declares it. Open means configured: every way of opening it
            /// applies the whole policy and asks SQLite what is in force, or throws and leaves it closed.
            /// </summary>
            /// <remarks>
            /// <list type="bullet">
            {{string.Join("\n", PolicyWords.Of(database).Select(words => $"/// <item><description>{CSharpText.Xml(words)}.</description></item>"))}}
            /// </list>
            /// </remarks>
            {{CSharpText.GeneratedCode}}
            {{(source.IsPublic ? "public" : "internal")}} sealed partial class {{type}} : global::Microsoft.Data.Sqlite.SqliteConnection
            {
            {{CSharpText.Indent(members, 1)}}
            }
            """);
    }

    private static string Place(DatabaseModel database) => database.DataSource is { } path ? $" (<c>{CSharpText.Xml(path)}</c>)" : string.Empty;

    private static string Making(ConnectionSource source, string optional)
    {
        var database = source.Database;
        var hasKey = database.KeyFrom is not null;
        return $$"""
            private readonly bool _isMade;

            /// <summary>Only the factory makes connections.</summary>
            /// <param name="dataSource">The path of the file.</param>{{(hasKey ? "\n/// <param name=\"key\">The encryption key.</param>" : string.Empty)}}
            internal {{database.ConnectionType}}(string{{optional}} dataSource{{(hasKey ? $", string{optional} key" : string.Empty)}})
                : base(ConnectionStringTo(dataSource{{(hasKey ? ", key" : string.Empty)}}))
            {
                _isMade = true;
            }

            /// <summary>The connection string. It is part of the policy, so it cannot be changed.</summary>
            /// <exception cref="global::System.InvalidOperationException">It is set to something else.</exception>
            #pragma warning disable CS8765 // The provider lets null in. Its attribute for that is not there on every framework, and null throws below anyway.
            public override string ConnectionString
            {
                get { return base.ConnectionString; }
                set
                {
                    if (!_isMade)
                    {
                        base.ConnectionString = value;
                    }
                    else if (value != base.ConnectionString)
                    {
                        throw new global::System.InvalidOperationException({{CSharpText.Literal($"The connection string of {database.ConnectionType} is part of the policy of the database '{database.Name}' and cannot be changed; {source.Factory} makes connections to it.")}});
                    }
                }
            }
            #pragma warning restore CS8765

            private static string ConnectionStringTo(string{{optional}} dataSource{{(hasKey ? $", string{optional} key" : string.Empty)}})
            {
                if (dataSource == null || dataSource.Length == 0)
                {
                    throw new global::System.ArgumentException({{CSharpText.Literal($"The database '{database.Name}' has no data source; SQLite would open a temporary one.")}}, nameof(dataSource));
                }
            {{(hasKey ? CSharpText.Indent($$"""

                if (key == null || key.Length == 0)
                {
                    throw new global::System.ArgumentException({{CSharpText.Literal($"The database '{database.Name}' has no encryption key; SQLite would open it unencrypted.")}}, nameof(key));
                }

                """, 1) : string.Empty)}}
                // The provider's pools are keyed by the text. The first data source is overruled by the second, and gives this type a pool of its own.
                return {{ConnectionString(source)}};
            }
            """;
    }

    // Keywords and not only pragmas: they also hold for copies that are made from the connection string (EF Core makes such).
    private static string ConnectionString(ConnectionSource source)
    {
        var database = source.Database;
        var policy = database.Policy;
        var own = (source.Namespace.Length == 0 ? string.Empty : source.Namespace + ".") + database.ConnectionType;
        var mode = policy.Access == SqliteAccess.ReadWriteCreate ? string.Empty : $";Mode={policy.Access}";
        var keywords = $"{mode};Foreign Keys={policy.ForeignKeys};Default Timeout={PolicyPragmas.Number(WholeSeconds(policy.BusyTimeout))}";
        var key = database.KeyFrom is null ? string.Empty : " + \";Password=\\\"\" + key.Replace(\"\\\"\", \"\\\"\\\"\") + \"\\\"\"";
        return $"{CSharpText.Literal($"Data Source=\"{own}\";Data Source=\"")} + dataSource.Replace(\"\\\"\", \"\\\"\\\"\") + {CSharpText.Literal("\"" + keywords)}{key}";
    }

    // Rounded up; 0 would mean to wait for ever.
    private static int WholeSeconds(int milliseconds) => Math.Max(1, (int)((milliseconds + 999L) / 1000));

    private static string Opening(DatabaseModel database) => $$"""
        /// <summary>Opens the connection and applies the policy of the database <c>{{CSharpText.Xml(database.Name)}}</c>.</summary>
        /// <exception cref="global::Microsoft.Data.Sqlite.SqliteException">SQLite could not open or configure it; it is closed.</exception>
        /// <exception cref="global::System.InvalidOperationException">SQLite did not do what a pragma asked for; it is closed.</exception>
        public override void Open()
        {
            var wasOpen = State == global::System.Data.ConnectionState.Open;
            base.Open();
            if (wasOpen)
            {
                return;
            }

            try
            {
                ApplyPolicy();
            }
            catch
            {
                // A handle that is not what it promises must not go back to the pool.
                ClearPool(this);
                Close();
                throw;
            }
        }
        """;

    private static string Policy(DatabaseModel database)
    {
        var policy = database.Policy;
        var statements = string.Join("\n    + ", PolicyPragmas.Statements(policy).Select(statement => CSharpText.Literal(statement + " ")));
        var demands = string.Join("\n    ", PolicyPragmas.Answers(policy)
            .Where(answer => answer.Pragma != "synchronous")
            .Select(answer => $"DemandAnswer(answers, {CSharpText.Literal(answer.Pragma)}, {CSharpText.Literal(answer.Answer)});"));
        return $$"""
            private const string PolicyBatch =
                {{statements}};

            private void ApplyPolicy()
            {
                // BEGIN sent as text survives Close: this handle may come from the pool with a stranger's transaction, under which pragmas do nothing.
                if (global::SQLitePCL.raw.sqlite3_get_autocommit(OpenHandle()) == 0)
                {
                    ExecutePolicy("ROLLBACK", null);
                }

                var answers = new global::System.Collections.Generic.Dictionary<string, string>();
                var patience = SleepsInMilliseconds() ? "{{PolicyPragmas.Number(policy.BusyTimeout)}}" : "0";
                ExecutePolicy("PRAGMA busy_timeout = " + patience + "; " + PolicyBatch, answers);
                DemandAnswer(answers, "timeout", patience);
            {{Journal(policy)}}    {{demands}}
            }

            private static void DemandAnswer(global::System.Collections.Generic.Dictionary<string, string> answers, string pragma, string asked)
            {
                var got = answers.ContainsKey(pragma) ? answers[pragma] : "nothing";
                if (got != asked)
                {
                    throw new global::System.InvalidOperationException({{CSharpText.Literal($"The database '{database.Name}' cannot be opened under its policy: PRAGMA ")}} + pragma + " was asked to be '" + asked + "' and is '" + got + "'.");
                }
            }
            """;
    }

    // SQLite's answer decides, not what was asked.
    private static string Journal(PolicyModel policy)
    {
        if (policy.Access == SqliteAccess.ReadOnly)
        {
            return string.Empty;
        }

        var level = PolicyPragmas.WithoutWal(policy);
        return policy.JournalMode == SqliteJournalMode.Wal
            ? CSharpText.Indent($$"""
                if (answers["journal_mode"] == "wal")
                {
                    DemandAnswer(answers, "synchronous", "{{PolicyPragmas.Level(policy.Synchronous)}}");
                }
                else
                {
                    // In memory, or where there is no shared memory between processes: without WAL, only {{level.ToString().ToUpperInvariant()}} survives a power cut.
                    ExecutePolicy("PRAGMA journal_mode = DELETE; PRAGMA synchronous = {{level.ToString().ToUpperInvariant()}}; PRAGMA synchronous;", answers);
                    DemandAnswer(answers, "synchronous", "{{PolicyPragmas.Level(level)}}");
                    if (answers["journal_mode"] != "memory")
                    {
                        DemandAnswer(answers, "journal_mode", "delete");
                    }
                }


                """, 1)
            : CSharpText.Indent($$"""
                DemandAnswer(answers, "synchronous", "{{PolicyPragmas.Level(policy.Synchronous)}}");
                if (answers["journal_mode"] != "memory")
                {
                    // An in-memory database keeps its journal in memory, whatever is asked; no other may.
                    DemandAnswer(answers, "journal_mode", "{{PolicyPragmas.Journal(policy)}}");
                }


                """, 1);
    }

    private static string Waiting(DatabaseModel database) => $$"""
        /// <summary>Begins a transaction; a lock held by another is waited for up to {{PolicyPragmas.Number(database.Policy.BusyTimeout)}} ms.</summary>
        /// <param name="isolationLevel">The isolation level.</param>
        /// <param name="deferred">Whether the lock is taken only by the first statement that needs it.</param>
        /// <returns>The transaction.</returns>
        public override global::Microsoft.Data.Sqlite.SqliteTransaction BeginTransaction(global::System.Data.IsolationLevel isolationLevel, bool deferred)
        {
            {{(database.Policy.BusyTimeout < 1000
                ? "// The provider waits in whole seconds: less is kept here.\n    if (!deferred && State == global::System.Data.ConnectionState.Open"
                : "// Where the native library cannot sleep for less than a second, the provider looks every 150 ms: too long for most locks.\n    if (!deferred && !SleepsInMilliseconds() && State == global::System.Data.ConnectionState.Open")}}
                && global::SQLitePCL.raw.sqlite3_get_autocommit(OpenHandle()) != 0)
            {
                ExecutePolicy("BEGIN IMMEDIATE; ROLLBACK", null);
            }

            return base.BeginTransaction(isolationLevel, deferred);
        }

        // SQLite before 3.43 sleeps in whole seconds on Unix unless it was built to do better: busy_timeout then turns a wait of 20 ms into one of 1000.
        private static bool SleepsInMilliseconds()
        {
            return global::SQLitePCL.raw.sqlite3_libversion_number() >= 3043000
                || global::System.Environment.OSVersion.Platform == global::System.PlatformID.Win32NT
                || global::SQLitePCL.raw.sqlite3_compileoption_used("HAVE_USLEEP") != 0;
        }
        """;

    private static string Executing(DatabaseModel database, string optional) => $$"""
        // Not by a command: the provider swallows what fails after a statement that has returned rows, and here every failure counts.
        private void ExecutePolicy(string sql, global::System.Collections.Generic.Dictionary<string, string>{{optional}} answers)
        {
            var handle = OpenHandle();
            var waiting = global::System.Diagnostics.Stopwatch.StartNew();
            for (var pause = 1; ; pause = pause < 5 ? pause + 1 : 5)
            {
                string message;
                var code = answers == null
                    ? global::SQLitePCL.raw.sqlite3_exec(handle, sql, out message)
                    : global::SQLitePCL.raw.sqlite3_exec(handle, sql, KeepAnswer, answers, out message);
                if (code == global::SQLitePCL.raw.SQLITE_OK)
                {
                    return;
                }

                // The switch to WAL is refused at once while another holds the lock, whatever the busy timeout.
                var isBusy = (code & 0xFF) == global::SQLitePCL.raw.SQLITE_BUSY;
                if (!isBusy || waiting.ElapsedMilliseconds >= {{PolicyPragmas.Number(database.Policy.BusyTimeout)}})
                {
                    throw new global::Microsoft.Data.Sqlite.SqliteException(
                        "SQLite Error " + (code & 0xFF) + ": '" + message + {{CSharpText.Literal($"', from the database '{database.Name}' on: ")}} + sql,
                        code & 0xFF,
                        code);
                }

                global::System.Threading.Thread.Sleep(pause);
            }
        }

        private static int KeepAnswer(object answers, string[] values, string[] columns)
        {
            ((global::System.Collections.Generic.Dictionary<string, string>)answers)[columns[0]] = values[0];
            return 0;
        }

        private global::SQLitePCL.sqlite3 OpenHandle()
        {
            return Handle ?? throw new global::System.InvalidOperationException({{CSharpText.Literal($"The connection to the database '{database.Name}' was closed while it was being set up.")}});
        }
        """;
}
