using SqliteDiscipline.Analyzers.Manifest;

namespace SqliteDiscipline.Analyzers.Generation.Connection;

/// <summary>How a transaction waits for its lock.</summary>
internal static class WaitingPart
{
    public static string Of(DatabaseModel database) => $$"""
        private bool _isBeginning;

        /// <summary>Begins a transaction; a lock held by another is waited for up to {{PolicyPragmas.Number(database.Policy.BusyTimeout)}} ms.</summary>
        /// <param name="isolationLevel">The isolation level.</param>
        /// <param name="deferred">Whether the lock is taken only by the first statement that needs it.</param>
        /// <returns>The transaction.</returns>
        public override global::Microsoft.Data.Sqlite.SqliteTransaction BeginTransaction(global::System.Data.IsolationLevel isolationLevel, bool deferred)
        {
            if (deferred || State != global::System.Data.ConnectionState.Open)
            {
                return base.BeginTransaction(isolationLevel, deferred);
            }

            // The provider looks every 150 ms and SQLite itself at times that grow: too long for most locks. Here every 1 to 5 ms.
            var waiting = global::System.Diagnostics.Stopwatch.StartNew();
            var pause = 1;
            var handle = OwnHandle;
            global::SQLitePCL.raw.sqlite3_busy_timeout(handle, 0);
            _isBeginning = true;
            try
            {
                while (true)
                {
                    try
                    {
                        return base.BeginTransaction(isolationLevel, deferred);
                    }
                    catch (global::Microsoft.Data.Sqlite.SqliteException failure)
                    {
                        if (!IsWorthAnotherTry(failure.SqliteErrorCode, waiting, ref pause))
                        {
                            throw;
                        }
                    }

                    // Looks without an exception for each time.
                    int code;
                    do
                    {
                        code = global::SQLitePCL.raw.sqlite3_exec(handle, "BEGIN IMMEDIATE; ROLLBACK");
                    }
                    while (IsWorthAnotherTry(code, waiting, ref pause));
                }
            }
            finally
            {
                _isBeginning = false;
                global::SQLitePCL.raw.sqlite3_busy_timeout(handle, Native.Patience);
            }
        }

        /// <summary>How many seconds the provider retries a statement that meets a lock.</summary>
        public override int DefaultTimeout
        {
            // Time that is up before it has begun, for the provider not to wait where we do.
            get { return _isBeginning ? -1 : base.DefaultTimeout; }
            set { base.DefaultTimeout = value; }
        }

        private static class Native
        {
            // SQLite before 3.43 sleeps in whole seconds on Unix unless it was built to do better: busy_timeout then turns a wait of 20 ms into one of 1000.
            private static readonly bool s_sleepsInMilliseconds = global::SQLitePCL.raw.sqlite3_libversion_number() >= 3043000
                || global::System.Environment.OSVersion.Platform == global::System.PlatformID.Win32NT
                || global::SQLitePCL.raw.sqlite3_compileoption_used("HAVE_USLEEP") != 0;

            // For statements outside of what BeginTransaction waits for; where this is none, the provider retries them.
            public static int Patience
            {
                get { return s_sleepsInMilliseconds ? {{PolicyPragmas.Number(database.Policy.BusyTimeout)}} : 0; }
            }
        }
        """;
}
