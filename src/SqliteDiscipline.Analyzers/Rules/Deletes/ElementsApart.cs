using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SqliteDiscipline.Analyzers.Timeline;
using SqliteDiscipline.Analyzers.Timeline.Events;

namespace SqliteDiscipline.Analyzers.Rules.Deletes;

/// <summary>Whether the rounds of a loop over a list have nothing to do with one another: each has a connection of its own, or a condition picks one of them.</summary>
internal static class ElementsApart
{
    public static bool Are(Ran ran, BodyTimeline timeline) => LoopAround(ran) is { } loop
        && (timeline.EventsOf(ran.Connection).OfType<Created>().Any(created => loop.Span.Contains(created.Operation.Syntax.Span))
            || (loop is CommonForEachStatementSyntax each && Picks(each, ran.Operation.Syntax)));

    public static StatementSyntax? LoopAround(Ran ran) =>
        ran.Operation.Syntax.Ancestors().OfType<StatementSyntax>().FirstOrDefault(node => node is CommonForEachStatementSyntax or ForStatementSyntax);

    private static bool Picks(CommonForEachStatementSyntax loop, SyntaxNode call)
    {
        var elements = loop switch
        {
            ForEachStatementSyntax { Identifier.ValueText: var name } => new HashSet<string> { name },
            ForEachVariableStatementSyntax { Variable: var variables } => new HashSet<string>(variables.DescendantNodes().OfType<SingleVariableDesignationSyntax>().Select(variable => variable.Identifier.ValueText)),
            _ => new HashSet<string>(),
        };
        return loop.Statement.DescendantNodesAndSelf().OfType<IfStatementSyntax>()
            .Where(question => question.SpanStart < call.SpanStart && (question.Span.Contains(call.Span) || question.Statement.DescendantNodesAndSelf().Any(node => node is ContinueStatementSyntax)))
            .Any(question => question.Condition.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>().Any(name => elements.Contains(name.Identifier.ValueText))
                && !question.Condition.DescendantTokens().Any(IsOrder));
    }

    // What is newer than the version runs, one after the other.
    private static bool IsOrder(SyntaxToken token) =>
        token.Kind() is SyntaxKind.LessThanToken or SyntaxKind.LessThanEqualsToken or SyntaxKind.GreaterThanToken or SyntaxKind.GreaterThanEqualsToken;
}
