using Microsoft.CodeAnalysis;

namespace SqliteDiscipline.Analyzers.Timeline.Building;

/// <summary><c>[a, b]</c>: newer than the oldest compiler that loads us, so known by its syntax only.</summary>
internal static class CollectionExpression
{
    public static bool Is(IOperation operation) =>
        operation.Kind > OperationKind.Attribute
        && operation.Syntax.GetType().Name == "CollectionExpressionSyntax"
        && operation.ChildOperations.All(element => element.Syntax.Parent?.GetType().Name == "ExpressionElementSyntax");
}
