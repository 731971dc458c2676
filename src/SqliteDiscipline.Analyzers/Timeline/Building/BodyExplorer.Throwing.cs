using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;

namespace SqliteDiscipline.Analyzers.Timeline.Building;

/// <summary>Where exceptions go.</summary>
internal sealed partial class BodyExplorer
{
    /// <summary>Leads an exception from a node to the handlers and <c>finally</c> regions around it, or out of the body.</summary>
    /// <param name="state">What is known then.</param>
    /// <param name="from">The node.</param>
    /// <param name="region">Where it is thrown.</param>
    /// <param name="after">Where it goes on after the <c>finally</c> that it is thrown in.</param>
    /// <param name="thrown">Of what type it is, where it is thrown by name; else it is the provider's.</param>
    public void Throw(PathState state, TimelineNode from, ControlFlowRegion? region, Continuation? after, ITypeSymbol? thrown = null)
    {
        if (_leave is null && !IsHandled(region))
        {
            LeaveBody(from);
            return;
        }

        for (; region is not null; region = Around(region))
        {
            state = Without(state, region);
            if (region.Kind == ControlFlowRegionKind.Finally)
            {
                after = after?.Outer;
            }

            if (region.Kind != ControlFlowRegionKind.Try || region.EnclosingRegion is not { } around)
            {
                continue;
            }

            var isFiltered = false;
            foreach (var handler in around.NestedRegions.Where(nested => nested != region))
            {
                var block = Graph.Blocks[handler.FirstBlockOrdinal];
                if (handler.Kind == ControlFlowRegionKind.Finally)
                {
                    Enter(block, new Continuation(handler, null, after) { Thrown = IsAskedFor(around) ? thrown : null }, NeededFrom(handler, state), from.Thrown);
                    return;
                }

                if (thrown is not null && !Catches(handler, thrown))
                {
                    continue;
                }

                Enter(block, after, state, from.Thrown);
                if (handler.Kind == ControlFlowRegionKind.Catch && Catches(handler, thrown))
                {
                    return;
                }

                isFiltered |= handler.Kind == ControlFlowRegionKind.FilterAndHandler && Catches(handler, thrown);
            }

            if (isFiltered)
            {
                // Past them it comes when the filter says no, with what the filter has done.
                return;
            }
        }

        if (_leave is not null)
        {
            _leave(this, state, from, thrown);
        }
        else
        {
            LeaveBody(from);
        }
    }

    /// <summary>Whether some handler further out takes exceptions of its type only; a caller's may.</summary>
    private bool IsAskedFor(ControlFlowRegion? region)
    {
        for (; _leave is null && region is not null; region = Around(region))
        {
            if (region.Kind == ControlFlowRegionKind.Try && region.EnclosingRegion!.NestedRegions.Any(handler =>
                handler.Kind is ControlFlowRegionKind.Catch or ControlFlowRegionKind.FilterAndHandler && handler.ExceptionType is { Name: not "Exception", SpecialType: not SpecialType.System_Object }))
            {
                return true;
            }
        }

        return _leave is not null;
    }

    /// <summary>What makes a difference to an exception that enters a <c>finally</c>; in a helper, what its caller knows may do so further on.</summary>
    private PathState NeededFrom(ControlFlowRegion handler, PathState state)
    {
        var disposals = Disposals.From(handler, Graph);
        return !disposals.IsAll ? state
            : Caller is null ? state.Where(disposals.Contain)
            : state.Where(place => disposals.Contain(place) || !IsOwn(place)).Swept();
    }

    /// <summary>Whether a handler that comes after this one takes everything, so that nothing goes further when its filter says no.</summary>
    private static bool IsCaughtNext(ControlFlowRegion handler) =>
        handler.EnclosingRegion!.NestedRegions.SkipWhile(region => region != handler).Skip(1).Any(CatchesAll);

    private void LeaveBody(TimelineNode from)
    {
        if (!from.Thrown.Contains(Writer.ThrownExit))
        {
            from.Thrown.Add(Writer.ThrownExit);
        }
    }

    private static bool IsHandled(ControlFlowRegion? region)
    {
        for (; region is not null; region = Around(region))
        {
            if (region.Kind == ControlFlowRegionKind.Try)
            {
                return true;
            }
        }

        return false;
    }

    // The regions of a lambda or local function lie within those of the body around it, which are none of its own.
    public static ControlFlowRegion? Around(ControlFlowRegion region) => region.Kind == ControlFlowRegionKind.Root ? null : region.EnclosingRegion;

    public static bool IsHandler(ControlFlowRegion? region)
    {
        for (; region is not null; region = Around(region))
        {
            if (region.Kind is ControlFlowRegionKind.Catch or ControlFlowRegionKind.Finally or ControlFlowRegionKind.Filter)
            {
                return true;
            }
        }

        return false;
    }

    // What concerns us throws SqliteException; a filter may say no.
    private static bool CatchesAll(ControlFlowRegion handler) => handler.Kind == ControlFlowRegionKind.Catch && Catches(handler, thrown: null);

    private static bool Catches(ControlFlowRegion handler, ITypeSymbol? thrown)
    {
        if (handler.ExceptionType is null or { SpecialType: SpecialType.System_Object } or { Name: "Exception" })
        {
            return true;
        }

        if (thrown is null)
        {
            return handler.ExceptionType.Name is "SystemException" or "ExternalException" or "DbException" or "SqliteException";
        }

        for (var type = thrown; type is not null; type = type.BaseType)
        {
            if (SymbolEqualityComparer.Default.Equals(type, handler.ExceptionType))
            {
                return true;
            }
        }

        return false;
    }
}
