using SqliteDiscipline.Analyzers.Manifest;

namespace SqliteDiscipline.Analyzers.Generation.Connection;

/// <summary>What is done to a database rather than over a connection of the program's: checkpoints, and shutting down.</summary>
internal static class MaintenancePart
{
    public static string Of(DatabaseModel database)
    {
        var isWriter = database.Policy.Access != SqliteAccess.ReadOnly;
        return CSharpText.Paragraphs(new[]
        {
            Shutdown(database),
            database.Policy.CheckpointOnClose ? CheckpointInQuiet : null,
            isWriter ? Checkpoint : null,
            Aside(isWriter),
        });
    }

    private static string Shutdown(DatabaseModel database) => $$"""
        /// <summary>{{(database.Policy.CheckpointOnClose ? "Checkpoints every file that was opened, and releases" : "Releases")}} the pooled handles.</summary>
        internal static void _shutdown()
        {
            foreach (var known in s_pools)
            {
                using (var idle = new global::Microsoft.Data.Sqlite.SqliteConnection(known.Key))
                {
                    lock (TurnOf(known.Key))
                    {
                        ClearPool(idle);
                    }
                }

        {{(database.Policy.CheckpointOnClose ? "        CheckpointInQuiet(known.Key);\n" : string.Empty)}}        ForgetIfGone(known.Key, known.Value);
            }
        }
        """;

    private const string CheckpointInQuiet = """
        // For those who cannot be told: closing and shutting down do not fail because somebody else is still at work.
        private static void CheckpointInQuiet(string connectionString)
        {
            try
            {
                using (var aside = OpenAside(connectionString))
                {
                    Checkpoint(aside);
                }
            }
            catch (global::Microsoft.Data.Sqlite.SqliteException)
            {
                // The file is gone, or locked. What is in a WAL is not lost: the next checkpoint moves it.
            }
        }
        """;

    private const string Checkpoint = """
        /// <summary>Moves the WAL into the file and empties it.</summary>
        /// <returns>Whether all of it was moved.</returns>
        internal bool _checkpoint()
        {
            using (var aside = OpenAside(Text))
            {
                return Checkpoint(aside);
            }
        }

        private static bool Checkpoint(global::Microsoft.Data.Sqlite.SqliteConnection aside)
        {
            var waiting = global::System.Diagnostics.Stopwatch.StartNew();
            var pause = 1;
            bool isComplete;
            do
            {
                // The first column tells whether somebody was in the way. Without WAL nobody is, and there is nothing to do.
                isComplete = Rows(HandleOf(aside), "PRAGMA wal_checkpoint(TRUNCATE)")[0][0] == "0";
            }
            while (!isComplete && IsWorthAnotherTry(global::SQLitePCL.raw.SQLITE_BUSY, waiting, ref pause));

            return isComplete;
        }
        """;

    private static string Aside(bool isWriter) => $$"""
        // For maintenance, a handle of its own: no pool, so nothing is on it and nothing stays; and it does not create the file.
        private static global::Microsoft.Data.Sqlite.SqliteConnection OpenAside(string connectionString)
        {
            var aside = new global::Microsoft.Data.Sqlite.SqliteConnection(connectionString + ";Mode={{(isWriter ? "ReadWrite" : "ReadOnly")}};Pooling=False");
            try
            {
                aside.Open();
                return aside;
            }
            catch (global::Microsoft.Data.Sqlite.SqliteException failure)
            {
                aside.Dispose();
                throw CannotOpen(failure, aside.DataSource);
            }
            catch
            {
                aside.Dispose();
                throw;
            }
        }
        """;
}
