using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using SqliteDiscipline.Analyzers.Timeline;
using SqliteDiscipline.Analyzers.Timeline.Creation;
using TextReader = SqliteDiscipline.Analyzers.Timeline.TextReader;

namespace SqliteDiscipline.CodeFixes.Sites;

/// <summary>A place that a text is read from: a value, or the name that stands for one.</summary>
/// <param name="Operation">The expression.</param>
/// <param name="Symbol">What the name stands for.</param>
internal readonly record struct TextSource(IOperation Operation, ISymbol? Symbol);

/// <summary>
/// All that a text is read from: behind constants, variables and members with one value, what is set on builders. A name behind which nothing is read is none:
/// it is copied as it stands, and says everywhere what it says.
/// </summary>
internal static class TextSources
{
    public static IEnumerable<TextSource> Of(IOperation text, CancellationToken cancellation)
    {
        var seen = new HashSet<SyntaxNode>();
        var pending = new Stack<IOperation>();
        pending.Push(text);
        while (pending.Count > 0)
        {
            var value = pending.Pop();
            if (!seen.Add(value.Syntax))
            {
                continue;
            }

            yield return new TextSource(value, null);
            foreach (var operation in value.Tree())
            {
                if (SymbolOf(operation) is not { } symbol)
                {
                    continue;
                }

                var values = Values(operation, symbol, cancellation).ToList();
                if (values.Count > 0 || operation.ConstantValue.HasValue)
                {
                    yield return new TextSource(operation, symbol);
                }

                values.ForEach(pending.Push);
            }
        }
    }

    private static IEnumerable<IOperation> Values(IOperation operation, ISymbol symbol, CancellationToken cancellation)
    {
        if (operation.ConstantValue.HasValue)
        {
            return symbol.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellation) is VariableDeclaratorSyntax { Initializer.Value: var spelt }
                && operation.SemanticModel?.Compilation is { } compilation && compilation.ContainsSyntaxTree(spelt.SyntaxTree)
                && compilation.GetSemanticModel(spelt.SyntaxTree).OperationOf(spelt, cancellation) is { } constant
                    ? new[] { constant }
                    : Enumerable.Empty<IOperation>();
        }

        if (SingleValue.Of(operation, cancellation) is { } value)
        {
            return operation is ILocalReferenceOperation local ? SetOn(local).Prepend(value) : new[] { value };
        }

        return operation is IInvocationOperation call && TextReader.IsFormatHelper(call, cancellation) && SingleValue.Returned(call, cancellation) is { } returned
            ? new[] { returned }
            : Enumerable.Empty<IOperation>();
    }

    private static IEnumerable<IOperation> SetOn(ILocalReferenceOperation local) => local.Type?.SpecialType == SpecialType.System_String
        ? Enumerable.Empty<IOperation>()
        : LocalUses.Of(local.Local, local).Select(use => use.Parent?.Parent).OfType<ISimpleAssignmentOperation>();

    private static ISymbol? SymbolOf(IOperation operation) => operation switch
    {
        ILocalReferenceOperation local => local.Local,
        IMemberReferenceOperation member => member.Member,
        IInvocationOperation call => call.TargetMethod,
        _ => null,
    };
}
