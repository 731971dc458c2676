using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using SqliteDiscipline.Analyzers.Timeline;

namespace SqliteDiscipline.Analyzers.Rules.Splicing;

/// <summary>What a text is searched for: a character, a word, a list of them, where it stands or behind the name of a field.</summary>
internal static class TextSet
{
    /// <summary>Whether a character is in it; <see langword="null"/> where not all of it is seen.</summary>
    public static bool? Has(ExpressionSyntax set, char character, SemanticModel? model, CancellationToken cancellation)
    {
        if (model?.OperationOf(set, cancellation) is not { } operation)
        {
            return null;
        }

        var parts = (SingleValue.Of(operation, cancellation) ?? operation).DescendantsAndSelf().ToList();
        var constants = parts.Select(part => part.ConstantValue.Value switch
        {
            string text => text,
            char one => one.ToString(),
            _ => null,
        }).OfType<string>().ToList();
        return constants.Exists(text => text.IndexOf(character) >= 0) ? true
            : parts.Exists(part => !part.ConstantValue.HasValue && IsUnseen(part)) ? null
            : constants.Count > 0 || parts.Exists(part => part is IInvocationOperation call && IsOfFiles(call)) ? false
            : null;
    }

    private static bool IsUnseen(IOperation part) => part is ILocalReferenceOperation or IParameterReferenceOperation or IMemberReferenceOperation
        || (part is IInvocationOperation { TargetMethod.Name: not ("ToCharArray" or "Create" or "AsSpan") } call && !IsOfFiles(call));

    // No operating system that forbids quotes in names does so for both of them, and some forbid none.
    private static bool IsOfFiles(IInvocationOperation call) => call.TargetMethod is { Name: "GetInvalidFileNameChars" or "GetInvalidPathChars", ContainingType.Name: "Path" };
}
