using SqliteDiscipline.Analyzers.Baselines;

namespace SqliteDiscipline.Tasks;

/// <summary>A project for several target frameworks compiles once for each, and all of them write to one baseline.</summary>
internal static class BaselineMerge
{
    /// <summary>The entries with those of one framework replaced.</summary>
    /// <param name="entries">What the baseline says so far.</param>
    /// <param name="findings">What was found.</param>
    /// <param name="framework">The framework it was found for.</param>
    /// <param name="frameworks">All frameworks that the project is built for here; what is listed of others goes, unless another system may build for them.</param>
    public static IEnumerable<BaselineEntry> Replace(
        IReadOnlyList<BaselineEntry> entries, IEnumerable<FindingKey> findings, string framework, IReadOnlyList<string> frameworks)
    {
        var all = frameworks.Concat(entries.SelectMany(entry => entry.Frameworks).Where(BaselineEntry.MayBeBuiltElsewhere)).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        var kept = entries
            .SelectMany(entry => all.Where(entry.IsFor).Select(each => (entry.Key, entry.Count, Framework: each)))
            .Where(listed => !Same(listed.Framework, framework));
        var found = findings.GroupBy(key => key).Select(same => (same.Key, Count: same.Count(), Framework: framework));
        return kept.Concat(found)
            .GroupBy(listed => (listed.Key, listed.Count), listed => listed.Framework)
            .Select(listed => new BaselineEntry(listed.Key.Key, listed.Key.Count, Named(listed.ToList(), all)));
    }

    private static IReadOnlyList<string> Named(IReadOnlyList<string> listed, IReadOnlyList<string> all) =>
        all.All(framework => listed.Any(one => Same(one, framework))) ? [BaselineEntry.EveryFramework] : listed;

    private static bool Same(string left, string right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);
}
