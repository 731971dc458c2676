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

    /// <summary>
    /// Whether a row that refers to itself may not be found to do so: for an INSERT, and for an UPDATE of another key, the engine compares the two
    /// columns of the new row as they are, and under different affinities equal values differ.
    /// </summary>
    public static bool MayMissItself(Reference reference, DatabaseSchema schema) =>
        reference.IsSelf && ParentKey.Of(reference, schema) is { State: ParentKeyState.Found, Table: { } table } key
        && reference.Columns.Zip(key.Columns, (child, parent) => Of(table.Find(child)?.Type) != Of(table.Find(parent)?.Type)).Any(differs => differs);

    private static bool Has(string type, string word) => type.IndexOf(word, StringComparison.OrdinalIgnoreCase) >= 0;
}
