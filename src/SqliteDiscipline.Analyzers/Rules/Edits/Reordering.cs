using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SqliteDiscipline.Analyzers.Timeline;
using SqliteDiscipline.Analyzers.Timeline.Events;

namespace SqliteDiscipline.Analyzers.Rules.Edits;

/// <summary>Has a statement run before one that it now runs after: by moving it up in its text, or by letting two texts change places.</summary>
internal static class Reordering
{
    private static readonly ImmutableArray<SourceChange> s_none = ImmutableArray<SourceChange>.Empty;

    // What is spelt otherwise in one kind of literal than in another.
    private static readonly char[] s_special = { '\\', '"', '{', '}', '\n' };

    /// <summary>Absent where the order cannot be changed without changing more.</summary>
    public static SourceEdit? Of(Ran early, Ran late, BodyTimeline timeline, string title) => SourceEdit.Of(
        title,
        ReferenceEquals(early.Run, late.Run) ? WithinText(early, late)
        : AreNeighbours(early, late, timeline) ? OfTexts(early.Run, late.Run)
        : s_none);

    /// <summary>The statements of a text from one of them on in another order; what stands between them stays.</summary>
    /// <param name="run">The text.</param>
    /// <param name="first">The first of the statements.</param>
    /// <param name="order">Which of them, counted from there, is to stand at each place.</param>
    public static ImmutableArray<SourceChange> Permuted(Run run, int first, IReadOnlyList<int> order)
    {
        var places = new List<Location>();
        for (var i = first; i < first + order.Count; i++)
        {
            if (run.ExactLocationOf(run.Statements[i].Site.Span) is not { } place)
            {
                return s_none;
            }

            places.Add(place);
        }

        var texts = places.Select(TextAt).ToList();
        var isOneLiteral = places.Select(place => Literal(place)).Distinct().Count() == 1;
        if (!isOneLiteral && texts.Any(text => text.IndexOfAny(s_special) >= 0))
        {
            // Two literals may be spelt by different rules.
            return s_none;
        }

        return places.Select((place, index) => new SourceChange(place, texts[order[index]])).Where((_, index) => order[index] != index).ToImmutableArray();
    }

    // The late statement takes the early one's place, and each in between the next. Whoever reads the answers relies on their order.
    private static ImmutableArray<SourceChange> WithinText(Ran early, Ran late) => early.Run.IsAnswerUsed
        ? s_none
        : Permuted(early.Run, early.Index, Enumerable.Range(0, late.Index - early.Index).Prepend(late.Index - early.Index).ToList());

    private static ImmutableArray<SourceChange> OfTexts(Run early, Run late)
    {
        if (early.Kind != late.Kind || early.IsAnswerUsed || late.IsAnswerUsed
            || Whole(early) is not { } first || Whole(late) is not { } second || first.SyntaxTree != second.SyntaxTree)
        {
            return s_none;
        }

        return ImmutableArray.Create(
            new SourceChange(first.GetLocation(), second.ToString()),
            new SourceChange(second.GetLocation(), first.ToString()));
    }

    /// <summary>The expression that is the text and nothing else.</summary>
    private static SyntaxNode? Whole(Run run) =>
        run.IsSpeltWholeBy(run.Expression) && run.Expression.Parent is ArgumentSyntax or AssignmentExpressionSyntax ? run.Expression : null;

    private static bool IsSpeltWholeBy(this Run run, SyntaxNode expression) =>
        run.Helper is null || (expression != run.Operation.Syntax && run.Operation.Syntax.Span.Contains(expression.Span));

    // Nothing of the connection happens between the two runs, and each runs on every way on which the other does.
    private static bool AreNeighbours(Ran early, Ran late, BodyTimeline timeline)
    {
        var own = timeline.EventsOf(early.Connection).ToList();
        var last = own.FindLastIndex(happening => happening is Ran ran && ReferenceEquals(ran.Run, early.Run));
        var next = own.FindIndex(happening => happening is Ran ran && ReferenceEquals(ran.Run, late.Run));
        return next == last + 1 && Block(early.Run.Operation.Syntax) is { } block && block == Block(late.Run.Operation.Syntax);
    }

    private static SyntaxNode? Block(SyntaxNode call) =>
        call.FirstAncestorOrSelf<StatementSyntax>() is { Parent: var around } and ExpressionStatementSyntax
            ? around is GlobalStatementSyntax ? around.Parent : around
            : null;

    private static string TextAt(Location place) => place.SourceTree!.GetText().ToString(place.SourceSpan);

    private static ExpressionSyntax? Literal(Location place) =>
        place.SourceTree!.GetRoot().FindNode(place.SourceSpan, getInnermostNodeForTie: true).FirstAncestorOrSelf<ExpressionSyntax>();
}
