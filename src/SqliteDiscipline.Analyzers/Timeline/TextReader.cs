using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace SqliteDiscipline.Analyzers.Timeline;

/// <summary>
/// Reads the string that an expression gives: constants, concatenation, interpolation, <c>string.Format</c> and <c>string.Concat</c>, and through
/// locals, fields, properties and parameterless methods that have one value only (<see cref="SingleValue"/>).
/// </summary>
internal sealed class TextReader
{
    // Enough for builder → local → field → constant; a bound also ends mutual recursion between members.
    private const int MaxDepth = 12;

    private readonly CancellationToken _cancellation;
    private int _depth;

    private TextReader(CancellationToken cancellation) => _cancellation = cancellation;

    public static TextTemplate Read(IOperation expression, CancellationToken cancellation) => new TextReader(cancellation).Visit(expression);

    private TextTemplate Visit(IOperation operation)
    {
        if (operation.ConstantValue is { HasValue: true, Value: var constant })
        {
            return TextTemplate.Literal(constant?.ToString() ?? string.Empty);
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
                IConversionOperation { OperatorMethod: null } conversion => Visit(conversion.Operand),
                IParenthesizedOperation parenthesized => Visit(parenthesized.Operand),
                IBinaryOperation { OperatorKind: BinaryOperatorKind.Add, Type.SpecialType: SpecialType.System_String } add =>
                    TextTemplate.Concat(new[] { Visit(add.LeftOperand), Visit(add.RightOperand) }),
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
                    return Format(text, format.RemoveAt(0), invocation);
            }
        }

        return VisitMember(invocation);
    }

    /// <summary>The arguments in order, an expanded <c>params</c> array taken apart; absent where an array hides them.</summary>
    private static ImmutableArray<IOperation>? Arguments(IInvocationOperation invocation)
    {
        var arguments = ImmutableArray.CreateBuilder<IOperation>();
        foreach (var argument in invocation.Arguments.OrderBy(argument => argument.Parameter?.Ordinal))
        {
            if (argument.ArgumentKind == ArgumentKind.ParamArray
                && argument.Value is IArrayCreationOperation { Initializer.ElementValues: var elements })
            {
                arguments.AddRange(elements);
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

    private TextTemplate Format(string format, ImmutableArray<IOperation> arguments, IInvocationOperation invocation)
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

            parts.Add(TextTemplate.Literal(format.Substring(position, brace - position)));
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

        parts.Add(TextTemplate.Literal(format.Substring(position)));
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
