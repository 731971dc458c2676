using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace SqliteDiscipline.Analyzers.Timeline.Building;

/// <summary>What the parts that build one timeline share.</summary>
/// <param name="Known">What is known of the compilation.</param>
/// <param name="Body">The analysed body: places are shown in it.</param>
/// <param name="Cancellation">The compiler's wish to stop.</param>
internal sealed record TimelineBuilding(CompilationKnowledge Known, SyntaxNode Body, CancellationToken Cancellation)
{
    // Helpers of helpers multiply. How many blocks of the helpers that the body calls are walked, of those that these call, and so on: behind that, what they do to
    // its connections is not known.
    private static readonly int[] s_maxBlocks = { 3_000, 1_000, 300, 100 };

    private readonly int[] _blocks = new int[s_maxBlocks.Length];

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

    /// <summary>Notes that a block of a helper is walked, once more or for the first time.</summary>
    public void Walk(Frame helper) => _blocks[helper.Depth - 1]++;

    /// <summary>Whether a call may be inlined.</summary>
    public bool MayInline(Frame helper) => helper.Depth <= s_maxBlocks.Length && _blocks[helper.Depth - 1] < s_maxBlocks[helper.Depth - 1];

    /// <summary>Whether the node stands in the analysed body.</summary>
    public bool Shows(SyntaxNode node) => node.SyntaxTree == Body.SyntaxTree && Body.Span.Contains(node.Span);
}
