using SqliteDiscipline.Analyzers.Manifest;

namespace SqliteDiscipline.Analyzers.Generation.Connection;

/// <summary>
/// Counts the open connections of the process to each file, for what depends on the first, the last, or their number. A connection counts from
/// before it opens until it is closed, disposed or collected, whichever comes first and on whatever thread.
/// </summary>
internal static class CountingPart
{
    public static string Of(DatabaseModel database, string optional) => CSharpText.Paragraphs(new[]
    {
        Entering(database, optional),
        Closing(database.Policy),
        Disposing,
        FileInUse(database.Policy, optional),
    });

    private static string Closing(PolicyModel policy)
    {
        if (!policy.CheckpointOnClose)
        {
            return """
                /// <summary>Closes the connection.</summary>
                public override void Close()
                {
                    try
                    {
                        base.Close();
                    }
                    finally
                    {
                        Leave();
                    }
                }
                """;
        }

        return """
            /// <summary>Closes the connection. The last one of the process to a file moves the WAL into it and empties it, unless another program is in the way.</summary>
            public override void Close()
            {
                if (State == global::System.Data.ConnectionState.Open && Transaction == null && global::SQLitePCL.raw.sqlite3_get_autocommit(OwnHandle) == 0)
                {
                    // BEGIN sent as text: in the pool it would keep its lock, and the checkpoint waiting.
                    global::SQLitePCL.raw.sqlite3_exec(OwnHandle, "ROLLBACK");
                }

                try
                {
                    base.Close();
                }
                finally
                {
                    if (Leave())
                    {
                        CheckpointInQuiet(ConnectionString);
                    }
                }
            }
            """;
    }

    private static string Entering(DatabaseModel database, string optional) => $$"""
        private FileInUse{{optional}} _file;

        private FileInUse Enter()
        {
            // A text that is known is a full path: to make one of it again would cost more than all else that an open of a pooled handle takes.
            var file = FileInUse.Known(DataSource) ?? FileInUse.At(FullPath());
        {{Entrance(database.Policy)}}
            _file = file;
            return file;
        }

        // Whether it was the last; once for each time it entered, whoever calls it.
        private bool Leave()
        {
            var file = global::System.Threading.Interlocked.Exchange(ref _file, null);
            return file != null && file.Leave();
        }

        // As the provider finds the file. What is no path is its own name.
        private string FullPath()
        {
            var path = DataSource;
            if (path == ":memory:" || path.StartsWith("file:", global::System.StringComparison.OrdinalIgnoreCase) || path.StartsWith("|", global::System.StringComparison.Ordinal))
            {
                return path;
            }

            var folder = global::System.AppDomain.CurrentDomain.GetData("DataDirectory") as string;
            return global::System.IO.Path.GetFullPath(global::System.IO.Path.Combine(folder ?? string.Empty, path));
        }
        """;

    private const string Disposing = """
        /// <summary>Disposes the connection, which closes it.</summary>
        /// <param name="disposing">Whether it is disposed, and not collected.</param>
        protected override void Dispose(bool disposing)
        {
            try
            {
                base.Dispose(disposing);
            }
            finally
            {
                // Disposing has closed it. One that nobody disposed is counted off by its finalizer, which touches no handle and no file.
                Leave();
            }
        }
        """;

    private static string Entrance(PolicyModel policy) => policy.MaxConnections == 0
        ? "    file.Enter();"
        : CSharpText.Indent($$"""
            if (!file.TryEnter())
            {
                throw Failure(global::SQLitePCL.raw.SQLITE_BUSY, "database is locked", "opening one more than MaxConnections = {{PolicyPragmas.Number(policy.MaxConnections)}}");
            }

            """, 1);

    private static string FileInUse(PolicyModel policy, string optional) => $$"""
        private sealed class FileInUse
        {
            private static readonly global::System.Collections.Concurrent.ConcurrentDictionary<string, FileInUse> s_files =
                new global::System.Collections.Concurrent.ConcurrentDictionary<string, FileInUse>();

            private readonly object _counting = new object();
            private int _open;
        {{(policy.VerifyOnFirstOpen == SqliteVerification.None ? string.Empty : CSharpText.Indent(Verified, 1))}}
            public static FileInUse{{optional}} Known(string path)
            {
                FileInUse{{optional}} file;
                return s_files.TryGetValue(path, out file) ? file : null;
            }

            public static FileInUse At(string path)
            {
                return s_files.GetOrAdd(path, key => new FileInUse());
            }

        {{CSharpText.Indent(policy.MaxConnections == 0 ? Enter : TryEnter(policy), 1)}}

            public bool Leave()
            {
                lock (_counting)
                {
                    _open--;
        {{(policy.MaxConnections == 0 ? string.Empty : "            global::System.Threading.Monitor.Pulse(_counting);\n")}}            return _open == 0;
                }
            }
        }
        """;

    private const string Verified = """

        public readonly object Verifying = new object();
        public volatile bool IsVerified;

        """;

    private const string Enter = """
        public void Enter()
        {
            lock (_counting)
            {
                _open++;
            }
        }
        """;

    private static string TryEnter(PolicyModel policy) => $$"""
        public bool TryEnter()
        {
            var waiting = global::System.Diagnostics.Stopwatch.StartNew();
            lock (_counting)
            {
                while (_open >= {{PolicyPragmas.Number(policy.MaxConnections)}})
                {
                    var left = {{PolicyPragmas.Number(policy.BusyTimeout)}} - waiting.ElapsedMilliseconds;
                    if (left <= 0)
                    {
                        return false;
                    }

                    // Lets go of the lock meanwhile, so that whoever closes, on whatever thread, can count itself off.
                    global::System.Threading.Monitor.Wait(_counting, (int)left);
                }

                _open++;
                return true;
            }
        }
        """;
}
