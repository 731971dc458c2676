using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using SqliteDiscipline.Analyzers.Timeline.Gate;

namespace SqliteDiscipline.Analyzers.Rules.Census;

/// <summary>Tells of two members whether they may be run one after the other over one connection: by who calls them, which says it of more than it is true of.</summary>
/// <param name="callers">The members that anybody could call them from.</param>
internal sealed class CalledTogether(Callers callers)
{
    private const int MaxDistance = 2;

    private readonly ConcurrentDictionary<ISymbol, HashSet<SyntaxNode>> _near = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<ISymbol, HashSet<SyntaxNode>> _far = new(SymbolEqualityComparer.Default);

    /// <summary>Whether they are of one type, or some member leads to both, through one more at the most.</summary>
    public bool MayBe(ISymbol one, ISymbol other, CancellationToken cancellation) =>
        SymbolEqualityComparer.Default.Equals(Outermost(one), Outermost(other)) || Around(one, _far, MaxDistance, cancellation).Overlaps(Around(other, _far, MaxDistance, cancellation));

    /// <summary>Whether some member calls both, or one calls the other, or both stand in one.</summary>
    public bool Are(ISymbol one, ISymbol other, CancellationToken cancellation) => Around(one, _near, 1, cancellation).Overlaps(Around(other, _near, 1, cancellation));

    /// <summary>Whether some other member calls it.</summary>
    public bool IsCalled(ISymbol member, CancellationToken cancellation) => Around(member, _near, 1, cancellation).Count > MemberOf(member).DeclaringSyntaxReferences.Length;

    /// <summary>The member itself, those that call it, those that call one of these, and so on.</summary>
    private HashSet<SyntaxNode> Around(ISymbol symbol, ConcurrentDictionary<ISymbol, HashSet<SyntaxNode>> known, int distance, CancellationToken cancellation) =>
        known.GetOrAdd(MemberOf(symbol), member => new HashSet<SyntaxNode>(
            member.DeclaringSyntaxReferences.Select(reference => MemberWords.MemberOf(reference.GetSyntax(cancellation)))
                .Concat(callers.Of(new[] { member }, distance, cancellation).Select(caller => caller.Member))));

    // Of a lambda or a local function, what it stands in.
    private static ISymbol MemberOf(ISymbol symbol)
    {
        while (symbol.ContainingSymbol is { Kind: not (SymbolKind.NamedType or SymbolKind.Namespace) } around)
        {
            symbol = around;
        }

        return symbol.OriginalDefinition;
    }

    private static INamedTypeSymbol? Outermost(ISymbol member)
    {
        var type = member.ContainingType;
        while (type?.ContainingType is { } outer)
        {
            type = outer;
        }

        return type?.OriginalDefinition;
    }
}
