using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SqliteDiscipline.Analyzers.Timeline;

namespace SqliteDiscipline.Analyzers.Rules.Splicing;

/// <summary>What a parameter is given besides what its caller gives it.</summary>
/// <param name="Value">The text; absent where it is not seen, by <c>ref</c>, say.</param>
/// <param name="IsCertain">Whether every way to the mention comes past it.</param>
/// <param name="IsForNothing">Whether it is given in place of nothing: <c>path ??= "a.db"</c>. What is something stays what it was.</param>
internal sealed record ParameterText(ExpressionSyntax? Value, bool IsCertain, bool IsForNothing)
{
    /// <summary>What is assigned to it before a mention, in order.</summary>
    public static IEnumerable<ParameterText> Before(SyntaxNode mention, IParameterSymbol parameter, CancellationToken cancellation)
    {
        var scope = parameter.ContainingSymbol.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellation);
        return scope is null || scope.SyntaxTree != mention.SyntaxTree
            ? Enumerable.Empty<ParameterText>()
            : AssignedNames.In(scope, parameter.Name)
                .Where(assigned => assigned.Target == assigned.Name && assigned.Name.SpanStart < mention.SpanStart)
                .Select(assigned => Of(assigned.Name, mention));
    }

    private static ParameterText Of(IdentifierNameSyntax target, SyntaxNode mention)
    {
        var assignment = target.Parent as AssignmentExpressionSyntax;
        return assignment?.Kind() switch
        {
            SyntaxKind.SimpleAssignmentExpression => new(
                assignment.Right,
                assignment.Parent is ExpressionStatementSyntax { Parent: (BlockSyntax or SwitchSectionSyntax) and var around } && around.Span.Contains(mention.Span),
                target.Ancestors().OfType<IfStatementSyntax>().Any(choice => choice.Statement.Span.Contains(target.Span) && IsAbsent(choice.Condition, target.Identifier.ValueText))),

            // += and the like keep what was there.
            SyntaxKind.CoalesceAssignmentExpression or SyntaxKind.AddAssignmentExpression => new(assignment.Right, IsCertain: false, IsForNothing: true),
            _ => new(null, IsCertain: false, IsForNothing: false),
        };
    }

    // string.IsNullOrEmpty(path), path == null, path is null or "", path.Length == 0, !File.Exists(path)
    private static bool IsAbsent(ExpressionSyntax condition, string name) => condition switch
    {
        ParenthesizedExpressionSyntax parenthesized => IsAbsent(parenthesized.Expression, name),
        PrefixUnaryExpressionSyntax not => IsAbsent(not.Operand, name),
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalOrExpression } either => IsAbsent(either.Left, name) && IsAbsent(either.Right, name),
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalAndExpression } both => IsAbsent(both.Left, name) || IsAbsent(both.Right, name),
        InvocationExpressionSyntax call => CheckNames.IsOfPresence(call)
            || call.Expression is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Exists", Expression: SimpleNameSyntax { Identifier.ValueText: "File" or "Directory" or "Path" } },
        BinaryExpressionSyntax or IsPatternExpressionSyntax => condition.DescendantNodes().ToList() is var parts
            && parts.Exists(part => part is IdentifierNameSyntax { Identifier.ValueText: var named } && named == name)
            && parts.Exists(part => part is LiteralExpressionSyntax literal && (literal.IsKind(SyntaxKind.NullLiteralExpression) || literal.Token.Value is "" or 0))
            && !parts.Exists(part => part is InvocationExpressionSyntax),
        _ => false,
    };
}
