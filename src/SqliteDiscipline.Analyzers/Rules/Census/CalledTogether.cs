using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using SqliteDiscipline.Analyzers.Timeline.Gate;

namespace SqliteDiscipline.Analyzers.Rules.Census;

/// <summary>
/// Tells of two members whether they may be run one after the other over one connection. By names alone, which says it of more than it is true of.
/// </summary>
/// <param name="members">The members that anybody could call them from.</param>
internal sealed class CalledTogether(IReadOnlyCollection<MemberWords> members)
{
    private const int MaxDistance = 2;

    private readonly ConcurrentDictionary<ISymbol, HashSet<SyntaxNode>> _near = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<ISymbol, HashSet<SyntaxNode>> _far = new(SymbolEqualityComparer.Default);

    /// <summary>Whether they are of one type, or some member leads to both, through one more at the most.</summary>
    public bool MayBe(ISymbol one, ISymbol other) =>
        SymbolEqualityComparer.Default.Equals(Outermost(one), Outermost(other)) || Meet(one, other, _far, MaxDistance);

    /// <summary>Whether some member mentions both, or one mentions the other, or both stand in one.</summary>
    public bool Are(ISymbol one, ISymbol other) => Meet(one, other, _near, 1);

    /// <summary>Whether some other member mentions it.</summary>
    public bool IsCalled(ISymbol member) => _near.GetOrAdd(MemberOf(member), called => CallersOf(called, 1)).Count > member.DeclaringSyntaxReferences.Length;

    private bool Meet(ISymbol one, ISymbol other, ConcurrentDictionary<ISymbol, HashSet<SyntaxNode>> callers, int distance) =>
        callers.GetOrAdd(MemberOf(one), member => CallersOf(member, distance)).Overlaps(callers.GetOrAdd(MemberOf(other), member => CallersOf(member, distance)));

    /// <summary>The member itself, those that mention it, those that mention one of these, and so on.</summary>
    private HashSet<SyntaxNode> CallersOf(ISymbol member, int maxDistance)
    {
        var callers = new HashSet<SyntaxNode>(member.DeclaringSyntaxReferences.Select(reference => MemberWords.MemberOf(reference.GetSyntax())));
        var names = new HashSet<int> { Words.HashOf(NameOf(member)) };
        for (var distance = 0; distance < maxDistance && names.Count > 0; distance++)
        {
            var found = members.Where(caller => caller.Mentions(names) && callers.Add(caller.Member)).ToList();
            names = new HashSet<int>(found.SelectMany(caller => caller.Names).Select(Words.HashOf));
        }

        return callers;
    }

    // Constructors, operators and what a `using` runs are called by the type's name, if by any.
    private static string NameOf(ISymbol member) => member switch
    {
        IMethodSymbol { AssociatedSymbol: { } property } => property.Name,
        IMethodSymbol { MethodKind: not (MethodKind.Ordinary or MethodKind.ExplicitInterfaceImplementation) } or { Name: "Dispose" or "DisposeAsync" } => member.ContainingType.Name,
        _ => member.Name.Substring(member.Name.LastIndexOf('.') + 1),
    };

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
