using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace SqliteDiscipline.Analyzers.Timeline.Building;

/// <summary>
/// The helpers that open what they need and give nothing of it away: <c>store.Add(customer)</c>. Who calls one need not follow it, for what it
/// does to its own connections is told where it stands. Found out by one walk of each.
/// </summary>
internal sealed class ClosedHelpers(CompilationKnowledge known)
{
    private readonly ConcurrentDictionary<IMethodSymbol, bool> _found = new(SymbolEqualityComparer.Default);

    public bool Has(IMethodSymbol method, CancellationToken cancellation) => Has(method, TimelineBuilding.None, cancellation);

    /// <param name="method">The helper.</param>
    /// <param name="asked">Those that are being found out about already: they are taken to be open.</param>
    /// <param name="cancellation">The compiler's wish to stop.</param>
    public bool Has(IMethodSymbol method, ImmutableHashSet<ISymbol> asked, CancellationToken cancellation)
    {
        if (_found.TryGetValue(method, out var isClosed))
        {
            return isClosed;
        }

        if (asked.Contains(method))
        {
            return false;
        }

        isClosed = IsCandidate(method) && known.HelperOf(method, cancellation) is { } body && IsClosed(method, body, asked.Add(method), cancellation);
        _found.TryAdd(method, isClosed);
        return isClosed;
    }

    /// <summary>Whether nothing of what is given to it can lead to a connection, or run code that does.</summary>
    public static bool Suits(Value? instance, CallArguments arguments) =>
        instance is null && arguments.Items.All(item => item.Value is null or StringValue or ConstantValue or NullValue);

    private bool IsCandidate(IMethodSymbol method) =>
        method.MethodKind == MethodKind.Ordinary
        && !method.Parameters.Any(parameter => parameter.RefKind is RefKind.Ref or RefKind.Out)
        && !MayLeadToConnection(Members.AwaitedType(method.ReturnType));

    private bool MayLeadToConnection(ITypeSymbol? type) =>
        type is null or { SpecialType: SpecialType.System_Object } or { TypeKind: TypeKind.TypeParameter or TypeKind.Delegate or TypeKind.Dynamic }
            or { Name: "IDisposable" or "IAsyncDisposable" or "DbConnection" or "IDbConnection" }
        || known.Types.IsConnection(type) || ProviderNames.IsCommand(type) || ProviderNames.IsTransaction(type);

    private bool IsClosed(IMethodSymbol method, HelperBody body, ImmutableHashSet<ISymbol> asked, CancellationToken cancellation)
    {
        var building = new TimelineBuilding(known, body.Graph.OriginalOperation.Syntax, cancellation) { Asked = asked };
        var frame = new Frame(null, body.Graph.OriginalOperation.Syntax);
        var active = ImmutableHashSet.Create<ISymbol>(SymbolEqualityComparer.Default, method);
        var inlining = new Inlining(frame, body.Graph.OriginalOperation, Receiver: null, method, IsHandling: false, active);
        var explorer = new BodyExplorer(building, body.Graph, body.Model, method, inlining, static (_, _) => { });
        var exits = explorer.Explore(PathState.Empty, building.Writer.Entry);
        return exits.Count > 0
            && exits.All(exit => exit.State[explorer.Returned] is null)
            && building is { PutsIntoMembers: false, Writer: { IsExhausted: false, IsOfHelpersOnly: true } };
    }
}
