using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SqliteDiscipline.Analyzers.Timeline.Text;

namespace SqliteDiscipline.Analyzers.Timeline.Building;

/// <summary>Strings, and the lists that hold them.</summary>
internal sealed partial class Evaluator
{
    /// <summary>The text that an expression gives here.</summary>
    public static TextTemplate TextOf(IOperation expression, Value? value) =>
        (value as StringValue)?.Text ?? TextTemplate.Unknown(expression);

    private Value? Constant(IOperation operation, object? constant)
    {
        switch (constant)
        {
            case null:
                return operation.Type?.IsValueType == true ? null : NullValue.Instance;
            case string text:
                // Of a constant that is put together, each part shows where it is spelt.
                return new StringValue(operation is IBinaryOperation or IInterpolatedStringOperation or IConversionOperation or IParenthesizedOperation
                    ? TextReader.Read(operation, Cancellation)
                    : ConstantText.Read(operation, text, Cancellation));
            case bool or int:
                return new ConstantValue(constant);
            default:
                return null;
        }
    }

    private StringValue Concatenate(IEnumerable<IOperation> operands) =>
        new StringValue(TextTemplate.Concat(operands.Select(TextOfOperand).ToList()));

    private TextTemplate TextOfOperand(IOperation operand) => TextOfPart(operand, Evaluate(operand));

    /// <summary>The text that an expression of any type adds to one that is put together.</summary>
    public static TextTemplate TextOfPart(IOperation operand, Value? value)
    {
        var given = operand is IConversionOperation { Type.SpecialType: SpecialType.System_Object or SpecialType.System_String } boxed ? boxed.Operand : operand;
        if (given.Type is { TypeKind: TypeKind.Enum } choice && (given.ConstantValue is { HasValue: true, Value: var stated } ? stated : (value as ConstantValue)?.Constant) is { } number)
        {
            return ConstantText.OfEnum(given, choice, number);
        }

        operand = operand is IConversionOperation { OperatorMethod: null } conversion ? conversion.Operand : operand;
        return value is null && operand.ConstantValue is { HasValue: true, Value: var constant }
            ? TextTemplate.Literal(constant?.ToString() ?? string.Empty)
            : value switch
            {
                StringValue text => text.Text,
                NullValue => TextTemplate.Literal(string.Empty),
                ConstantValue known => TextTemplate.Literal(known.Constant.ToString()!),
                _ => TextTemplate.Unknown(operand),
            };
    }

    private StringValue Interpolate(IInterpolatedStringOperation interpolated) => new StringValue(TextTemplate.Concat(interpolated.Parts.Select(part =>
    {
        switch (part)
        {
            case IInterpolatedStringTextOperation { Text: { ConstantValue: { HasValue: true, Value: string text } } literal }:
                return TextTemplate.Literal(text, literal.Syntax);
            case IInterpolationOperation { Alignment: null, FormatString: null } hole:
                return TextOfOperand(hole.Expression);
            case IInterpolationOperation hole:
                Evaluate(hole.Expression);
                return TextTemplate.Unknown(hole.Expression);
            default:
                return TextTemplate.Unknown(part);
        }
    }).ToList()));

    private Value? Append(ICompoundAssignmentOperation assignment)
    {
        var receiver = Receiver(assignment.Target);
        var before = assignment.Target is IPropertyReferenceOperation property ? ReadProperty(property, receiver) : Evaluate(assignment.Target);
        var added = Evaluate(assignment.Value);
        HandOutTo(assignment.OperatorMethod, assignment, before, added);
        if (assignment.OperatorMethod is { IsStatic: false })
        {
            // C# 14: it changes the object, and the variable keeps it.
            return before;
        }

        var value = assignment.OperatorKind == BinaryOperatorKind.Add && assignment.Type?.SpecialType == SpecialType.System_String
            ? new StringValue(TextTemplate.Concat(new[] { TextOf(assignment.Target, before), TextOf(assignment.Value, added) }))
            : null;
        AssignTo(assignment.Target, receiver, value, assignment);
        return value;
    }

    private Value? List(IArrayCreationOperation array) =>
        array is { Initializer: { } initializer, Type: IArrayTypeSymbol { Rank: 1 } } ? List(initializer.ElementValues) : EvaluateOther(array);

    private SequenceValue? List(ImmutableArray<IOperation> elements)
    {
        var values = elements.Select(Evaluate).ToArray();
        return values.Any(value => value is not null) ? new SequenceValue(new EquatableValues(values)) : null;
    }

    private SequenceValue? Gather(IOperation collection)
    {
        var (elements, areAll) = CollectionExpression.Elements(collection, Evaluate);
        if (areAll)
        {
            return new SequenceValue(new EquatableValues(elements));
        }

        foreach (var element in elements)
        {
            Collect(element, collection);
        }

        return null;
    }

    private Value? Element(IArrayElementReferenceOperation element)
    {
        var list = Evaluate(element.ArrayReference);
        var index = element.Indices.Select(Evaluate).ToList();
        return list is SequenceValue sequence && index.Count == 1 && index[0] is ConstantValue { Constant: int place }
            && place >= 0 && place < sequence.Elements.Count
            ? sequence.Elements[place]
            : Meet(element, null);
    }
}
