using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace SqliteDiscipline.Analyzers.Rules;

/// <summary>
/// Keeps a place that several sites lead to (a constant that sixteen connections are opened with) from being reported sixteen times. Whichever
/// site came first goes on reporting it however often it is looked at: an editor looks at parts of a file again and again.
/// </summary>
internal sealed class ShownOnce
{
    private readonly ConcurrentDictionary<Location, TextSpan> _sites = new();

    public bool IsFor(Location place, SyntaxNode site) => _sites.GetOrAdd(place, site.Span) == site.Span;
}
