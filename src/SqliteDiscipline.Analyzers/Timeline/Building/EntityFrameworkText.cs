using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace SqliteDiscipline.Analyzers.Timeline.Building;

/// <summary>The text that EF Core makes of what it is given: what stands in braces becomes a parameter.</summary>
internal static class EntityFrameworkText
{
    public static TextTemplate Read(Evaluator at, IOperation argument, Value? value, string method)
    {
        if (method.StartsWith("ExecuteSqlRaw", StringComparison.Ordinal))
        {
            return Evaluator.TextOf(argument, value);
        }

        // A FormattableString: every hole of it is a parameter, also one whose value is known.
        var interpolated = argument is IConversionOperation conversion ? conversion.Operand : argument;
        return interpolated is IInterpolatedStringOperation { Parts: var parts }
            ? TextTemplate.Concat(parts.Select((part, index) => part switch
            {
                IInterpolatedStringTextOperation { Text: { ConstantValue: { HasValue: true, Value: string text } } literal } => TextTemplate.Literal(text, literal.Syntax),
                _ => TextTemplate.Literal("@p" + index),
            }))
            : TextTemplate.Unknown(argument);
    }
}
