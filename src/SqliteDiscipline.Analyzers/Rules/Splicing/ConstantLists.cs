using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using SqliteDiscipline.Analyzers.Timeline;

namespace SqliteDiscipline.Analyzers.Rules.Splicing;

/// <summary>Tells of a list of texts whether they all stand in the code.</summary>
/// <param name="model">Of the file in which the SQL is run.</param>
/// <param name="cancellation">The compiler's wish to stop.</param>
internal sealed class ConstantLists(SemanticModel model, CancellationToken cancellation)
{
    // Deeper than anybody passes a list on.
    private const int MaxDepth = 32;

    // Of each parameter once, however many calls there are; while they are looked at, what one of them passes on says nothing.
    private readonly Dictionary<ISymbol, bool> _verdicts = new(SymbolEqualityComparer.Default);

    private int _depth;

    public bool AreConstants(ExpressionSyntax list)
    {
        cancellation.ThrowIfCancellationRequested();
        if (model.SyntaxTree != list.SyntaxTree || model.OperationOf(list, cancellation) is not { } operation)
        {
            return true;
        }

        operation = Unconverted(operation);
        var value = Unconverted(SingleValue.Of(operation, cancellation) ?? operation);
        if (value is IParameterReferenceOperation { Parameter: var parameter })
        {
            return IsGivenConstants(parameter);
        }

        if (value is IInvocationOperation { TargetMethod: { Name: "GetNames", ContainingType.Name: "Enum" } })
        {
            return true;
        }

        if (value is IInvocationOperation or ILocalReferenceOperation or IMemberReferenceOperation)
        {
            return false;
        }

        var elements = value.Descendants().Where(element => element.Type?.SpecialType == SpecialType.System_String).ToList();
        return elements.Count > 0 && elements.All(element => element.ConstantValue.HasValue);
    }

    // Every call of a private method gives it such a list; a mention that is no call may be a call elsewhere.
    private bool IsGivenConstants(IParameterSymbol parameter)
    {
        if (_verdicts.TryGetValue(parameter, out var verdict))
        {
            return verdict;
        }

        if (_depth == MaxDepth || parameter.ContainingSymbol is not IMethodSymbol { MethodKind: MethodKind.Ordinary, DeclaredAccessibility: Accessibility.Private } method)
        {
            return false;
        }

        _depth++;
        _verdicts[parameter] = true;
        var mentions = method.ContainingType.DeclaringSyntaxReferences
            .SelectMany(part => part.GetSyntax(cancellation).DescendantNodes().OfType<IdentifierNameSyntax>())
            .Where(name => name.Identifier.ValueText == method.Name)
            .ToList();
        _verdicts[parameter] = verdict = mentions.Count > 0 && mentions.All(IsCalledWithConstants);
        _depth--;
        return verdict;

        bool IsCalledWithConstants(IdentifierNameSyntax mention) =>
            mention.Parent is InvocationExpressionSyntax call && call.Expression == mention && call.SyntaxTree == model.SyntaxTree
            && model.OperationOf(call, cancellation) is IInvocationOperation { Arguments: var arguments }
            && arguments.FirstOrDefault(argument => SymbolEqualityComparer.Default.Equals(argument.Parameter, parameter))?.Value.Syntax is ExpressionSyntax given
            && AreConstants(given);
    }

    private static IOperation Unconverted(IOperation operation)
    {
        while (operation is IConversionOperation { OperatorMethod: null } conversion)
        {
            operation = conversion.Operand;
        }

        return operation;
    }
}
