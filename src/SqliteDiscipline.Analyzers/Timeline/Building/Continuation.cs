using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;

namespace SqliteDiscipline.Analyzers.Timeline.Building;

/// <summary>Where it goes on after a <c>finally</c> region: to the branch's destination, or with the exception outwards.</summary>
/// <param name="region">The <c>finally</c> region.</param>
/// <param name="branch">The branch that leaves the <c>try</c>; <see langword="null"/> for an exception.</param>
/// <param name="outer">That of the <c>finally</c> around, where this one stands in another.</param>
internal sealed class Continuation(ControlFlowRegion region, ControlFlowBranch? branch, Continuation? outer) : IEquatable<Continuation>
{
    public ControlFlowRegion Region { get; } = region;

    public ControlFlowBranch? Branch { get; } = branch;

    public Continuation? Outer { get; } = outer;

    /// <summary>Of what type the exception is, where it is thrown by name and somebody further out asks.</summary>
    public ITypeSymbol? Thrown { get; init; }

    /// <summary>The next <c>finally</c> that the branch runs after this one.</summary>
    public ControlFlowRegion? NextFinally
    {
        get
        {
            var regions = Branch!.FinallyRegions;
            var index = regions.IndexOf(Region) + 1;
            return index > 0 && index < regions.Length ? regions[index] : null;
        }
    }

    // Every `return` of a try block is a branch of its own, and all go the same way.
    public bool Equals(Continuation? other) =>
        other is not null && Region == other.Region && (Branch is null) == (other.Branch is null)
        && Branch?.Destination == other.Branch?.Destination && SymbolEqualityComparer.Default.Equals(Thrown, other.Thrown) && Equals(Outer, other.Outer);

    public override bool Equals(object? obj) => Equals(obj as Continuation);

    public override int GetHashCode() => (Region.FirstBlockOrdinal * 31) + (Branch?.Destination?.Ordinal ?? -1);
}
