using System.Globalization;
using System.Text;

namespace SqliteDiscipline.Analyzers.Baselines;

/// <summary>The text of a baseline: one entry a line, so that it can be read, merged and mended by hand. Read by the analyzer, written by the build.</summary>
internal static class BaselineText
{
    private const string AnyHeader = "# SqliteDiscipline baseline ";

    private const string Header = AnyHeader + "1";

    private const string Project = "# of the project ";

    private const string Explanation =
        "# What SqliteDiscipline found here when this was written. A build reports what is not listed, and what is listed and no longer there.\n"
        + "# Written by: dotnet build -p:SqliteDisciplineBaseline=update\n"
        + "# rule, how many, target frameworks, file, member, line\n";

    private static readonly char[] s_comma = { ',' };

    /// <summary>One line of the text, with either what it says or why it cannot be understood; the first one speaks for the file.</summary>
    public sealed record Line(int Start, int Length, BaselineEntry? Entry, string? Fault, bool IsOfFile = false);

    /// <summary>The project that a baseline is of, as its head says.</summary>
    public static string? ProjectOf(string text) => Split(text)
        .TakeWhile(line => line.Content.StartsWith("#", StringComparison.Ordinal))
        .Where(line => line.Content.StartsWith(Project, StringComparison.Ordinal))
        .Select(line => line.Content.Substring(Project.Length).Trim())
        .FirstOrDefault();

    /// <summary>Whether it is a baseline, or one that can only be damaged: what says nothing is none of somebody's.</summary>
    public static bool MayBeOne(string text) => string.IsNullOrWhiteSpace(text) || Split(text).Any(line => line.Content.TrimEnd() == Header || Parse(line.Content).Entry is not null);

    public static string Write(IEnumerable<BaselineEntry> entries, string project)
    {
        var text = new StringBuilder(Header).Append('\n').Append(Project).Append(project).Append('\n').Append(Explanation);
        foreach (var line in entries.OrderBy(entry => entry.Key.File, StringComparer.Ordinal).ThenBy(Format, StringComparer.Ordinal).Select(Format))
        {
            text.Append(line).Append('\n');
        }

        return text.ToString();

        static string Format(BaselineEntry entry) => string.Join(
            "\t",
            entry.Key.Rule,
            entry.Count.ToString(CultureInfo.InvariantCulture),
            string.Join(",", entry.Frameworks.OrderBy(framework => framework, StringComparer.Ordinal)),
            entry.Key.File,
            entry.Key.Member,
            entry.Key.Text);
    }

    /// <summary>Every line that is neither empty nor a comment; of a text that is no baseline, its first line alone, with the fault.</summary>
    public static IReadOnlyList<Line> Read(string text)
    {
        var lines = new List<Line>();
        var byKey = new Dictionary<FindingKey, List<BaselineEntry>>();
        var isFirst = true;
        foreach (var (start, content) in Split(text))
        {
            if (isFirst && content.TrimEnd() != Header)
            {
                return new[] { new Line(start, content.Length, null, FaultOfHeader(content), IsOfFile: true) };
            }

            isFirst = false;
            if (string.IsNullOrWhiteSpace(content) || content[0] == '#')
            {
                continue;
            }

            var (entry, fault) = Parse(content);
            if (entry is not null)
            {
                if (!byKey.TryGetValue(entry.Key, out var same))
                {
                    byKey.Add(entry.Key, same = new List<BaselineEntry>());
                }

                if (same.Any(entry.Overlaps))
                {
                    (entry, fault) = (null, "it says of a finding what a line above says already; the line above holds");
                }
                else
                {
                    same.Add(entry);
                }
            }

            lines.Add(new Line(start, content.Length, entry, fault));
        }

        return lines;
    }

    private static string FaultOfHeader(string first) => first.StartsWith(AnyHeader, StringComparison.Ordinal)
        && int.TryParse(first.Substring(AnyHeader.Length).TrimEnd(), NumberStyles.None, CultureInfo.InvariantCulture, out var version) && version > 1
            ? $"it is of version {version}, which only a later SqliteDiscipline reads"
            : $"it does not begin with '{Header}'";

    private static (BaselineEntry? Entry, string? Fault) Parse(string line)
    {
        var fields = line.Split('\t');
        if (fields.Length != 6)
        {
            return (null, "it is not of six fields with tabs between them: rule, how many, target frameworks, file, member, line");
        }

        if (!int.TryParse(fields[1], NumberStyles.None, CultureInfo.InvariantCulture, out var count) || count == 0)
        {
            return (null, $"'{fields[1]}' is no number of findings");
        }

        var frameworks = fields[2].Split(s_comma, StringSplitOptions.RemoveEmptyEntries);
        return frameworks.Length == 0
            ? (null, "it names no target framework ('*' for all)")
            : (new BaselineEntry(new FindingKey(fields[0], Path(fields[3]), fields[4], fields[5].TrimEnd()), count, frameworks), null);
    }

    // As somebody may have written it by hand.
    private static string Path(string file) => file.Replace('\\', '/') is var path && path.StartsWith("./", StringComparison.Ordinal) ? path.Substring(2) : path;

    private static IEnumerable<(int Start, string Content)> Split(string text)
    {
        for (var start = 0; start < text.Length || start == 0;)
        {
            var end = text.IndexOf('\n', start);
            end = end < 0 ? text.Length : end;
            yield return (start, text.Substring(start, end - start).TrimEnd('\r'));
            start = end + 1;
        }
    }
}
