using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SqliteDiscipline.Analyzers.Sql.Statements;
using SqliteDiscipline.Analyzers.Timeline;
using SqliteDiscipline.Analyzers.Timeline.Events;

namespace SqliteDiscipline.Analyzers.Rules.Edits;

/// <summary>Dapper opens a closed connection for each of its calls; a transaction needs it open before. To open one that is open already does nothing.</summary>
internal static class OpeningEdit
{
    /// <summary>The statement that opens the connection, or <see langword="null"/> where it is open on every path, or what runs would fail if it were not.</summary>
    /// <param name="first">What is to be in the transaction first.</param>
    /// <param name="timeline">The body.</param>
    /// <param name="connection">What the connection is called there.</param>
    public static string? Before(Ran first, BodyTimeline timeline, string connection)
    {
        // EF Core opens it for its transactions, too.
        if (first.Run.Kind == RunKind.EntityFramework)
        {
            return null;
        }

        var own = first.Connection;
        var doubts = timeline
            .Solve(
                Doubt.AtFirst(own),
                (doubt, happening) => own.Equals(happening.Connection) ? doubt.After(happening) : doubt,
                Doubt.Join,
                exceptionPaths: true)
            .Before.Where(point => ReferenceEquals(point.Event, first)).Select(point => point.State).ToList();

        // Who sends BEGIN by Dapper has it open, or there would be nothing to commit.
        var runsClosed = !NeedsOpen(first.Run.Kind) && first.Statement is not BeginStatement;
        return !doubts.Exists(doubt => doubt.MayBeClosed || (doubt.IsElsewhere && runsClosed)) ? null
            : IsAsync(first.Operation.Syntax) ? $"await {connection}.OpenAsync();"
            : $"{connection}.Open();";
    }

    private static bool NeedsOpen(RunKind kind) => kind is RunKind.NonQuery or RunKind.Scalar or RunKind.Reader;

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

    /// <summary>What speaks against the connection's being open.</summary>
    /// <param name="MayBeClosed">Some path is seen not to open it, or to close it.</param>
    /// <param name="IsElsewhere">Some path leaves it to code that is not seen.</param>
    private readonly record struct Doubt(bool MayBeClosed, bool IsElsewhere)
    {
        private static readonly Doubt Closed = new(true, false);

        public static Doubt AtFirst(ConnectionSubject connection) => connection.IsMadeHere ? Closed : new(false, !IsSaidToBeOpen(connection));

        public static Doubt Join(Doubt left, Doubt right) => new(left.MayBeClosed || right.MayBeClosed, left.IsElsewhere || right.IsElsewhere);

        public Doubt After(TimelineEvent happening) => happening switch
        {
            Opened or Began => default,
            StateAsked asked when OpeningIfClosed.Begins(asked) => default,
            Ran { Run.Kind: var kind } when NeedsOpen(kind) => default,
            Created { Connection.IsMadeHere: true } or Timeline.Events.Closed => Closed,
            HandedOut or Unknown when MayBeClosed => new(false, true),
            _ => this,
        };

        // What is called OpenConnection gives an open one.
        private static bool IsSaidToBeOpen(ConnectionSubject connection) => connection.Symbol is IMethodSymbol { Name: var name } && name.Contains("Open");
    }
}
