using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SqliteDiscipline.Analyzers.Timeline.Events;

namespace SqliteDiscipline.Analyzers.Timeline.Building;

/// <summary>Casts and type tests, by which the code says of something general that it is a connection of SQLite.</summary>
internal sealed partial class Evaluator
{
    private Value? Convert(IConversionOperation conversion)
    {
        var value = Evaluate(conversion.Operand);
        if (conversion.OperatorMethod is { } own)
        {
            if (own.ContainingType.Name is "Span" or "ReadOnlySpan" or "Memory" or "ReadOnlyMemory")
            {
                // Another view of the same elements.
                return value;
            }

            HandOutTo(own, conversion, value);
            return null;
        }

        if (value is not null || MeetAs(conversion, conversion.Operand, conversion.Type) is not { } met)
        {
            return value;
        }

        if (conversion.IsTryCast)
        {
            return met with { MayBeNull = true };
        }

        if (PlaceOf(conversion.Operand) is { } place)
        {
            State = State.With(place, met);
        }

        return met;
    }

    /// <summary>The same object whenever it is cast.</summary>
    /// <param name="cast">What says so.</param>
    /// <param name="operand">What it is said of.</param>
    /// <param name="type">What it is then.</param>
    private ConnectionValue? MeetAs(IOperation cast, IOperation operand, ITypeSymbol? type)
    {
        if (!Known.Types.IsConnection(type))
        {
            return null;
        }

        operand = operand is IFlowCaptureReferenceOperation ? Body.Model.OperationOf(operand.Syntax, Cancellation) ?? operand : operand;
        var subject = VariableOf(operand) is { } variable
            ? (OriginOf(operand) ?? (IsResult(operand) ? ConnectionOrigin.Call : null)) is { } origin ? Subjects.Variable(this, operand, variable, origin) : null
            : Called(operand) is { TargetMethod: var method } ? Subjects.Returned(this, cast, method)
            : null;
        if (subject is null)
        {
            return null;
        }

        Emit(new Created(Shown(cast), Where(cast), subject));
        return new ConnectionValue(subject);
    }

    /// <summary>The variable that a pattern declares of a certain type, where it asks for that or for its opposite.</summary>
    private static (ISymbol Variable, ITypeSymbol? Type)? NamedBy(IPatternOperation pattern) => pattern switch
    {
        INegatedPatternOperation { Pattern: var negated } => NamedBy(negated),
        IDeclarationPatternOperation { DeclaredSymbol: { } variable, MatchedType: var type } => (variable, type),
        IRecursivePatternOperation { DeclaredSymbol: { } variable, MatchedType: var type } => (variable, type),
        _ => null,
    };

    /// <summary>Whether a local holds what some call gave, and never anything else.</summary>
    private bool IsResult(IOperation local) =>
        SingleValue.Of(Original(local), Cancellation) is { } value && Called(value) is not null;

    private static IInvocationOperation? Called(IOperation value) => value switch
    {
        IInvocationOperation call => call,
        IAwaitOperation { Operation: var awaited } => Called(awaited),
        IParenthesizedOperation { Operand: var inner } => Called(inner),
        _ => null,
    };
}
