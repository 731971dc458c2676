using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace SqliteDiscipline.Analyzers.Timeline.Building;

/// <summary>
/// What an exception comes to that enters a <c>finally</c>, where that one and all around it are the compiler's own and dispose of what a <c>using</c>, a
/// <c>foreach</c> or a <c>lock</c> holds. What else is known where it was thrown makes no difference any more, and is forgotten: a body that sets one thing after
/// the other would otherwise dispose of the same anew for each.
/// </summary>
internal sealed class Disposals
{
    private static readonly ConditionalWeakTable<ControlFlowRegion, Disposals> s_byFinally = new();

    private readonly HashSet<ILocalSymbol> _locals = new(SymbolEqualityComparer.Default);
    private readonly HashSet<CaptureId> _captures = new();

    private Disposals(ControlFlowRegion entered, ControlFlowGraph graph)
    {
        IsAll = AreIn(entered, graph);
        for (var region = entered.EnclosingRegion; IsAll && region is not null; region = BodyExplorer.Around(region))
        {
            IsAll = region.Kind switch
            {
                ControlFlowRegionKind.Try => region.EnclosingRegion is { Kind: ControlFlowRegionKind.TryAndFinally } both && AreIn(both.NestedRegions[1], graph),
                ControlFlowRegionKind.Catch or ControlFlowRegionKind.Filter or ControlFlowRegionKind.Finally => false,
                _ => true,
            };
        }
    }

    /// <summary>Whether nothing else runs before the exception has left the body.</summary>
    public bool IsAll { get; }

    public static Disposals From(ControlFlowRegion entered, ControlFlowGraph graph)
    {
        if (!s_byFinally.TryGetValue(entered, out var known))
        {
            var read = new Disposals(entered, graph);
            known = s_byFinally.GetValue(entered, _ => read);
        }

        return known;
    }

    /// <summary>Whether what the place holds is disposed of.</summary>
    public bool Contain(Place place) => place.Root switch
    {
        ILocalSymbol local => _locals.Contains(local),
        Capture capture => _captures.Contains(capture.Id),
        _ => place.IsOfObject,
    };

    private bool AreIn(ControlFlowRegion entered, ControlFlowGraph graph)
    {
        for (var ordinal = entered.FirstBlockOrdinal; ordinal <= entered.LastBlockOrdinal; ordinal++)
        {
            var block = graph.Blocks[ordinal];
            foreach (var operation in block.Operations)
            {
                if (!IsOne(operation))
                {
                    return false;
                }
            }

            if (block.BranchValue is { } condition && !IsOne(condition))
            {
                return false;
            }
        }

        return true;
    }

    private bool IsOne(IOperation operation)
    {
        switch (operation)
        {
            case { IsImplicit: false } or IInvocationOperation { TargetMethod.DeclaringSyntaxReferences.IsEmpty: false }:
                return false;
            case ILocalReferenceOperation local:
                _locals.Add(local.Local);
                return true;
            case IFlowCaptureReferenceOperation capture:
                _captures.Add(capture.Id);
                return true;
            default:
                foreach (var operand in operation.ChildOperations)
                {
                    if (!IsOne(operand))
                    {
                        return false;
                    }
                }

                return true;
        }
    }
}
