using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using SqliteDiscipline.Analyzers.Baselines;
using SqliteDiscipline.Analyzers.Timeline;
using SqliteDiscipline.Analyzers.Timeline.Building;

namespace SqliteDiscipline.Analyzers.Rules;

/// <summary>The rules that judge bodies: their operations, and what happens to their connections. Only a body whose words tell something is bound.</summary>
internal sealed class BodyRules(RuleContext rules)
{
    private readonly Dictionary<OperationKind, List<(Rule Rule, Action<OperationAnalysisContext, RuleContext> Judge)>> _operations = new();
    private readonly TimelineRules _timelines = new(rules);

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

    public void AddTimeline(Rule rule, Action<BodyTimeline, TimelineContext> judge) => _timelines.Add(rule, judge);

    /// <summary>Judges the bodies of a file.</summary>
    public void Judge(SemanticModelAnalysisContext file, CompilationKnowledge known)
    {
        var (model, cancellation) = (file.SemanticModel, file.CancellationToken);
        var report = BaselineGate.Guard(file.ReportDiagnostic, rules.Baseline, cancellation);
        foreach (var body in Bodies.In(model.SyntaxTree.GetRoot(cancellation)).Where(known.Gate.IsWorthALook))
        {
            try
            {
                if (Bodies.OwnerOf(body, model, cancellation) is { } owner && model.OperationOf(body, cancellation) is { } operation)
                {
                    JudgeOperations(operation, owner, file.Options, report, cancellation);
                    _timelines.Judge(Timelines(operation, owner, model, known, cancellation), known, report, cancellation);
                }
            }
            catch (Exception failure) when (RuleFailure.Is(failure))
            {
                // Of no one rule: the timeline failed, or the look for what is worth one.
                file.ReportDiagnostic(RuleFailure.Of(body.GetFirstToken().GetLocation(), failure));
            }
        }
    }

    private void JudgeOperations(IOperation body, ISymbol owner, AnalyzerOptions options, Action<Diagnostic> report, CancellationToken cancellation)
    {
        foreach (var operation in body.Tree())
        {
            if (!_operations.TryGetValue(operation.Kind, out var judges))
            {
                continue;
            }

            var context = new OperationAnalysisContext(operation, owner, rules.Compilation, options, report, static _ => true, cancellation);
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

    private IReadOnlyList<BodyTimeline> Timelines(IOperation body, ISymbol owner, SemanticModel model, CompilationKnowledge known, CancellationToken cancellation)
    {
        if (rules.Census?.TakeTimelines(owner) is { } early)
        {
            return early;
        }

        IReadOnlyList<BodyTimeline> timelines = Array.Empty<BodyTimeline>();
        if (known.Gate.Passes(body.Syntax, () => body, cancellation))
        {
            var options = rules.OptionsFor(model.SyntaxTree);
            timelines = BodyTimelines.Of(body, owner, model, known, code => Blessing.Covers(code, options), cancellation).ToList();
        }

        rules.Census?.Learn(owner, timelines);
        return timelines;
    }
}
