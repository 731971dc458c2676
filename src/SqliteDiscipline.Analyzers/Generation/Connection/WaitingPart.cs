using SqliteDiscipline.Analyzers.Manifest;

namespace SqliteDiscipline.Analyzers.Generation.Connection;

/// <summary>How a transaction waits for its lock.</summary>
internal static class WaitingPart
{
    public static string Of(DatabaseModel database) => $$"""
        /// <summary>Begins a transaction; a lock held by another is waited for up to {{PolicyPragmas.Number(database.Policy.BusyTimeout)}} ms.</summary>
        /// <param name="isolationLevel">The isolation level.</param>
        /// <param name="deferred">Whether the lock is taken only by the first statement that needs it.</param>
        /// <returns>The transaction.</returns>
        public override global::Microsoft.Data.Sqlite.SqliteTransaction BeginTransaction(global::System.Data.IsolationLevel isolationLevel, bool deferred)
        {
            {{(database.Policy.BusyTimeout < 1000
                ? "// The provider waits in whole seconds: less is kept here.\n    if (!deferred && State == global::System.Data.ConnectionState.Open"
                : "// Where the native library cannot sleep for less than a second, the provider looks every 150 ms: too long for most locks.\n    if (!deferred && !SleepsInMilliseconds() && State == global::System.Data.ConnectionState.Open")}}
                && global::SQLitePCL.raw.sqlite3_get_autocommit(HandleOf(this)) != 0)
            {
                Rows(HandleOf(this), "BEGIN IMMEDIATE; ROLLBACK");
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
}
