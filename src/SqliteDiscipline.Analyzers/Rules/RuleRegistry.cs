using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace SqliteDiscipline.Analyzers.Rules;

/// <summary>What a rule may subscribe to. Every judgement runs guarded: a failure becomes SQLD999, never AD0001.</summary>
internal readonly struct RuleRegistry(Rule rule, RuleContext rules, CompilationStartAnalysisContext start)
{
    /// <summary>What is known of the compilation.</summary>
    public RuleContext Context => rules;

    /// <summary>Judges every operation of the given kinds.</summary>
    public void OnOperation(Action<OperationAnalysisContext, RuleContext> judge, params OperationKind[] kinds)
    {
        var (owner, shared) = (rule, rules);
        start.RegisterOperationAction(
            context => RuleFailure.Guard(
                owner, context.Operation.Syntax.GetLocation(), context.ReportDiagnostic, () => judge(context, shared)),
            kinds);
    }

    /// <summary>Judges every symbol of the given kinds.</summary>
    public void OnSymbol(Action<SymbolAnalysisContext, RuleContext> judge, params SymbolKind[] kinds)
    {
        var (owner, shared) = (rule, rules);
        start.RegisterSymbolAction(
            context => RuleFailure.Guard(
                owner, context.Symbol.Locations.FirstOrDefault(), context.ReportDiagnostic, () => judge(context, shared)),
            kinds);
    }

    /// <summary>Judges the compilation as a whole, once.</summary>
    public void OnCompilationEnd(Action<CompilationAnalysisContext, RuleContext> judge)
    {
        var (owner, shared) = (rule, rules);
        start.RegisterCompilationEndAction(
            context => RuleFailure.Guard(owner, null, context.ReportDiagnostic, () => judge(context, shared)));
    }
}
