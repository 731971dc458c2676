using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace SqliteDiscipline.Analyzers.Timeline.Building;

/// <summary>
/// The helpers that open what they need and give nothing of it away, or have to do with no connection at all: <c>store.Add(customer)</c>. Who calls
/// one need not follow it, for what it does to its own connections is told where it stands. Found out by one walk of each, with nothing known.
/// </summary>
internal sealed class ClosedHelpers(CompilationKnowledge known)
{
    private readonly ConcurrentDictionary<IMethodSymbol, ClosedHelper?> _found = new(SymbolEqualityComparer.Default);

    /// <summary>What a call of the helper comes to; <see langword="null"/> where it has to be followed.</summary>
    public ClosedHelper? Find(IMethodSymbol method, CancellationToken cancellation) => Find(method, TimelineBuilding.None, cancellation);

    /// <param name="method">The helper.</param>
    /// <param name="asked">Those that are being found out about already: they are taken to be open.</param>
    /// <param name="cancellation">The compiler's wish to stop.</param>
    public ClosedHelper? Find(IMethodSymbol method, ImmutableHashSet<ISymbol> asked, CancellationToken cancellation)
    {
        if (_found.TryGetValue(method, out var closed))
        {
            return closed;
        }

        if (asked.Contains(method))
        {
            return null;
        }

        closed = IsCandidate(method) && known.HelperOf(method, cancellation) is { } body ? Walk(method, body, asked.Add(method), cancellation) : null;
        _found.TryAdd(method, closed);
        return closed;
    }

    /// <summary>Whether nothing of what is given to it can lead to a connection, or run code that does.</summary>
    public static bool Suits(Value? instance, CallArguments arguments) =>
        instance is null && arguments.Items.All(item => item.Value is null or StringValue or ConstantValue or NullValue);

    private bool IsCandidate(IMethodSymbol method) =>
        method.MethodKind == MethodKind.Ordinary
        && !method.Parameters.Any(parameter => parameter.RefKind is RefKind.Ref or RefKind.Out && MayLeadToConnection(parameter.Type))
        && !MayLeadToConnection(Members.AwaitedType(method.ReturnType));

    private bool MayLeadToConnection(ITypeSymbol? type) =>
        type is null or { SpecialType: SpecialType.System_Object } or { TypeKind: TypeKind.TypeParameter or TypeKind.Delegate or TypeKind.Dynamic }
            or { Name: "IDisposable" or "IAsyncDisposable" or "DbConnection" or "IDbConnection" }
        || known.Types.IsConnection(type) || ProviderNames.IsCommand(type) || ProviderNames.IsTransaction(type);

    private ClosedHelper? Walk(IMethodSymbol method, HelperBody body, ImmutableHashSet<ISymbol> asked, CancellationToken cancellation)
    {
        var building = new TimelineBuilding(known, body.Graph.OriginalOperation.Syntax, cancellation) { Asked = asked };
        var frame = new Frame(null, body.Graph.OriginalOperation.Syntax);
        var active = ImmutableHashSet.Create<ISymbol>(SymbolEqualityComparer.Default, method);
        var inlining = new Inlining(frame, body.Graph.OriginalOperation, Receiver: null, method, IsHandling: false, active);
        var explorer = new BodyExplorer(building, body.Graph, body.Model, method, inlining, static (_, _) => { });
        var exits = explorer.Explore(PathState.Empty, building.Writer.Entry);
        if (exits.Count == 0 || building.Writer is { IsExhausted: true } or { IsOfHelpersOnly: false } || !building.Written.All(IsPlain))
        {
            return null;
        }

        var returned = exits[0].State[explorer.Returned];
        returned = exits.All(exit => Equals(exit.State[explorer.Returned], returned)) ? returned : null;
        return returned is null or ConstantValue or NullValue ? new ClosedHelper(returned, building.Written) : null;
    }

    // What such a member holds is forgotten after the call.
    private bool IsPlain(ISymbol member) =>
        ((member as IFieldSymbol)?.Type ?? (member as IPropertySymbol)?.Type) is var type && !MayLeadToConnection(type) && !EntityFrameworkCalls.IsContext(type!, known);
}

/// <summary>What a call of a closed helper comes to.</summary>
/// <param name="Returned">What it gives, where that is always the same.</param>
/// <param name="Written">The members that it assigns to.</param>
internal sealed record ClosedHelper(Value? Returned, HashSet<ISymbol> Written);
