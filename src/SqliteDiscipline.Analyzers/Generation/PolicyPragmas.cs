using System.Collections.Immutable;
using SqliteDiscipline.Analyzers.Manifest;

namespace SqliteDiscipline.Analyzers.Generation;

/// <summary>The pragmas that a policy comes down to, and what SQLite must answer when it is asked what is in force.</summary>
internal static class PolicyPragmas
{
    /// <summary>
    /// What would make a handle less than was declared. They are off on a new handle; on one that somebody has touched they are switched off before the policy is sent, for
    /// a declared pragma may be one of them.
    /// </summary>
    public const string Guards = "PRAGMA query_only = OFF; PRAGMA ignore_check_constraints = OFF; PRAGMA writable_schema = OFF;";

    /// <summary>
    /// Of the guards and the declared pragmas, those that <c>sqlite3_db_config</c> can set too. Older native libraries do not know them and are then asked by pragma alone.
    /// Triggers, which often are guards, it alone can switch off.
    /// </summary>
    public static IEnumerable<(string Name, bool IsOn)> Switches(PolicyModel policy)
    {
        yield return ("ENABLE_TRIGGER", true);
        if (policy.Pragmas.All(pragma => Name(pragma) != "writable_schema"))
        {
            yield return ("WRITABLE_SCHEMA", false);
        }

        foreach (var pragma in policy.Pragmas)
        {
            if (Name(pragma) is "trusted_schema" or "legacy_alter_table" && PragmaAnswer.To(pragma) is { } answer)
            {
                yield return (Name(pragma).ToUpperInvariant(), answer == "1");
            }
        }
    }

    /// <summary>The level without WAL: below FULL, a power cut can corrupt the file.</summary>
    public static SqliteSynchronous WithoutWal(PolicyModel policy) =>
        policy.Synchronous < SqliteSynchronous.Full ? SqliteSynchronous.Full : policy.Synchronous;

    public static string Journal(PolicyModel policy) => policy.JournalMode.ToString().ToLowerInvariant();

    public static string Number(int number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>The pragma's name alone, as SQLite writes it.</summary>
    public static string Name(PragmaModel pragma) => PragmaText.Unqualified(pragma.Name).ToLowerInvariant();
}
