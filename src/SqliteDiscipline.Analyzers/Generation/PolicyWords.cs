using SqliteDiscipline.Analyzers.Manifest;

namespace SqliteDiscipline.Analyzers.Generation;

/// <summary>A policy in words, for the XML comments.</summary>
internal static class PolicyWords
{
    public static IEnumerable<string> Of(DatabaseModel database)
    {
        var policy = database.Policy;
        if (database.KeyFrom is not null)
        {
            yield return "the encryption key is applied before anything else";
        }

        yield return policy.Access switch
        {
            SqliteAccess.ReadOnly => "read-only: neither the journal nor synchronous is touched",
            SqliteAccess.ReadWrite => "read and write; a file that does not exist is not created",
            _ => "read and write; a file that does not exist is created",
        };

        if (policy.Access != SqliteAccess.ReadOnly)
        {
            yield return policy.JournalMode == SqliteJournalMode.Wal
                ? $"journal WAL with synchronous {Upper(policy.Synchronous)}; where there can be no WAL, journal DELETE with synchronous {Upper(PolicyPragmas.WithoutWal(policy))}"
                : $"journal {policy.JournalMode.ToString().ToUpperInvariant()} with synchronous {Upper(policy.Synchronous)}";
        }

        if (policy.WalAutoCheckpoint is { } pages)
        {
            yield return pages == 0 ? "no automatic checkpoint" : $"a checkpoint after every {pages} pages in the WAL";
        }

        if (policy.CheckpointOnClose)
        {
            yield return "when the last connection of the process to a file closes, and on shutdown, the WAL is moved into the file and emptied";
        }

        if (policy.VerifyOnFirstOpen != SqliteVerification.None)
        {
            yield return $"before the first connection of the process to a file is handed out, the file is verified ({policy.VerifyOnFirstOpen}); a damaged one is refused and left as it is. Tables whose check needs a collation or a function of the program's own are left out";
        }

        yield return policy.ForeignKeys ? "foreign keys are enforced" : "foreign keys are not enforced";
        var seconds = Math.Max(1, (policy.BusyTimeout + 999L) / 1000);
        yield return (policy.BusyTimeout == 0 ? "a lock held by another is not waited for" : $"a lock held by another is waited for up to {policy.BusyTimeout} ms")
            + $"; by a statement outside a transaction, where the native library sleeps in whole seconds, up to {seconds} s, 150 ms at a time";
        if (policy.MaxConnections > 0)
        {
            yield return $"at most {policy.MaxConnections} of the process are open to a file at once; a further open waits up to {policy.BusyTimeout} ms for one to be closed";
        }

        foreach (var pragma in policy.Pragmas)
        {
            yield return $"{pragma.Name} = {pragma.Value}";
        }
    }

    private static string Upper(SqliteSynchronous synchronous) => synchronous.ToString().ToUpperInvariant();
}
