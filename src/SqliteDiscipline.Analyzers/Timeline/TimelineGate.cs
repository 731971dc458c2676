using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SqliteDiscipline.Analyzers.Timeline;

/// <summary>
/// Tells whether a body can have to do with a connection at all: by its words, or because it calls a method of the project of which that is
/// true, or uses such a field. No timeline is built for one that cannot.
/// </summary>
internal sealed class TimelineGate(Compilation compilation)
{
    // A helper of a helper of a helper: what lies deeper is not followed either.
    private const int MaxDepth = 3;

    private readonly ConcurrentDictionary<(ISymbol Symbol, int Depth), bool> _touches = new();
    private readonly Lazy<HashSet<string>> _helperNames = new(() => HelperNames(compilation));

    public bool Passes(SyntaxNode body, SemanticModel model, CancellationToken cancellation)
    {
        var member = MemberWords.MemberOf(body);
        return MemberWords.Of(member) is { } words && (words.Touches || CallsHelper(member, words, () => model, MaxDepth, cancellation));
    }

    /// <summary>Whether a method, or the property of an accessor, is worth following.</summary>
    public bool Passes(ISymbol symbol, CancellationToken cancellation) => Touches(symbol, MaxDepth, cancellation);

    private bool Touches(ISymbol symbol, int depth, CancellationToken cancellation)
    {
        symbol = (symbol is IMethodSymbol { AssociatedSymbol: { } owner } ? owner : symbol).OriginalDefinition;
        if (symbol.DeclaringSyntaxReferences.IsEmpty)
        {
            return false;
        }

        // A recursion ends with the depth.
        if (_touches.TryGetValue((symbol, depth), out var known))
        {
            return known;
        }

        var touches = symbol.DeclaringSyntaxReferences.Any(reference =>
            compilation.ContainsSyntaxTree(reference.SyntaxTree)
            && MemberWords.MemberOf(reference.GetSyntax(cancellation)) is var member
            && MemberWords.Of(member) is { } words
            && (words.Touches
                || (depth > 0 && CallsHelper(member, words, () => compilation.GetSemanticModel(reference.SyntaxTree), depth - 1, cancellation))));
        _touches[(symbol, depth)] = touches;
        return touches;
    }

    // By name first: only a name that a helper bears is worth asking the model about.
    private bool CallsHelper(SyntaxNode member, MemberWords words, Func<SemanticModel> modelOf, int depth, CancellationToken cancellation)
    {
        if (!words.Words.Overlaps(_helperNames.Value))
        {
            return false;
        }

        var model = modelOf();
        foreach (var name in member.DescendantNodes().OfType<SimpleNameSyntax>())
        {
            cancellation.ThrowIfCancellationRequested();
            if (_helperNames.Value.Contains(name.Identifier.ValueText)
                && model.GetSymbolInfo(name, cancellation).Symbol is { Kind: SymbolKind.Method or SymbolKind.Property or SymbolKind.Field } called
                && Touches(called is IMethodSymbol { ReducedFrom: { } extension } ? extension : called, depth, cancellation))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The names of members whose words tell, and of those that mention such a name, and so on.</summary>
    private static HashSet<string> HelperNames(Compilation compilation)
    {
        var members = compilation.SyntaxTrees.SelectMany(MemberWords.In).ToList();
        var names = new HashSet<string>(members.Where(member => member.Touches).SelectMany(member => member.Names));
        for (var round = 0; round < MaxDepth; round++)
        {
            var further = members.Where(member => !member.Touches && member.Words.Overlaps(names)).SelectMany(member => member.Names).ToList();
            names.UnionWith(further);
        }

        return names;
    }
}
