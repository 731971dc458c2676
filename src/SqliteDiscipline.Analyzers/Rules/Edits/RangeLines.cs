using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace SqliteDiscipline.Analyzers.Rules.Edits;

/// <summary>The lines on which statements stand, the comments above them included.</summary>
/// <param name="Start">Where the first line starts.</param>
/// <param name="End">Where the last line ends, its comment included.</param>
/// <param name="Indent">What the statements are indented by.</param>
/// <param name="NewLine">How lines end.</param>
/// <param name="Moving">Where the lines start that move when the statements do; what stands inside a literal stays.</param>
internal sealed record RangeLines(int Start, int End, string Indent, string NewLine, IReadOnlyList<int> Moving)
{
    /// <summary>One step of indentation.</summary>
    public string Unit => Indent.IndexOf('\t') >= 0 ? "\t" : "    ";

    public static RangeLines? Of(StatementRange range)
    {
        var source = range.First.SyntaxTree.GetText();
        var first = source.Lines.GetLineFromPosition(range.First.SpanStart);
        var indent = source.ToString(TextSpan.FromBounds(first.Start, range.First.SpanStart));
        var last = source.Lines.GetLineFromPosition(range.Span.End);
        var behind = source.ToString(TextSpan.FromBounds(range.Span.End, last.End)).TrimStart();
        if (indent.Trim().Length > 0 || (behind.Length > 0 && !behind.StartsWith("//", StringComparison.Ordinal)))
        {
            return null;
        }

        var number = first.LineNumber;
        while (number > 0 && source.ToString(source.Lines[number - 1].Span).TrimStart().StartsWith("//", StringComparison.Ordinal))
        {
            number--;
        }

        var start = source.Lines[number].Start;
        var newLine = source.ToString(TextSpan.FromBounds(first.End, first.EndIncludingLineBreak));
        var literals = Indentation.Literals(range.Statements);
        var moving = source.Lines
            .Where(line => line.Start >= start && line.Start < last.End && !line.Span.IsEmpty && !literals.Any(literal => literal.Start < line.Start && line.Start <= literal.End))
            .Select(line => line.Start)
            .ToList();
        return new RangeLines(start, last.End, indent, newLine.Length == 0 ? "\n" : newLine, moving);
    }
}
