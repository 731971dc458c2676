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
        && operation.ChildOperations.All(element => element.Syntax.Parent?.GetType().Name == "ExpressionElementSyntax" || IsSpread(element));

    /// <summary>The elements one by one, and whether these are all: where one is a spread of what is not known, there are others.</summary>
    public static (Value?[] Elements, bool AreAll) Elements(IOperation operation, Func<IOperation, Value?> evaluate)
    {
        var elements = new List<Value?>();
        var areAll = true;
        foreach (var element in operation.ChildOperations)
        {
            if (!IsSpread(element))
            {
                elements.Add(evaluate(element));
            }
            else if (element.ChildOperations.Select(evaluate).FirstOrDefault() is SequenceValue spread)
            {
                elements.AddRange(spread.Elements.Items);
            }
            else
            {
                areAll = false;
            }
        }

        return (elements.ToArray(), areAll);
    }

    private static bool IsSpread(IOperation element) => element.Syntax.GetType().Name == "SpreadElementSyntax";

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
