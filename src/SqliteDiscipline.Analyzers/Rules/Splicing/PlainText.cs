using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace SqliteDiscipline.Analyzers.Rules.Splicing;

/// <summary>
/// Text that has nothing in it that ends the value, whatever it is made of: hexadecimal, numbers, GUIDs, names that stand in the code, what has been looked at on the way. Followed
/// through methods, fields and variables, as keys are kept: made or loaded by one method, held by a field, given out by another.
/// </summary>
internal sealed class PlainText
{
    private static readonly ConditionalWeakTable<Compilation, ConcurrentDictionary<HarmfulCharacters, PlainText>> s_byCompilation = new();

    private static readonly HashSet<string> s_makers = new() { "ToHexString", "ToHexStringLower", "ToBase64String" };

    private readonly Compilation _compilation;
    private readonly HarmfulCharacters _harmful;

    // Methods may call each other in any way, so each is read once, and says what it rests on; whoever rests on nothing but what is plain is plain.
    private readonly ConcurrentDictionary<ISymbol, ImmutableArray<ISymbol>> _needs = new(SymbolEqualityComparer.Default);

    private PlainText(Compilation compilation, HarmfulCharacters harmful) => (_compilation, _harmful) = (compilation, harmful);

    public static PlainText Of(Compilation compilation, HarmfulCharacters harmful) =>
        s_byCompilation.GetValue(compilation, static _ => new()).GetOrAdd(harmful, _ => new PlainText(compilation, harmful));

    /// <summary>Whether the method makes such text.</summary>
    public static bool IsMaker(IMethodSymbol method) =>
        s_makers.Contains(method.Name)
        || method is { Name: "ToString", ContainingType: { Name: "BitConverter", ContainingNamespace.Name: "System" } } or { Name: "GetName", ContainingType.SpecialType: SpecialType.System_Enum };

    /// <summary>Whether it is what something is called in the code, or what an attribute there says: <c>typeof(T).Name</c>.</summary>
    public static bool IsInCode(IPropertySymbol property)
    {
        for (var type = property.ContainingType; type is not null; type = type.BaseType)
        {
            if (type is { Name: "MemberInfo" or "ParameterInfo", ContainingNamespace.Name: "Reflection" } or { Name: "Attribute", ContainingNamespace.Name: "System" })
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether a method or property of the project gives nothing else.</summary>
    public bool IsGivenBy(ISymbol member, CancellationToken cancellation)
    {
        var seen = new HashSet<ISymbol>(SymbolEqualityComparer.Default) { PlainReading.Declared(member) };
        var open = new Stack<ISymbol>(seen);
        while (open.Count > 0)
        {
            cancellation.ThrowIfCancellationRequested();
            var symbol = open.Pop();
            if (!_needs.TryGetValue(symbol, out var needs))
            {
                needs = _needs.GetOrAdd(symbol, PlainReading.Of(symbol, _compilation, _harmful, cancellation));
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
