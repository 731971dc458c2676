using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using SqliteDiscipline.Analyzers.Baselines;
using SqliteDiscipline.Analyzers.Timeline;

namespace SqliteDiscipline.Analyzers.Rules;

/// <summary>What a rule may subscribe to. Every judgement runs guarded: a failure becomes SQLD999, never AD0001.</summary>
internal readonly struct RuleRegistry(Rule rule, RuleContext rules, RuleHost host, CompilationStartAnalysisContext start)
{
    /// <summary>What is known of the compilation.</summary>
    public RuleContext Context => rules;

    /// <summary>Judges every operation of the given kinds, in the bodies that can have to do with SQLite.</summary>
    public void OnOperation(Action<OperationAnalysisContext, RuleContext> judge, params OperationKind[] kinds) => host.Bodies.AddOperation(rule, judge, kinds);

    /// <summary>Judges what happens to the connections of every body that touches one.</summary>
    public void OnTimeline(Action<BodyTimeline, TimelineContext> judge) => host.Bodies.AddTimeline(rule, judge);

    /// <summary>Judges every text that makes or changes a schema: strings of the code, and <c>.sql</c> files.</summary>
    public void OnScript(Action<ScriptContext> judge) => host.AddScript(rule, judge);

    /// <summary>Judges every type, or the methods of every type, in files that can have to do with SQLite.</summary>
    public void OnSymbol(Action<SymbolAnalysisContext, RuleContext> judge, params SymbolKind[] kinds) => host.AddSymbol(rule, judge, kinds);

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
