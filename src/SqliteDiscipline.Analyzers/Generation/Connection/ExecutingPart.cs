using SqliteDiscipline.Analyzers.Manifest;

namespace SqliteDiscipline.Analyzers.Generation.Connection;

/// <summary>How SQL of our own is run, and how long a lock is waited for.</summary>
internal static class ExecutingPart
{
    public static string Of(DatabaseModel database) => $$"""
        private static global::System.Collections.Generic.List<string[]> Rows(global::SQLitePCL.sqlite3 handle, string sql)
        {
            var rows = new global::System.Collections.Generic.List<string[]>();
            Execute(handle, sql, KeepRow, rows);
            return rows;
        }

        // Not by a command: the provider swallows what fails after a statement that has returned rows, and here every failure counts.
        private static void Execute(global::SQLitePCL.sqlite3 handle, string sql, global::SQLitePCL.strdelegate_exec keep, object kept)
        {
            var waiting = global::System.Diagnostics.Stopwatch.StartNew();
            var pause = 1;
            int code;
            string message;
            do
            {
                code = global::SQLitePCL.raw.sqlite3_exec(handle, sql, keep, kept, out message);
            }
            while (IsWorthAnotherTry(code, waiting, ref pause));

            if (code != global::SQLitePCL.raw.SQLITE_OK)
            {
                throw Failure(code, message, sql);
            }
        }

        // The first value of one statement's answer. In less than half the time that the above takes, which tells where a file is opened.
        private static string Ask(global::SQLitePCL.sqlite3 handle, string sql)
        {
            var waiting = global::System.Diagnostics.Stopwatch.StartNew();
            var pause = 1;
            var answer = "nothing";
            var message = string.Empty;
            int code;
            do
            {
                global::SQLitePCL.sqlite3_stmt statement;
                code = global::SQLitePCL.raw.sqlite3_prepare_v2(handle, sql, out statement);
                using (statement)
                {
                    if (code == global::SQLitePCL.raw.SQLITE_OK)
                    {
                        code = global::SQLitePCL.raw.sqlite3_step(statement);
                    }

                    if (code == global::SQLitePCL.raw.SQLITE_ROW)
                    {
                        answer = global::SQLitePCL.raw.sqlite3_column_text(statement, 0).utf8_to_string();
                        code = global::SQLitePCL.raw.sqlite3_step(statement);
                    }

                    if (code != global::SQLitePCL.raw.SQLITE_DONE)
                    {
                        message = global::SQLitePCL.raw.sqlite3_errmsg(handle).utf8_to_string();
                    }
                }
            }
            while (IsWorthAnotherTry(code, waiting, ref pause));

            if (code != global::SQLitePCL.raw.SQLITE_DONE)
            {
                throw Failure(code, message, sql);
            }

            return answer;
        }

        // The switch to WAL, a checkpoint and a backup are refused at once while another holds the lock, whatever the busy timeout.
        private static bool IsWorthAnotherTry(int code, global::System.Diagnostics.Stopwatch waiting, ref int pause)
        {
            var isLocked = (code & 0xFF) == global::SQLitePCL.raw.SQLITE_BUSY || (code & 0xFF) == global::SQLitePCL.raw.SQLITE_LOCKED;
            if (!isLocked || waiting.ElapsedMilliseconds >= {{PolicyPragmas.Number(database.Policy.BusyTimeout)}})
            {
                return false;
            }

            global::System.Threading.Thread.Sleep(pause);
            pause = global::System.Math.Min(pause + 1, 5);
            return true;
        }

        private static global::Microsoft.Data.Sqlite.SqliteException Failure(int code, string message, string action)
        {
            return new global::Microsoft.Data.Sqlite.SqliteException(
                "SQLite Error " + (code & 0xFF) + ": '" + message + {{CSharpText.Literal($"', from the database '{database.Name}' on: ")}} + action,
                code & 0xFF,
                code);
        }

        private static int KeepRow(object rows, string[] values, string[] columns)
        {
            ((global::System.Collections.Generic.List<string[]>)rows).Add(values);
            return 0;
        }

        // Past the watch: what we do with the handle ourselves is known.
        private global::SQLitePCL.sqlite3 OwnHandle
        {
            get { return base.Handle ?? throw Closed(); }
        }

        private static global::SQLitePCL.sqlite3 HandleOf(global::Microsoft.Data.Sqlite.SqliteConnection aside)
        {
            return aside.Handle ?? throw Closed();
        }

        private static global::System.InvalidOperationException Closed()
        {
            return new global::System.InvalidOperationException({{CSharpText.Literal($"The connection to the database '{database.Name}' was closed while it was being used.")}});
        }
        """;
}
