using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SqliteDiscipline.Analyzers.Schema.Sources;

/// <summary>Whether two places of a file are in branches of which only one is taken: <c>if</c> and <c>else</c>, two sections of a <c>switch</c>.</summary>
internal static class Alternatives
{
    public static bool Are(Location left, Location right)
    {
        if (left.SourceTree is not { } tree || right.SourceTree != tree)
        {
            return false;
        }

        var root = tree.GetRoot();
        var (one, other) = (root.FindNode(left.SourceSpan), right.SourceSpan);
        for (var branch = one; branch.Parent is { } whole; branch = whole)
        {
            // The first that holds both is where their ways part.
            if (whole.Span.Contains(other) && !branch.Span.Contains(other))
            {
                return whole.ChildNodes().FirstOrDefault(sibling => sibling.Span.Contains(other)) is { } sibling
                    && ((IsBranch(branch) && IsBranch(sibling)) || AreOfOneValue(branch, sibling));
            }
        }

        return false;
    }

    // if (version == 0) { … } if (version == 1) { … }
    private static bool AreOfOneValue(SyntaxNode left, SyntaxNode right) =>
        left is IfStatementSyntax { Condition: BinaryExpressionSyntax one } && right is IfStatementSyntax { Condition: BinaryExpressionSyntax other }
        && one.IsKind(SyntaxKind.EqualsExpression) && other.IsKind(SyntaxKind.EqualsExpression)
        && one.Right is LiteralExpressionSyntax && other.Right is LiteralExpressionSyntax
        && one.Left.IsEquivalentTo(other.Left, topLevel: false) && !one.Right.IsEquivalentTo(other.Right, topLevel: false);

    private static bool IsBranch(SyntaxNode node) => node switch
    {
        // From one section, a jump may lead to another.
        SwitchSectionSyntax section => !section.DescendantNodes().Any(inner => inner is GotoStatementSyntax),
        SwitchExpressionArmSyntax or ElseClauseSyntax => true,
        { Parent: IfStatementSyntax choice } => node == choice.Statement,
        { Parent: ConditionalExpressionSyntax choice } => node != choice.Condition,
        _ => false,
    };
}
