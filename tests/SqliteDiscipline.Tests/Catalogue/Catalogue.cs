using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using SqliteDiscipline.Analyzers;

namespace SqliteDiscipline.Tests.Catalogue;

/// <summary>The one source of ids, defaults and titles: the descriptors themselves. Presets and tables are made from them.</summary>
internal static class Catalogue
{
    public const string Readme = "README.md";

    private const string TableStart = "<!-- rules: generated from the descriptors -->\n";
    private const string TableEnd = "<!-- /rules -->";

    /// <summary>A failure of ours is no fault of the code: in no mode does it break a build.</summary>
    private const string Internal = "SqliteDiscipline.Internal";

    /// <summary>Whoever mends what the baseline lists must not have broken the build by it.</summary>
    private const string Baseline = "SqliteDiscipline.Baseline";

    public static IReadOnlyList<DiagnosticDescriptor> Rules { get; } =
        [.. new SqliteDisciplineAnalyzer().SupportedDiagnostics.DistinctBy(rule => rule.Id).OrderBy(rule => rule.Id, StringComparer.Ordinal)];

    /// <summary>The ids that some code fix takes up.</summary>
    public static IReadOnlySet<string> Fixable { get; } =
        Assembly.Load("SqliteDiscipline.CodeFixes").GetTypes()
            .Where(type => type.IsSubclassOf(typeof(CodeFixProvider)) && !type.IsAbstract)
            .SelectMany(type => ((CodeFixProvider)Activator.CreateInstance(type)!).FixableDiagnosticIds)
            .ToHashSet();

    /// <summary>Every generated file, with the text that it ought to have.</summary>
    public static IReadOnlyList<(string Path, Func<string, string> Text)> Files { get; } =
    [
        (Preset("Advise"), _ => PresetText("Every rule informs; nothing breaks a build.", _ => "suggestion")),
        (Preset("Default"), _ => PresetText("Every rule at its default.", _ => null)),
        (Preset("Enforce"), _ => PresetText("Every correctness rule is an error, for CI.", Enforced)),
        (Readme, WithTable),
    ];

    private static string Preset(string mode) => $"src/SqliteDiscipline/buildTransitive/SqliteDiscipline.{mode}.globalconfig";

    private static string? Enforced(DiagnosticDescriptor rule) =>
        rule.DefaultSeverity >= DiagnosticSeverity.Warning && rule.Category is not (Internal or Baseline) ? "error" : null;

    // Below every other global file: the SDK's own presets are at -100, what a user writes at 0 or 100.
    private static string PresetText(string summary, Func<DiagnosticDescriptor, string?> severity)
    {
        var lines = Rules.Select(rule => (rule.Id, Severity: severity(rule)))
            .Where(rule => rule.Severity is not null)
            .Select(rule => $"dotnet_diagnostic.{rule.Id}.severity = {rule.Severity}\n");
        return $"# {summary} Generated from the descriptors.\nis_global = true\nglobal_level = -1\n{string.Concat(lines.Prepend("\n"))}".TrimEnd('\n') + "\n";
    }

    private static string WithTable(string readme)
    {
        var start = readme.IndexOf(TableStart, StringComparison.Ordinal) + TableStart.Length;
        var end = readme.IndexOf(TableEnd, StringComparison.Ordinal);
        if (start < TableStart.Length || end < start)
        {
            throw new InvalidOperationException($"{Readme} has lost the marks between which the table of rules stands.");
        }

        var rows = Rules.Select(rule =>
            $"| [{rule.Id}]({rule.HelpLinkUri}) | {rule.DefaultSeverity.ToString().ToLowerInvariant()} | {rule.Title} | {(Fixable.Contains(rule.Id) ? "yes" : "–")} |\n");
        return readme[..start] + "| id | default | reports | fix |\n|---|---|---|---|\n" + string.Concat(rows) + readme[end..];
    }

}
