namespace SqliteDiscipline.Analyzers;

/// <summary>The connection-string keywords of Microsoft.Data.Sqlite under their canonical names.</summary>
/// <remarks>See <see href="https://learn.microsoft.com/dotnet/standard/data/sqlite/connection-strings">Connection strings</see>.</remarks>
internal static class ConnectionKeywords
{
    public const string DataSource = "Data Source";
    public const string Mode = "Mode";
    public const string Password = "Password";
    public const string ForeignKeys = "Foreign Keys";
    public const string RecursiveTriggers = "Recursive Triggers";
    public const string Pooling = "Pooling";

    private static readonly Dictionary<string, string> s_canonical = new(StringComparer.OrdinalIgnoreCase)
    {
        ["DataSource"] = DataSource,
        ["Filename"] = DataSource,
        [DataSource] = DataSource,
        [Mode] = Mode,
        ["Cache"] = "Cache",
        [Password] = Password,
        [ForeignKeys] = ForeignKeys,
        ["ForeignKeys"] = ForeignKeys,
        [RecursiveTriggers] = RecursiveTriggers,
        ["RecursiveTriggers"] = RecursiveTriggers,
        ["Default Timeout"] = "Default Timeout",
        ["DefaultTimeout"] = "Default Timeout",
        ["Command Timeout"] = "Default Timeout",
        [Pooling] = Pooling,
        ["Vfs"] = "Vfs",
    };

    /// <summary>The canonical name of a keyword or of the builder's property for it; an unknown one is its own.</summary>
    public static string Canonical(string keyword) => s_canonical.TryGetValue(keyword.Trim(), out var canonical) ? canonical : keyword.Trim();

    /// <summary>Whether the provider knows the keyword.</summary>
    public static bool IsKnown(string keyword) => s_canonical.ContainsKey(keyword.Trim());
}
