using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace SqliteDiscipline.Analyzers.Rules.Splicing;

/// <summary>
/// Text that has neither quotes nor semicolons in it, whatever it is made of: hexadecimal, numbers, GUIDs and the like. Followed through methods, fields and variables,
/// as keys are kept: made or loaded by one method, held by a field, given out by another.
/// </summary>
internal sealed class PlainText
{
    private static readonly ConditionalWeakTable<Compilation, PlainText> s_byCompilation = new();

    private static readonly HashSet<string> s_makers = new() { "ToHexString", "ToHexStringLower", "ToBase64String" };

    private readonly Compilation _compilation;

    // Methods may call each other in any way, so each is read once, and says what it rests on; whoever rests on nothing but what is plain is plain.
    private readonly ConcurrentDictionary<ISymbol, ImmutableArray<ISymbol>> _needs = new(SymbolEqualityComparer.Default);

    private PlainText(Compilation compilation) => _compilation = compilation;

    public static PlainText Of(Compilation compilation) => s_byCompilation.GetValue(compilation, static compilation => new PlainText(compilation));

    /// <summary>Whether the method makes such text.</summary>
    public static bool IsMaker(IMethodSymbol method) =>
        s_makers.Contains(method.Name) || method is { Name: "ToString", ContainingType: { Name: "BitConverter", ContainingNamespace.Name: "System" } };

    /// <summary>Whether a method of the project gives nothing else.</summary>
    public bool IsGivenBy(IMethodSymbol method, CancellationToken cancellation)
    {
        var seen = new HashSet<ISymbol>(SymbolEqualityComparer.Default) { PlainReading.Declared(method) };
        var open = new Stack<ISymbol>(seen);
        while (open.Count > 0)
        {
            cancellation.ThrowIfCancellationRequested();
            var symbol = open.Pop();
            if (!_needs.TryGetValue(symbol, out var needs))
            {
                needs = _needs.GetOrAdd(symbol, PlainReading.Of(symbol, _compilation, cancellation));
            }

            if (needs.IsDefault)
            {
                return false;
            }

            foreach (var needed in needs.Where(seen.Add))
            {
                open.Push(needed);
            }
        }

        return true;
    }
}
