using System.Collections.Immutable;

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

    /// <summary>The policy's property that says what the pragma would; <see langword="null"/> where there is none.</summary>
    public static string? PropertyOf(string name) => s_propertyOf.TryGetValue(PragmaText.Unqualified(name), out var property) ? property : null;

    public static EquatableArray<PragmaModel> Read(ImmutableArray<ManifestAttribute> attributes, string database, ManifestProblems problems)
    {
        var pragmas = ImmutableArray.CreateBuilder<PragmaModel>();
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var attribute in attributes.Where(attribute => attribute.Text(0) == database))
        {
            var (name, value) = ((attribute.Text(1) ?? string.Empty).Trim(), (attribute.Text(2) ?? string.Empty).Trim());
            if (!PragmaText.IsName(name))
            {
                problems.Add("SQLD904", attribute.At(1), database, $"has a pragma '{name}', which is no name of one");
            }
            else if (PropertyOf(name) is { } property)
            {
                problems.Add("SQLD904", attribute.At(1), database, $"has a pragma '{name}' beside the policy's own: say it by {property}");
            }
            else if (s_written.Contains(PragmaText.Unqualified(name)))
            {
                problems.Add("SQLD904", attribute.At(1), database, $"has a pragma '{name}', which is no setting of a connection but a value in the file: every open would write over it");
            }
            else if (!PragmaText.IsValue(value))
            {
                problems.Add("SQLD904", attribute.At(2), database, $"has a value '{value}' of '{name}' that is not one number, word or quoted string");
            }
            else if (!seen.Add(name))
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
}
