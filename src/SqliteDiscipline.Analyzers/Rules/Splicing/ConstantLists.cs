using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using SqliteDiscipline.Analyzers.Timeline;

namespace SqliteDiscipline.Analyzers.Rules.Splicing;

/// <summary>Tells of a list of texts whether they all stand in the code, or have been let through on the way.</summary>
/// <param name="model">Of the file in which the list is used.</param>
/// <param name="harmful">What is to be kept out of them.</param>
/// <param name="cancellation">The compiler's wish to stop.</param>
internal sealed class ConstantLists(SemanticModel model, HarmfulCharacters harmful, CancellationToken cancellation)
{
    // Deeper than anybody passes a list on.
    private const int MaxDepth = 32;

    // What gives the same texts, or some of them.
    private static readonly HashSet<string> s_arranging = new()
    {
        "Where", "ToList", "ToArray", "ToHashSet", "AsEnumerable", "AsReadOnly", "Distinct", "Order", "OrderBy", "OrderDescending", "OrderByDescending", "ThenBy", "Reverse", "Skip", "Take", "Except",
    };

    private static readonly HashSet<string> s_choosing = new() { "First", "FirstOrDefault", "Single", "SingleOrDefault", "Last", "LastOrDefault", "ElementAt", "Find", "FindLast" };

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

        // Two fields may be made of one another.
        if (_depth == MaxDepth)
        {
            return false;
        }

        _depth++;
        try
        {
            return AreConstants(operation);
        }
        finally
        {
            _depth--;
        }
    }

    private bool AreConstants(IOperation operation)
    {
        operation = Unconverted(operation);
        var value = Unconverted(SingleValue.Of(operation, cancellation) ?? operation);
        if (value is IParameterReferenceOperation { Parameter: var parameter })
        {
            return IsGivenConstants(parameter);
        }

        if (value is IInvocationOperation call)
        {
            return call is { TargetMethod: { Name: "GetNames", ContainingType.Name: "Enum" } } || (ArrangedBy(call) is { } arranged && (LetsThroughInOrder(call) || AreConstants(arranged)));
        }

        if (value is IPropertyReferenceOperation { Property.Name: "Keys" or "Values", Instance.Syntax: ExpressionSyntax map })
        {
            return AreConstants(map);
        }

        if (value is ILocalReferenceOperation or IMemberReferenceOperation)
        {
            return false;
        }

        var elements = value.Descendants().Where(element => element.Type?.SpecialType == SpecialType.System_String && !IsPlace(element)).ToList();
        return elements.Count > 0 && elements.All(element => element.ConstantValue.HasValue);
    }

    /// <summary>Of a variable that holds one after the other, or what has been looked up: <c>map.TryGetValue(text, out var found)</c>.</summary>
    public bool AreConstantsOf(ILocalSymbol element) => element.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellation) switch
    {
        ForEachStatementSyntax loop => AreConstants(loop.Expression),
        SingleVariableDesignationSyntax
        {
            Parent: DeclarationExpressionSyntax
            {
                Parent: ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "TryGetValue", Expression: var map } } },
            },
        } => AreConstants(map),
        _ => false,
    };

    /// <summary>The list that a call takes an element of: <c>Array.Find(s_tables, known => known == table)</c>.</summary>
    public static ExpressionSyntax? ChosenBy(IInvocationOperation call) => s_choosing.Contains(call.TargetMethod.Name) ? ListOf(call) : null;

    /// <summary>The list of which a call gives the same texts, or some of them.</summary>
    public static ExpressionSyntax? ArrangedBy(IInvocationOperation call) => s_arranging.Contains(call.TargetMethod.Name) ? ListOf(call) : null;

    private static ExpressionSyntax? ListOf(IInvocationOperation call) =>
        call.TargetMethod.ContainingNamespace is { Name: "System" or "Linq" or "Generic" } ? (call.Instance ?? call.Arguments[0].Value).Syntax as ExpressionSyntax : null;

    // list.Where(name => s_known.Contains(name)), list.Where(s_known.Contains)
    private bool LetsThroughInOrder(IInvocationOperation call) =>
        call is { TargetMethod.Name: "Where", Arguments: { Length: > 0 } arguments } && arguments[arguments.Length - 1].Value.Syntax switch
        {
            SimpleLambdaExpressionSyntax { Parameter.Identifier.ValueText: var name, ExpressionBody: { } condition } => new TextCondition(name, harmful, model, cancellation).Accepts(condition, isTrue: true),
            MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Contains", Expression: var known } => AreConstants(known),
            _ => false,
        };

    // Every call of a private method gives it such a list; a mention that is no call may be a call elsewhere.
    private bool IsGivenConstants(IParameterSymbol parameter)
    {
        if (_verdicts.TryGetValue(parameter, out var verdict))
        {
            return verdict;
        }

        if (parameter.ContainingSymbol is not IMethodSymbol { MethodKind: MethodKind.Ordinary, DeclaredAccessibility: Accessibility.Private } method)
        {
            return false;
        }

        _verdicts[parameter] = true;
        var mentions = method.ContainingType.DeclaringSyntaxReferences
            .SelectMany(part => part.GetSyntax(cancellation).DescendantNodes().OfType<IdentifierNameSyntax>())
            .Where(name => name.Identifier.ValueText == method.Name)
            .ToList();
        _verdicts[parameter] = verdict = mentions.Count > 0 && mentions.All(IsCalledWithConstants);
        return verdict;

        bool IsCalledWithConstants(IdentifierNameSyntax mention) =>
            mention.Parent is InvocationExpressionSyntax call && call.Expression == mention && call.SyntaxTree == model.SyntaxTree
            && model.OperationOf(call, cancellation) is IInvocationOperation { Arguments: var arguments }
            && arguments.FirstOrDefault(argument => SymbolEqualityComparer.Default.Equals(argument.Parameter, parameter)) switch
            {
                { ArgumentKind: ArgumentKind.ParamArray, Value: IArrayCreationOperation { Initializer.ElementValues: var elements } } => elements.All(element => Unconverted(element).ConstantValue.HasValue),
                { Value.Syntax: ExpressionSyntax given } => AreConstants(given),
                _ => false,
            };
    }

    // ["a"] = "b": what is given is "b".
    private static bool IsPlace(IOperation element) =>
        element is ISimpleAssignmentOperation || (element is IPropertyReferenceOperation && element.Parent is ISimpleAssignmentOperation { Target: var target } && target == element);

    private static IOperation Unconverted(IOperation operation)
    {
        while (operation is IConversionOperation { OperatorMethod: null } conversion)
        {
            operation = conversion.Operand;
        }

        return operation;
    }
}
