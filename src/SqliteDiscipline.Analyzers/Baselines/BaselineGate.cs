using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using SqliteDiscipline.Analyzers.Rules;

namespace SqliteDiscipline.Analyzers.Baselines;

/// <summary>
/// Puts the baseline between the rules and the compiler. A suppressor could not: what is an error by default cannot be suppressed. Where there is
/// no baseline, the judgements are handed back as they are, and nothing is paid.
/// </summary>
internal static class BaselineGate
{
    public static Action<CompilationAnalysisContext, RuleContext> Guard(Action<CompilationAnalysisContext, RuleContext> judge, Baseline baseline) => baseline.IsNone
        ? judge
        : (context, rules) => judge(
            new CompilationAnalysisContext(
                context.Compilation, context.Options,
                Guard(context.ReportDiagnostic, baseline, context.CancellationToken), static _ => true, context.CancellationToken),
            rules);

    public static Action<Diagnostic> Guard(Action<Diagnostic> report, Baseline baseline, CancellationToken cancellation) => baseline.IsNone
        ? report
        : diagnostic => baseline.Report(diagnostic, report, cancellation);
}
