using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SqliteDiscipline.Analyzers.Timeline.Creation;

namespace SqliteDiscipline.Analyzers.Timeline.Building;

/// <summary>Methods that no call comes back from: those that say so by <c>[DoesNotReturn]</c>, and the project's own that do nothing but throw.</summary>
internal static class Throwers
{
    // Asked of every call, most of them again and again.
    private static readonly ConditionalWeakTable<IMethodSymbol, StrongBox<bool>> s_throwers = new();

    public static bool IsThrower(IMethodSymbol method, CancellationToken cancellation)
    {
        // Of other code's methods, those of one form alone are worth reading their attributes.
        if (method is not { IsStatic: true, ReturnsVoid: true } && Helpers.IsForeign(method))
        {
            return false;
        }

        method = method.OriginalDefinition;
        if (!s_throwers.TryGetValue(method, out var known))
        {
            known = new StrongBox<bool>(SaysSo(method) || (!method.IsVirtual && !method.IsOverride && Thrown(method, cancellation) is not null));
            known = s_throwers.GetValue(method, _ => known);
        }

        return known.Value;
    }

    /// <summary>The type of what it throws, where its one statement makes it.</summary>
    public static ITypeSymbol? ThrownBy(IMethodSymbol method, Compilation compilation, CancellationToken cancellation) =>
        Thrown(method.OriginalDefinition, cancellation) is BaseObjectCreationExpressionSyntax thrown && compilation.ContainsSyntaxTree(thrown.SyntaxTree)
            ? compilation.GetSemanticModel(thrown.SyntaxTree).GetTypeInfo(thrown, cancellation).Type
            : null;

    private static bool SaysSo(IMethodSymbol method) =>
        method.GetAttributes().Any(attribute => attribute.AttributeClass.Is("System.Diagnostics.CodeAnalysis", "DoesNotReturnAttribute"));

    private static ExpressionSyntax? Thrown(IMethodSymbol method, CancellationToken cancellation) => method.DeclaringSyntaxReferences.Length != 1
        ? null
        : method.DeclaringSyntaxReferences[0].GetSyntax(cancellation) switch
        {
            MethodDeclarationSyntax { ExpressionBody.Expression: ThrowExpressionSyntax thrown } => thrown.Expression,
            MethodDeclarationSyntax { Body.Statements: { Count: 1 } statements } => (statements[0] as ThrowStatementSyntax)?.Expression,
            LocalFunctionStatementSyntax { ExpressionBody.Expression: ThrowExpressionSyntax thrown } => thrown.Expression,
            LocalFunctionStatementSyntax { Body.Statements: { Count: 1 } statements } => (statements[0] as ThrowStatementSyntax)?.Expression,
            _ => null,
        };
}
