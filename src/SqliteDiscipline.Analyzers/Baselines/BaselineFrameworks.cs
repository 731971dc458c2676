using Microsoft.CodeAnalysis.Diagnostics;

namespace SqliteDiscipline.Analyzers.Baselines;

/// <summary>The target frameworks of a project, as far as this build is told them.</summary>
/// <param name="Current">The one that is compiled for.</param>
/// <param name="All">All of them; none where that is not known.</param>
internal sealed record BaselineFrameworks(string? Current, IReadOnlyList<string> All)
{
    private const string CurrentProperty = "build_property.TargetFramework";
    private const string AllProperty = "build_property._SqliteDisciplineTargetFrameworks";

    private static readonly char[] s_semicolon = { ';' };

    public static BaselineFrameworks Of(AnalyzerConfigOptions global)
    {
        if (!global.TryGetValue(CurrentProperty, out var current) || current.Length == 0 || !global.TryGetValue(AllProperty, out var escaped))
        {
            return new BaselineFrameworks(current, Array.Empty<string>());
        }

        var all = Uri.UnescapeDataString(escaped).Split(s_semicolon).Select(framework => framework.Trim()).Where(framework => framework.Length > 0).ToList();
        return new BaselineFrameworks(current, all.Count == 0 ? new[] { current } : all.Contains(current, StringComparer.OrdinalIgnoreCase) ? all : Array.Empty<string>());
    }

    /// <summary>Those that an entry names and no build of the project is for: it has none of them any more, or they are misspelt.</summary>
    public IReadOnlyList<string> NotBuilt(BaselineEntry entry) => All.Count == 0
        ? All
        : entry.Frameworks.Where(named => named != BaselineEntry.EveryFramework && !All.Contains(named, StringComparer.OrdinalIgnoreCase) && !BaselineEntry.MayBeBuiltElsewhere(named)).ToList();
}
