using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace SqliteDiscipline.Analyzers.Timeline.Building;

/// <summary>What a text that is wholly known begins with, ends in or has in it: <c>step.Sql.StartsWith("PRAGMA")</c>.</summary>
internal static class StringQuestions
{
    public static ConstantValue? Answer(IInvocationOperation call, Value? instance, CallArguments arguments)
    {
        if (call.TargetMethod is not { Name: "StartsWith" or "EndsWith" or "Contains", ContainingType.SpecialType: SpecialType.System_String } method
            || instance is not StringValue { Text.Constant: { } text }
            || arguments.At(0)?.Value is not StringValue { Text.Constant: { } part })
        {
            return null;
        }

        // By cultures, too, as far as SQL goes; an unknown comparison is none.
        var comparison = arguments.At(1)?.Argument.Value.ConstantValue switch
        {
            null => StringComparison.Ordinal,
            { HasValue: true, Value: int how } when how is (int)StringComparison.OrdinalIgnoreCase or (int)StringComparison.CurrentCultureIgnoreCase or (int)StringComparison.InvariantCultureIgnoreCase =>
                StringComparison.OrdinalIgnoreCase,
            { HasValue: true, Value: int } => StringComparison.Ordinal,
            _ => (StringComparison?)null,
        };
        return comparison is not { } found ? null : new ConstantValue(method.Name switch
        {
            "StartsWith" => text.StartsWith(part, found),
            "EndsWith" => text.EndsWith(part, found),
            _ => text.IndexOf(part, found) >= 0,
        });
    }
}
