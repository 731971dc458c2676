using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SqliteDiscipline.Analyzers.Timeline;

/// <summary>The names that are assigned to, or given away to be assigned to, within a type or member.</summary>
internal static class AssignedNames
{
    /// <summary>Where something of that name is assigned to: the name, and the expression that it ends.</summary>
    public static IEnumerable<(IdentifierNameSyntax Name, ExpressionSyntax Target)> In(SyntaxNode scope, string name)
    {
        foreach (var use in FileTokens.Of(scope.SyntaxTree).UsesOf(name, scope.Span))
        {
            if (TargetOf(use) is { } target)
            {
                yield return (use, target);
            }
        }
    }

    private static ExpressionSyntax? TargetOf(IdentifierNameSyntax name)
    {
        var target = name.Parent switch
        {
            MemberAccessExpressionSyntax access when access.Name == name => access,
            MemberBindingExpressionSyntax binding => binding,
            _ => (ExpressionSyntax)name,
        };
        var isChanged = target.Parent switch
        {
            AssignmentExpressionSyntax assignment => assignment.Left == target,
            ArgumentSyntax argument => !argument.RefKindKeyword.IsKind(SyntaxKind.None) || argument.Parent is TupleExpressionSyntax,
            RefExpressionSyntax => true,
            PrefixUnaryExpressionSyntax prefix => prefix.IsKind(SyntaxKind.AddressOfExpression),
            _ => false,
        };
        return isChanged ? target : null;
    }
}
