using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace SqliteDiscipline.Analyzers.Timeline.Building;

/// <summary>The body of a method of the project that touches connections: read once per compilation, walked at each call.</summary>
internal sealed record HelperBody(ControlFlowGraph Graph, SemanticModel Model)
{
    // What is longer is no helper but a part of the program, with a timeline of its own.
    private const int MaxLength = 6_000;
    private const int MaxBlocks = 60;

    public static HelperBody? Of(IMethodSymbol method, CompilationKnowledge known, CancellationToken cancellation) =>
        known.BoundHelperOf(method, cancellation) is { } bound && Graphs.Of(bound.Root, cancellation) is { } graph && IsShort(graph)
            ? new HelperBody(graph, bound.Model)
            : null;

    /// <summary>Whether a method can be followed where it is called, as far as can be told without binding it.</summary>
    public static bool IsOne(IMethodSymbol method, CompilationKnowledge known, CancellationToken cancellation) =>
        method is { IsAbstract: false, DeclaringSyntaxReferences.Length: 1 }
        && method.DeclaringSyntaxReferences[0].GetSyntax(cancellation) is (BaseMethodDeclarationSyntax or AccessorDeclarationSyntax or ArrowExpressionClauseSyntax) and var declaration
        && declaration.Span.Length <= MaxLength
        && known.Compilation.ContainsSyntaxTree(declaration.SyntaxTree)
        && known.Gate.Passes(method, cancellation)
        && !(MayIterate(method.ReturnType) && declaration.DescendantNodes().Any(node => node is YieldStatementSyntax));

    /// <summary>Whether it is short enough to be walked at each call.</summary>
    public static bool IsShort(ControlFlowGraph graph) => graph.Blocks.Length <= MaxBlocks;

    private static bool MayIterate(ITypeSymbol type) =>
        type is IErrorTypeSymbol or { Name: "IEnumerable" or "IEnumerator" or "IAsyncEnumerable" or "IAsyncEnumerator" };
}

/// <summary>The body of such a method, which no graph has been made of yet.</summary>
internal sealed record BoundHelper(IOperation Root, SemanticModel Model)
{
    public static BoundHelper? Of(IMethodSymbol method, CompilationKnowledge known, CancellationToken cancellation)
    {
        if (!HelperBody.IsOne(method, known, cancellation))
        {
            return null;
        }

        var declaration = method.DeclaringSyntaxReferences[0].GetSyntax(cancellation);
        var model = known.Compilation.GetSemanticModel(declaration.SyntaxTree);
        return model.OperationOf(declaration, cancellation) is { } root ? new BoundHelper(root, model) : null;
    }
}

internal static class Graphs
{
    /// <summary>The control-flow graph of a body; absent for a root that has none, or that the compiler cannot make one of.</summary>
    public static ControlFlowGraph? Of(IOperation root, CancellationToken cancellation)
    {
        try
        {
            return root switch
            {
                IMethodBodyOperation method => ControlFlowGraph.Create(method, cancellation),
                IConstructorBodyOperation constructor => ControlFlowGraph.Create(constructor, cancellation),
                IBlockOperation { Parent: null } block => ControlFlowGraph.Create(block, cancellation),
                IFieldInitializerOperation initializer => ControlFlowGraph.Create(initializer, cancellation),
                IPropertyInitializerOperation initializer => ControlFlowGraph.Create(initializer, cancellation),
                _ => null,
            };
        }
        catch (Exception failure) when (failure is ArgumentException or InvalidOperationException or NullReferenceException)
        {
            // Code with errors can have operations that no graph can be made of.
            return null;
        }
    }
}
