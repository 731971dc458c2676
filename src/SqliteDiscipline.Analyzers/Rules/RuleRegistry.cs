using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using SqliteDiscipline.Analyzers.Baselines;
using SqliteDiscipline.Analyzers.Schema;
using SqliteDiscipline.Analyzers.Schema.Sources;
using SqliteDiscipline.Analyzers.Timeline;

namespace SqliteDiscipline.Analyzers.Rules;

/// <summary>What a rule may subscribe to. Every judgement runs guarded: a failure becomes SQLD999, never AD0001.</summary>
internal readonly struct RuleRegistry(Rule rule, RuleContext rules, TimelineRules timelines, CompilationStartAnalysisContext start)
{
    /// <summary>What is known of the compilation.</summary>
    public RuleContext Context => rules;

    // Written out three times: these run for every operation of a compilation, and a shared guard would allocate for each.

    /// <summary>Judges every operation of the given kinds.</summary>
    public void OnOperation(Action<OperationAnalysisContext, RuleContext> judge, params OperationKind[] kinds)
    {
        var (owner, shared) = (rule, rules);
        judge = BaselineGate.Guard(judge, shared.Baseline);
        start.RegisterOperationAction(
            context =>
            {
                try
                {
                    judge(context, shared);
                }
                catch (Exception failure) when (RuleFailure.Is(failure))
                {
                    context.ReportDiagnostic(RuleFailure.Of(owner, context.Operation.Syntax.GetLocation(), failure));
                }
            },
            kinds);
    }

    /// <summary>Judges what happens to the connections of every body that touches one.</summary>
    public void OnTimeline(Action<BodyTimeline, TimelineContext> judge) => timelines.Add(rule, judge);

    /// <summary>Judges every text that makes or changes a schema: strings of the code, and <c>.sql</c> files.</summary>
    public void OnScript(Action<ScriptContext> judge)
    {
        var (owner, shared) = (rule, rules);
        start.RegisterSemanticModelAction(context =>
        {
            foreach (var script in CodeScripts.In(context.SemanticModel.SyntaxTree, context.CancellationToken))
                Judge(script, context.ReportDiagnostic, context.CancellationToken);
        });
        start.RegisterAdditionalFileAction(context =>
        {
            if (FileScripts.Of(context.AdditionalFile, context.CancellationToken) is { } script && DdlText.Is(script))
                Judge(script, context.ReportDiagnostic, context.CancellationToken);
        });

        void Judge(SqlScript script, Action<Diagnostic> report, CancellationToken cancellation)
        {
            try
            {
                judge(new ScriptContext(script, shared, BaselineGate.Guard(report, shared.Baseline, cancellation), cancellation));
            }
            catch (Exception failure) when (RuleFailure.Is(failure))
            {
                report(RuleFailure.Of(owner, script.LocationOf(default), failure));
            }
        }
    }

    /// <summary>Judges every symbol of the given kinds.</summary>
    public void OnSymbol(Action<SymbolAnalysisContext, RuleContext> judge, params SymbolKind[] kinds)
    {
        var (owner, shared) = (rule, rules);
        judge = BaselineGate.Guard(judge, shared.Baseline);
        start.RegisterSymbolAction(
            context =>
            {
                try
                {
                    judge(context, shared);
                }
                catch (Exception failure) when (RuleFailure.Is(failure))
                {
                    context.ReportDiagnostic(RuleFailure.Of(owner, context.Symbol.Locations.FirstOrDefault(), failure));
                }
            },
            kinds);
    }

    /// <summary>Judges the compilation as a whole, once.</summary>
    public void OnCompilationEnd(Action<CompilationAnalysisContext, RuleContext> judge)
    {
        var (owner, shared) = (rule, rules);
        judge = BaselineGate.Guard(judge, shared.Baseline);
        start.RegisterCompilationEndAction(context =>
        {
            try
            {
                judge(context, shared);
            }
            catch (Exception failure) when (RuleFailure.Is(failure))
            {
                context.ReportDiagnostic(RuleFailure.Of(owner, null, failure));
            }
        });
    }
}
