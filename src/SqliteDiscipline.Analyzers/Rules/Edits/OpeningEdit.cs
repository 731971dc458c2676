using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SqliteDiscipline.Analyzers.Timeline;
using SqliteDiscipline.Analyzers.Timeline.Events;

namespace SqliteDiscipline.Analyzers.Rules.Edits;

/// <summary>Dapper opens a closed connection for each of its calls; a transaction needs it open before.</summary>
internal static class OpeningEdit
{
    /// <summary>The statement that opens the connection, or <see langword="null"/> where somebody has opened it, or may have.</summary>
    /// <param name="first">What is to be in the transaction first.</param>
    /// <param name="timeline">The body.</param>
    /// <param name="connection">What the connection is called there.</param>
    public static string? Before(Ran first, BodyTimeline timeline, string connection)
    {
        if (!first.Connection.IsMadeHere
            || timeline.Nodes.TakeWhile(node => !ReferenceEquals(node.Event, first)).Any(node => node.Event is Opened or HandedOut or Unknown && first.Connection.Equals(node.Event.Connection)))
        {
            return null;
        }

        return IsAsync(first.Operation.Syntax) ? $"await {connection}.OpenAsync();" : $"{connection}.Open();";
    }

    private static bool IsAsync(SyntaxNode node)
    {
        foreach (var around in node.Ancestors())
        {
            switch (around)
            {
                case LockStatementSyntax:
                    return false;
                case AnonymousFunctionExpressionSyntax function:
                    return function.AsyncKeyword.IsKind(SyntaxKind.AsyncKeyword);
                case LocalFunctionStatementSyntax local:
                    return local.Modifiers.Any(SyntaxKind.AsyncKeyword);
                case BaseMethodDeclarationSyntax method:
                    return method.Modifiers.Any(SyntaxKind.AsyncKeyword);
            }
        }

        return false;
    }
}
