namespace SqliteDiscipline.Analyzers.Baselines;

/// <summary>One line of a baseline: so many findings of one key, in the builds for some target frameworks.</summary>
/// <param name="Key">Which finding.</param>
/// <param name="Count">How many of it.</param>
/// <param name="Frameworks">The target frameworks, as the project names them; <see cref="EveryFramework"/> alone for all.</param>
internal sealed record BaselineEntry(FindingKey Key, int Count, IReadOnlyList<string> Frameworks)
{
    public const string EveryFramework = "*";

    /// <summary>Whether it speaks of builds for a framework.</summary>
    public bool IsFor(string? framework) =>
        Frameworks.Contains(EveryFramework) || (framework is not null && Frameworks.Contains(framework, StringComparer.OrdinalIgnoreCase));

    /// <summary>Whether both speak of the same finding of the same build.</summary>
    public bool Overlaps(BaselineEntry other) => Key == other.Key
        && (Frameworks.Contains(EveryFramework) || other.Frameworks.Contains(EveryFramework)
            || Frameworks.Intersect(other.Frameworks, StringComparer.OrdinalIgnoreCase).Any());

    /// <summary>Whether a build on another system may be for a framework that none is for on this one: projects have <c>net48</c> and <c>net10.0-windows</c> under a condition of that system.</summary>
    public static bool MayBeBuiltElsewhere(string framework) => framework.Contains('-')
        || (framework.StartsWith("net", StringComparison.OrdinalIgnoreCase) && framework.Length > 3 && framework[3] is >= '1' and <= '4' && !framework.Contains('.'));
}
