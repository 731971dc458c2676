using System.Text;
using Microsoft.CodeAnalysis.Text;

namespace Microsoft.CodeAnalysis.Testing;

/// <summary>Says how what was reported differs from what was expected, for whoever has to repair one or the other.</summary>
internal static class MismatchReport
{
    public static string Write(EvaluatedState state, IReadOnlyList<Diagnostic> reported, DiagnosticMatcher matcher)
    {
        var text = new StringBuilder();
        text.AppendLine($"{state.ExpectedDiagnostics.Length} diagnostics were expected, {reported.Count} are reported.");

        Section(text, "Expected and not reported", matcher.Missing.Select(missing => DiagnosticText.Describe(missing) + Nearest(missing, matcher)));
        Section(text, "Reported and not expected", matcher.Unexpected.Select(DiagnosticText.Describe));
        foreach (var file in state.Projects.SelectMany(project => project.Sources.Concat(project.AdditionalFiles)))
        {
            var expected = Marked(file, state.ExpectedDiagnostics.Where(item => item.HasLocation).Select(item => (item.Id, item.Spans[0].Span)));
            var actual = Marked(file, reported.Select(item => (item.Id, item.Location.GetLineSpan())));
            if (expected != actual)
            {
                Section(text, $"{file.Path} (- as expected, + as reported)", [TextDiff.Render(expected, actual).TrimEnd()]);
            }
        }

        Section(text, "All that is reported", reported.Select(DiagnosticText.Describe));
        return text.ToString();
    }

    private static void Section(StringBuilder text, string title, IEnumerable<string> lines)
    {
        var all = lines.ToList();
        if (all.Count == 0)
        {
            return;
        }

        text.AppendLine().Append(title).AppendLine(":");
        foreach (var line in all)
        {
            text.AppendLine(line);
        }
    }

    /// <summary>The reported diagnostic of the same id that stands in the way, and why it is not the one.</summary>
    private static string Nearest(DiagnosticResult missing, DiagnosticMatcher matcher) => matcher.Unexpected
        .Where(actual => actual.Id == missing.Id)
        .Select(actual => DiagnosticMatcher.Difference(missing, actual))
        .FirstOrDefault(difference => difference is not null and not "location") is { } reason
            ? $"{Environment.NewLine}//   one is reported there with {reason}"
            : string.Empty;

    private static string Marked(EvaluatedFile file, IEnumerable<(string Id, FileLinePositionSpan Span)> diagnostics)
    {
        var marks = diagnostics
            .Where(item => item.Span.Path == file.Path && Fits(file.Text, item.Span.Span))
            .Select(item => new MarkedSpan(item.Id, file.Text.Lines.GetTextSpan(item.Span.Span)));
        return MarkedText.Write(file.Text.ToString(), marks);
    }

    // An expectation may well point outside the file; that is for the list above to show.
    private static bool Fits(SourceText text, LinePositionSpan span) =>
        Fits(text, span.Start) && Fits(text, span.End) && span.Start <= span.End;

    private static bool Fits(SourceText text, LinePosition position) =>
        position.Line >= 0
        && position.Line < text.Lines.Count
        && position.Character >= 0
        && position.Character <= text.Lines[position.Line].SpanIncludingLineBreak.Length;
}
