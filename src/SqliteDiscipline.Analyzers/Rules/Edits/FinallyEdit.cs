using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using SqliteDiscipline.Analyzers.Rules.Pragmas;
using SqliteDiscipline.Analyzers.Sql.Statements;
using SqliteDiscipline.Analyzers.Timeline;
using SqliteDiscipline.Analyzers.Timeline.Events;

namespace SqliteDiscipline.Analyzers.Rules.Edits;

/// <summary>
/// Puts what stands between the switching off and the switching back into a <c>try</c>, and the switching back into its <c>finally</c>. Only where
/// both stand in one block, and a transaction that is begun between is one that <c>using</c> ends.
/// </summary>
internal static class FinallyEdit
{
    public static SourceEdit? Of(Ran off, BodyTimeline timeline)
    {
        var backs = timeline.Events.OfType<Ran>().Where(ran => Guards.IsSwitchBack(ran, off)).ToList();
        if (backs.Count != 1 || backs[0] is var back && ReferenceEquals(back.Run, off.Run) || !IsAlone(off, timeline) || !IsAlone(backs[0], timeline)
            || BeginsByText(off, backs[0], timeline))
        {
            return null;
        }

        if (Group(off.Run, out var block) is not { } first || Group(backs[0].Run, out var other) is not { } last || block is null || block != other
            || last.Start <= first.End + 1)
        {
            return null;
        }

        var between = block.Statements.Skip(first.End + 1).Take(last.Start - first.End - 1).ToList();
        var after = block.Statements.Skip(last.Start).Take(last.End - last.Start + 1).ToList();
        return Build(between, after);
    }

    // Nothing else is done by the text, nor by the helper that has it.
    private static bool IsAlone(Ran ran, BodyTimeline timeline) => ran.Run.Statements.Length == 1
        && (ran.Run.IsSpeltHere || timeline.Events.All(other => ReferenceEquals(other, ran) || other.Operation.Syntax != ran.Operation.Syntax));

    // A transaction of text is still open after a failure; switching back would be ignored.
    private static bool BeginsByText(Ran off, Ran back, BodyTimeline timeline) => timeline.Events
        .SkipWhile(happening => !ReferenceEquals(happening, off))
        .TakeWhile(happening => !ReferenceEquals(happening, back))
        .Any(happening => happening is Ran { Statement: TransactionStatement } && happening.Connection.Equals(off.Connection));

    /// <summary>The statements of one block that together do the run: the one that runs it, and the one before that gives it its text.</summary>
    private static (int Start, int End)? Group(Run run, out BlockSyntax? block)
    {
        block = null;
        var statement = run.Operation.Syntax.FirstAncestorOrSelf<StatementSyntax>(node =>
            node.Parent is BlockSyntax and not { Parent: UsingStatementSyntax } && node is ExpressionStatementSyntax or UsingStatementSyntax);
        if (statement?.Parent is not BlockSyntax around)
        {
            return null;
        }

        block = around;
        var end = around.Statements.IndexOf(statement);
        if (statement is UsingStatementSyntax)
        {
            return (end, end);
        }

        var text = around.Statements.IndexOf(candidate => candidate.Span.Contains(run.Expression.Span));
        return text == end ? (end, end)
            : text == end - 1 && around.Statements[text] is ExpressionStatementSyntax { Expression: AssignmentExpressionSyntax } ? (text, end)
            : null;
    }

    private static SourceEdit? Build(List<StatementSyntax> between, List<StatementSyntax> back)
    {
        var tree = between[0].SyntaxTree;
        var source = tree.GetText();
        var start = source.Lines.GetLineFromPosition(between[0].FullSpan.Start);
        var from = between[0].FullSpan.Start;
        var end = back[back.Count - 1].FullSpan.End;
        var indent = source.ToString(TextSpan.FromBounds(source.Lines.GetLineFromPosition(between[0].SpanStart).Start, between[0].SpanStart));

        // Statements that share a line with others are rare, and not worth the risk.
        if (indent.Trim().Length > 0 || start.Start != from || source.ToString(source.Lines.GetLineFromPosition(back[0].SpanStart).Span).TrimStart()[0] != source[back[0].SpanStart])
        {
            return null;
        }

        var newLine = source.ToString(start.SpanIncludingLineBreak).EndsWith("\r\n", StringComparison.Ordinal) ? "\r\n" : "\n";
        var unit = indent.IndexOf('\t') >= 0 ? "\t" : "    ";
        var split = back[0].FullSpan.Start;
        var text = new StringBuilder()
            .Append(indent).Append("try").Append(newLine)
            .Append(indent).Append('{').Append(newLine)
            .Append(Indentation.Deeper(source, TextSpan.FromBounds(from, split), between, unit).Trim('\r', '\n')).Append(newLine)
            .Append(indent).Append('}').Append(newLine)
            .Append(indent).Append("finally").Append(newLine)
            .Append(indent).Append('{').Append(newLine)
            .Append(Indentation.Deeper(source, TextSpan.FromBounds(split, end), back, unit).Trim('\r', '\n')).Append(newLine)
            .Append(indent).Append('}').Append(newLine);
        return new SourceEdit(Location.Create(tree, TextSpan.FromBounds(from, end)), text.ToString(), "Switch it back in a 'finally'");
    }
}
