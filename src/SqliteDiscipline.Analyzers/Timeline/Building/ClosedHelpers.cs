using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;

namespace SqliteDiscipline.Analyzers.Timeline.Building;

/// <summary>
/// The helpers that open what they need and give nothing of it away, or have to do with no connection at all: <c>store.Add(customer)</c>. Who calls
/// one need not follow it, for what it does to its own connections is told where it stands. Found out by the one walk that its own timeline needs, too.
/// </summary>
internal sealed class ClosedHelpers(CompilationKnowledge known)
{
    private readonly ConcurrentDictionary<IMethodSymbol, ClosedHelper?> _found = new(SymbolEqualityComparer.Default);

    // Of methods that were asked about before their own turn came.
    private readonly ConcurrentDictionary<IMethodSymbol, BodyWalk> _walks = new(SymbolEqualityComparer.Default);

    /// <summary>What a call of the helper comes to; <see langword="null"/> where it has to be followed.</summary>
    public ClosedHelper? Find(IMethodSymbol method, CancellationToken cancellation) => Find(method, null, cancellation);

    /// <param name="method">The helper.</param>
    /// <param name="asking">For the sake of which it is asked about: those that are being walked already are taken to be open.</param>
    /// <param name="cancellation">The compiler's wish to stop.</param>
    public ClosedHelper? Find(IMethodSymbol method, Asking? asking, CancellationToken cancellation)
    {
        if (_found.TryGetValue(method, out var closed))
        {
            return closed;
        }

        if (asking?.Has(method) == true)
        {
            return null;
        }

        if (IsCandidate(method) && known.HelperOf(method, cancellation) is { } body)
        {
            asking = new Asking(method, asking);
            var walk = BodyWalk.Of(body.Graph, method, body.Model, known, asking, cancellation);
            closed = walk.Closed;
            if (!asking.IsCutShort)
            {
                _walks.TryAdd(method, walk);
            }
        }

        _found.TryAdd(method, closed);
        return closed;
    }

    /// <summary>The walk of a method that was asked about before its own turn came; <see langword="null"/> for any other.</summary>
    /// <param name="method">The method.</param>
    /// <param name="declaration">The body of it that is asked about.</param>
    /// <param name="cancellation">The compiler's wish to stop.</param>
    public (HelperBody Body, BodyWalk Walk)? TakeWalk(IMethodSymbol method, SyntaxNode declaration, CancellationToken cancellation) =>
        _walks.ContainsKey(method)
        && known.HelperOf(method, cancellation) is { } body
        && body.Graph.OriginalOperation.Syntax.Span.Contains(declaration.Span)
        && _walks.TryRemove(method, out var walk)
            ? (body, walk)
            : null;

    /// <summary>Walks a body for its own timeline, as the compiler has bound it; of a helper, it is noted what a call of it comes to.</summary>
    public BodyWalk Walk(ControlFlowGraph graph, ISymbol symbol, SemanticModel model, CancellationToken cancellation)
    {
        if (symbol is not IMethodSymbol method || !IsCandidate(method) || !HelperBody.IsOne(method, known, cancellation) || !HelperBody.IsShort(graph))
        {
            return BodyWalk.Of(graph, symbol, model, known, asking: null, cancellation);
        }

        var walk = BodyWalk.Of(graph, method, model, known, new Asking(method, null), cancellation);
        _found.TryAdd(method, walk.Closed);
        return walk;
    }

    /// <summary>Whether nothing of what is given to it can lead to a connection, or run code that does.</summary>
    public static bool Suits(Value? instance, CallArguments arguments) =>
        instance is null && arguments.Items.All(item => item.Value is null or StringValue or ConstantValue or NullValue);

    /// <summary>Whether none of the members can hold what leads to a connection: what they hold is forgotten after the call.</summary>
    public bool ArePlain(IEnumerable<ISymbol> members) => members.All(member =>
        ((member as IFieldSymbol)?.Type ?? (member as IPropertySymbol)?.Type) is var type && !MayLeadToConnection(type) && !EntityFrameworkCalls.IsContext(type!, known));

    private bool IsCandidate(IMethodSymbol method) =>
        method.MethodKind == MethodKind.Ordinary
        && !method.Parameters.Any(parameter => parameter.RefKind is RefKind.Ref or RefKind.Out && MayLeadToConnection(parameter.Type))
        && !MayLeadToConnection(Members.AwaitedType(method.ReturnType));

    private bool MayLeadToConnection(ITypeSymbol? type) =>
        type is null or { SpecialType: SpecialType.System_Object } or { TypeKind: TypeKind.TypeParameter or TypeKind.Delegate or TypeKind.Dynamic }
            or { Name: "IDisposable" or "IAsyncDisposable" or "DbConnection" or "IDbConnection" }
        || known.Holders.IsOne(type) || known.Types.IsConnection(type) || ProviderNames.IsCommand(type) || ProviderNames.IsTransaction(type);
}
