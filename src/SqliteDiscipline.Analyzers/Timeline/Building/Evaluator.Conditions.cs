using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SqliteDiscipline.Analyzers.Timeline.Events;

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
            case IIsPatternOperation { Value: var asked, Pattern: IConstantPatternOperation { Value.ConstantValue: { HasValue: true, Value: bool truth } } }:
                return Assuming(asked, holds == truth);
            case IIsPatternOperation { Value: var asked, Pattern: INegatedPatternOperation { Pattern: IConstantPatternOperation { Value.ConstantValue: { HasValue: true, Value: bool truth } } } }:
                return Assuming(asked, holds != truth);
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals, LeftOperand: var asked, RightOperand.ConstantValue: { HasValue: true, Value: bool truth } } comparison:
                return Assuming(asked, holds == (truth == (comparison.OperatorKind == BinaryOperatorKind.Equals)));
            default:
                var state = NullTest(condition) is (var tested, var isOfNull) ? AssumingNull(tested, holds == isOfNull) : State;
                return RepeatedConditions.Of(condition, Body) is { } repeated ? state.With(repeated.Place, new ConstantValue(holds != repeated.IsNegated)) : state;
        }
    }

    /// <summary>What the same condition was answered before.</summary>
    private ConstantValue? Answer(IOperation condition) =>
        RepeatedConditions.Of(condition, Body) is { } repeated && State[repeated.Place] is ConstantValue { Constant: bool truth } ? new ConstantValue(truth != repeated.IsNegated) : null;

    /// <summary>What a condition asks to be null, or not to be, where it asks nothing else.</summary>
    private static (IOperation Tested, bool IsOfNull)? NullTest(IOperation condition) => condition switch
    {
        IIsNullOperation test => (test.Operand, true),
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals, LeftOperand: var left, RightOperand: var right, OperatorKind: var kind } =>
            IsNullConstant(right) ? (left, kind == BinaryOperatorKind.Equals)
            : IsNullConstant(left) ? (right, kind == BinaryOperatorKind.Equals)
            : null,
        IIsPatternOperation test when IsOfNull(test.Pattern) is { } isOfNull => (test.Value, isOfNull),
        _ => null,
    };

    private static bool IsNullConstant(IOperation operation) => operation.ConstantValue is { HasValue: true, Value: null };

    private static bool? IsOfNull(IPatternOperation pattern) => pattern switch
    {
        IConstantPatternOperation { Value: var constant } => IsNullConstant(constant) ? true : null,
        INegatedPatternOperation { Pattern: var negated } => !IsOfNull(negated),
        IDeclarationPatternOperation or ITypePatternOperation or IRecursivePatternOperation { DeconstructionSubpatterns.IsEmpty: true, PropertySubpatterns.IsEmpty: true } => false,
        _ => null,
    };

    private PathState AssumingNull(IOperation tested, bool isNull)
    {
        if (PlaceOf(tested is ISimpleAssignmentOperation { Target: var assigned } ? assigned : tested) is not { } place)
        {
            return State;
        }

        var state = Settled(State, place, isNull);
        return State[place] is TargetValue { Target: var captured } && PlaceOf(captured) is { } original ? Settled(state, original, isNull) : state;
    }

    private static PathState Settled(PathState state, Place place, bool isNull)
    {
        return state[place] switch
        {
            TargetValue { Current: { MayBeNull: true } current } target => state.With(place, target with { Current = Known(current) }),
            { MayBeNull: true } value => state.With(place, Known(value)),
            _ => state,
        };

        Value Known(Value value) => isNull ? NullValue.Instance : value with { MayBeNull = false };
    }

    /// <summary>
    /// What is asked about. Where it is the first that the body does with it, it may be null: <c>if (_connection == null) _connection = Open();</c>
    /// What has been used before is there.
    /// </summary>
    private Value? Question(IOperation operand)
    {
        var isMet = PlaceOf(operand) is { } place && State[place] is null && !IsGivenForSure(VariableOf(operand));
        var value = Evaluate(operand);
        if (isMet && value is ConnectionValue or CommandValue or ContextValue)
        {
            value = value with { MayBeNull = true };
            State = State.With(PlaceOf(operand)!.Value, value);
        }

        return value;
    }

    private static ConstantValue? Truth(bool? known) => known is { } truth ? new ConstantValue(truth) : null;

    /// <summary>Whether a value is null: an object that was seen to be made, or has been used, is not.</summary>
    private static bool? IsNull(Value? value) => value switch
    {
        null or { MayBeNull: true } => null,
        NullValue => true,
        _ => false,
    };

    private Value? EvaluateBinary(IBinaryOperation binary)
    {
        if (binary.OperatorKind == BinaryOperatorKind.Add && binary.Type?.SpecialType == SpecialType.System_String)
        {
            return Concatenate(TextReader.Operands(binary));
        }

        var (left, right) = NullTest(binary) is (var tested, _)
            ? (Question(tested), NullValue.Instance)
            : (Evaluate(binary.LeftOperand), Evaluate(binary.RightOperand));
        if (binary.OperatorKind is not (BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals))
        {
            HandOutTo(binary.OperatorMethod, binary, left, right);
        }

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
            (NullValue, var other) => IsNull(other),
            (var other, NullValue) => IsNull(other),
            (ConstantValue a, ConstantValue b) when a.Constant.GetType() == b.Constant.GetType() => a.Constant.Equals(b.Constant),
            _ => null,
        };

        static int? Compare(Value? left, Value? right) => (left, right) is (ConstantValue { Constant: int a }, ConstantValue { Constant: int b })
            ? a.CompareTo(b)
            : null;
    }

    private ConstantValue? EvaluateUnary(IUnaryOperation unary)
    {
        var operand = Evaluate(unary.Operand);
        HandOutTo(unary.OperatorMethod, unary, operand);
        return (operand, unary.OperatorKind) is (ConstantValue { Constant: bool truth }, UnaryOperatorKind.Not) ? new ConstantValue(!truth) : null;
    }

    private ConstantValue? Match(IIsPatternOperation test)
    {
        var value = NullTest(test) is (var tested, _) ? Question(tested) : Evaluate(test.Value);
        if (value is not null || NamedBy(test.Pattern) is not (var variable, var type) || MeetAs(test.Pattern, test.Value, type) is not { } met)
        {
            return Truth(Match(test.Pattern, value));
        }

        // Where it is another type, the variable has no value.
        State = State.With(new Place(variable), met);
        return null;
    }

    private bool? Match(IPatternOperation pattern, Value? value)
    {
        switch (pattern)
        {
            case IConstantPatternOperation { Value.ConstantValue: { HasValue: true, Value: var constant } }:
                return constant is null ? IsNull(value)
                    : constant is string word ? (value is StringValue { Text.Constant: { } text } ? text == word : null)
                    : value is ConstantValue { Constant: var known } && known.GetType() == constant.GetType() ? known.Equals(constant)
                    : null;
            case INegatedPatternOperation negated:
                return !Match(negated.Pattern, value);
            case IBinaryPatternOperation { OperatorKind: BinaryOperatorKind.And } both:
                return Match(both.LeftPattern, value) & Match(both.RightPattern, value);
            case IBinaryPatternOperation { OperatorKind: BinaryOperatorKind.Or } either:
                return Match(either.LeftPattern, value) | Match(either.RightPattern, value);
            case IDiscardPatternOperation:
                return true;
            case IDeclarationPatternOperation { MatchesNull: true } any:
                State = any.DeclaredSymbol is null ? State : State.With(new Place(any.DeclaredSymbol), value);
                return true;
            case IDeclarationPatternOperation declaration:
                Declare(declaration.DeclaredSymbol, value);
                return IsNull(value) == true ? false : IsOfType(value, declaration.MatchedType);
            case ITypePatternOperation type:
                return IsNull(value) == true ? false : IsOfType(value, type.MatchedType);
            case IRecursivePatternOperation { DeconstructionSubpatterns.IsEmpty: true, PropertySubpatterns.IsEmpty: true } any:
                Declare(any.DeclaredSymbol, value);
                return !IsNull(value);
            case IRecursivePatternOperation detailed:
                Declare(detailed.DeclaredSymbol, value);
                if (value is ConnectionValue { Subject: var asked } && detailed.PropertySubpatterns.Any(part => part.Member is IPropertyReferenceOperation { Property.Name: "State" }))
                {
                    Emit(new StateAsked(Shown(pattern), Where(pattern), asked));
                }

                return IsNull(value) == true ? false : MatchParts(detailed, value);
            case IListPatternOperation list when value is SequenceValue { Elements: var listed }:
                Declare(list.DeclaredSymbol, value);
                return MatchList(list, listed);
            default:
                return null;
        }

        void Declare(ISymbol? variable, Value? held)
        {
            if (variable is not null)
            {
                State = State.With(new Place(variable), held is null ? null : held with { MayBeNull = false });
            }
        }
    }

    // That a connection is one of SQLite is what we know of it.
    private bool? IsOfType(Value? value, ITypeSymbol? type) =>
        value is ConnectionValue && type is not null
        && (SymbolEqualityComparer.Default.Equals(type, Known.Types.Connection) || type.Name is "DbConnection" or "IDbConnection" or "IDisposable" or "IAsyncDisposable")
            ? true
            : null;
}
