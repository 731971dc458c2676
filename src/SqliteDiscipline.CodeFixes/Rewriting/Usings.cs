using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace SqliteDiscipline.CodeFixes.Rewriting;

/// <summary>Adds <c>using</c> directives where the file has its own, in their order.</summary>
internal static class Usings
{
    public static IEnumerable<TextChange> Add(CompilationUnitSyntax root, SourceText text, IEnumerable<string> namespaces)
    {
        var present = root.DescendantNodes(node => node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax)
            .OfType<UsingDirectiveSyntax>()
            .Where(directive => directive is { Alias: null, StaticKeyword.RawKind: 0 })
            .Select(directive => directive.Name?.ToString())
            .ToList();
        return namespaces
            .Distinct()
            .Where(name => !present.Contains(name))
            .OrderBy(name => name, StringComparer.Ordinal)
            .GroupBy(name => Position(root, text, name))
            .Select(group => new TextChange(
                new TextSpan(group.Key.Position, 0),
                string.Concat(group.Select(name => $"{group.Key.Indent}using {name};{NewLine(text)}")) + group.Key.After));
    }

    public static string NewLine(SourceText text) =>
        text.Lines is { Count: > 0 } lines && text.ToString(lines[0].SpanIncludingLineBreak).EndsWith("\r\n", StringComparison.Ordinal) ? "\r\n" : "\n";

    private static (int Position, string Indent, string After) Position(CompilationUnitSyntax root, SourceText text, string name)
    {
        var directives = root.Usings.Count > 0
            ? root.Usings
            : root.Members.OfType<BaseNamespaceDeclarationSyntax>().FirstOrDefault()?.Usings ?? default;
        var plain = directives
            .Where(directive => directive is { Alias: null, StaticKeyword.RawKind: 0, GlobalKeyword.RawKind: 0 })
            .ToList();
        if (plain.Count > 0)
        {
            // Before the first that sorts after it, else after the last; a directive such as #if keeps what it encloses.
            var next = plain.FirstOrDefault(directive => Order(directive.Name!.ToString(), name) > 0 && !directive.ContainsDirectives);
            var at = next is null
                ? text.Lines.GetLineFromPosition(plain[plain.Count - 1].Span.End).SpanIncludingLineBreak.End
                : text.Lines.GetLineFromPosition(next.SpanStart).Start;
            var line = text.Lines.GetLineFromPosition(plain[0].SpanStart);
            return (at, text.ToString(TextSpan.FromBounds(line.Start, plain[0].SpanStart)), string.Empty);
        }

        var first = root.GetFirstToken(includeZeroWidth: true);
        var start = directives.Count > 0
            ? text.Lines.GetLineFromPosition(directives[directives.Count - 1].Span.End).SpanIncludingLineBreak.End
            : text.Lines.GetLineFromPosition(AfterHeader(first)).Start;
        return (start, string.Empty, directives.Count > 0 ? string.Empty : NewLine(text));
    }

    private static int Order(string left, string right)
    {
        var (leftIsSystem, rightIsSystem) = (IsSystem(left), IsSystem(right));
        return leftIsSystem == rightIsSystem ? string.CompareOrdinal(left, right) : leftIsSystem ? -1 : 1;
    }

    private static bool IsSystem(string name) => name == "System" || name.StartsWith("System.", StringComparison.Ordinal);

    // A file's header is the comment block that a blank line parts from the code; what stands nearer belongs to the code.
    private static int AfterHeader(SyntaxToken first)
    {
        var position = first.FullSpan.Start;
        var blank = true;
        foreach (var trivia in first.LeadingTrivia)
        {
            if (trivia.IsKind(SyntaxKind.EndOfLineTrivia))
            {
                position = blank ? trivia.Span.End : position;
                blank = true;
            }
            else if (!trivia.IsKind(SyntaxKind.WhitespaceTrivia))
            {
                blank = false;
            }
        }

        return position;
    }
}
