using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;

namespace SqliteDiscipline.Analyzers.Timeline.Building;

/// <summary>The types of the project whose objects hold a connection, a command or a transaction, themselves or by another such object.</summary>
internal sealed class Holders(CompilationKnowledge known)
{
    private const int MaxDepth = 3;

    // By how deep it is still looked for.
    private readonly ConcurrentDictionary<INamedTypeSymbol, bool>[] _known = Enumerable.Range(0, MaxDepth + 1)
        .Select(_ => new ConcurrentDictionary<INamedTypeSymbol, bool>(SymbolEqualityComparer.Default)).ToArray();

    public bool IsOne(ITypeSymbol? type) => IsOne(type, MaxDepth);

    private bool IsOne(ITypeSymbol? type, int depth)
    {
        if (type is not INamedTypeSymbol { TypeKind: TypeKind.Class, DeclaringSyntaxReferences.IsEmpty: false, OriginalDefinition: var definition })
        {
            return false;
        }

        if (!_known[depth].TryGetValue(definition, out var isOne))
        {
            _known[depth].TryAdd(definition, isOne = !IsFollowed(definition) && Holds(definition, depth));
        }

        return isOne;
    }

    private bool Holds(INamedTypeSymbol type, int depth)
    {
        for (var around = type; around is { DeclaringSyntaxReferences.IsEmpty: false }; around = around.BaseType)
        {
            foreach (var member in around.GetMembers())
            {
                // The field of an automatic property is among them; what a primary constructor keeps is not.
                if (member is IFieldSymbol { IsStatic: false, Type: var held } ? Leads(held)
                    : member is IMethodSymbol { MethodKind: MethodKind.Constructor, IsStatic: false } constructor && Constructors.IsPrimary(constructor) && constructor.Parameters.Any(parameter => Leads(parameter.Type)))
                {
                    return true;
                }
            }
        }

        return false;

        bool Leads(ITypeSymbol held) => IsFollowed(held) || (depth > 0 && IsOne(held, depth - 1));
    }

    private bool IsFollowed(ITypeSymbol type) => known.Types.IsConnection(type) || Evaluator.IsAbstractConnection(type) || ProviderNames.IsCommand(type) || ProviderNames.IsTransaction(type)
        || EntityFrameworkCalls.IsContext(type, known);
}
