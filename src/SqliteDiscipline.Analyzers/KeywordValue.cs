using System.Globalization;

namespace SqliteDiscipline.Analyzers;

/// <summary>Which values a connection-string keyword takes: read as Microsoft.Data.Sqlite reads them.</summary>
internal sealed class KeywordValue
{
    public static readonly KeywordValue Text = new(_ => true, string.Empty);
    public static readonly KeywordValue Boolean = new(IsBoolean, "say True or False", MeantBoolean);
    public static readonly KeywordValue OptionalBoolean = new(value => value.Length == 0 || IsBoolean(value), "say True or False", MeantBoolean);
    public static readonly KeywordValue Integer = new(IsInteger, "say a whole number of seconds");
    public static readonly KeywordValue OpenMode = Enumeration("ReadWriteCreate", "ReadWrite", "ReadOnly", "Memory");
    public static readonly KeywordValue CacheMode = Enumeration("Default", "Private", "Shared");

    private readonly Func<string, bool> _takes;
    private readonly Func<string, string?> _meant;

    private KeywordValue(Func<string, bool> takes, string advice, Func<string, string?>? meant = null)
    {
        (_takes, Advice) = (takes, advice);
        _meant = meant ?? (_ => null);
    }

    /// <summary>What to write.</summary>
    public string Advice { get; }

    /// <summary>Whether the provider takes the value.</summary>
    public bool Takes(string value) => _takes(value);

    /// <summary>The accepted value that a refused one stands for, where there is no doubt.</summary>
    public string? Meant(string value) => _meant(value.Trim());

    private static bool IsBoolean(string value) => bool.TryParse(value, out _);

    private static bool IsInteger(string value) => int.TryParse(value, NumberStyles.Integer, CultureInfo.InvariantCulture, out _);

    // Enum.Parse: a number of any kind, or names with commas between.
    private static KeywordValue Enumeration(params string[] names) => new(
        value => IsInteger(value) || value.Split(',').All(name => names.Contains(name.Trim(), StringComparer.OrdinalIgnoreCase)),
        "say " + string.Join(", ", names.Take(names.Length - 1)) + " or " + names[names.Length - 1],
        value => value.ToUpperInvariant() switch
        {
            "RO" when names.Contains("ReadOnly") => "ReadOnly",
            "RW" when names.Contains("ReadWrite") => "ReadWrite",
            "RWC" when names.Contains("ReadWriteCreate") => "ReadWriteCreate",
            _ => null,
        });

    private static string? MeantBoolean(string value) => value.ToUpperInvariant() switch
    {
        "ON" or "1" or "YES" or "ENABLED" => "True",
        "OFF" or "0" or "NO" or "DISABLED" => "False",
        _ => null,
    };
}
