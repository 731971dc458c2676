using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using SqliteDiscipline.Analyzers.Timeline;

namespace SqliteDiscipline.Analyzers.Rules.Splicing;

/// <summary>Reads of a method, property, field or variable whether all that it gives is plain text, and what other methods, properties, fields and variables that rests on.</summary>
internal sealed class PlainReading
{
    // What is done to it and leaves it plain.
    private static readonly HashSet<string> s_changes = new() { "ToLower", "ToLowerInvariant", "ToUpper", "ToUpperInvariant", "Trim", "TrimStart", "TrimEnd", "Substring", "Replace", "PadLeft", "PadRight" };

    private readonly SemanticModel _model;
    private readonly HarmfulCharacters _harmful;
    private readonly ConstantLists _lists;
    private readonly CancellationToken _cancellation;
    private readonly Stack<ExpressionSyntax> _open;
    private readonly HashSet<ISymbol> _needs = new(SymbolEqualityComparer.Default);

    private PlainReading(SemanticModel model, HarmfulCharacters harmful, IEnumerable<ExpressionSyntax> values, CancellationToken cancellation)
    {
        _model = model;
        _harmful = harmful;
        _lists = new(model, harmful, cancellation);
        _open = new(values);
        _cancellation = cancellation;
    }

    /// <summary>What the symbol rests on; the default where it gives other text, or what is not seen.</summary>
    public static ImmutableArray<ISymbol> Of(ISymbol symbol, Compilation compilation, HarmfulCharacters harmful, CancellationToken cancellation)
    {
        var values = ValuesOf(symbol, cancellation);
        var needs = ImmutableArray.CreateBuilder<ISymbol>();
        foreach (var file in values.GroupBy(value => value.SyntaxTree))
        {
            if (!compilation.ContainsSyntaxTree(file.Key))
            {
                return default;
            }

            var reading = new PlainReading(compilation.GetSemanticModel(file.Key), harmful, file, cancellation);
            if (!reading.IsPlain())
            {
                return default;
            }

            needs.AddRange(reading._needs);
        }

        return values.Count == 0 ? default : needs.ToImmutable();
    }

    /// <summary>The symbol as it stands in the source: not of one list of type arguments, nor called as an extension.</summary>
    public static ISymbol Declared(ISymbol symbol) => (symbol is IMethodSymbol { ReducedFrom: { } extension } ? extension : symbol).OriginalDefinition;

    private static List<ExpressionSyntax> ValuesOf(ISymbol symbol, CancellationToken cancellation)
    {
        if (symbol.DeclaringSyntaxReferences.Length != 1)
        {
            return new();
        }

        var declaration = symbol.DeclaringSyntaxReferences[0].GetSyntax(cancellation);
        return declaration switch
        {
            VariableDeclaratorSyntax variable when ScopesOf(symbol, variable, cancellation).ToList() is { Count: > 0 } scopes => Given(symbol.Name, variable.Initializer, scopes).ToList(),
            PropertyDeclarationSyntax property => Given(symbol.Name, property.Initializer, PartsOf(symbol.ContainingType, cancellation)).Concat(Returned(property)).ToList(),
            _ when symbol is IMethodSymbol => Returned(declaration).ToList(),
            _ => new(),
        };
    }

    private static IEnumerable<ExpressionSyntax> Returned(SyntaxNode declaration) => declaration
        .DescendantNodes(node => node == declaration || node is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax))
        .Select(node => node switch
        {
            ReturnStatementSyntax { Expression: { } value } => value,
            ArrowExpressionClauseSyntax { Expression: var value } => value,
            _ => null,
        })
        .OfType<ExpressionSyntax>();

    // Whatever is assigned to it, wherever it can be.
    private static IEnumerable<ExpressionSyntax> Given(string name, EqualsValueClauseSyntax? initializer, IEnumerable<SyntaxNode> scopes) => scopes
        .SelectMany(scope => AssignedNames.In(scope, name))
        .Select(assigned => (assigned.Target.Parent as AssignmentExpressionSyntax)?.Right)
        .Prepend(initializer?.Value)
        .OfType<ExpressionSyntax>();

    private static IEnumerable<SyntaxNode> ScopesOf(ISymbol symbol, SyntaxNode variable, CancellationToken cancellation) => symbol switch
    {
        IFieldSymbol { DeclaredAccessibility: Accessibility.Private } or IFieldSymbol { IsReadOnly: true } => PartsOf(symbol.ContainingType, cancellation),
        ILocalSymbol when variable.FirstAncestorOrSelf<MemberDeclarationSyntax>(node => node is not GlobalStatementSyntax) is { } member => new[] { member },
        _ => Enumerable.Empty<SyntaxNode>(),
    };

    private static IEnumerable<SyntaxNode> PartsOf(INamedTypeSymbol type, CancellationToken cancellation) => type.DeclaringSyntaxReferences.Select(part => part.GetSyntax(cancellation));

    private bool IsPlain()
    {
        while (_open.Count > 0)
        {
            _cancellation.ThrowIfCancellationRequested();
            if (!IsPlain(_open.Pop()))
            {
                return false;
            }
        }

        return true;
    }

    // What it is made of comes later, so that no text is too deep.
    private bool IsPlain(ExpressionSyntax value) => value switch
    {
        ThrowExpressionSyntax or LiteralExpressionSyntax => true,
        ParenthesizedExpressionSyntax parenthesized => Later(parenthesized.Expression),
        PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.SuppressNullableWarningExpression } sure => Later(sure.Operand),
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.CoalesceExpression } choice => Later(choice.Left) && Later(choice.Right),
        ConditionalExpressionSyntax choice => Later(choice.WhenTrue) && Later(choice.WhenFalse),
        SwitchExpressionSyntax choice => choice.Arms.All(arm => Later(arm.Expression)),
        AssignmentExpressionSyntax assignment => Later(assignment.Right),
        InterpolatedStringExpressionSyntax interpolated => interpolated.Contents.OfType<InterpolationSyntax>().All(part => Later(part.Expression)),
        _ when IsValue(value) => true,
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression } sum => Later(sum.Left) && Later(sum.Right),
        ConditionalAccessExpressionSyntax { Expression: var receiver, WhenNotNull: InvocationExpressionSyntax { Expression: MemberBindingExpressionSyntax { Name.Identifier.ValueText: "ToString" } } } => Later(receiver),
        ConditionalAccessExpressionSyntax { WhenNotNull: MemberBindingExpressionSyntax bound } => IsPlainIn(bound),
        InvocationExpressionSyntax call => IsPlain(call),
        ElementAccessExpressionSyntax element => _lists.AreConstants(element.Expression),
        IdentifierNameSyntax { Identifier.ValueText: var name } when new CheckedText(name, _harmful, _model, _cancellation).IsAt(value) => true,
        IdentifierNameSyntax or MemberAccessExpressionSyntax => IsPlainIn(value),
        _ => false,
    };

    // What a name stands for.
    private bool IsPlainIn(ExpressionSyntax name) => _model.GetSymbolInfo(name, _cancellation).Symbol switch
    {
        ILocalSymbol local => _lists.AreConstantsOf(local) || Needs(local),
        IFieldSymbol field => Needs(field),
        IPropertySymbol property => PlainText.IsInCode(property)
            || (OverridingProperties.Of(property, _model.Compilation, _cancellation)?.All(Needs) ?? (property is { SetMethod: null, IsVirtual: false, IsAbstract: false, IsOverride: false } && Needs(property))),
        _ => false,
    };

    private bool IsPlain(InvocationExpressionSyntax call)
    {
        if (_model.GetSymbolInfo(call, _cancellation).Symbol is not IMethodSymbol method)
        {
            return false;
        }

        if (PlainText.IsMaker(method) || (_model.OperationOf(call, _cancellation) is IInvocationOperation { } choosing && ConstantLists.ChosenBy(choosing) is { } list && _lists.AreConstants(list)))
        {
            return true;
        }

        var arguments = call.ArgumentList.Arguments;
        if (method is { Name: "ToString", ContainingType: { Name: "Convert", ContainingNamespace.Name: "System" } })
        {
            return Later(arguments[0].Expression);
        }

        if (method.ContainingType?.SpecialType == SpecialType.System_String)
        {
            // Put together of what is plain, in whatever culture.
            return method.IsStatic
                ? arguments.All(argument => _model.GetTypeInfo(argument.Expression, _cancellation).ConvertedType?.Name == "IFormatProvider" || Later(argument.Expression))
                : call.Expression is MemberAccessExpressionSyntax { Expression: var changed } && s_changes.Contains(method.Name) && Later(changed)
                    && (method.Name != "Replace" || arguments.All(argument => Later(argument.Expression)));
        }

        // A number, a date, a GUID.
        return method.Name == "ToString" && call.Expression is MemberAccessExpressionSyntax { Expression: var shown } && IsValue(shown) ? true : Needs(method);
    }

    private bool Later(ExpressionSyntax value)
    {
        _open.Push(value);
        return true;
    }

    private bool Needs(ISymbol symbol)
    {
        if (symbol.DeclaringSyntaxReferences.Length != 1)
        {
            return false;
        }

        _needs.Add(Declared(symbol));
        return true;
    }

    // A constant stands in the code; of what is no object only text has quotes in it.
    private bool IsValue(ExpressionSyntax value) =>
        _model.GetConstantValue(value, _cancellation).HasValue || _model.GetTypeInfo(value, _cancellation).Type is { IsValueType: true };
}
