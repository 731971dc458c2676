using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using SqliteDiscipline.Analyzers.Timeline;

namespace SqliteDiscipline.Analyzers.Rules.Splicing;

/// <summary>A list that a body makes empty and fills: <c>names.Add("a")</c>.</summary>
internal static class FilledList
{
    /// <summary>What is added to it, an element or a list of them; <see langword="null"/> where it is no such list, or others may add to it.</summary>
    public static IReadOnlyList<(ExpressionSyntax Added, bool IsList)>? Of(IOperation list, CancellationToken cancellation)
    {
        while (list is IConversionOperation conversion)
        {
            list = conversion.Operand;
        }

        if (list is not ILocalReferenceOperation { Local: var local }
            || SingleValue.Of(list, cancellation) is not IObjectCreationOperation { Arguments.IsEmpty: true, Initializer: null or { Initializers.IsEmpty: true } })
        {
            return null;
        }

        var scope = list.Syntax.FirstAncestorOrSelf<MemberDeclarationSyntax>(node => node is not GlobalStatementSyntax) ?? list.Syntax.SyntaxTree.GetRoot(cancellation);
        var uses = FileTokens.Of(scope.SyntaxTree).UsesOf(local.Name, scope.Span).ToList();
        return uses.Exists(IsGivenAway) ? null : uses.Select(AddedBy).OfType<(ExpressionSyntax, bool)>().ToList();
    }

    private static (ExpressionSyntax Added, bool IsList)? AddedBy(IdentifierNameSyntax list) => list.Parent
        is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Add" or "AddRange" or "Insert" or "InsertRange" or "Push" or "Enqueue", Parent: InvocationExpressionSyntax { ArgumentList.Arguments: { Count: > 0 } arguments } } called
            ? (arguments[arguments.Count - 1].Expression, called.Name.Identifier.ValueText.EndsWith("Range", StringComparison.Ordinal))
            : null;

    private static bool IsGivenAway(IdentifierNameSyntax list) => list.Parent is ArgumentSyntax or EqualsValueClauseSyntax or AssignmentExpressionSyntax or ElementAccessExpressionSyntax;
}
