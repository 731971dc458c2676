using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SqliteDiscipline.Analyzers.Timeline;

namespace SqliteDiscipline.Analyzers.Rules.Census;

/// <summary><c>_connection = Connect();</c> in one place: no factory, but the start-up in a method of its own.</summary>
internal static class OneKeeper
{
    /// <summary>Whether the method is private and called once, to put what it returns into a field or property.</summary>
    public static bool IsOf(BodyTimeline timeline, CancellationToken cancellation)
    {
        if (timeline.Symbol is not IMethodSymbol { MethodKind: MethodKind.Ordinary, DeclaredAccessibility: Accessibility.Private } method)
        {
            return false;
        }

        // A mention that is no call may be a call elsewhere.
        var mentions = method.ContainingType.DeclaringSyntaxReferences
            .SelectMany(part => part.GetSyntax(cancellation).DescendantNodes().OfType<IdentifierNameSyntax>())
            .Where(name => name.Identifier.ValueText == method.Name)
            .Take(2)
            .ToList();
        return mentions.Count == 1
            && Called(mentions[0]) is { } call
            && Outward(call).Parent is AssignmentExpressionSyntax { Left: var keeper }
            && ModelOf(keeper, timeline.Model).GetSymbolInfo(keeper, cancellation).Symbol is IFieldSymbol or IPropertySymbol;
    }

    private static InvocationExpressionSyntax? Called(IdentifierNameSyntax name) => name.Parent switch
    {
        InvocationExpressionSyntax call when call.Expression == name => call,
        MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax call } access when access.Name == name && call.Expression == access => call,
        _ => null,
    };

    private static ExpressionSyntax Outward(ExpressionSyntax expression)
    {
        while (expression.Parent is ParenthesizedExpressionSyntax or AwaitExpressionSyntax or CastExpressionSyntax
               || expression.Parent.IsKind(SyntaxKind.SuppressNullableWarningExpression))
        {
            expression = (ExpressionSyntax)expression.Parent!;
        }

        return expression;
    }

    private static SemanticModel ModelOf(SyntaxNode node, SemanticModel model) =>
        node.SyntaxTree == model.SyntaxTree ? model : model.Compilation.GetSemanticModel(node.SyntaxTree);
}
