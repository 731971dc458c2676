using System.Globalization;
using SqliteDiscipline.Analyzers;
using SqliteDiscipline.Analyzers.Manifest;
using SqliteDiscipline.Analyzers.Sql.Statements;

namespace SqliteDiscipline.CodeFixes.Pragmas;

/// <summary>Tells whether a policy already does what a pragma says, with the same meaning.</summary>
internal static class Coverage
{
    public static bool Covers(this PolicyModel policy, PragmaStatement pragma)
    {
        if (pragma.Form == PragmaForm.Query || pragma is not { Value: { } value, Name.Value: { } name } || pragma.Schema is { } schema && !schema.Is("main"))
        {
            return false;
        }

        var isWritten = policy.Access != SqliteAccess.ReadOnly;
        return name.ToLowerInvariant() switch
        {
            "foreign_keys" => Switch(value) == policy.ForeignKeys,
            "journal_mode" => isWritten && Is(value, policy.JournalMode.ToString()),
            "synchronous" => isWritten && (Is(value, policy.Synchronous.ToString()) || Number(value) == (int)policy.Synchronous),
            // A promise to wait is kept by waiting longer.
            "busy_timeout" => Number(value) <= policy.BusyTimeout,
            "wal_autocheckpoint" => Number(value) == (policy.WalAutoCheckpoint ?? 1000),
            _ => policy.Pragmas.Items.Any(declared => Is(declared.Name, name) && Is(declared.Value, value)),
        };
    }

    // What SQLite takes for true and false. Anything else it takes for false too, but who wrote it meant something: it stays.
    private static bool? Switch(string value) => value.ToLowerInvariant() switch
    {
        "1" or "on" or "yes" or "true" => true,
        "0" or "off" or "no" or "false" => false,
        _ => null,
    };

    private static int? Number(string value) => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static bool Is(string left, string right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);
}
