using SqliteDiscipline.Analyzers.Manifest;

namespace SqliteDiscipline.Analyzers.Generation.Connection;

/// <summary>
/// What is known of the provider's pools. Each is named by a connection string, and goes by it alone: where the file behind the name has been deleted or replaced,
/// a pooled handle goes on writing into the old one.
/// </summary>
internal static class PoolsPart
{
    /// <summary>Into the file itself WAL writes when it checkpoints, which is seldom; whoever writes without finds it changed each time.</summary>
    public static bool IsFileNotedAtClose(PolicyModel policy) => policy.JournalMode != SqliteJournalMode.Wal;

    public static string Of(PolicyModel policy, string optional) => $$"""
        // By the texts under which the provider has pools of this type.
        private static readonly global::System.Collections.Concurrent.ConcurrentDictionary<string, Pool> s_pools =
            new global::System.Collections.Concurrent.ConcurrentDictionary<string, Pool>();

        private static int s_enough = 64;
        private static volatile bool s_isRead;

        private void Remember(global::SQLitePCL.sqlite3 handle)
        {
            var pool = s_pools.GetOrAdd(base.ConnectionString, key => new Pool());
            var isNew = pool.Newest == null;
            pool.Newest = new global::System.WeakReference(handle);

            // Somebody may have found it without a handle, and forgotten it.
            s_pools[base.ConnectionString] = pool;
            if (isNew)
            {
                NoteFile();
                ForgetPools();
            }
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
            Pool{{optional}} pool;
            s_isRead = true;
            if (s_pools.TryGetValue(base.ConnectionString, out pool) && pool.MayBeCleared())
            {
                ClearPoolInTurn();
            }
        }

        // What was read once may be used later. A file that was last written at another time than when we last looked is another file; or somebody has written into it,
        // which loses nothing but a handle.
        private void ForgetOldFile()
        {
            var pool = PoolOfFile();
            if (pool == null)
            {
                return;
            }

            var written = global::System.IO.File.GetLastWriteTimeUtc(FullPath());
            if (written != pool.FileWritten && pool.FileWritten != default(global::System.DateTime))
            {
                // Which may write into the file itself.
                ClearPool(this);
                written = global::System.IO.File.GetLastWriteTimeUtc(FullPath());
            }

            pool.FileWritten = written;
        }

        private void NoteFile()
        {
            var pool = PoolOfFile();
            if (pool != null)
            {
                pool.FileWritten = global::System.IO.File.GetLastWriteTimeUtc(FullPath());
            }
        }

        private Pool{{optional}} PoolOfFile()
        {
            Pool{{optional}} pool;
            return s_isRead && !IsNoPath(DataSource) && s_pools.TryGetValue(base.ConnectionString, out pool) ? pool : null;
        }

        private sealed class Pool
        {
            private const int Most = 64;

            // The handle that was configured last; once that is gone, so are mostly all.
            public volatile global::System.WeakReference{{optional}} Newest;

            // {{(IsFileNotedAtClose(policy) ? "By who opens and who closes" : "By who opens")}}, without a lock: what comes of it is a handle more or less.
            public global::System.DateTime FileWritten;

            private readonly object _clearing = new object();
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
}
