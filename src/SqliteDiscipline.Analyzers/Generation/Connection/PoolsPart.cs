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

        // Whoever reads a connection string may clear a pool by it before the file is deleted or replaced, as EF Core's EnsureDeleted does. That pool is not ours. Others read
        // it for no such reason, Dapper before every query; so the next open looks at the file, closely where it was read of a connection that was closed.
        private void SuspectFile()
        {
            s_isRead = true;
            if (State == global::System.Data.ConnectionState.Closed)
            {
                PoolOf(base.ConnectionString).IsSuspect = true;
            }
        }

        private void ForgetOldFile()
        {
            Pool{{optional}} pool;
            if (s_isRead && s_pools.TryGetValue(base.ConnectionString, out pool) && IsOldFile(pool))
            {
                ClearPool(this);
            }
        }

        private bool IsOldFile(Pool pool)
        {
            var isSuspect = pool.IsSuspect;
            pool.IsSuspect = false;
            var path = FullPath();
            if (IsNoPath(path) || !isSuspect)
            {
                return isSuspect || !(IsNoPath(path) || global::System.IO.File.Exists(path));
            }

            // On Unix this is the time of the last change, where that is older.
            var made = global::System.IO.File.GetCreationTimeUtc(path);
            var isOld = made != pool.FileMade || {{(policy.JournalMode == SqliteJournalMode.Wal
                ? "!global::System.IO.File.Exists(path + \"-shm\")"
                : "!global::System.IO.File.Exists(path)")}};
            pool.FileMade = made;
            return isOld;
        }

        private sealed class Pool
        {
            // The handle that was configured last; once that is gone, so are mostly all.
            public volatile global::System.WeakReference{{optional}} Newest;
            public volatile bool IsSuspect;

            // Read and written by who opens.
            public global::System.DateTime FileMade;

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
