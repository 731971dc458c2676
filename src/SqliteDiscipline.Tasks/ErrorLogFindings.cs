using System.Globalization;
using System.Runtime.Serialization.Json;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using SqliteDiscipline.Analyzers.Baselines;

namespace SqliteDiscipline.Tasks;

/// <summary>What an error log of the compiler (SARIF 2.1) tells of a build that is to write a baseline.</summary>
internal static class ErrorLogFindings
{
    /// <summary>Each finding's key, as often as it was found, and those that stay listed; absent where the rules did not run.</summary>
    public static IReadOnlyList<FindingKey>? Read(Stream log)
    {
        // The one reader of JSON that every host of MSBuild has.
        using var reader = JsonReaderWriterFactory.CreateJsonReader(log, Encoding.UTF8, XmlDictionaryReaderQuotas.Max, onClose: null);
        var results = XDocument.Load(reader).Root?.Element("runs")?.Elements().SelectMany(run => run.Element("results")?.Elements() ?? []).ToList() ?? [];
        var kept = results.Where(result => Property(result, FindingKey.KeptProperty) is not null).ToList();
        if (kept.Count == 0 || kept.Exists(result => Property(result, FindingKey.KeptProperty)!.StartsWith("-", StringComparison.Ordinal)))
        {
            return null;
        }

        var found = results.Except(kept)
            .Select(result => (Key: KeyOf(result), Result: result))
            .Where(found => found.Key is not null)
            .GroupBy(found => (found.Key, Place: Text(found.Result.Element("locations")), Message: Text(found.Result.Element("message"))))
            .Select(same => same.Key.Key!)
            .ToList();

        // What stands both in code that is compiled and in code that is left out is listed as often as either has it.
        var stay = from result in kept
            let key = KeyOf(result)
            where key is not null
            from one in Enumerable.Repeat(key, Math.Max(0, int.Parse(Property(result, FindingKey.KeptProperty)!, CultureInfo.InvariantCulture) - found.Count(other => other == key)))
            select one;
        return found.Concat(stay).ToList();
    }

    private static FindingKey? KeyOf(XElement result) => Property(result, FindingKey.Property) is { } packed ? FindingKey.Unpack(packed) : null;

    private static string? Property(XElement result, string name) => result.Element("properties")?.Element("customProperties")?.Element(name)?.Value;

    private static string Text(XElement? element) => element?.ToString(SaveOptions.DisableFormatting) ?? string.Empty;
}
