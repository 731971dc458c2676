using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace SqliteDiscipline.CodeFixes.Sites;

/// <summary>Finds the <c>Open</c> that follows the making of a connection on every path.</summary>
internal static class Opening
{
    /// <summary>The statement that opens the connection next, with nothing between that could tell whether it is open yet.</summary>
    /// <param name="site">The site.</param>
    /// <param name="consumed">What earlier replacements removed: it stands no longer between.</param>
    /// <param name="cancellation">Cancels.</param>
    public static StatementSyntax? Next(RawSite site, IReadOnlyCollection<TextSpan> consumed, CancellationToken cancellation)
    {
        if (site.Holder is not { } holder)
        {
            return null;
        }

        foreach (var statement in holder.Following())
        {
            if (IsOpen(statement, holder, site.Model, cancellation))
            {
                return LeavesAwait(statement, consumed) ? statement : null;
            }

            var isPassed = consumed.Contains(statement.Span)
                || holder.ConnectionStringValue(statement, site.Model, cancellation) is not null
                || (Holder.IsInert(statement) && !holder.Mentions(statement, site.Model, cancellation));
            if (!isPassed)
            {
                return null;
            }
        }

        return null;
    }

    /// <summary>Whether the statement is <c>x.Open();</c> or <c>await x.OpenAsync(…);</c>, with <c>ConfigureAwait</c> or not.</summary>
    public static bool IsOpen(StatementSyntax statement, Holder holder, SemanticModel model, CancellationToken cancellation)
    {
        if (statement is not ExpressionStatementSyntax { Expression: var expression })
        {
            return false;
        }

        var name = "Open";
        if (expression is AwaitExpressionSyntax { Expression: var awaited })
        {
            name = "OpenAsync";
            expression = awaited is InvocationExpressionSyntax
            {
                Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ConfigureAwait", Expression: var configured },
            }
                ? configured
                : awaited;
        }

        return expression is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name: IdentifierNameSyntax called, Expression: var receiver } }
            && called.Identifier.ValueText == name
            && holder.Is(receiver, model, cancellation);
    }

    // An async body without any await is a warning of its own (CS1998), and no longer what its author meant.
    private static bool LeavesAwait(StatementSyntax open, IReadOnlyCollection<TextSpan> consumed)
    {
        if (open is not ExpressionStatementSyntax { Expression: AwaitExpressionSyntax } || open.Ancestors().FirstOrDefault(IsFunction) is not { } body)
        {
            return true;
        }

        return body.DescendantNodesAndTokens(node => node == body || !IsFunction(node))
            .Any(item => item.IsKind(SyntaxKind.AwaitKeyword)
                         && !open.Span.Contains(item.Span)
                         && !consumed.Any(span => span.Contains(item.Span)));
    }

    private static bool IsFunction(SyntaxNode node) =>
        node is AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax or BaseMethodDeclarationSyntax;
}
