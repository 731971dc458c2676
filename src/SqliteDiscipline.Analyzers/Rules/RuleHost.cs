using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SqliteDiscipline.Analyzers.Baselines;
using SqliteDiscipline.Analyzers.Manifest;
using SqliteDiscipline.Analyzers.Schema;
using SqliteDiscipline.Analyzers.Schema.Sources;
using SqliteDiscipline.Analyzers.Timeline;
using SqliteDiscipline.Analyzers.Timeline.Building;
using SqliteDiscipline.Analyzers.Timeline.Gate;

namespace SqliteDiscipline.Analyzers.Rules;

/// <summary>
/// Runs the rules: over each file, body and type once, however many rules there are, and only over those that can have to do with SQLite. One
/// action for each body that looks at the words first costs next to nothing for all the others; an action for each operation would not.
/// </summary>
internal sealed class RuleHost(RuleContext rules)
{
    private readonly Dictionary<OperationKind, List<(Rule Rule, Action<OperationAnalysisContext, RuleContext> Judge)>> _operations = new();
    private readonly Dictionary<SymbolKind, List<(Rule Rule, Action<SymbolAnalysisContext, RuleContext> Judge)>> _symbols = new();
    private readonly List<(Rule Rule, Action<BodyTimeline, TimelineContext> Judge)> _timelines = new();
    private readonly List<(Rule Rule, Action<ScriptContext> Judge)> _scripts = new();
    private readonly CompilationKnowledge? _known = rules.Provider is { } types ? CompilationKnowledge.Of(rules.Compilation, types) : null;

    public void AddOperation(Rule rule, Action<OperationAnalysisContext, RuleContext> judge, OperationKind[] kinds)
    {
        foreach (var kind in kinds)
        {
            if (!_operations.TryGetValue(kind, out var judges))
            {
                _operations.Add(kind, judges = new());
            }

            judges.Add((rule, judge));
        }
    }

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

    public void AddTimeline(Rule rule, Action<BodyTimeline, TimelineContext> judge) => _timelines.Add((rule, judge));

    public void AddScript(Rule rule, Action<ScriptContext> judge) => _scripts.Add((rule, judge));

    /// <summary>Subscribes to the compilation, once all rules have been added.</summary>
    public void Register(CompilationStartAnalysisContext start)
    {
        start.RegisterSymbolAction(JudgeType, SymbolKind.NamedType);
        if (_known is not { } known)
        {
            return;
        }

        start.RegisterOperationBlockAction(context => JudgeMember(context, known));
        start.RegisterSemanticModelAction(context =>
        {
            try
            {
                foreach (var script in CodeScripts.In(context.SemanticModel.SyntaxTree, context.CancellationToken))
                {
                    JudgeScript(script, context.ReportDiagnostic, context.CancellationToken);
                }
            }
            catch (Exception failure) when (RuleFailure.Is(failure))
            {
                context.ReportDiagnostic(RuleFailure.Of(Location.Create(context.SemanticModel.SyntaxTree, default), failure));
            }
        });
        start.RegisterAdditionalFileAction(context =>
        {
            try
            {
                if (FileScripts.Of(context.AdditionalFile, context.CancellationToken) is { } script && DdlText.Is(script))
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

    private void JudgeMember(OperationBlockAnalysisContext context, CompilationKnowledge known)
    {
        try
        {
            var tree = context.OperationBlocks[0].Syntax.SyntaxTree;
            if (!known.Gate.IsWorthALook(tree) || GeneratedCode.Is(tree))
            {
                return;
            }

            var report = BaselineGate.Guard(context.ReportDiagnostic, rules.Baseline, context.CancellationToken);
            foreach (var block in context.OperationBlocks.Where(block => known.Gate.IsWorthALook(block.Syntax)))
            {
                JudgeOperations(block, context, report);
            }

            foreach (var body in Bodies(context))
            {
                JudgeTimelines(body, context, known, report);
            }
        }
        catch (Exception failure) when (RuleFailure.Is(failure))
        {
            // Of no one rule: the timeline failed, or the look for what is worth one.
            context.ReportDiagnostic(RuleFailure.Of(context.OwningSymbol.Locations.FirstOrDefault(), failure));
        }
    }

    // A constructor has a block for its initializer and one for its body, but one graph of both. Top-level statements are a method body without a block.
    private static IEnumerable<IOperation> Bodies(OperationBlockAnalysisContext context) => context.OperationBlocks
        .Where(block => block is IBlockOperation or IMethodBodyOperation or IFieldInitializerOperation or IPropertyInitializerOperation or IExpressionStatementOperation)
        .GroupBy(Root)
        .Select(group => group.Last());

    private static IOperation Root(IOperation operation)
    {
        while (operation.Parent is { } parent)
        {
            operation = parent;
        }

        return operation;
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

    private void JudgeOperations(IOperation block, OperationBlockAnalysisContext member, Action<Diagnostic> report)
    {
        foreach (var operation in block.DescendantsAndSelf())
        {
            if (!_operations.TryGetValue(operation.Kind, out var judges))
            {
                continue;
            }

            var context = new OperationAnalysisContext(
                operation, member.OwningSymbol, rules.Compilation, member.Options, report, static _ => true, member.CancellationToken);
            foreach (var (rule, judge) in judges)
            {
                try
                {
                    judge(context, rules);
                }
                catch (Exception failure) when (RuleFailure.Is(failure))
                {
                    report(RuleFailure.Of(rule, operation.Syntax.GetLocation(), failure));
                }
            }
        }
    }

    private void JudgeTimelines(IOperation body, OperationBlockAnalysisContext member, CompilationKnowledge known, Action<Diagnostic> report)
    {
        var reported = new HashSet<(string, Location, string)>();
        foreach (var timeline in Timelines(body, member, known))
        {
            foreach (var (rule, judge) in _timelines)
            {
                try
                {
                    judge(timeline, new TimelineContext(rules, timeline, Report, member.CancellationToken));
                }
                catch (Exception failure) when (RuleFailure.Is(failure))
                {
                    report(RuleFailure.Of(rule, timeline.Symbol.Locations.FirstOrDefault(), failure));
                }
            }
        }

        void Report(Diagnostic diagnostic)
        {
            if (reported.Add((diagnostic.Id, diagnostic.Location, diagnostic.GetMessage())))
            {
                report(diagnostic);
            }
        }
    }

    private IReadOnlyList<BodyTimeline> Timelines(IOperation body, OperationBlockAnalysisContext member, CompilationKnowledge known)
    {
        var (owner, cancellation) = (member.OwningSymbol, member.CancellationToken);
        if (rules.Census?.TakeTimelines(owner) is { } early)
        {
            return early;
        }

        if (body.SemanticModel is not { } model || !known.Gate.Passes(body.Syntax, () => Root(body), cancellation))
        {
            return Array.Empty<BodyTimeline>();
        }

        var options = rules.OptionsFor(body.Syntax.SyntaxTree);
        var timelines = BodyTimelines.Of(body, owner, model, known, own => GraphOf(member, own), code => Blessing.Covers(code, options), cancellation).ToList();
        rules.Census?.Learn(owner, timelines, cancellation);
        return timelines;
    }

    // Code with errors can have operations that no graph can be made of.
    private static ControlFlowGraph? GraphOf(OperationBlockAnalysisContext context, IOperation block)
    {
        try
        {
            return context.GetControlFlowGraph(block);
        }
        catch (Exception failure) when (failure is ArgumentException or InvalidOperationException or NullReferenceException)
        {
            return null;
        }
    }
}
