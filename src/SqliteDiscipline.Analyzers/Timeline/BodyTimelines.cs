using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using SqliteDiscipline.Analyzers.Timeline.Building;

namespace SqliteDiscipline.Analyzers.Timeline;

/// <summary>Builds the timelines of a body: its own, and those of the lambdas and local functions in it.</summary>
internal static class BodyTimelines
{
    private const int MaxNesting = 8;

    /// <param name="graph">The body.</param>
    /// <param name="symbol">Whose it is.</param>
    /// <param name="model">The model of its file.</param>
    /// <param name="known">What is known of the compilation.</param>
    /// <param name="isFactory">Whether a symbol is in a blessed factory.</param>
    /// <param name="cancellation">The compiler's wish to stop.</param>
    public static IEnumerable<BodyTimeline> Of(
        ControlFlowGraph graph, ISymbol symbol, SemanticModel model, CompilationKnowledge known, Func<ISymbol, bool> isFactory, CancellationToken cancellation)
    {
        var pending = new Stack<(ControlFlowGraph Graph, ISymbol Symbol, int Nesting)>();
        pending.Push((graph, symbol, 0));
        while (pending.Count > 0)
        {
            var body = pending.Pop();
            if (Build(body.Graph, body.Symbol, model, known, isFactory, cancellation) is { } timeline)
            {
                yield return timeline;
            }

            if (body.Nesting < MaxNesting)
            {
                foreach (var (inner, function) in Functions(body.Graph, cancellation).Reverse())
                {
                    pending.Push((inner, function, body.Nesting + 1));
                }
            }
        }
    }

    private static BodyTimeline? Build(
        ControlFlowGraph graph, ISymbol symbol, SemanticModel model, CompilationKnowledge known, Func<ISymbol, bool> isFactory, CancellationToken cancellation)
    {
        var body = graph.OriginalOperation.Syntax;
        var building = new TimelineBuilding(known, body, cancellation);
        var explorer = new BodyExplorer(building, graph, model, symbol);
        foreach (var exit in explorer.Explore(PathState.Empty, building.Writer.Entry))
        {
            exit.Node.Next.Add(building.Writer.Step(NodeKind.Exit));
        }

        building.Writer.Forget();
        return building.Writer is { HasEvents: true, IsExhausted: false } writer
            ? new BodyTimeline(symbol, body, model, writer.Entry)
            {
                IsInFactory = isFactory(symbol),
                RunsOnEveryOpen = OpenHooks.IsOne(symbol, known.Types),
            }
            : null;
    }

    private static IEnumerable<(ControlFlowGraph Graph, ISymbol Symbol)> Functions(ControlFlowGraph graph, CancellationToken cancellation)
    {
        foreach (var function in graph.LocalFunctions)
        {
            yield return (graph.GetLocalFunctionControlFlowGraph(function, cancellation), function);
        }

        foreach (var lambda in graph.Blocks.SelectMany(block => block.Operations.Append(block.BranchValue).OfType<IOperation>())
                     .SelectMany(operation => Lambdas(operation)))
        {
            yield return (graph.GetAnonymousFunctionControlFlowGraph(lambda, cancellation), lambda.Symbol);
        }
    }

    private static ImmutableArray<IFlowAnonymousFunctionOperation> Lambdas(IOperation operation)
    {
        var found = ImmutableArray.CreateBuilder<IFlowAnonymousFunctionOperation>();
        var pending = new Stack<IOperation>();
        pending.Push(operation);
        while (pending.Count > 0)
        {
            var next = pending.Pop();
            if (next is IFlowAnonymousFunctionOperation lambda)
            {
                found.Add(lambda);
                continue;
            }

            foreach (var child in next.ChildOperations.Reverse())
            {
                pending.Push(child);
            }
        }

        return found.ToImmutable();
    }
}
