using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using SqliteDiscipline.Analyzers.Timeline.Building;

namespace SqliteDiscipline.Analyzers.Timeline;

/// <summary>Builds the timelines of a body: its own, and those of the lambdas and local functions in it.</summary>
internal static class BodyTimelines
{
    private const int MaxNesting = 8;

    /// <param name="body">The body, as a whole.</param>
    /// <param name="symbol">Whose it is.</param>
    /// <param name="model">The model of its file.</param>
    /// <param name="known">What is known of the compilation.</param>
    /// <param name="isFactory">Whether a symbol is in a blessed factory.</param>
    /// <param name="cancellation">The compiler's wish to stop.</param>
    public static IEnumerable<BodyTimeline> Of(
        IOperation body, ISymbol symbol, SemanticModel model, CompilationKnowledge known, Func<ISymbol, bool> isFactory, CancellationToken cancellation)
    {
        var helper = symbol is IMethodSymbol method ? known.Closed.TakeWalk(method, body.Syntax, cancellation) : null;
        if (helper is null && known.Bystanders.IsOne(body, symbol, cancellation))
        {
            yield break;
        }

        if ((helper?.Body.Graph ?? Graphs.Of(body, cancellation)) is not { } own)
        {
            yield break;
        }

        var pending = new Stack<(ControlFlowGraph Graph, ISymbol Symbol, int Nesting)>();
        pending.Push((own, symbol, 0));
        while (pending.Count > 0)
        {
            var (graph, function, nesting) = pending.Pop();
            var walk = nesting == 0
                ? helper?.Walk ?? known.Closed.Walk(graph, function, model, cancellation)
                : BodyWalk.Of(graph, function, model, known, asking: null, cancellation);
            if (walk.Entry is { } entry)
            {
                yield return new BodyTimeline(function, graph.OriginalOperation.Syntax, model, entry)
                {
                    IsInFactory = isFactory(function),
                    RunsOnEveryOpen = OpenHooks.IsOne(function, known.Types),
                };
            }

            if (nesting < MaxNesting)
            {
                foreach (var (inner, symbolWithin) in Functions(graph, cancellation).Reverse())
                {
                    pending.Push((inner, symbolWithin, nesting + 1));
                }
            }
        }
    }

    private static IEnumerable<(ControlFlowGraph Graph, ISymbol Symbol)> Functions(ControlFlowGraph graph, CancellationToken cancellation)
    {
        foreach (var function in graph.LocalFunctions)
        {
            yield return (graph.GetLocalFunctionControlFlowGraph(function, cancellation), function);
        }

        foreach (var lambda in Lambdas(graph))
        {
            yield return (graph.GetAnonymousFunctionControlFlowGraph(lambda, cancellation), lambda.Symbol);
        }
    }

    private static List<IFlowAnonymousFunctionOperation> Lambdas(ControlFlowGraph graph)
    {
        var found = new List<IFlowAnonymousFunctionOperation>();
        var pending = new Stack<IOperation>();
        foreach (var block in graph.Blocks)
        {
            foreach (var operation in block.Operations)
            {
                Search(operation);
            }

            if (block.BranchValue is { } value)
            {
                Search(value);
            }
        }

        return found;

        void Search(IOperation operation)
        {
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
        }
    }
}
