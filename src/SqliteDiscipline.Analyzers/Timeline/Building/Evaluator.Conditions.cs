using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace SqliteDiscipline.Analyzers.Timeline.Building;

/// <summary>Tests: those whose answer is known leave one way to go.</summary>
internal sealed partial class Evaluator
{
    /// <summary>The state in which a branch is taken: what the condition tells of the variable that it asks.</summary>
    public PathState Assuming(IOperation condition, bool holds)
    {
        switch (condition)
        {
            case IUnaryOperation { OperatorKind: UnaryOperatorKind.Not } not:
                return Assuming(not.Operand, !holds);
            case IParenthesizedOperation parenthesized:
                return Assuming(parenthesized.Operand, holds);
            case ILocalReferenceOperation or IParameterReferenceOperation
                when condition.Type?.SpecialType == SpecialType.System_Boolean && PlaceOf(condition) is { } place && Body.IsAskedAgain(condition):
                return State.With(place, new ConstantValue(holds));
            default:
                return State;
        }
    }

    private static ConstantValue? Truth(bool? known) => known is { } truth ? new ConstantValue(truth) : null;

    /// <summary>Whether a value is null: an object that was seen to be made is not.</summary>
    private static bool? IsNull(Value? value) => value switch
    {
        null => null,
        NullValue => true,
        _ => false,
    };

    private Value? EvaluateBinary(IBinaryOperation binary)
    {
        if (binary.OperatorKind == BinaryOperatorKind.Add && binary.Type?.SpecialType == SpecialType.System_String)
        {
            return Concatenate(TextReader.Operands(binary));
        }

        var (left, right) = (Evaluate(binary.LeftOperand), Evaluate(binary.RightOperand));
        return binary.OperatorKind switch
        {
            BinaryOperatorKind.Equals => Truth(AreEqual(left, right)),
            BinaryOperatorKind.NotEquals => Truth(!AreEqual(left, right)),
            BinaryOperatorKind.LessThan => Truth(Compare(left, right) is { } order ? order < 0 : null),
            BinaryOperatorKind.LessThanOrEqual => Truth(Compare(left, right) is { } order ? order <= 0 : null),
            BinaryOperatorKind.GreaterThan => Truth(Compare(left, right) is { } order ? order > 0 : null),
            BinaryOperatorKind.GreaterThanOrEqual => Truth(Compare(left, right) is { } order ? order >= 0 : null),
            _ => null,
        };

        static bool? AreEqual(Value? left, Value? right) => (left, right) switch
        {
            (NullValue, { } other) => other is NullValue,
            ({ } other, NullValue) => other is NullValue,
            (ConstantValue a, ConstantValue b) => a.Constant.Equals(b.Constant),
            _ => null,
        };

        static int? Compare(Value? left, Value? right) => (left, right) is (ConstantValue { Constant: int a }, ConstantValue { Constant: int b })
            ? a.CompareTo(b)
            : null;
    }

    private ConstantValue? EvaluateUnary(IUnaryOperation unary) => (Evaluate(unary.Operand), unary.OperatorKind) switch
    {
        (ConstantValue { Constant: bool truth }, UnaryOperatorKind.Not) => new ConstantValue(!truth),
        _ => null,
    };

    private ConstantValue? Match(IIsPatternOperation test)
    {
        var value = Evaluate(test.Value);
        return Truth(Match(test.Pattern, value));
    }

    private bool? Match(IPatternOperation pattern, Value? value)
    {
        switch (pattern)
        {
            case IConstantPatternOperation { Value.ConstantValue: { HasValue: true, Value: null } }:
                return IsNull(value);
            case INegatedPatternOperation negated:
                return !Match(negated.Pattern, value);
            case IDeclarationPatternOperation declaration:
                Declare(declaration.DeclaredSymbol, value);
                return IsNull(value) == true ? false : IsOfType(value, declaration.MatchedType);
            case ITypePatternOperation type:
                return IsNull(value) == true ? false : IsOfType(value, type.MatchedType);
            case IRecursivePatternOperation { DeconstructionSubpatterns.IsEmpty: true, PropertySubpatterns.IsEmpty: true } any:
                Declare(any.DeclaredSymbol, value);
                return !IsNull(value);
            default:
                return null;
        }

        void Declare(ISymbol? variable, Value? held)
        {
            if (variable is not null)
            {
                State = State.With(new Place(variable), held);
            }
        }
    }

    // That a connection is one of SQLite is what we know of it.
    private bool? IsOfType(Value? value, ITypeSymbol? type) =>
        value is ConnectionValue && type is not null
        && (SymbolEqualityComparer.Default.Equals(type, Known.Types.Connection) || type.Name is "DbConnection" or "IDbConnection")
            ? true
            : null;
}
