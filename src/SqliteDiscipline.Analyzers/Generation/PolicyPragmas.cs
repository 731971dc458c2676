using System.Collections.Immutable;
using SqliteDiscipline.Analyzers.Manifest;

namespace SqliteDiscipline.Analyzers.Generation;

/// <summary>The pragmas that a policy comes down to, and what SQLite must answer when it is asked what is in force.</summary>
internal static class PolicyPragmas
{
    /// <summary>
    /// What is sent on every open, in this order: the journal first, for the level of synchronous depends on it. busy_timeout is not
    /// among them, for it depends on the native library.
    /// </summary>
    public static IEnumerable<string> Statements(PolicyModel policy)
    {
        if (policy.Access != SqliteAccess.ReadOnly)
        {
            yield return $"PRAGMA journal_mode = {Journal(policy).ToUpperInvariant()};";
            yield return $"PRAGMA synchronous = {policy.Synchronous.ToString().ToUpperInvariant()};";
            yield return "PRAGMA synchronous;";
        }

        if (policy.WalAutoCheckpoint is { } pages)
        {
            yield return $"PRAGMA wal_autocheckpoint = {pages};";
        }

        yield return $"PRAGMA foreign_keys = {(policy.ForeignKeys ? "ON" : "OFF")};";
        yield return "PRAGMA foreign_keys;";

        // A pooled handle keeps what was done to it. These would make it less than was declared; who wants one declares it, and is heard below.
        yield return "PRAGMA query_only = OFF;";
        yield return "PRAGMA ignore_check_constraints = OFF;";
        yield return "PRAGMA writable_schema = OFF;";
        foreach (var pragma in policy.Pragmas)
        {
            yield return $"PRAGMA {pragma.Name} = {pragma.Value};";
            if (PragmaAnswer.To(pragma) is not null)
            {
                yield return $"PRAGMA {pragma.Name};";
            }
        }
    }

    /// <summary>The answers that must come: the column that holds it, and the value.</summary>
    public static IEnumerable<(string Pragma, string Answer)> Answers(PolicyModel policy)
    {
        if (policy.Access != SqliteAccess.ReadOnly)
        {
            yield return ("synchronous", Level(policy.Synchronous));
        }

        if (policy.WalAutoCheckpoint is { } pages)
        {
            yield return ("wal_autocheckpoint", Number(pages));
        }

        yield return ("foreign_keys", policy.ForeignKeys ? "1" : "0");
        foreach (var pragma in policy.Pragmas)
        {
            if (PragmaAnswer.To(pragma) is { } answer)
            {
                yield return (PragmaText.Unqualified(pragma.Name).ToLowerInvariant(), answer);
            }
        }
    }

    /// <summary>The level without WAL: below FULL, a power cut can corrupt the file.</summary>
    public static SqliteSynchronous WithoutWal(PolicyModel policy) =>
        policy.Synchronous < SqliteSynchronous.Full ? SqliteSynchronous.Full : policy.Synchronous;

    public static string Journal(PolicyModel policy) => policy.JournalMode.ToString().ToLowerInvariant();

    public static string Level(SqliteSynchronous synchronous) => Number((int)synchronous);

    public static string Number(int number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
