using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace SqliteDiscipline.Analyzers.Timeline.Building;

/// <summary><c>[a, b]</c>: newer than the oldest compiler that loads us, so known by its syntax only.</summary>
internal static class CollectionExpression
{
    // ArgumentKind.ParamCollection, and what comes after the last operation kind that we know.
    private const int ParamCollection = 4;
    private const OperationKind LastKnown = OperationKind.Attribute;

    public static bool Is(IOperation operation) =>
        operation.Kind > LastKnown
        && operation.Syntax.GetType().Name == "CollectionExpressionSyntax"
        && operation.ChildOperations.All(element => element.Syntax.Parent?.GetType().Name == "ExpressionElementSyntax");

    /// <summary>The arguments that a <c>params</c> array or span is made of.</summary>
    public static ImmutableArray<IOperation>? Expanded(IArgumentOperation argument) => (int)argument.ArgumentKind switch
    {
        (int)ArgumentKind.ParamArray when argument.Value is IArrayCreationOperation { Initializer.ElementValues: var elements } => elements,
        ParamCollection when Made(argument.Value) is { } list => list.ChildOperations.ToImmutableArray(),
        _ => null,
    };

    private static IOperation? Made(IOperation value)
    {
        while (value is IConversionOperation conversion)
        {
            value = conversion.Operand;
        }

        return value.Kind > LastKnown ? value : null;
    }
}
