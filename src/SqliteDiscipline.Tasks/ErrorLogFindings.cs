using System.Runtime.Serialization.Json;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using SqliteDiscipline.Analyzers.Baselines;

namespace SqliteDiscipline.Tasks;

/// <summary>What an error log of the compiler (SARIF 2.1) tells of a build that is to write a baseline.</summary>
internal static class ErrorLogFindings
{
    /// <summary>Each finding's key, as often as it was found.</summary>
    public static IReadOnlyList<FindingKey> Read(Stream log)
    {
        // The one reader of JSON that every host of MSBuild has.
        using var reader = JsonReaderWriterFactory.CreateJsonReader(log, Encoding.UTF8, XmlDictionaryReaderQuotas.Max, onClose: null);
        var results = XDocument.Load(reader).Root?.Element("runs")?.Elements().SelectMany(run => run.Element("results")?.Elements() ?? []).ToList() ?? [];
        return results
            .Select(result => (Key: KeyOf(result), Result: result))
            .Where(found => found.Key is not null)
            .GroupBy(found => (found.Key, Place: Text(found.Result.Element("locations")), Message: Text(found.Result.Element("message"))))
            .Select(same => same.Key.Key!)
            .ToList();
    }

    private static FindingKey? KeyOf(XElement result) =>
        result.Element("properties")?.Element("customProperties")?.Element(FindingKey.Property) is { } packed ? FindingKey.Unpack(packed.Value) : null;

    private static string Text(XElement? element) => element?.ToString(SaveOptions.DisableFormatting) ?? string.Empty;
}
