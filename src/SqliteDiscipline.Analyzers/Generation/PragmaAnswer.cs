using System.Collections.Immutable;
using SqliteDiscipline.Analyzers.Manifest;

namespace SqliteDiscipline.Analyzers.Generation;

/// <summary>
/// What SQLite answers when a pragma has been set as declared, for those whose answer is the same in every build. Others
/// (<c>mmap_size</c> and <c>threads</c> are capped at compile time, unknown names answer nothing) are sent and not asked about.
/// </summary>
internal static class PragmaAnswer
{
    private static readonly ImmutableHashSet<string> s_booleans = ImmutableHashSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "automatic_index",
        "cell_size_check",
        "checkpoint_fullfsync",
        "fullfsync",
        "ignore_check_constraints",
        "legacy_alter_table",
        "read_uncommitted",
        "recursive_triggers",
        "reverse_unordered_selects",
        "trusted_schema");

    private static readonly ImmutableHashSet<string> s_numbers = ImmutableHashSet.Create(StringComparer.OrdinalIgnoreCase, "cache_size", "journal_size_limit");

    public static string? To(PragmaModel pragma)
    {
        var (name, value) = (PragmaText.Unqualified(pragma.Name), pragma.Value.Trim('\'').ToLowerInvariant());
        if (s_booleans.Contains(name))
        {
            return value switch
            {
                "1" or "on" or "true" or "yes" => "1",
                "0" or "off" or "false" or "no" => "0",
                _ => null,
            };
        }

        if (s_numbers.Contains(name))
        {
            return int.TryParse(value, System.Globalization.NumberStyles.AllowLeadingSign, System.Globalization.CultureInfo.InvariantCulture, out var number)
                ? PolicyPragmas.Number(number)
                : null;
        }

        return name.Equals("temp_store", StringComparison.OrdinalIgnoreCase)
            ? value switch { "default" or "0" => "0", "file" or "1" => "1", "memory" or "2" => "2", _ => null }
            : null;
    }
}
