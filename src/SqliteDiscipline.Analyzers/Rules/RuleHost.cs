using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using SqliteDiscipline.Analyzers.Baselines;
using SqliteDiscipline.Analyzers.Manifest;
using SqliteDiscipline.Analyzers.Schema;
using SqliteDiscipline.Analyzers.Schema.Sources;
using SqliteDiscipline.Analyzers.Timeline.Building;
using SqliteDiscipline.Analyzers.Timeline.Gate;

namespace SqliteDiscipline.Analyzers.Rules;

/// <summary>
/// Runs the rules: over each file and type once, however many rules there are, and only over those that can have to do with SQLite. A file is asked
/// for as a whole. For an action for each body or each operation, the compiler would go through every member of the program, and for the latter bind it
/// once more.
/// </summary>
internal sealed class RuleHost(RuleContext rules)
{
    private readonly Dictionary<SymbolKind, List<(Rule Rule, Action<SymbolAnalysisContext, RuleContext> Judge)>> _symbols = new();
    private readonly List<(Rule Rule, Action<ScriptContext> Judge)> _scripts = new();
    private readonly CompilationKnowledge? _known = rules.Provider is { } types ? CompilationKnowledge.Of(rules.Compilation, types) : null;

    /// <summary>The rules that judge what is in a body.</summary>
    public BodyRules Bodies { get; } = new(rules);

    public void AddSymbol(Rule rule, Action<SymbolAnalysisContext, RuleContext> judge, SymbolKind[] kinds)
    {
        foreach (var kind in kinds)
        {
            if (!_symbols.TryGetValue(kind, out var judges))
            {
                _symbols.Add(kind, judges = new());
            }

            judges.Add((rule, judge));
        }
    }

    public void AddScript(Rule rule, Action<ScriptContext> judge) => _scripts.Add((rule, judge));

    /// <summary>Subscribes to the compilation, once all rules have been added.</summary>
    public void Register(CompilationStartAnalysisContext start)
    {
        start.RegisterSymbolAction(JudgeType, SymbolKind.NamedType);
        if (_known is not { } known)
        {
            return;
        }

        start.RegisterSemanticModelAction(context => JudgeFile(context, known));
        start.RegisterAdditionalFileAction(context =>
        {
            try
            {
                if (FileScripts.Of(context.AdditionalFile, context.CancellationToken) is { } script && rules.Schemas(context.CancellationToken).Has(script))
                {
                    JudgeScript(script, context.ReportDiagnostic, context.CancellationToken);
                }
            }
            catch (Exception failure) when (RuleFailure.Is(failure))
            {
                context.ReportDiagnostic(RuleFailure.Of(Location.Create(context.AdditionalFile.Path, default, default), failure));
            }
        });
    }

    private void JudgeType(SymbolAnalysisContext context)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        try
        {
            if (!(_known is { Gate: var gate } ? type.DeclaringSyntaxReferences.Any(part => gate.Passes(part.SyntaxTree)) : ManifestAttributes.Of(type) is not null))
            {
                return;
            }
        }
        catch (Exception failure) when (RuleFailure.Is(failure))
        {
            context.ReportDiagnostic(RuleFailure.Of(type.Locations.FirstOrDefault(), failure));
            return;
        }

        var report = BaselineGate.Guard(context.ReportDiagnostic, rules.Baseline, context.CancellationToken);
        foreach (var symbol in type.GetMembers().Insert(0, type))
        {
            if ((symbol.Kind != SymbolKind.NamedType || symbol == (object)type) && _symbols.TryGetValue(symbol.Kind, out var judges))
            {
                Judge(judges, new SymbolAnalysisContext(symbol, context.Compilation, context.Options, report, static _ => true, context.CancellationToken));
            }
        }
    }

    private void Judge(List<(Rule Rule, Action<SymbolAnalysisContext, RuleContext> Judge)> judges, SymbolAnalysisContext context)
    {
        foreach (var (rule, judge) in judges)
        {
            try
            {
                judge(context, rules);
            }
            catch (Exception failure) when (RuleFailure.Is(failure))
            {
                context.ReportDiagnostic(RuleFailure.Of(rule, context.Symbol.Locations.FirstOrDefault(), failure));
            }
        }
    }

    private void JudgeFile(SemanticModelAnalysisContext context, CompilationKnowledge known)
    {
        var file = context.SemanticModel.SyntaxTree;
        try
        {
            foreach (var script in CodeScripts.In(file, context.CancellationToken).Scripts.Where(script => !script.IsChangedBeforeRun))
            {
                JudgeScript(script, context.ReportDiagnostic, context.CancellationToken);
            }

            if (known.Gate.IsWorthALook(file) && !GeneratedCode.Is(file))
            {
                Bodies.Judge(context, known);
            }
        }
        catch (Exception failure) when (RuleFailure.Is(failure))
        {
            context.ReportDiagnostic(RuleFailure.Of(Location.Create(file, default), failure));
        }
    }

    private void JudgeScript(SqlScript script, Action<Diagnostic> report, CancellationToken cancellation)
    {
        foreach (var (rule, judge) in _scripts)
        {
            try
            {
                judge(new ScriptContext(script, rules, BaselineGate.Guard(report, rules.Baseline, cancellation), cancellation));
            }
            catch (Exception failure) when (RuleFailure.Is(failure))
            {
                report(RuleFailure.Of(rule, script.LocationOf(default), failure));
            }
        }
    }
}
