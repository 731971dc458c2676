using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SqliteDiscipline.Analyzers.Timeline.Building;

internal static class Members
{
    /// <summary>Whether the property keeps what is put into it, and nothing else runs: an automatic one of this compilation.</summary>
    public static bool IsAuto(IPropertySymbol property) =>
        property is { IsAbstract: false, IsVirtual: false, IsOverride: false, DeclaringSyntaxReferences.Length: 1 }
        && property.DeclaringSyntaxReferences[0].GetSyntax() switch
        {
            PropertyDeclarationSyntax { AccessorList: { } accessors, ExpressionBody: null } =>
                accessors.Accessors.All(accessor => accessor is { Body: null, ExpressionBody: null }),
            ParameterSyntax => true,
            _ => false,
        };

    /// <summary>What awaiting gives: the argument of <c>Task&lt;T&gt;</c> or <c>ValueTask&lt;T&gt;</c>, or the type itself.</summary>
    public static ITypeSymbol? AwaitedType(ITypeSymbol? type) => IsTask(type) ? ((INamedTypeSymbol)type!).TypeArguments[0] : type;

    /// <summary>Whether awaiting it gives something.</summary>
    public static bool IsTask(ITypeSymbol? type) => type is INamedTypeSymbol { Name: "Task" or "ValueTask", TypeArguments.Length: 1 };
}
