using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace SqliteDiscipline.CodeFixes.Rewriting;

/// <summary>
/// Code of which <c>#if</c> leaves a part out: another configuration, or another framework that compiles the same file, has something else there. What is seen here is then no
/// ground to change it.
/// </summary>
internal static class Branches
{
    private static readonly Regex s_assignment = new(@"(?<name>\w+)\s*=(?!=)", RegexOptions.CultureInvariant);

    public static bool AreIn(SyntaxNode root, TextSpan span) => root.DescendantTrivia(span).Any(trivia =>
        span.IntersectsWith(trivia.FullSpan)
        && trivia.Kind() is SyntaxKind.IfDirectiveTrivia or SyntaxKind.ElifDirectiveTrivia or SyntaxKind.ElseDirectiveTrivia or SyntaxKind.EndIfDirectiveTrivia);

    /// <summary>Whether a part of its own statement has branches, or one that is left out before it gives another value to a variable that it names.</summary>
    public static bool Decide(ExpressionSyntax expression)
    {
        var statement = expression.FirstAncestorOrSelf<StatementSyntax>() ?? (SyntaxNode)expression;
        if (AreIn(statement, statement.Span))
        {
            return true;
        }

        var names = new HashSet<string>(expression.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>().Select(name => name.Identifier.ValueText));
        var member = expression.FirstAncestorOrSelf<MemberDeclarationSyntax>(static node => node is not GlobalStatementSyntax) ?? expression.SyntaxTree.GetRoot();
        return member.DescendantTrivia().Any(trivia => trivia.IsKind(SyntaxKind.DisabledTextTrivia) && trivia.SpanStart < expression.SpanStart
            && s_assignment.Matches(trivia.ToString()).Cast<Match>().Any(match => names.Contains(match.Groups["name"].Value)));
    }
}
