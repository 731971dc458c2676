using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis.Text;
using SqliteDiscipline.Analyzers.Sql.Statements;
using SqliteDiscipline.Analyzers.Timeline.Events;

namespace SqliteDiscipline.Analyzers.Rules.Edits;

/// <summary>Begins a deferred transaction immediate: the argument of <c>BeginTransaction</c>, or the word in the text.</summary>
internal static class ImmediateBegin
{
    private const string Title = "Begin the transaction immediate";
    private const string Deferred = "DEFERRED";

    /// <summary>What says that it is deferred, where anything does.</summary>
    public static Location LocationOf(TimelineEvent begin) => DeferredArgument(begin)?.GetLocation() ?? begin.Location;

    public static SourceEdit? Of(TimelineEvent begin) => begin switch
    {
        Ran { Statement: BeginStatement statement } ran => OfText(ran, statement),
        Began when DeferredArgument(begin) is { } argument => OfArgument(argument),
        Began { Operation: IInvocationOperation { TargetMethod: var method }, Operation.Syntax: InvocationExpressionSyntax call } when IsOfProvider(method) =>
            new SourceEdit(Location.Create(call.SyntaxTree, new TextSpan(call.ArgumentList.CloseParenToken.SpanStart, 0)), ", deferred: false", Title),
        _ => null,
    };

    private static SourceEdit? OfText(Ran ran, BeginStatement begin)
    {
        var keyword = ran.Run.Text[begin.Site.Keyword];
        var isLower = keyword.All(char.IsLower);
        var word = ran.Run.Text[begin.Site.Span].IndexOf(Deferred, StringComparison.OrdinalIgnoreCase);
        var span = word >= 0 ? new TextSpan(begin.Site.Span.Start + word, Deferred.Length) : begin.Site.Keyword;
        return ran.Run.ExactLocationOf(span) is { } place
            ? new SourceEdit(place, (word >= 0 ? string.Empty : keyword + " ") + (isLower ? "immediate" : "IMMEDIATE"), Title)
            : null;
    }

    private static SourceEdit? OfArgument(ArgumentSyntax argument)
    {
        var list = (ArgumentListSyntax)argument.Parent!;
        var index = list.Arguments.IndexOf(argument);

        // With an isolation level beside it the word stays: BeginTransaction(IsolationLevel.ReadUncommitted) is deferred by itself.
        return list.Arguments.Count > 1 ? new SourceEdit(argument.Expression.GetLocation(), "false", Title)
            : index == 0 ? new SourceEdit(argument.GetLocation(), string.Empty, Title)
            : null;
    }

    private static ArgumentSyntax? DeferredArgument(TimelineEvent begin) =>
        begin is Began { Operation: IInvocationOperation call } && IsOfProvider(call.TargetMethod)
        && call.Arguments.FirstOrDefault(argument => argument.Parameter?.Name == "deferred") is { IsImplicit: false, Syntax: ArgumentSyntax syntax }
            ? syntax
            : null;

    // A generated connection overrides it.
    private static bool IsOfProvider(IMethodSymbol method)
    {
        while (method.OverriddenMethod is { } overridden && method.ContainingType.Name != "SqliteConnection")
        {
            method = overridden;
        }

        return method is { Name: "BeginTransaction", ContainingType.Name: "SqliteConnection" };
    }
}
