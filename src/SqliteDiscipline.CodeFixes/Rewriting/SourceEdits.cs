using Microsoft.CodeAnalysis.Text;

namespace SqliteDiscipline.CodeFixes.Rewriting;

/// <summary>Puts the changes of several rewrites into a text at once.</summary>
internal static class SourceEdits
{
    /// <summary>
    /// Applies the changes. A line on which nothing is left goes altogether, and so does one of two blank lines that then meet; of two
    /// changes of one place the first counts.
    /// </summary>
    public static SourceText Apply(SourceText text, IEnumerable<TextChange> changes)
    {
        var ordered = new List<TextChange>();
        foreach (var change in changes.Distinct().OrderBy(change => change.Span.Start).ThenByDescending(change => change.Span.End))
        {
            if (ordered.Count == 0 || change.Span.Start >= ordered[ordered.Count - 1].Span.End)
            {
                ordered.Add(change);
            }
        }

        var emptied = EmptiedLines(text, ordered);
        var lines = text.Lines;
        var result = new List<TextChange>(ordered.Where(change => !emptied.Contains(lines.GetLineFromPosition(change.Span.Start).LineNumber)));
        foreach (var first in emptied.Where(number => !emptied.Contains(number - 1)))
        {
            var last = first;
            while (emptied.Contains(last + 1))
            {
                last++;
            }

            // The last line may end without a break: the one before goes instead, so that the file ends as it did.
            var end = lines[last].SpanIncludingLineBreak.End;
            var endsFile = end == lines[last].End && first > 0;
            result.Add(new TextChange(TextSpan.FromBounds(endsFile ? lines[first - 1].End : lines[first].Start, end), string.Empty));
        }

        return text.WithChanges(result.OrderBy(change => change.Span.Start));
    }

    private static SortedSet<int> EmptiedLines(SourceText text, List<TextChange> changes)
    {
        var lines = text.Lines;
        var emptied = new SortedSet<int>();
        foreach (var removal in changes.Where(change => change.Span.Length > 0 && change.NewText!.Length == 0))
        {
            var first = lines.GetLineFromPosition(removal.Span.Start).LineNumber;
            var last = lines.GetLineFromPosition(removal.Span.End).LineNumber;
            var isAlone = IsLeft(text, TextSpan.FromBounds(lines[first].Start, removal.Span.Start), changes)
                && IsLeft(text, TextSpan.FromBounds(removal.Span.End, lines[last].End), changes);
            for (var number = first; isAlone && number <= last; number++)
            {
                emptied.Add(number);
            }
        }

        foreach (var number in emptied.ToList())
        {
            var (before, after) = (number - 1, number + 1);
            while (emptied.Contains(before))
            {
                before--;
            }

            if (!emptied.Contains(after) && after < lines.Count && IsBlank(text, lines[after]) && (before < 0 || IsBlank(text, lines[before]) || OpensBlock(text, lines[before])))
            {
                emptied.Add(after);
            }
        }

        return emptied;
    }

    /// <summary>Whether only white space is left there.</summary>
    private static bool IsLeft(SourceText text, TextSpan span, List<TextChange> changes)
    {
        for (var position = span.Start; position < span.End; position++)
        {
            if (!char.IsWhiteSpace(text[position])
                && !changes.Any(change => change.NewText!.Length == 0 && change.Span.Contains(position)))
            {
                return false;
            }
        }

        return !changes.Any(change => change.NewText!.Length > 0 && span.IntersectsWith(change.Span) && change.Span.Start < span.End && change.Span.End > span.Start);
    }

    private static bool IsBlank(SourceText text, TextLine line) => string.IsNullOrWhiteSpace(text.ToString(line.Span));

    private static bool OpensBlock(SourceText text, TextLine line) => text.ToString(line.Span).TrimEnd().EndsWith("{", StringComparison.Ordinal);
}
