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
                var file = string.Empty;
                if (State == global::System.Data.ConnectionState.Open)
                {
                    file = FileOf(OwnHandle);
                    if (Transaction == null && global::SQLitePCL.raw.sqlite3_get_autocommit(OwnHandle) == 0)
                    {
                        // BEGIN sent as text: in the pool it would keep its lock, and the checkpoint waiting.
                        global::SQLitePCL.raw.sqlite3_exec(OwnHandle, "ROLLBACK");
                    }
                }

                try
                {
                    base.Close();
                }
                finally
                {
                    // Where nothing was written, there is nothing to move, and no need to open the file for it.
                    if (Leave() && (file.Length == 0 || HasLog(file)))
                    {
                        // A relative path may mean another file by now.
                        CheckpointInQuiet(file.Length == 0 || IsNoPath(DataSource) ? Text : Text + ";Data Source=\"" + file.Replace("\"", "\"\"") + "\"");
                    }
                }
            }
            """;
    }

    private static string Entering(DatabaseModel database, string optional) => $$"""
        private FileInUse{{optional}} _file;

        {{(database.Policy.MaxConnections == 0 ? Entrance : Turnstile(database.Policy, database.Name))}}

        // A text that is known is a full path: to make one of it again would cost more than all else that an open of a pooled handle takes.
        private FileInUse FileToOpen()
        {
            return FileInUse.Known(DataSource) ?? FileInUse.At(FullPath());
        }

        // Whether it was the last; once for each time it entered, whoever calls it.
        private bool Leave()
        {
            {{(database.Policy.MaxConnections == 0 ? string.Empty : "global::System.Threading.Interlocked.Increment(ref _closings);\n    ")}}var file = global::System.Threading.Interlocked.Exchange(ref _file, null);
            return file != null && file.Leave();
        }
        """;

    private const string Entrance = """
        private FileInUse Enter()
        {
            var file = FileToOpen();
            file.Enter();
            _file = file;
            return file;
        }
        """;

    private static string Turnstile(PolicyModel policy, string name) => $$"""
        private int _closings;

        private FileInUse Enter()
        {
            var file = FileToOpen();
            return Enter(file, file.Slots.Wait({{PolicyPragmas.Number(policy.BusyTimeout)}}));
        }

        private async global::System.Threading.Tasks.Task<FileInUse> EnterAsync(global::System.Threading.CancellationToken cancellationToken)
        {
            var file = FileToOpen();
            var closings = _closings;
            var isAdmitted = await file.Slots.WaitAsync({{PolicyPragmas.Number(policy.BusyTimeout)}}, cancellationToken).ConfigureAwait(false);
            if (isAdmitted && closings != _closings)
            {
                file.Slots.Release();
                throw new global::System.InvalidOperationException({{CSharpText.Literal($"A connection to the database '{name}' was closed while it waited to be opened.")}});
            }

            return Enter(file, isAdmitted);
        }

        private FileInUse Enter(FileInUse file, bool isAdmitted)
        {
            if (!isAdmitted)
            {
                throw Failure(global::SQLitePCL.raw.SQLITE_BUSY, "database is locked", "opening one more than MaxConnections = {{PolicyPragmas.Number(policy.MaxConnections)}}");
            }

            if (global::System.Threading.Interlocked.CompareExchange(ref _file, file, null) != null)
            {
                file.Slots.Release();
                throw new global::System.InvalidOperationException({{CSharpText.Literal($"A connection to the database '{name}' is being opened already.")}});
            }

            file.Enter();
            return file;
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

    private static string FileInUse(PolicyModel policy, string optional) => $$"""
        private sealed class FileInUse
        {
            private static readonly global::System.Collections.Concurrent.ConcurrentDictionary<string, FileInUse> s_files =
                new global::System.Collections.Concurrent.ConcurrentDictionary<string, FileInUse>();

            private int _open;
        {{CSharpText.Indent(string.Concat(Further(policy)), 1)}}
            public static FileInUse{{optional}} Known(string path)
            {
                FileInUse{{optional}} file;
                return s_files.TryGetValue(path, out file) ? file : null;
            }

            public static FileInUse At(string path)
            {
                return s_files.GetOrAdd(path, key => new FileInUse());
            }

            public void Enter()
            {
                global::System.Threading.Interlocked.Increment(ref _open);
            }

            // Whether it was the last.
            public bool Leave()
            {
                var isLast = global::System.Threading.Interlocked.Decrement(ref _open) == 0;
        {{(policy.MaxConnections == 0 ? string.Empty : "        Slots.Release();\n")}}        return isLast;
            }
        }
        """;

    private static IEnumerable<string> Further(PolicyModel policy)
    {
        if (policy.MaxConnections > 0)
        {
            var most = PolicyPragmas.Number(policy.MaxConnections);
            yield return $"\npublic readonly global::System.Threading.SemaphoreSlim Slots = new global::System.Threading.SemaphoreSlim({most}, {most});\n";
        }

        if (policy.VerifyOnFirstOpen != SqliteVerification.None)
        {
            yield return "\npublic readonly object Verifying = new object();\npublic volatile bool IsVerified;\n";
        }
    }
}
