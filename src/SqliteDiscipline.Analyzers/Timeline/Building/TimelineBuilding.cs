using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace SqliteDiscipline.Analyzers.Timeline.Building;

/// <summary>What the parts that build one timeline share.</summary>
/// <param name="Known">What is known of the compilation.</param>
/// <param name="Body">The analysed body: places are shown in it.</param>
/// <param name="Cancellation">The compiler's wish to stop.</param>
internal sealed record TimelineBuilding(CompilationKnowledge Known, SyntaxNode Body, CancellationToken Cancellation)
{
    // Helpers of helpers multiply. A body that comes to more blocks is walked no further into them; what they do to its connections is then not known.
    private const int MaxBlocks = 3_000;

    private int _blocks;

    public GraphWriter Writer { get; } = new();

    /// <summary>The helper of which it is being found out whether it is closed (<see cref="ClosedHelpers"/>).</summary>
    public Asking? Asking { get; init; }

    /// <summary>The fields and properties that are assigned to.</summary>
    public HashSet<ISymbol> Written { get; } = new(SymbolEqualityComparer.Default);

    /// <summary>Whether it runs a text that its caller gives it.</summary>
    public bool RunsGivenText { get; private set; }

    /// <summary>Notes that a text is run.</summary>
    public void Run(TextTemplate text) =>
        RunsGivenText |= text is { Parts: { Length: > 0 } parts } && parts[0].Hole is IParameterReferenceOperation { Syntax: var name } && Body.Span.Contains(name.Span);

    /// <summary>Notes that a block is walked, once more or for the first time.</summary>
    public void Walk() => _blocks++;

    /// <summary>Whether a call may still be inlined.</summary>
    public bool MayInline => _blocks <= MaxBlocks;

    /// <summary>Whether the node stands in the analysed body.</summary>
    public bool Shows(SyntaxNode node) => node.SyntaxTree == Body.SyntaxTree && Body.Span.Contains(node.Span);
}
