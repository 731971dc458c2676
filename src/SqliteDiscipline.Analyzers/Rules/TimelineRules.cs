using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using SqliteDiscipline.Analyzers.Timeline;
using SqliteDiscipline.Analyzers.Timeline.Building;
using SqliteDiscipline.Analyzers.Timeline.Events;
using SqliteDiscipline.Analyzers.Timeline.Gate;

namespace SqliteDiscipline.Analyzers.Rules;

/// <summary>The rules that judge what happens to the connections of a body. Each fault is told once: where the code is that is wrong by itself.</summary>
internal sealed class TimelineRules(RuleContext rules)
{
    private readonly List<(Rule Rule, Action<BodyTimeline, TimelineContext> Judge)> _rules = new();
    private readonly ConcurrentDictionary<(string Id, Location Place, string Message), Location> _sites = new();
    private readonly ConcurrentDictionary<IMethodSymbol, ImmutableHashSet<(string Id, string Message)>> _told = new(SymbolEqualityComparer.Default);

    public void Add(Rule rule, Action<BodyTimeline, TimelineContext> judge) => _rules.Add((rule, judge));

    /// <summary>Judges the timelines of one body.</summary>
    public void Judge(IEnumerable<BodyTimeline> timelines, CompilationKnowledge known, Action<Diagnostic> report, CancellationToken cancellation)
    {
        var reported = new HashSet<(string, Location, string)>();
        foreach (var timeline in timelines)
        {
            Judge(timeline, Report, report, cancellation);

            void Report(Diagnostic diagnostic)
            {
                if (reported.Add((diagnostic.Id, diagnostic.Location, diagnostic.GetMessage())) && IsTheFirst(diagnostic, timeline.Body)
                    && !IsToldInHelper(diagnostic, timeline, known, cancellation))
                {
                    report(diagnostic);
                }
            }
        }
    }

    private void Judge(BodyTimeline timeline, Action<Diagnostic> report, Action<Diagnostic> fail, CancellationToken cancellation)
    {
        var context = new TimelineContext(rules, timeline, report, cancellation);
        foreach (var (rule, judge) in _rules)
        {
            try
            {
                judge(timeline, context);
            }
            catch (Exception failure) when (RuleFailure.Is(failure))
            {
                fail(RuleFailure.Of(rule, timeline.Symbol.Locations.FirstOrDefault(), failure));
            }
        }
    }

    // A constant is no body's own: of those that run it, whichever came first tells of it.
    private bool IsTheFirst(Diagnostic diagnostic, SyntaxNode body) =>
        (diagnostic.Location.SourceTree == body.SyntaxTree && body.Span.Contains(diagnostic.Location.SourceSpan))
        || _sites.GetOrAdd((diagnostic.Id, diagnostic.Location, diagnostic.GetMessage()), body.GetLocation()).Equals(body.GetLocation());

    // What a helper does wrong whoever calls it is told in the helper, not again at each call.
    private bool IsToldInHelper(Diagnostic diagnostic, BodyTimeline timeline, CompilationKnowledge known, CancellationToken cancellation) => timeline.Events
        .OfType<Ran>()
        .Where(ran => !ran.Run.IsSpeltHere && ran.Location == diagnostic.Location)
        .Select(ran => ran.Run.Helper)
        .OfType<IMethodSymbol>()
        .Distinct<IMethodSymbol>(SymbolEqualityComparer.Default)
        .Any(helper => ToldIn(helper, cancellation).Contains((diagnostic.Id, diagnostic.GetMessage())));

    private ImmutableHashSet<(string Id, string Message)> ToldIn(IMethodSymbol helper, CancellationToken cancellation)
    {
        if (!_told.TryGetValue(helper, out var told))
        {
            var found = ImmutableHashSet.CreateBuilder<(string, string)>();
            foreach (var timeline in rules.TimelinesOf(helper, cancellation))
            {
                Judge(timeline, diagnostic => found.Add((diagnostic.Id, diagnostic.GetMessage())), static _ => { }, cancellation);
            }

            _told.TryAdd(helper, told = found.ToImmutable());
        }

        return told;
    }
}
