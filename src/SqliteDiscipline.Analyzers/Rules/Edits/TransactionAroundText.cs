using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using SqliteDiscipline.Analyzers.Rules.Transactions;
using SqliteDiscipline.Analyzers.Sql.Statements;
using SqliteDiscipline.Analyzers.Timeline;
using SqliteDiscipline.Analyzers.Timeline.Events;

namespace SqliteDiscipline.Analyzers.Rules.Edits;

/// <summary>Where <c>BEGIN … COMMIT</c> is one text: takes both words out of it, and puts a transaction around what sends it.</summary>
internal static class TransactionAroundText
{
    private static readonly ImmutableArray<SourceChange> s_none = ImmutableArray<SourceChange>.Empty;

    public static ImmutableArray<SourceChange> Of(Ran begin, BodyTimeline timeline)
    {
        var statements = begin.Run.Statements;
        var own = timeline.EventsOf(begin.Connection).OfType<Ran>().ToList();
        var inside = own.Where(ran => ran.Run == begin.Run && ran.Statement is DataStatement or SelectStatement or SchemaStatement).ToList();
        if (statements.Length < 3 || begin.Statement != statements[0] || begin.Statement is not BeginStatement { Mode: not TransactionMode.Exclusive }
            || statements[statements.Length - 1] is not CommitStatement || inside.Count != statements.Length - 2
            || own.Any(ran => ran.Run != begin.Run && ran.Statement is TransactionStatement))
        {
            return s_none;
        }

        // What only reads must not ask for the lock.
        var file = new MainFile(own);
        var (head, next) = (statements[0].Site, statements[1].Site);
        var (before, tail) = (statements[statements.Length - 2].Site, statements[statements.Length - 1].Site);
        return inside.Any(file.IsWrittenBy)
            && Removed(begin.Run, TextSpan.FromBounds(head.Span.Start, next.Span.Start), TextSpan.FromBounds(head.Span.End, next.Span.Start)) is { } first
            && Removed(begin.Run, TextSpan.FromBounds(before.FullSpan.End, tail.FullSpan.End), TextSpan.FromBounds(before.FullSpan.End, tail.Span.Start)) is { } last
            && TransactionEdit.Of(inside, timeline, begin.Run) is { IsEmpty: false } around
                ? around.Add(first).Add(last)
                : s_none;
    }

    /// <summary>The span without its text, if there is no comment beside the statement that would go with it.</summary>
    private static SourceChange? Removed(Run run, TextSpan span, TextSpan beside) =>
        run.Text[beside].All(c => c is ';' || char.IsWhiteSpace(c)) && run.ExactLocationOf(span) is { } place
        && !IsNamed(place.SourceTree!.GetRoot().FindNode(place.SourceSpan, getInnermostNodeForTie: true))
            ? new SourceChange(place, string.Empty)
            : null;

    // What has a name may be sent by others too.
    private static bool IsNamed(SyntaxNode text)
    {
        while (text.Parent is (ExpressionSyntax and not AssignmentExpressionSyntax) or InterpolatedStringContentSyntax)
        {
            text = text.Parent;
        }

        return text.Parent is EqualsValueClauseSyntax or ArrowExpressionClauseSyntax or ReturnStatementSyntax
            || (text.Parent is AssignmentExpressionSyntax { Left: var target } && !target.ToString().EndsWith("CommandText", StringComparison.Ordinal));
    }
}
