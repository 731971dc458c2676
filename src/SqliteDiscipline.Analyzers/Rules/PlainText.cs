using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SqliteDiscipline.Analyzers.Rules;

/// <summary>
/// Text that has neither quotes nor semicolons in it, whatever it is made of: hexadecimal and the like. Followed by names through the methods and fields of one type,
/// as keys are kept: made or loaded by one method, held by a field, given out by another.
/// </summary>
internal static class PlainText
{
    private const int MaxDepth = 4;

    private static readonly HashSet<string> s_makers = new() { "ToHexString", "ToHexStringLower", "ToBase64String" };

    // What is done to it and leaves it plain.
    private static readonly HashSet<string> s_changes = new() { "ToLower", "ToLowerInvariant", "ToUpper", "ToUpperInvariant", "Trim", "Substring" };

    /// <summary>Whether the method makes such text.</summary>
    public static bool IsMaker(IMethodSymbol method) =>
        s_makers.Contains(method.Name) || method is { Name: "ToString", ContainingType: { Name: "BitConverter", ContainingNamespace.Name: "System" } };

    /// <summary>Whether a method of the project gives nothing else.</summary>
    public static bool IsGivenBy(IMethodSymbol method, CancellationToken cancellation) => IsGivenBy(method, 0, cancellation);

    private static bool IsGivenBy(IMethodSymbol method, int depth, CancellationToken cancellation)
    {
        if (depth == MaxDepth || method.DeclaringSyntaxReferences.Length != 1)
        {
            return false;
        }

        var returned = method.DeclaringSyntaxReferences[0].GetSyntax(cancellation)
            .DescendantNodes(node => node is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax))
            .Select(node => node switch
            {
                ReturnStatementSyntax { Expression: { } value } => value,
                ArrowExpressionClauseSyntax { Expression: var value } => value,
                _ => null,
            })
            .OfType<ExpressionSyntax>()
            .ToList();
        return returned.Count > 0 && returned.TrueForAll(value => IsPlain(value, method.ContainingType, depth, cancellation));
    }

    private static bool IsPlain(ExpressionSyntax value, INamedTypeSymbol type, int depth, CancellationToken cancellation) => value switch
    {
        ThrowExpressionSyntax or LiteralExpressionSyntax { RawKind: (int)SyntaxKind.NullLiteralExpression } => true,
        ParenthesizedExpressionSyntax parenthesized => IsPlain(parenthesized.Expression, type, depth, cancellation),
        PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.SuppressNullableWarningExpression } sure => IsPlain(sure.Operand, type, depth, cancellation),
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.CoalesceExpression } choice =>
            IsPlain(choice.Left, type, depth, cancellation) && IsPlain(choice.Right, type, depth, cancellation),
        AssignmentExpressionSyntax assignment => IsPlain(assignment.Right, type, depth, cancellation),
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: var name, Expression: var receiver }, ArgumentList.Arguments: var arguments } =>
            s_makers.Contains(name)
            || (name == "ToString" && receiver is SimpleNameSyntax { Identifier.ValueText: "BitConverter" })
            || ((s_changes.Contains(name) || (name == "Replace" && arguments.All(argument => argument.Expression is LiteralExpressionSyntax { Token.ValueText: "-" or "" }))) && IsPlain(receiver, type, depth, cancellation))
            || (receiver is ThisExpressionSyntax || (receiver is SimpleNameSyntax { Identifier.ValueText: var named } && named == type.Name)) && IsOwn(name, type, depth, cancellation),
        InvocationExpressionSyntax { Expression: SimpleNameSyntax { Identifier.ValueText: var name } } => IsOwn(name, type, depth, cancellation),
        IdentifierNameSyntax { Identifier.ValueText: var name } => type.GetMembers(name).FirstOrDefault() is IFieldSymbol { DeclaredAccessibility: Accessibility.Private } && IsHeld(name, type, depth, cancellation),
        _ => false,
    };

    private static bool IsOwn(string name, INamedTypeSymbol type, int depth, CancellationToken cancellation) =>
        type.GetMembers(name).OfType<IMethodSymbol>().ToList() is { Count: > 0 } own && own.TrueForAll(method => IsGivenBy(method, depth + 1, cancellation));

    // Whatever is assigned to the field anywhere in its type.
    private static bool IsHeld(string field, INamedTypeSymbol type, int depth, CancellationToken cancellation)
    {
        var given = type.DeclaringSyntaxReferences
            .SelectMany(part => part.GetSyntax(cancellation).DescendantNodes())
            .Select(node => node switch
            {
                AssignmentExpressionSyntax { Left: IdentifierNameSyntax { Identifier.ValueText: var name }, Right: var value } when name == field => value,
                AssignmentExpressionSyntax { Left: MemberAccessExpressionSyntax { Name.Identifier.ValueText: var name }, Right: var value } when name == field => value,
                VariableDeclaratorSyntax { Identifier.ValueText: var name, Initializer.Value: var value, Parent.Parent: FieldDeclarationSyntax } when name == field => value,
                _ => null,
            })
            .OfType<ExpressionSyntax>()
            .ToList();
        return depth < MaxDepth && given.Count > 0 && given.TrueForAll(value => IsPlain(value, type, depth + 1, cancellation));
    }
}
