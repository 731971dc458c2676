using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SqliteDiscipline.Analyzers.Timeline;

/// <summary>The names that are assigned to, or given away to be assigned to, within a type or member: found once, however many variables are asked about.</summary>
internal sealed class AssignedNames
{
    private static readonly ConditionalWeakTable<SyntaxNode, AssignedNames> s_byScope = new();
    private static readonly ConditionalWeakTable<SyntaxNode, AssignedNames>.CreateValueCallback s_find = static scope => new AssignedNames(scope);

    private readonly Dictionary<string, List<(IdentifierNameSyntax Name, ExpressionSyntax Target)>> _names = new();

    private AssignedNames(SyntaxNode scope)
    {
        foreach (var node in scope.DescendantNodes())
        {
            if (node is IdentifierNameSyntax name && TargetOf(name) is { } target)
            {
                var text = name.Identifier.ValueText;
                if (!_names.TryGetValue(text, out var places))
                {
                    _names.Add(text, places = new());
                }

                places.Add((name, target));
            }
        }
    }

    /// <summary>Where something of that name is assigned to: the name, and the expression that it ends.</summary>
    public static IReadOnlyList<(IdentifierNameSyntax Name, ExpressionSyntax Target)> In(SyntaxNode scope, string name) =>
        s_byScope.GetValue(scope, s_find)._names.TryGetValue(name, out var places)
            ? places
            : Array.Empty<(IdentifierNameSyntax, ExpressionSyntax)>();

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
