using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SqliteDiscipline.Analyzers.Timeline.Building;
using SqliteDiscipline.Analyzers.Timeline.Text;

namespace SqliteDiscipline.Analyzers.Timeline;

/// <summary>
/// Reads the string that an expression gives: constants, concatenation, interpolation, <c>string.Format</c>, <c>string.Concat</c> and
/// <c>string.Join</c>, and through locals, fields, properties and parameterless methods that have one value only (<see cref="SingleValue"/>).
/// </summary>
internal sealed class TextReader
{
    // Enough for builder → local → field → constant; a bound also ends mutual recursion between members.
    private const int MaxDepth = 12;

    private readonly CancellationToken _cancellation;
    private readonly Func<IOperation, TextTemplate?>? _known;
    private int _depth;

    private TextReader(Func<IOperation, TextTemplate?>? known, CancellationToken cancellation) => (_known, _cancellation) = (known, cancellation);

    /// <param name="expression">What to read.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <param name="known">What is known already of an expression within, and better than from its syntax: the value that a variable has there.</param>
    public static TextTemplate Read(IOperation expression, CancellationToken cancellation, Func<IOperation, TextTemplate?>? known = null) =>
        new TextReader(known, cancellation).Visit(expression);

    /// <summary>The elements of an array that is written out, also behind a name that has one value only.</summary>
    public static IReadOnlyList<IOperation>? ReadElements(IOperation list, CancellationToken cancellation) => new TextReader(null, cancellation).Elements(list);

    private TextTemplate Visit(IOperation operation)
    {
        if (_known?.Invoke(operation) is { } known)
        {
            return known;
        }

        if (operation.Type is { TypeKind: TypeKind.Enum } choice && operation.ConstantValue is { HasValue: true, Value: { } number })
        {
            return ConstantText.OfEnum(operation, choice, number);
        }

        if (operation.ConstantValue is { HasValue: true, Value: var constant }
            && operation is not (IBinaryOperation or IInterpolatedStringOperation or IParenthesizedOperation
                or IConversionOperation { Type.SpecialType: SpecialType.System_String or SpecialType.System_Object }))
        {
            return ConstantText.Read(operation, constant?.ToString() ?? string.Empty, _cancellation);
        }

        if (_depth >= MaxDepth)
        {
            return TextTemplate.Unknown(operation);
        }

        _depth++;
        try
        {
            return operation switch
            {
                IConversionOperation { OperatorMethod: null } conversion => IsNumberOfEnum(conversion) ? NumberOf(conversion) : Visit(conversion.Operand),
                IParenthesizedOperation parenthesized => Visit(parenthesized.Operand),
                IBinaryOperation { OperatorKind: BinaryOperatorKind.Add, Type.SpecialType: SpecialType.System_String } add =>
                    TextTemplate.Concat(Operands(add).Select(Visit)),
                { ConstantValue: { HasValue: true, Value: var folded } } and not IInterpolatedStringOperation =>
                    TextTemplate.Literal(folded?.ToString() ?? string.Empty),
                IInterpolatedStringOperation interpolated => TextTemplate.Concat(interpolated.Parts.Select(VisitPart)),
                IInvocationOperation invocation => VisitInvocation(invocation),
                _ => VisitMember(operation),
            };
        }
        finally
        {
            _depth--;
        }
    }

    // An enum becomes its number only where it is converted to that.
    private static bool IsNumberOfEnum(IConversionOperation conversion) => conversion is { Operand.Type.TypeKind: TypeKind.Enum, Type.SpecialType: >= SpecialType.System_SByte and <= SpecialType.System_UInt64 };

    private TextTemplate NumberOf(IConversionOperation conversion) =>
        Visit(conversion.Operand).Constant is { } name
        && conversion.Operand.Type!.GetMembers(name).OfType<IFieldSymbol>().FirstOrDefault()?.ConstantValue is { } number
            ? TextTemplate.Literal(Convert.ToString(number, CultureInfo.InvariantCulture))
            : TextTemplate.Unknown(conversion);

    /// <summary>What a chain of <c>+</c> is made of, from left to right: flat, for a text of a hundred lines is a chain of a hundred.</summary>
    public static IEnumerable<IOperation> Operands(IBinaryOperation add)
    {
        var operands = new Stack<IOperation>();
        IOperation left = add;
        while (left is IBinaryOperation { OperatorKind: BinaryOperatorKind.Add, Type.SpecialType: SpecialType.System_String } chain)
        {
            operands.Push(chain.RightOperand);
            left = chain.LeftOperand;
        }

        operands.Push(left);
        return operands;
    }

    private TextTemplate VisitPart(IInterpolatedStringContentOperation part) => part switch
    {
        IInterpolatedStringTextOperation text => Visit(text.Text),
        IInterpolationOperation { Alignment: null, FormatString: null } hole => Visit(hole.Expression),
        IInterpolationOperation hole => TextTemplate.Unknown(hole.Expression),
        _ => TextTemplate.Unknown(part),
    };

    private TextTemplate VisitInvocation(IInvocationOperation invocation)
    {
        var method = invocation.TargetMethod;
        if (method.ContainingType?.SpecialType == SpecialType.System_String && method.IsStatic)
        {
            switch (method.Name)
            {
                case nameof(string.Concat) when Arguments(invocation) is { } texts:
                    return TextTemplate.Concat(texts.Select(Visit));
                case nameof(string.Format) when Arguments(invocation) is { Length: > 0 } format
                                                && format[0].ConstantValue is { HasValue: true, Value: string text }:
                    return Format(text, format[0].Syntax, format.RemoveAt(0), invocation);
                case nameof(string.Join) when Arguments(invocation) is { Length: > 0 } joined:
                    return Join(Visit(joined[0]), joined.RemoveAt(0).Select(Visit).ToList());
            }
        }

        return IsFormatHelper(invocation, _cancellation) ? Formatted(invocation) : VisitMember(invocation);
    }

    /// <summary>What a call gives that is known to be one of a format helper.</summary>
    public static TextTemplate ReadFormat(IInvocationOperation call, Func<IOperation, TextTemplate?> known, CancellationToken cancellation) =>
        new TextReader(known, cancellation).Formatted(call);

    private TextTemplate Formatted(IInvocationOperation call) =>
        Arguments(call) is { Length: > 0 } given && given[0].ConstantValue is { HasValue: true, Value: string format }
            ? Format(format, given[0].Syntax, given.RemoveAt(0), call)
            : TextTemplate.Unknown(call);

    /// <summary>Whether a method of the project does nothing but give its own parameters to <c>string.Format</c>: <c>"PRAGMA table_info({0})".With(name)</c>.</summary>
    public static bool IsFormatHelper(IInvocationOperation invocation, CancellationToken cancellation) =>
        MayBeFormatHelper(invocation)
        && SingleValue.Returned(invocation, cancellation) is IInvocationOperation { TargetMethod: { Name: nameof(string.Format), ContainingType.SpecialType: SpecialType.System_String } } inner
        && inner.Arguments.Select(argument => (argument.Value as IParameterReferenceOperation)?.Parameter.Ordinal).Reverse().Take(2).SequenceEqual(new int?[] { 1, 0 });

    /// <summary>Whether a method looks like one, by its parameters and what it gives.</summary>
    public static bool MayBeFormatHelper(IInvocationOperation invocation) =>
        invocation is { Type.SpecialType: SpecialType.System_String, TargetMethod: { IsStatic: true, Parameters: { Length: 2 } parameters } }
        && parameters[0].Type.SpecialType == SpecialType.System_String && parameters[1].IsParams;

    private static TextTemplate Join(TextTemplate separator, IReadOnlyList<TextTemplate> texts) =>
        TextTemplate.Concat(texts.SelectMany((text, index) => index == 0 ? new[] { text } : new[] { separator, text }));

    /// <summary>The arguments in order, an expanded <c>params</c> array taken apart; absent where an array hides them.</summary>
    private ImmutableArray<IOperation>? Arguments(IInvocationOperation invocation)
    {
        var arguments = ImmutableArray.CreateBuilder<IOperation>();
        foreach (var argument in invocation.Arguments.OrderBy(argument => argument.Parameter?.Ordinal))
        {
            if (CollectionExpression.Expanded(argument) is { } elements)
            {
                arguments.AddRange(elements);
            }
            else if (argument.Parameter?.Type is not { SpecialType: SpecialType.System_String or SpecialType.System_Object }
                     && Elements(argument.Value) is { } listed)
            {
                arguments.AddRange(listed);
            }
            else if (argument.Parameter?.Type is { SpecialType: SpecialType.System_String or SpecialType.System_Object })
            {
                arguments.Add(argument.Value);
            }
            else
            {
                return null;
            }
        }

        return arguments.ToImmutable();
    }

    private ImmutableArray<IOperation>? Elements(IOperation list)
    {
        for (var depth = 0; depth < 4; depth++)
        {
            switch (list)
            {
                case IConversionOperation conversion:
                    list = conversion.Operand;
                    break;
                case IArrayCreationOperation { Initializer.ElementValues: var elements }:
                    return elements;
                default:
                    if (SingleValue.Of(list, _cancellation) is not { } value)
                    {
                        return null;
                    }

                    list = value;
                    break;
            }
        }

        return null;
    }

    private TextTemplate Format(string format, SyntaxNode origin, ImmutableArray<IOperation> arguments, IInvocationOperation invocation)
    {
        var parts = new List<TextTemplate>();
        var position = 0;
        while (position < format.Length)
        {
            var brace = format.IndexOfAny(s_braces, position);
            if (brace < 0)
            {
                break;
            }

            parts.Add(TextTemplate.Part(format, position, brace - position, origin));
            if (brace + 1 < format.Length && format[brace + 1] == format[brace])
            {
                parts.Add(TextTemplate.Literal(format[brace].ToString()));
                position = brace + 2;
                continue;
            }

            var end = format.IndexOf('}', brace);
            if (format[brace] == '}' || end < 0 || !int.TryParse(format.Substring(brace + 1, end - brace - 1), out var index)
                || index < 0 || index >= arguments.Length)
            {
                // An alignment, a format or a mistake: the runtime decides what comes out.
                return TextTemplate.Unknown(invocation);
            }

            parts.Add(Visit(arguments[index]));
            position = end + 1;
        }

        parts.Add(TextTemplate.Part(format, position, format.Length - position, origin));
        return TextTemplate.Concat(parts);
    }

    private static readonly char[] s_braces = { '{', '}' };

    private TextTemplate VisitMember(IOperation operation)
    {
        if (SingleValue.Of(operation, _cancellation) is not { } value)
        {
            return BuilderText.Read(operation, Visit, _cancellation) ?? TextTemplate.Unknown(operation);
        }

        var template = Visit(value);

        // Where nothing can be seen behind the name, the name itself is the better hole: it can be used where it stands.
        return template.Hole is null ? template : TextTemplate.Unknown(operation);
    }
}
