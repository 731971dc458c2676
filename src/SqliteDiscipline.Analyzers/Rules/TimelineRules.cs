using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SqliteDiscipline.Analyzers.Timeline;
using SqliteDiscipline.Analyzers.Timeline.Building;

namespace SqliteDiscipline.Analyzers.Rules;

/// <summary>The rules that judge timelines. Each body's are built once, whatever the number of rules.</summary>
internal sealed class TimelineRules(RuleContext rules)
{
    private readonly List<(Rule Rule, Action<BodyTimeline, TimelineContext> Judge)> _judges = new();

    public void Add(Rule rule, Action<BodyTimeline, TimelineContext> judge) => _judges.Add((rule, judge));

    /// <summary>Subscribes to every body, once all rules have been added.</summary>
    public void Register(CompilationStartAnalysisContext start)
    {
        if (_judges.Count == 0 || rules.Provider is not { } types)
        {
            return;
        }

        var known = CompilationKnowledge.Of(start.Compilation, types);
        start.RegisterOperationBlockAction(context =>
        {
            try
            {
                Judge(context, known);
            }
            catch (Exception failure) when (RuleFailure.Is(failure))
            {
                // Of no one rule: the timeline itself failed.
                context.ReportDiagnostic(RuleFailure.Of(_judges[0].Rule, context.OwningSymbol.Locations.FirstOrDefault(), failure));
            }
        });
    }

    private void Judge(OperationBlockAnalysisContext context, CompilationKnowledge known)
    {
        var cancellation = context.CancellationToken;
        var reported = new HashSet<(string, Location, string)>();
        foreach (var block in Bodies(context))
        {
            // In generated code nothing can be reported; what it does is followed where it is called.
            if (block.Syntax.SyntaxTree.FilePath.EndsWith(".g.cs", StringComparison.OrdinalIgnoreCase)
                || block.SemanticModel is not { } model
                || !known.Gate.Passes(block.Syntax, model, cancellation)
                || GraphOf(context, block) is not { } graph)
            {
                continue;
            }

            var options = rules.OptionsFor(block.Syntax.SyntaxTree);
            foreach (var timeline in BodyTimelines.Of(graph, context.OwningSymbol, model, known, code => Blessing.Covers(code, options), cancellation))
            {
                foreach (var (rule, judge) in _judges)
                {
                    try
                    {
                        judge(timeline, new TimelineContext(rules, timeline, Report, cancellation));
                    }
                    catch (Exception failure) when (RuleFailure.Is(failure))
                    {
                        context.ReportDiagnostic(RuleFailure.Of(rule, timeline.Symbol.Locations.FirstOrDefault(), failure));
                    }
                }
            }
        }

        void Report(Diagnostic diagnostic)
        {
            if (reported.Add((diagnostic.Id, diagnostic.Location, diagnostic.GetMessage())))
            {
                rules.Baseline.Report(diagnostic, context.ReportDiagnostic, cancellation);
            }
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
