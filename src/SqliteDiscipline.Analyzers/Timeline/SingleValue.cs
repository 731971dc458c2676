using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace SqliteDiscipline.Analyzers.Timeline;

/// <summary>
/// The one expression that a local, field, property or parameterless method can have as its value. Absent where there may be two: nothing
/// is guessed.
/// </summary>
internal static class SingleValue
{
    // A path is read in every method that opens its database.
    private static readonly ConditionalWeakTable<ISymbol, Assigned> s_assigned = new();

    public static IOperation? Of(IOperation reference, CancellationToken cancellation) => reference switch
    {
        ILocalReferenceOperation { IsDeclaration: false } local => OfLocal(local, cancellation),
        IFieldReferenceOperation field => OfField(field, cancellation),
        IPropertyReferenceOperation { Arguments.IsEmpty: true } property => OfProperty(property, cancellation),
        IInvocationOperation { Arguments.IsEmpty: true, TargetMethod: { IsVirtual: false, IsAbstract: false, IsOverride: false } method } call =>
            OfBody(Declaration(method, cancellation), call, cancellation),
        _ => null,
    };

    /// <summary>The one expression that a called method returns, if it does nothing else; it may speak of the method's parameters.</summary>
    public static IOperation? Returned(IInvocationOperation call, CancellationToken cancellation) =>
        call.TargetMethod is { IsVirtual: false, IsAbstract: false, IsOverride: false } method ? OfBody(Declaration(method, cancellation), call, cancellation) : null;

    /// <summary>What a property or method of the project returns at its one <c>return</c>, whatever it is called with and does before.</summary>
    public static IOperation? OfMember(ISymbol member, Compilation compilation, CancellationToken cancellation)
    {
        var declaration = Declaration(member, cancellation);
        var value = declaration is PropertyDeclarationSyntax property
            ? property.ExpressionBody?.Expression ?? property.Initializer?.Value
                ?? Last(property.AccessorList?.Accessors.FirstOrDefault(accessor => accessor.IsKind(SyntaxKind.GetAccessorDeclaration)))
            : Last(declaration);
        return value is not null && compilation.ContainsSyntaxTree(value.SyntaxTree)
            ? Operation(compilation.GetSemanticModel(value.SyntaxTree), value, cancellation)
            : null;

        static ExpressionSyntax? Last(SyntaxNode? body) => Returned(body)
            ?? (body?.DescendantNodes(node => node is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax)).OfType<ReturnStatementSyntax>().ToList() is { Count: 1 } only
                ? only[0].Expression
                : null);
    }

    private static IOperation? OfLocal(ILocalReferenceOperation reference, CancellationToken cancellation)
    {
        // The variables of a program of statements can be named in other files, too, but not used there.
        if (Declaration(reference.Local, cancellation) is not VariableDeclaratorSyntax declarator
            || reference.SemanticModel is not { } model || model.SyntaxTree != declarator.SyntaxTree)
        {
            return null;
        }

        var values = new List<ExpressionSyntax>();
        if (declarator.Initializer is { Value: var initializer })
        {
            values.Add(initializer);
        }

        var scope = (SyntaxNode?)declarator.FirstAncestorOrSelf<MemberDeclarationSyntax>(node => node is not GlobalStatementSyntax)
            ?? declarator.SyntaxTree.GetRoot(cancellation);
        return Assignments(scope, reference.Local, model, values, cancellation) && values.Count == 1
            ? Operation(model, values[0], cancellation)
            : null;
    }

    private static IOperation? OfField(IFieldReferenceOperation reference, CancellationToken cancellation)
    {
        var field = reference.Field;

        // Whoever can see a field that is not readonly may assign it.
        if (!field.IsReadOnly && field.DeclaredAccessibility != Accessibility.Private)
        {
            return null;
        }

        return Declaration(field, cancellation) is VariableDeclaratorSyntax declarator
            ? OfAssigned(field, declarator.Initializer, reference, cancellation)
            : null;
    }

    private static IOperation? OfProperty(IPropertyReferenceOperation reference, CancellationToken cancellation)
    {
        var property = reference.Property;
        if (property.IsVirtual || property.IsAbstract || property.IsOverride || property.SetMethod is { IsInitOnly: false }
            || Declaration(property, cancellation) is not PropertyDeclarationSyntax declaration)
        {
            return null;
        }

        if (declaration.ExpressionBody is { Expression: var expression })
        {
            return Operation(Model(reference, declaration.SyntaxTree), expression, cancellation);
        }

        var getter = declaration.AccessorList?.Accessors.FirstOrDefault(accessor => accessor.IsKind(SyntaxKind.GetAccessorDeclaration));
        if (getter is { Body: null, ExpressionBody: null })
        {
            // An object initializer may set what is init-only; what has no setter at all is set here and in the constructors only.
            return property.SetMethod is null ? OfAssigned(property, declaration.Initializer, reference, cancellation) : null;
        }

        return OfBody(getter, reference, cancellation);
    }

    /// <summary>The value of a field or get-only property: its initializer, or what the one assignment within its type gives it.</summary>
    private static IOperation? OfAssigned(
        ISymbol member, EqualsValueClauseSyntax? initializer, IOperation reference, CancellationToken cancellation)
    {
        // Of another assembly nothing is seen here; of the same, everything.
        if (!SymbolEqualityComparer.Default.Equals(reference.SemanticModel?.Compilation.Assembly, member.ContainingAssembly))
        {
            return null;
        }

        if (!s_assigned.TryGetValue(member, out var assigned))
        {
            assigned = s_assigned.GetValue(member, _ => new Assigned(Value(member, initializer, reference, cancellation)));
        }

        return assigned.Value is { } value ? Operation(Model(reference, value.SyntaxTree), value, cancellation) : null;
    }

    private static ExpressionSyntax? Value(ISymbol member, EqualsValueClauseSyntax? initializer, IOperation reference, CancellationToken cancellation)
    {
        var values = new List<ExpressionSyntax>();
        if (initializer is not null)
        {
            values.Add(initializer.Value);
        }

        foreach (var part in member.ContainingType.DeclaringSyntaxReferences)
        {
            var scope = part.GetSyntax(cancellation);
            if (Model(reference, scope.SyntaxTree) is not { } model || !Assignments(scope, member, model, values, cancellation))
            {
                return null;
            }
        }

        return values.Count == 1 ? values[0] : null;
    }

    /// <summary>What a body returns that does nothing but return, or fill the builder of which it returns the text.</summary>
    private static IOperation? OfBody(SyntaxNode? declaration, IOperation reference, CancellationToken cancellation) =>
        Returned(declaration) is { } value ? Operation(Model(reference, value.SyntaxTree), value, cancellation) : null;

    private static ExpressionSyntax? Returned(SyntaxNode? declaration)
    {
        var (body, arrow) = declaration switch
        {
            AccessorDeclarationSyntax accessor => (accessor.Body, accessor.ExpressionBody),
            BaseMethodDeclarationSyntax method => (method.Body, method.ExpressionBody),
            LocalFunctionStatementSyntax function => (function.Body, function.ExpressionBody),
            _ => default,
        };

        return arrow?.Expression
            ?? (body is { Statements: { Count: > 0 } statements } && statements[statements.Count - 1] is ReturnStatementSyntax { Expression: { } returned }
                && (statements.Count == 1 || (IsTextOfBuilder(returned) && statements.Take(statements.Count - 1).All(FillsBuilder)))
                ? returned
                : null);
    }

    // A connection string put together: builder, keywords, text.
    private static bool IsTextOfBuilder(ExpressionSyntax returned) => returned
        is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: nameof(ToString), Expression: IdentifierNameSyntax } }
        or MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ConnectionString", Expression: IdentifierNameSyntax };

    private static bool FillsBuilder(StatementSyntax statement) => statement
        is LocalDeclarationStatementSyntax
        or ExpressionStatementSyntax { Expression: AssignmentExpressionSyntax { Left: MemberAccessExpressionSyntax or ElementAccessExpressionSyntax } };

    /// <summary>
    /// Adds what is assigned to a variable within a scope; <see langword="false"/> where it is changed in a way that cannot be followed.
    /// </summary>
    private static bool Assignments(
        SyntaxNode scope, ISymbol variable, SemanticModel model, List<ExpressionSyntax> values, CancellationToken cancellation)
    {
        foreach (var (name, target) in AssignedNames.In(scope, variable.Name))
        {
            if (!SymbolEqualityComparer.Default.Equals(model.GetSymbolInfo(name, cancellation).Symbol, variable))
            {
                continue;
            }

            if (target.Parent is not AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.SimpleAssignmentExpression } simple)
            {
                return false;
            }

            values.Add(simple.Right);
        }

        return true;
    }

    // Neither parentheses nor `!` have an operation of their own.
    internal static IOperation? Operation(SemanticModel? model, ExpressionSyntax value, CancellationToken cancellation)
    {
        while (true)
        {
            switch (value)
            {
                case ParenthesizedExpressionSyntax parenthesized:
                    value = parenthesized.Expression;
                    break;
                case PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.SuppressNullableWarningExpression } suppressed:
                    value = suppressed.Operand;
                    break;
                default:
                    return model?.OperationOf(value, cancellation);
            }
        }
    }

    private static SyntaxNode? Declaration(ISymbol symbol, CancellationToken cancellation) =>
        symbol.DeclaringSyntaxReferences.Length == 1 ? symbol.DeclaringSyntaxReferences[0].GetSyntax(cancellation) : null;

    // A member's value may stand in another file, whose model has to be asked for. Only reached from an expression that matters, which is rare.
    private static SemanticModel? Model(IOperation reference, SyntaxTree tree)
    {
        var model = reference.SemanticModel;
        return model is null || model.SyntaxTree == tree
            ? model
            : model.Compilation.ContainsSyntaxTree(tree) ? model.Compilation.GetSemanticModel(tree) : null;
    }

    /// <summary>What a member is given, if that is one thing.</summary>
    private sealed record Assigned(ExpressionSyntax? Value);
}
