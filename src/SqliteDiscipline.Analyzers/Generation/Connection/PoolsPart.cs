using SqliteDiscipline.Analyzers.Manifest;

namespace SqliteDiscipline.Analyzers.Generation.Connection;

/// <summary>
/// What is known of the provider's pools. Each is named by a connection string, and goes by it alone: where the file behind the name has been deleted or replaced,
/// a pooled handle goes on writing into the old one.
/// </summary>
internal static class PoolsPart
{
    public static string Of(PolicyModel policy, string optional) => $$"""
        // By the texts under which the provider has pools of this type.
        private static readonly global::System.Collections.Concurrent.ConcurrentDictionary<string, Pool> s_pools =
            new global::System.Collections.Concurrent.ConcurrentDictionary<string, Pool>();

        private static int s_enough = 64;
        private static volatile bool s_isRead;

        private static Pool PoolOf(string connectionString)
        {
            Pool{{optional}} pool;
            if (!s_pools.TryGetValue(connectionString, out pool))
            {
                pool = s_pools.GetOrAdd(connectionString, key => new Pool());
                ForgetPools();
            }

            return pool;
        }

        // A program that has a file for each of its users opens ever more of them. What the provider has let go of, is forgotten here, too.
        private static void ForgetPools()
        {
            if (s_pools.Count < s_enough)
            {
                return;
            }

            foreach (var known in s_pools)
            {
                ForgetIfGone(known.Key, known.Value);
            }

            s_enough = global::System.Math.Max(64, s_pools.Count * 2);
        }

        private static void ForgetIfGone(string connectionString, Pool pool)
        {
            Pool{{optional}} ignored;
            if (pool.IsGone && s_pools.TryRemove(connectionString, out ignored) && !pool.IsGone)
            {
                // Somebody has opened it meanwhile.
                s_pools.TryAdd(connectionString, pool);
            }
        }

        // Whoever reads a connection string may be about to clear a pool by it and to delete or replace the file, as EF Core's EnsureDeleted is. That pool is not ours, so ours is
        // cleared at once: a handle whose file has moved leaves its log behind, which another file of that name would take for its own. Others read the string for no
        // such reason, Dapper before every query: they find a pool that is cleared once a second.
        private void ClearPoolOfReader()
        {
            s_isRead = true;
            if (PoolOf(base.ConnectionString).MayBeCleared())
            {
                ClearPool(this);
            }
        }

        // What was read once may be used later.
        private void ForgetOldFile()
        {
            Pool{{optional}} pool;
            if (!s_isRead || !s_pools.TryGetValue(base.ConnectionString, out pool))
            {
                return;
            }

            var path = FullPath();
            if (IsNoPath(path))
            {
                return;
            }

        {{CSharpText.Indent(policy.JournalMode == SqliteJournalMode.Wal ? ByTime : ByPresence, 1)}}
        }

        private sealed class Pool
        {
            private const int Most = 64;

            // The handle that was configured last; once that is gone, so are mostly all.
            public volatile global::System.WeakReference{{optional}} Newest;

        {{(policy.JournalMode == SqliteJournalMode.Wal ? "    // Read and written by who opens.\n    public global::System.DateTime FileMade;\n\n" : string.Empty)}}    private readonly object _clearing = new object();
            private int _clearings = Most;
            private int _counted = global::System.Environment.TickCount;

            // So often at once, and then once a second.
            public bool MayBeCleared()
            {
                lock (_clearing)
                {
                    var seconds = unchecked(global::System.Environment.TickCount - _counted) / 1000;
                    if (seconds != 0)
                    {
                        _clearings = seconds < 0 || seconds > Most ? Most : global::System.Math.Min(Most, _clearings + seconds);
                        _counted = unchecked(_counted + (seconds * 1000));
                    }

                    if (_clearings <= 0)
                    {
                        return false;
                    }

                    _clearings--;
                    return true;
                }
            }

            public bool IsGone
            {
                get
                {
                    var handle = Newest?.Target as global::SQLitePCL.sqlite3;
                    return handle == null || handle.IsClosed;
                }
            }
        }
        """;

    // On Unix this is the time of the last change, where that is older.
    private const string ByTime = """
        var made = global::System.IO.File.GetCreationTimeUtc(path);
        if (made != pool.FileMade && pool.FileMade != default(global::System.DateTime))
        {
            ClearPool(this);
        }

        pool.FileMade = made;
        """;

    // Every write changes that time; and SQLite itself refuses to write into a file that has moved.
    private const string ByPresence = """
        if (!global::System.IO.File.Exists(path))
        {
            ClearPool(this);
        }
        """;
}
