using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using SqliteDiscipline.Analyzers.Rules;

namespace SqliteDiscipline.Analyzers.Baselines;

/// <summary>
/// The findings that a project had when it took the package in. Whatever a rule reports passes here: what the baseline lists goes no further,
/// and in a build that writes the baseline everything becomes an SQLD913, whatever its own severity.
/// </summary>
internal sealed class Baseline
{
    private const string ModeProperty = "build_property.SqliteDisciplineBaseline";
    private const string FileProperty = "build_property._SqliteDisciplineBaselinePath";

    /// <summary>No baseline: everything is reported.</summary>
    public static readonly Baseline None = new(null, null, false, ImmutableArray<Place>.Empty);

    private static readonly Lazy<HashSet<string>> s_rules =
        new(() => new HashSet<string>(RuleCatalogue.Rules.SelectMany(rule => rule.Descriptors).Select(descriptor => descriptor.Id)));

    private static readonly char[] s_separators = { '/', '\\' };

    private readonly FindingKeys? _keys;
    private readonly Compilation? _compilation;
    private readonly ImmutableArray<Place> _places;
    private readonly Dictionary<FindingKey, Place> _listed;
    private volatile bool _isUntold;

    private Baseline(FindingKeys? keys, Compilation? compilation, bool isWritten, ImmutableArray<Place> places)
    {
        (_keys, _compilation, IsWritten, _places) = (keys, compilation, isWritten, places);
        _listed = places.Where(place => place.Entry is not null).ToDictionary(place => place.Entry!.Key);
    }

    /// <summary>Whether anything is to be done at all.</summary>
    public bool IsNone => _keys is null;

    /// <summary>Whether this build writes it.</summary>
    public bool IsWritten { get; }

    /// <summary>Whether the options keep something from being told that is to be written down.</summary>
    public bool IsUntold => _isUntold;

    /// <summary>The lines that cannot be understood, or what is wrong with the whole file.</summary>
    public IEnumerable<(Location Location, string Fault, bool IsOfFile)> Faults =>
        _places.Where(place => place.Fault is not null).Select(place => (place.Location, place.Fault!, place.IsOfFile));

    /// <summary>The entries that name frameworks which the project is not built for, and those.</summary>
    public ImmutableArray<(Location Location, BaselineEntry Entry, IReadOnlyList<string> Frameworks)> Unbuilt { get; private init; }
        = ImmutableArray<(Location, BaselineEntry, IReadOnlyList<string>)>.Empty;

    /// <summary>The entries of which fewer were found than they list. To be asked when all has been reported.</summary>
    public IEnumerable<(Location Location, BaselineEntry Entry, int Found)> Stale => _places
        .Where(place => place.Entry is not null && place.Found < place.Entry.Count)
        .Select(place => (place.Location, place.Entry!, place.Found));

    /// <summary>The entries about code that this build leaves out: another configuration wrote them, and finds what they list.</summary>
    public IEnumerable<BaselineEntry> LeftOut(Compilation compilation, CancellationToken cancellation) =>
        _places.Select(place => place.Entry).OfType<BaselineEntry>().Where(entry => IsLeftOut(entry, compilation, cancellation));

    /// <summary>Whether what an entry lists is in code that this build leaves out.</summary>
    public bool IsLeftOut(BaselineEntry entry, Compilation compilation, CancellationToken cancellation) =>
        _keys is { } keys && LeftOutCode.Has(compilation.SyntaxTrees.Where(tree => keys.FileOf(tree.FilePath) == entry.Key.File), entry.Key.Text, cancellation);

    public static Baseline Of(Compilation compilation, AnalyzerOptions options, CancellationToken cancellation)
    {
        var global = options.AnalyzerConfigOptionsProvider.GlobalOptions;
        if (!global.TryGetValue(FileProperty, out var escaped) || escaped.Length == 0)
        {
            return None;
        }

        var path = Uri.UnescapeDataString(escaped);
        var keys = new FindingKeys(path.Substring(0, path.LastIndexOfAny(s_separators) + 1), options);
        var isWritten = IsToBeWritten(options);
        if (options.AdditionalFiles.FirstOrDefault(file => string.Equals(file.Path, path, StringComparison.OrdinalIgnoreCase)) is not { } file)
        {
            return isWritten ? new Baseline(keys, compilation, isWritten, ImmutableArray<Place>.Empty) : None;
        }

        if (file.GetText(cancellation) is not { } text)
        {
            return new Baseline(keys, compilation, isWritten, ImmutableArray.Create(new Place(Location.None, null, $"'{path}' cannot be read", isOfFile: true)));
        }

        var frameworks = BaselineFrameworks.Of(global);
        var lines = BaselineText.Read(text.ToString());
        var places = lines.Where(line => line.Entry?.IsFor(frameworks.Current) ?? true).Select(line => Judge(line, Locate(line, path, text)));
        var unbuilt = lines.Where(line => line.Entry is not null)
            .Select(line => (Locate(line, path, text), line.Entry!, Frameworks: frameworks.NotBuilt(line.Entry!)))
            .Where(named => named.Frameworks.Count > 0);
        return new Baseline(keys, compilation, isWritten, places.ToImmutableArray()) { Unbuilt = unbuilt.ToImmutableArray() };
    }

    /// <summary>Whether this build is to write the baseline.</summary>
    public static bool IsToBeWritten(AnalyzerOptions options) =>
        options.AnalyzerConfigOptionsProvider.GlobalOptions.TryGetValue(ModeProperty, out var mode) && IsUpdate(mode);

    /// <summary>The one value that the property has. MSBuild compares it in any case.</summary>
    public static bool IsUpdate(string mode) => mode.Trim().Equals("update", StringComparison.OrdinalIgnoreCase);

    /// <summary>Reports a diagnostic, unless the baseline lists it.</summary>
    public void Report(Diagnostic diagnostic, Action<Diagnostic> report, CancellationToken cancellation)
    {
        if (_keys is null || !IsAboutCode(diagnostic.Id))
        {
            report(diagnostic);
            return;
        }

        var key = _keys.Of(diagnostic, cancellation);
        if (IsWritten)
        {
            if (!IsSuppressed(diagnostic))
            {
                var told = SQLD913BaselineFinding.Of(diagnostic, key);
                _isUntold |= !Effective(told).Any();
                report(told);
            }
        }
        else if (!_listed.TryGetValue(key, out var place) || IsSuppressed(diagnostic) || !place.Takes(diagnostic))
        {
            report(diagnostic);
        }
    }

    /// <summary>Whether a baseline may list findings of a rule. What is wrong with the manifest, the options or ourselves is to be mended at once.</summary>
    public static bool IsAboutCode(string rule) => !rule.StartsWith("SQLD9", StringComparison.Ordinal);

    private static Place Judge(BaselineText.Line line, Location location) =>
        line.Entry is { } entry && !(IsAboutCode(entry.Key.Rule) && s_rules.Value.Contains(entry.Key.Rule))
            ? new Place(location, null, $"'{entry.Key.Rule}' is no rule whose findings a baseline can list")
            : new Place(location, line.Entry, line.Fault, line.IsOfFile);

    private static Location Locate(BaselineText.Line line, string path, SourceText text)
    {
        var span = new TextSpan(line.Start, line.Length);
        return Location.Create(path, span, text.Lines.GetLinePositionSpan(span));
    }

    // Whether the code says not to report it, or the options do: then it is no finding, neither to be written down nor to be counted.
    private bool IsSuppressed(Diagnostic diagnostic) => Effective(diagnostic).All(effective => effective.IsSuppressed);

    private IEnumerable<Diagnostic> Effective(Diagnostic diagnostic) => CompilationWithAnalyzers.GetEffectiveDiagnostics(new[] { diagnostic }, _compilation!);

    /// <summary>A line of the baseline, and what was found of it.</summary>
    private sealed class Place(Location location, BaselineEntry? entry, string? fault, bool isOfFile = false)
    {
        private readonly HashSet<(TextSpan, string)> _found = new();

        public Location Location => location;

        public BaselineEntry? Entry => entry;

        public string? Fault => fault;

        public bool IsOfFile => isOfFile;

        public int Found
        {
            get
            {
                lock (_found)
                {
                    return _found.Count;
                }
            }
        }

        // By place and message: an editor looks at parts of a file again and again, and must get the same answer.
        public bool Takes(Diagnostic diagnostic)
        {
            var one = (diagnostic.Location.SourceSpan, diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture));
            lock (_found)
            {
                return _found.Contains(one) || (_found.Count < entry!.Count && _found.Add(one));
            }
        }
    }
}
