using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace SqliteDiscipline.Analyzers.Timeline.Building;

/// <summary>Which method of the project a call ends up in.</summary>
internal static class Dispatch
{
    /// <summary>The method; <see langword="null"/> where it may be one or another, or is not the project's.</summary>
    public static IMethodSymbol? Of(Evaluator at, IInvocationOperation call, Value? instance)
    {
        var method = call.TargetMethod;
        if (call.IsVirtual && instance is ObjectValue { Key: ObjectId { Type: { } type } } && Of(method, type) is { } exact)
        {
            return exact;
        }

        var called = ExtensionMembers.Declared((method.ReducedFrom ?? method).OriginalDefinition, at.Known.Compilation, at.Cancellation);
        return Helpers.IsForeign(called) || MayBeAnother(called, call) ? null : called;
    }

    // Of an object whose type is known.
    private static IMethodSymbol? Of(IMethodSymbol called, INamedTypeSymbol type)
    {
        if (called.ContainingType?.TypeKind == TypeKind.Interface)
        {
            return type.FindImplementationForInterfaceMember(called) is IMethodSymbol implementation && !Helpers.IsForeign(implementation) ? implementation.OriginalDefinition : null;
        }

        for (var around = type; around is not null; around = around.BaseType)
        {
            foreach (var member in around.GetMembers(called.Name))
            {
                for (var method = member as IMethodSymbol; method is not null; method = method.OverriddenMethod)
                {
                    if (SymbolEqualityComparer.Default.Equals(method.OriginalDefinition, called.OriginalDefinition))
                    {
                        return Helpers.IsForeign((IMethodSymbol)member) || member.IsAbstract ? null : (IMethodSymbol)member.OriginalDefinition;
                    }
                }
            }
        }

        return null;
    }

    // A call that may end up in another type's method.
    private static bool MayBeAnother(IMethodSymbol method, IInvocationOperation call) =>
        method.IsAbstract || method.ContainingType?.TypeKind == TypeKind.Interface
        || ((method.IsVirtual || method.IsOverride) && call.IsVirtual && !method.IsSealed && method.ContainingType is { IsSealed: false });
}
