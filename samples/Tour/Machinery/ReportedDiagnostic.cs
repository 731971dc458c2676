using System.Text.Json;

namespace SqliteDiscipline.Machinery;

/// <summary>A diagnostic as the compiler wrote it to its error log. Lines and columns count from one, as compilers print them.</summary>
internal sealed record ReportedDiagnostic(string Id, string Level, string Message, string File, int Line, int Column, int EndLine, int EndColumn)
{
    /// <summary>Reads a SARIF 2.1 log, in the order of the source.</summary>
    public static IReadOnlyList<ReportedDiagnostic> ReadLog(string path)
    {
        if (!System.IO.File.Exists(path))
            throw new InvalidOperationException($"No compilation wrote {path}: the build failed before it.");

        using var log = JsonDocument.Parse(System.IO.File.ReadAllText(path));
        return
        [
            .. log.RootElement.GetProperty("runs").EnumerateArray()
                .SelectMany(run => run.GetProperty("results").EnumerateArray())
                .Where(result => !result.TryGetProperty("suppressions", out _))
                .Select(Read)
                .OrderBy(diagnostic => diagnostic.File, StringComparer.Ordinal)
                .ThenBy(diagnostic => diagnostic.Line)
                .ThenBy(diagnostic => diagnostic.Column),
        ];
    }

    private static ReportedDiagnostic Read(JsonElement result)
    {
        var (file, line, column, endLine, endColumn) = (string.Empty, 0, 0, 0, 0);
        if (result.TryGetProperty("locations", out var locations) && locations.GetArrayLength() > 0)
        {
            var place = locations[0].GetProperty("physicalLocation");
            var region = place.GetProperty("region");
            file = new Uri(place.GetProperty("artifactLocation").GetProperty("uri").GetString()!).LocalPath;
            (line, column) = (region.GetProperty("startLine").GetInt32(), region.GetProperty("startColumn").GetInt32());
            (endLine, endColumn) = (region.GetProperty("endLine").GetInt32(), region.GetProperty("endColumn").GetInt32());
        }

        // The format leaves out the level where it is the default one.
        var level = result.TryGetProperty("level", out var stated) ? stated.GetString()! : "warning";
        return new(
            result.GetProperty("ruleId").GetString()!, level, result.GetProperty("message").GetProperty("text").GetString()!,
            file, line, column, endLine, endColumn);
    }
}
