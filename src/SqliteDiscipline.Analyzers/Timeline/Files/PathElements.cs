using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using SqliteDiscipline.Analyzers.Timeline.Building;

namespace SqliteDiscipline.Analyzers.Timeline.Files;

/// <summary>
/// The paths that one expression stands for: in a loop over a list that is written out, <c>foreach (var file in new[] { path, path + "-wal" })</c>, or by choice,
/// <c>isInMemory ? ":memory:" : path</c>.
/// </summary>
internal static class PathElements
{
    /// <summary>Each path; the expression itself, where it is the only one.</summary>
    public static IEnumerable<IOperation> Of(IOperation path, CancellationToken cancellation) => path switch
    {
        IConversionOperation { OperatorMethod: null } conversion => Of(conversion.Operand, cancellation),
        IConditionalOperation { WhenFalse: { } other } choice => Of(choice.WhenTrue, cancellation).Concat(Of(other, cancellation)),
        ILocalReferenceOperation local when ListOf(local, cancellation) is { } list => Elements(list),

        // What is put behind the path is nothing in one of the rounds: `path + suffix`.
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Add, RightOperand: ILocalReferenceOperation suffix } sum
            when ListOf(suffix, cancellation) is { } suffixes && Elements(suffixes).Any(element => element.ConstantValue is { HasValue: true, Value: "" }) =>
            new[] { sum.LeftOperand },
        _ => new[] { path },
    };

    private static IOperation? ListOf(ILocalReferenceOperation element, CancellationToken cancellation)
    {
        if (element.Local.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellation) is not ForEachStatementSyntax loop || element.SemanticModel is not { } model
            || model.SyntaxTree != loop.SyntaxTree || model.OperationOf(loop.Expression, cancellation) is not { } list)
        {
            return null;
        }

        list = Unconverted(list);
        list = Unconverted(SingleValue.Of(list, cancellation) ?? list);
        return list is IArrayCreationOperation { Initializer: not null } || CollectionExpression.Is(list) ? list : null;
    }

    private static IEnumerable<IOperation> Elements(IOperation list) => list is IArrayCreationOperation { Initializer.ElementValues: var values } ? values : list.ChildOperations;

    private static IOperation Unconverted(IOperation operation) => operation is IConversionOperation { OperatorMethod: null, Operand: var operand } ? Unconverted(operand) : operation;
}
