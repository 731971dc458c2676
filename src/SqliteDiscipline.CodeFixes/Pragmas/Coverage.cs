using System.Globalization;
using SqliteDiscipline.Analyzers;
using SqliteDiscipline.Analyzers.Manifest;
using SqliteDiscipline.Analyzers.Sql.Pragmas;
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

        // What SQLite takes for something else, it takes so in silence; but who wrote it meant something: it stays.
        var answer = pragma.Reading is { Outcome: PragmaOutcome.AsWritten } reading ? reading.Answer : null;
        var isWritten = policy.Access != SqliteAccess.ReadOnly;
        return name.ToLowerInvariant() switch
        {
            "foreign_keys" => answer == (policy.ForeignKeys ? "1" : "0"),
            "journal_mode" => isWritten && Is(answer, policy.JournalMode.ToString()),
            "synchronous" => isWritten && answer == Text((int)policy.Synchronous),
            // A promise to wait is kept by waiting longer, one not to wait is not.
            "busy_timeout" => int.TryParse(answer, NumberStyles.None, CultureInfo.InvariantCulture, out var wait) && (wait > 0 ? wait <= policy.BusyTimeout : policy.BusyTimeout == 0),
            "wal_autocheckpoint" => answer == Text(policy.WalAutoCheckpoint ?? PolicyModel.Default.WalAutoCheckpoint!.Value),
            _ => policy.Pragmas.Items.Any(declared => Is(declared.Name, name) && Is(PragmaText.Unquoted(declared.Value), value)),
        };
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static bool Is(string? left, string right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);
}
