namespace SqliteDiscipline.Analyzers.Schema;

/// <summary>What a declared type makes of values, as far as comparing them goes (sqlite.org/datatype3.html).</summary>
internal enum Affinity : byte
{
    /// <summary>No type, or BLOB: values are compared as they are.</summary>
    Blob,
    Text,

    /// <summary>INTEGER, REAL and NUMERIC compare alike.</summary>
    Numeric,
}

internal static class Affinities
{
    private static readonly string[] s_text = { "CHAR", "CLOB", "TEXT" };

    public static Affinity Of(string? type) =>
        string.IsNullOrWhiteSpace(type) ? Affinity.Blob
        : Has(type!, "INT") ? Affinity.Numeric
        : s_text.Any(word => Has(type!, word)) ? Affinity.Text
        : Has(type!, "BLOB") ? Affinity.Blob
        : Affinity.Numeric;

    private static bool Has(string type, string word) => type.IndexOf(word, StringComparison.OrdinalIgnoreCase) >= 0;
}
