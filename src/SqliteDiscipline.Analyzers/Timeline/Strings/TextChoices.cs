using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SqliteDiscipline.Analyzers.Timeline.Building;

namespace SqliteDiscipline.Analyzers.Timeline.Strings;

/// <summary>What an expression of text, or a part of it, is chosen from: by <c>?:</c>, <c>??</c> or <c>switch</c>, by a branch that assigns it, or one after another.</summary>
internal static class TextChoices
{
    private const int MaxDepth = 6;
    private const int MaxChoices = 16;

    /// <summary>The expressions that it is chosen from, or itself alone; and whether what is not behind a name that other code may use chooses.</summary>
    public static IEnumerable<(IOperation Text, bool IsCertain)> Of(IOperation text, CancellationToken cancellation) => Of(text, isBehindName: false, 0, cancellation);

    /// <summary>
    /// The texts that one expression gives: with what is not seen as holes, and then with each choice in the place of its hole. Each alone:
    /// what one of them says does not hang on another.
    /// </summary>
    public static IEnumerable<(TextTemplate Text, bool IsCertain)> Texts(IOperation text, CancellationToken cancellation)
    {
        var whole = Read(text, 0, cancellation);
        return whole.Parts.Select(part => part.Hole).OfType<IOperation>()
            .SelectMany(hole => Of(hole, cancellation).Where(choice => choice.Text != hole).Select(choice => (whole.With(hole, Read(choice.Text, 0, cancellation)), choice.IsCertain)))
            .Take(MaxChoices)
            .Prepend((whole, true));
    }

    // Of what is assigned in steps (`text += more`), each is read where it stands.
    private static TextTemplate Read(IOperation text, int depth, CancellationToken cancellation)
    {
        return TextReader.Read(text, cancellation, Step);

        TextTemplate? Step(IOperation part) => part switch
        {
            _ when depth > MaxDepth => null,
            ICompoundAssignmentOperation { OperatorKind: BinaryOperatorKind.Add, Type.SpecialType: SpecialType.System_String } add =>
                TextTemplate.Concat(new[] { Read(add.Target, depth, cancellation), Read(add.Value, depth, cancellation) }),
            ILocalReferenceOperation local when ReachingValues.Of(local, cancellation) is { Count: 1 } only => Read(only[0], depth + 1, cancellation),
            _ => null,
        };
    }

    private static IEnumerable<(IOperation Text, bool IsCertain)> Of(IOperation text, bool isBehindName, int depth, CancellationToken cancellation)
    {
        while (text is IConversionOperation { OperatorMethod: null } conversion)
        {
            text = conversion.Operand;
        }

        // Behind a name that other code may use, which alternative it is may be chosen together with the provider.
        var branches = text switch
        {
            _ when depth > MaxDepth => ImmutableArray<IOperation>.Empty,
            IConditionalOperation { WhenFalse: { } otherwise } choice => ImmutableArray.Create(choice.WhenTrue, otherwise),
            ICoalesceOperation coalesce => ImmutableArray.Create(coalesce.Value, coalesce.WhenNull),
            ISwitchExpressionOperation choice => choice.Arms.Select(arm => arm.Value).ToImmutableArray(),
            _ => default,
        };
        if (!branches.IsDefault)
        {
            return branches.SelectMany(branch => Of(branch, isBehindName, depth + 1, cancellation))
                .Select(branch => (branch.Text, branch.IsCertain && !isBehindName));
        }

        if (text is ILocalReferenceOperation local && (ReachingValues.Of(local, cancellation) is { Count: > 1 } reaching ? reaching : Listed(local, cancellation)) is { } values)
        {
            return values.SelectMany(value => Of(value, isBehindName: true, depth + 1, cancellation)).Select(value => (value.Text, false));
        }

        var single = text.ConstantValue.HasValue ? null : SingleValue.Of(text, cancellation);
        while (single is IConversionOperation { OperatorMethod: null } conversion)
        {
            single = conversion.Operand;
        }

        return single is IConditionalOperation or ICoalesceOperation or ISwitchExpressionOperation
            || (single is not null && IsName(single) && !single.ConstantValue.HasValue)
                ? Of(single, isBehindName: true, depth + 1, cancellation)
                : new[] { (text, true) };
    }

    /// <summary><c>foreach (var text in new[] { … })</c>.</summary>
    private static IReadOnlyList<IOperation>? Listed(ILocalReferenceOperation local, CancellationToken cancellation) =>
        local.Local.DeclaringSyntaxReferences is { Length: 1 } declarations
        && declarations[0].GetSyntax(cancellation) is Microsoft.CodeAnalysis.CSharp.Syntax.ForEachStatementSyntax loop
        && loop.SyntaxTree == local.SemanticModel?.SyntaxTree
        && local.SemanticModel.OperationOf(loop.Expression, cancellation) is { } list
            ? TextReader.ReadElements(list, cancellation)
            : null;

    private static bool IsName(IOperation value) => value is ILocalReferenceOperation or IFieldReferenceOperation or IPropertyReferenceOperation;
}
