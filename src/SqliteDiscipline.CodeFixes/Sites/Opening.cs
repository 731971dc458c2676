using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using SqliteDiscipline.CodeFixes.Rewriting;

namespace SqliteDiscipline.CodeFixes.Sites;

/// <summary>Finds the <c>Open</c> that follows the making of a connection on every path.</summary>
internal static class Opening
{
    /// <summary>The statement that opens the connection next, with nothing between that could tell whether it is open yet, in this build or another.</summary>
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
            // Behind the directive, another build may open another way, or do something before.
            if (Branches.AreIn(statement, TextSpan.FromBounds(statement.FullSpan.Start, statement.SpanStart)))
            {
                return null;
            }

            if (IsOpen(statement, holder, site.Model, cancellation))
            {
                return statement;
            }

            if (statement is TryStatementSyntax { Catches.Count: 0, Finally.Block: { } cleanup, Block.Statements: { Count: > 0 } guarded }
                && IsOpen(guarded[0], holder, site.Model, cancellation)
                && !Branches.AreIn(statement, TextSpan.FromBounds(statement.SpanStart, guarded[0].Span.End))
                && cleanup.Statements.All(last => IsDisposal(last, holder, site.Model, cancellation)))
            {
                // A wrapper that fails to open leaves nothing to dispose.
                return guarded[0];
            }

            var isPassed = consumed.Contains(statement.Span)
                || holder.ConnectionStringValue(statement, site.Model, cancellation) is not null
                || (Holder.IsInert(statement, site.Model, cancellation) && !holder.Mentions(statement, site.Model, cancellation));
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

    private static bool IsDisposal(StatementSyntax statement, Holder holder, SemanticModel model, CancellationToken cancellation)
    {
        var expression = (statement as ExpressionStatementSyntax)?.Expression;
        expression = expression is AwaitExpressionSyntax { Expression: var awaited } ? awaited : expression;
        var (receiver, name) = expression switch
        {
            InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } => (access.Expression, access.Name),
            ConditionalAccessExpressionSyntax { WhenNotNull: InvocationExpressionSyntax { Expression: MemberBindingExpressionSyntax member } } conditional =>
                (conditional.Expression, member.Name),
            _ => default((ExpressionSyntax?, SimpleNameSyntax?)),
        };

        return name?.Identifier.ValueText is "Dispose" or "DisposeAsync" or "Close" or "CloseAsync" && holder.Is(receiver!, model, cancellation);
    }

    /// <summary>
    /// Whether an await is left in the body when the opening goes. An async body without any is a warning of its own (CS1998), and no longer what
    /// its author meant.
    /// </summary>
    public static bool LeavesAwait(StatementSyntax open, IReadOnlyCollection<TextSpan> consumed)
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
