using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis.Text;

namespace SqliteDiscipline.Analyzers.Timeline.Building;

/// <summary>Walks the blocks of one body, each once for every state in which it is entered. A helper is walked by one of its own, inlined.</summary>
internal sealed partial class BodyExplorer
{
    private const int MaxSearched = 16;

    private static readonly ConditionalWeakTable<ControlFlowGraph, HashSet<string>> s_asked = new();
    private static readonly ConditionalWeakTable<ControlFlowGraph, HashSet<string>>.CreateValueCallback s_findAsked = static graph => new HashSet<string>(graph.Blocks
        .Where(block => block.ConditionKind != ControlFlowConditionKind.None && block.BranchValue is not null)
        .SelectMany(block => block.BranchValue!.Syntax.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>())
        .GroupBy(name => name.Identifier.ValueText)
        .Where(group => group.Skip(1).Any())
        .Select(group => group.Key));

    private static readonly ConditionalWeakTable<ControlFlowRegion, HashSet<ILocalSymbol>> s_locals = new();

    // By the number of the block: how it is entered, and which of its entries have to be walked.
    private readonly List<BlockEntries>?[] _entries;
    private readonly BlockEntry?[] _work;
    private readonly Action<BodyExplorer, PathState, TimelineNode, ITypeSymbol?>? _leave;

    // Most bodies have nothing that is worth forgetting.
    private readonly Lazy<Lifetimes?> _lifetimes;
    private int _first;

    /// <param name="building">What the whole timeline shares.</param>
    /// <param name="graph">The body.</param>
    /// <param name="model">The model of its file.</param>
    /// <param name="symbol">Whose body it is.</param>
    /// <param name="caller">The inlined call that leads here; absent for the analysed body itself.</param>
    /// <param name="leave">Where an exception goes that leaves the body.</param>
    public BodyExplorer(
        TimelineBuilding building, ControlFlowGraph graph, SemanticModel model, ISymbol symbol, Inlining? caller = null, Action<BodyExplorer, PathState, TimelineNode, ITypeSymbol?>? leave = null)
    {
        Building = building;
        Graph = graph;
        Model = model;
        Symbol = symbol;
        Caller = caller;
        _leave = leave;
        _entries = new List<BlockEntries>?[graph.Blocks.Length];
        _work = new BlockEntry?[graph.Blocks.Length];
        _lifetimes = new Lazy<Lifetimes?>(() => Lifetimes.Of(graph.OriginalOperation.Syntax), LazyThreadSafetyMode.None);
    }

    public TimelineBuilding Building { get; }

    public ControlFlowGraph Graph { get; }

    public SemanticModel Model { get; }

    public ISymbol Symbol { get; }

    public Inlining? Caller { get; }

    public Frame? Frame => Caller?.Frame;

    /// <summary>Where the value is kept that the body returns.</summary>
    public Place Returned => new(Symbol, "return");

    /// <summary>Where the object is kept that the body is a member of.</summary>
    public Place This => new(Symbol, "this");

    private GraphWriter Writer => Building.Writer;

    public Lifetimes? Lifetimes => _lifetimes.Value;

    /// <summary>Whether this is the body's symbol, or that of a body that leads here.</summary>
    public bool IsWithin(ISymbol symbol)
    {
        for (var body = this; body is not null; body = body.Caller?.Body)
        {
            if (SymbolEqualityComparer.Default.Equals(symbol, body.Symbol))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether the place is one that this walk of the body made.</summary>
    public bool IsOwn(Place place) => place.Root is Capture capture
        ? Equals(capture.Frame, Frame)
        : place.Root is ILocalSymbol or IParameterSymbol or IMethodSymbol
            && (ExtensionMembers.IsReceiverOf(Symbol, place) || SymbolEqualityComparer.Default.Equals((ISymbol)place.Root, Symbol) || SymbolEqualityComparer.Default.Equals(((ISymbol)place.Root).ContainingSymbol, Symbol));

    /// <summary>Whether the variable is asked in more than one condition, so that the answer to one is worth keeping.</summary>
    public bool IsAskedAgain(IOperation variable) =>
        variable.Syntax is IdentifierNameSyntax { Identifier.ValueText: var asked } && s_asked.GetValue(Graph, s_findAsked).Contains(asked);

    /// <summary>The body of a local function that can be called from here: of this body, or of one around.</summary>
    public (ControlFlowGraph Graph, SemanticModel Model)? LocalFunction(IMethodSymbol function, CancellationToken cancellation)
    {
        for (var graph = Graph; graph is not null; graph = graph.Parent)
        {
            if (graph.LocalFunctions.Contains(function.OriginalDefinition, SymbolEqualityComparer.Default))
            {
                return (graph.GetLocalFunctionControlFlowGraph(function.OriginalDefinition, cancellation), Model);
            }
        }

        return null;
    }

    /// <summary>Walks everything that can be reached; gives the states in which the body ends.</summary>
    public IReadOnlyList<BlockEntry> Explore(PathState state, TimelineNode from)
    {
        Enter(Graph.Blocks[0], null, state, from.Next);
        while (_first < _work.Length && !Writer.IsExhausted)
        {
            // What comes first in the source is walked first, and what was found first.
            if (_work[_first] is not { } entry)
            {
                _first++;
                continue;
            }

            Building.Cancellation.ThrowIfCancellationRequested();
            _work[_first] = entry.QueuedBehind;
            (entry.IsPending, entry.IsQueued, entry.QueuedBehind) = (false, false, null);
            Walk(Graph.Blocks[_first], entry);
        }

        return _entries[Graph.Blocks.Length - 1]?.Find(entries => entries.After is null)?.All.ToList() ?? (IReadOnlyList<BlockEntry>)Array.Empty<BlockEntry>();
    }

    private void Walk(BasicBlock block, BlockEntry entry)
    {
        var walk = new Evaluator(this, block, entry.After, entry.State, entry.Node);
        foreach (var lost in entry.Lost)
        {
            walk.Lose(lost);
        }

        while (Walk(walk) is { } onward)
        {
            walk.State = Leaving(onward.LeavingRegions, walk.State);
            walk.Go(onward.Destination!);
        }
    }

    /// <summary>Walks the block that the evaluator stands in. Where from there on there is but one way, and nothing else leads to it, that is not entered but given.</summary>
    private ControlFlowBranch? Walk(Evaluator walk)
    {
        if (Frame is { } helper)
        {
            Building.Walk(helper);
        }

        var block = walk.Block;
        foreach (var operation in block.Operations)
        {
            walk.Evaluate(operation);
            if (walk.IsDead)
            {
                return null;
            }

            if (operation.Syntax is ExpressionStatementSyntax or VariableDeclaratorSyntax)
            {
                walk.State = Forget(walk.State, operation.Syntax.Span);
            }
        }

        var value = block.BranchValue is null ? null : walk.Evaluate(block.BranchValue);
        if (walk.IsDead)
        {
            return null;
        }

        var (fallThrough, conditional) = (block.FallThroughSuccessor, block.ConditionalSuccessor);
        if (conditional is not null)
        {
            var whenTrue = block.ConditionKind == ControlFlowConditionKind.WhenTrue;
            if (value is ConstantValue { Constant: bool truth })
            {
                walk.State = walk.Assuming(block.BranchValue!, truth);
                return truth == whenTrue ? Follow(conditional, walk) : fallThrough is null ? null : Follow(fallThrough, walk);
            }

            // What falls through comes first in the source, too.
            if (fallThrough is not null)
            {
                Enter(fallThrough, walk, walk.Assuming(block.BranchValue!, !whenTrue));
            }

            Enter(conditional, walk, walk.Assuming(block.BranchValue!, whenTrue));
            return null;
        }

        if (fallThrough?.Semantics == ControlFlowBranchSemantics.Return && block.BranchValue is { } returned)
        {
            walk.Return(returned, value);
        }

        return fallThrough is null ? null : Follow(fallThrough, walk);
    }

    private ControlFlowBranch? Follow(ControlFlowBranch branch, Evaluator walk)
    {
        if (IsOnlyWay(branch))
        {
            return branch;
        }

        Enter(branch, walk, walk.State);
        return null;
    }

    /// <summary>Whether a branch leads to a block further down that nothing else leads to, or that does nothing itself.</summary>
    private static bool IsOnlyWay(ControlFlowBranch branch) =>
        branch is { Semantics: ControlFlowBranchSemantics.Regular, FinallyRegions.IsEmpty: true, Destination: { Kind: BasicBlockKind.Block } destination }
        && destination.Ordinal > branch.Source.Ordinal
        && (destination.Predecessors.Length == 1 || (destination.Operations.IsEmpty && destination.BranchValue is null));

    /// <summary>Forgets the locals that nobody mentions behind a statement, and the objects that it made for itself.</summary>
    private PathState Forget(PathState state, TextSpan statement)
    {
        if (state.IsEmpty)
        {
            return state;
        }

        if (Lifetimes?.EndsWithin(statement) == true)
        {
            state = state.Where(place => place.Root is not ILocalSymbol local
                || !Lifetimes.HasEnded(local, statement.End) || !SymbolEqualityComparer.Default.Equals(local.ContainingSymbol, Symbol));
        }

        return state.Swept();
    }

    private void Enter(ControlFlowBranch branch, Evaluator walk, PathState state)
    {
        switch (branch.Semantics)
        {
            case ControlFlowBranchSemantics.Regular or ControlFlowBranchSemantics.Return when branch.Destination is { } destination:
                if (branch.FinallyRegions.IsEmpty)
                {
                    Enter(destination, walk.After, Leaving(branch.LeavingRegions, state), walk.Node.Next);
                }
                else
                {
                    var region = branch.FinallyRegions[0];
                    var around = region.EnclosingRegion!;
                    state = Leaving(branch.LeavingRegions.RemoveAll(left => left == around || !Contains(around, left)), state);
                    Enter(Graph.Blocks[region.FirstBlockOrdinal], new Continuation(region, branch, walk.After), state, walk.Node.Next);
                }

                break;
            case ControlFlowBranchSemantics.Throw or ControlFlowBranchSemantics.Rethrow:
                walk.Throw(state, walk.Block.EnclosingRegion, walk.After, branch.Semantics == ControlFlowBranchSemantics.Throw ? TypeOf(walk.Block.BranchValue) : null);
                break;
            case ControlFlowBranchSemantics.StructuredExceptionHandling:
                EndHandler(walk, state);
                break;
        }
    }

    // A variable may hold an exception of a derived type.
    private static ITypeSymbol? TypeOf(IOperation? thrown) =>
        (thrown is IConversionOperation { OperatorMethod: null, IsImplicit: true } conversion ? conversion.Operand : thrown) is IObjectCreationOperation { Type: var type } ? type : null;

    /// <summary>The end of a <c>finally</c>, or of a filter that says no.</summary>
    private void EndHandler(Evaluator walk, PathState state)
    {
        var region = walk.Block.EnclosingRegion;
        while (region is not null && region.Kind is not (ControlFlowRegionKind.Finally or ControlFlowRegionKind.Filter))
        {
            region = region.EnclosingRegion;
        }

        if (region is null)
        {
            return;
        }

        if (region.Kind == ControlFlowRegionKind.Filter && IsCaughtNext(region.EnclosingRegion!))
        {
            return;
        }

        if (region.Kind == ControlFlowRegionKind.Filter || walk.After is not { } after || after.Region != region)
        {
            // The handlers that come after this one were told of the exception when it was thrown.
            walk.Throw(state, region.EnclosingRegion?.EnclosingRegion?.EnclosingRegion, walk.After);
        }
        else if (after.Branch is not { } branch)
        {
            walk.Throw(state, region.EnclosingRegion!.EnclosingRegion, after.Outer, after.Thrown);
        }
        else if (after.NextFinally is { } next)
        {
            Enter(Graph.Blocks[next.FirstBlockOrdinal], new Continuation(next, branch, after.Outer), state, walk.Node.Next);
        }
        else
        {
            Enter(branch.Destination!, after.Outer, Leaving(branch.LeavingRegions, state), walk.Node.Next);
        }
    }

    private void Enter(BasicBlock block, Continuation? after, PathState state, List<TimelineNode> edges)
    {
        var entry = EntriesOf(block, after).Enter(state, Graph.OriginalOperation, Writer);
        if (!edges.Contains(entry.Node))
        {
            edges.Add(entry.Node);
        }

        if (entry.IsPending && !entry.IsQueued)
        {
            entry.IsQueued = true;
            ref var last = ref _work[block.Ordinal];
            while (last is not null)
            {
                last = ref last.QueuedBehind;
            }

            last = entry;
            _first = Math.Min(_first, block.Ordinal);
        }
    }

    private BlockEntries EntriesOf(BasicBlock block, Continuation? after)
    {
        var ways = _entries[block.Ordinal] ??= new List<BlockEntries>(1);
        foreach (var way in ways)
        {
            if (Equals(way.After, after))
            {
                return way;
            }
        }

        ways.Add(new BlockEntries(after));
        return ways[ways.Count - 1];
    }

    private PathState Leaving(ImmutableArray<ControlFlowRegion> regions, PathState state)
    {
        foreach (var region in regions)
        {
            state = Without(state, region);
        }

        return state;
    }

    /// <summary>Without the variables and flow captures of a region that is left.</summary>
    private PathState Without(PathState state, ControlFlowRegion region) =>
        region.Locals.IsEmpty && region.CaptureIds.IsEmpty ? state : WithoutVariables(state, region);

    private PathState WithoutVariables(PathState state, ControlFlowRegion region)
    {
        // A generated one may declare a thousand variables.
        var locals = region.Locals.Length > MaxSearched ? s_locals.GetValue(region, static region => new HashSet<ILocalSymbol>(region.Locals, SymbolEqualityComparer.Default)) : null;
        var left = state.Where(place => !(place.Root switch
        {
            ILocalSymbol local => locals?.Contains(local) ?? region.Locals.Contains(local, SymbolEqualityComparer.Default),
            Capture capture => region.CaptureIds.Contains(capture.Id) && Equals(capture.Frame, Frame),
            _ => false,
        }));
        return ReferenceEquals(left, state) ? state : left.Swept();
    }

    private static bool Contains(ControlFlowRegion outer, ControlFlowRegion inner) =>
        outer.FirstBlockOrdinal <= inner.FirstBlockOrdinal && inner.LastBlockOrdinal <= outer.LastBlockOrdinal;
}

/// <summary>A flow capture of one walk of a body.</summary>
internal sealed record Capture(Frame? Frame, CaptureId Id);

/// <summary>The call that a body is inlined at.</summary>
/// <param name="Body">The body that it stands in.</param>
/// <param name="Frame">Which inlined call it is.</param>
/// <param name="Operation">The call in the analysed body that leads here.</param>
/// <param name="Receiver">What tells the fields of the called object from those of others; <see langword="null"/> for the analysed body's own object.</param>
/// <param name="Method">The first helper on the way.</param>
/// <param name="IsHandling">Whether the call stands in a <c>catch</c> or <c>finally</c>.</param>
internal sealed record Inlining(BodyExplorer Body, Frame Frame, IOperation Operation, object? Receiver, IMethodSymbol Method, bool IsHandling);
