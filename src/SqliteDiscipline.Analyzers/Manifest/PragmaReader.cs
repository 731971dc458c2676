using System.Collections.Immutable;
using SqliteDiscipline.Analyzers.Sql.Pragmas;

namespace SqliteDiscipline.Analyzers.Manifest;

/// <summary>Reads the <c>[SqlitePragma]</c>s of one database.</summary>
internal static class PragmaReader
{
    /// <summary>What the policy sets by itself, and the property that says how.</summary>
    private static readonly ImmutableDictionary<string, string> s_propertyOf = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
    {
        ["foreign_keys"] = "ForeignKeys",
        ["journal_mode"] = "JournalMode",
        ["synchronous"] = "Synchronous",
        ["busy_timeout"] = "BusyTimeout",
        ["wal_autocheckpoint"] = "WalAutoCheckpoint",
        ["wal_checkpoint"] = "CheckpointOnClose",
        ["quick_check"] = "VerifyOnFirstOpen",
        ["integrity_check"] = "VerifyOnFirstOpen",
        ["foreign_key_check"] = "VerifyOnFirstOpen",
        ["query_only"] = "Access",
        ["key"] = "KeyFrom",
        ["hexkey"] = "KeyFrom",
        ["textkey"] = "KeyFrom",
    }.ToImmutableDictionary(StringComparer.OrdinalIgnoreCase);

    // What the program itself writes into the file, and a policy would write over on every open.
    private static readonly ImmutableHashSet<string> s_written =
        ImmutableHashSet.Create(StringComparer.OrdinalIgnoreCase, "application_id", "schema_version", "user_version");

    // A new key for the file, on every open.
    private static readonly ImmutableHashSet<string> s_rekeying = ImmutableHashSet.Create(StringComparer.OrdinalIgnoreCase, "rekey", "hexrekey", "textrekey");

    // What shapes a file that is being made.
    private static readonly ImmutableHashSet<string> s_forming = ImmutableHashSet.Create(StringComparer.OrdinalIgnoreCase, "auto_vacuum", "encoding", "page_size");

    private static readonly ImmutableDictionary<string, string> s_harmOf = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
    {
        ["ignore_check_constraints"] = "rows that break a CHECK would be accepted",
        ["writable_schema"] = "a statement could make the schema unreadable, and the file with it",
    }.ToImmutableDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>The policy's property that says what the pragma would; <see langword="null"/> where there is none.</summary>
    public static string? PropertyOf(string name) => s_propertyOf.TryGetValue(PragmaText.Unqualified(name), out var property) ? property : null;

    public static EquatableArray<PragmaModel> Read(
        ImmutableArray<ManifestAttribute> attributes, string database, bool isReadOnly, ManifestProblems problems)
    {
        var pragmas = ImmutableArray.CreateBuilder<PragmaModel>();
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var attribute in attributes.Where(attribute => attribute.Text(0) == database))
        {
            var (name, value) = ((attribute.Text(1) ?? string.Empty).Trim(), (attribute.Text(2) ?? string.Empty).Trim());
            if (NameFault(name, isReadOnly) is { } fault)
            {
                problems.Add("SQLD904", attribute.At(1), database, fault);
            }
            else if (ValueFault(name, value) is { } wrong)
            {
                problems.Add("SQLD904", attribute.At(2), database, wrong);
            }
            else if (!seen.Add(PragmaText.Qualified(name)))
            {
                problems.Add("SQLD904", attribute.At(1), database, $"has the pragma '{name}' twice");
            }
            else
            {
                pragmas.Add(new PragmaModel(name, value));
            }
        }

        return new EquatableArray<PragmaModel>(pragmas.ToImmutable());
    }

    private static string? NameFault(string name, bool isReadOnly)
    {
        if (!PragmaText.IsName(name))
        {
            return $"has a pragma '{name}', which is no name of one";
        }

        if (PropertyOf(name) is { } property)
        {
            return $"has a pragma '{name}' beside the policy's own: say it by {property}";
        }

        var bare = PragmaText.Unqualified(name);
        return bare switch
        {
            _ when s_written.Contains(bare) =>
                $"has a pragma '{name}', which is no setting of a connection but a value in the file: every open would write over it",
            _ when s_rekeying.Contains(bare) => $"has a pragma '{name}', which is no setting of a connection: every open would encrypt the file anew",
            _ when isReadOnly && s_forming.Contains(bare) => $"is read-only, and has a pragma '{name}', which is for those who make the file",
            _ when PragmaTable.Find(bare)?.Home == PragmaHome.Transaction =>
                $"has a pragma '{name}', which holds for one transaction: set when a connection opens, it has no effect",
            _ => null,
        };
    }

    private static string? ValueFault(string name, string value)
    {
        if (!PragmaText.IsValue(value))
        {
            return $"has a value '{value}' of '{name}' that is not one number, word or quoted string";
        }

        var bare = PragmaText.Unqualified(name);
        return s_harmOf.TryGetValue(bare, out var harm) && PragmaTable.Find(bare)?.Values.Read(PragmaText.Unquoted(value)).Answer == "1"
            ? $"has '{name}' ON, which gives up safety: {harm}"
            : null;
    }
}
