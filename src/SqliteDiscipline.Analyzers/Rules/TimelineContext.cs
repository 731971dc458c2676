using Microsoft.CodeAnalysis;
using SqliteDiscipline.Analyzers.Timeline;

namespace SqliteDiscipline.Analyzers.Rules;

/// <summary>What a rule that judges a timeline may ask, and where it reports.</summary>
/// <param name="rules">What is known of the compilation.</param>
/// <param name="timeline">The timeline that is judged.</param>
/// <param name="report">Takes what is reported.</param>
/// <param name="cancellation">The compiler's wish to stop.</param>
internal sealed class TimelineContext(RuleContext rules, BodyTimeline timeline, Action<Diagnostic> report, CancellationToken cancellation)
{
    public RuleContext Rules => rules;

    public CancellationToken Cancellation => cancellation;

    /// <summary>The options in force for the file.</summary>
    public RuleOptions Options => rules.OptionsFor(timeline.Body.SyntaxTree);

    /// <summary>Reports; the same thing said twice (of a lambda by itself and where it is called, or on two paths) is said once.</summary>
    public void Report(Diagnostic diagnostic) => report(diagnostic);
}
