using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;

namespace SqliteDiscipline.Analyzers.Timeline.Building;

/// <summary>One walk of a body, with nothing known of what it is called with.</summary>
/// <param name="Entry">Where what happens in it begins; absent where nothing does, or more than can be judged.</param>
/// <param name="Closed">What a call of it comes to, where nothing that it does to connections can be seen by whoever calls it.</param>
internal sealed record BodyWalk(TimelineNode? Entry, ClosedHelper? Closed)
{
    /// <param name="graph">The body.</param>
    /// <param name="symbol">Whose it is.</param>
    /// <param name="model">The model of its file.</param>
    /// <param name="known">What is known of the compilation.</param>
    /// <param name="asking">The method, where a call of it is asked about, too.</param>
    /// <param name="cancellation">The compiler's wish to stop.</param>
    public static BodyWalk Of(
        ControlFlowGraph graph, ISymbol symbol, SemanticModel model, CompilationKnowledge known, Asking? asking, CancellationToken cancellation)
    {
        var building = new TimelineBuilding(known, graph.OriginalOperation.Syntax, cancellation) { Asking = asking };
        var explorer = new BodyExplorer(building, graph, model, symbol);
        var exits = explorer.Explore(PathState.Empty, building.Writer.Entry);
        foreach (var exit in exits)
        {
            exit.Node.Next.Add(building.Writer.Step(NodeKind.Exit));
        }

        if (building.Writer.IsExhausted)
        {
            return new BodyWalk(null, null);
        }

        var closed = exits.Count > 0
            && !building.RunsGivenText
            && building.Writer.IsOfOwnOnly
            && known.Closed.ArePlain(building.Written)
            && Returned(exits, explorer.Returned) is { IsPlain: true } returned
            ? new ClosedHelper(returned.Value, building.Written)
            : null;
        building.Writer.Forget();
        return new BodyWalk(building.Writer.HasEvents ? building.Writer.Entry : null, closed);
    }

    /// <summary>What the body always gives, and whether that is nothing that leads to a connection.</summary>
    private static (Value? Value, bool IsPlain) Returned(IReadOnlyList<BlockEntry> exits, Place place)
    {
        var returned = exits[0].State[place];
        returned = exits.All(exit => Equals(exit.State[place], returned)) ? returned : null;
        return (returned, returned is null or ConstantValue or NullValue);
    }
}

/// <summary>What a call of a closed helper comes to.</summary>
/// <param name="Returned">What it gives, where that is always the same.</param>
/// <param name="Written">The members that it assigns to.</param>
internal sealed record ClosedHelper(Value? Returned, HashSet<ISymbol> Written);
