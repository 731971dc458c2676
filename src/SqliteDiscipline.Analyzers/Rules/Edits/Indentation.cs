using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace SqliteDiscipline.Analyzers.Rules.Edits;

/// <summary>Moves statements further in, for an edit that puts a block around them.</summary>
internal static class Indentation
{
    /// <summary>The lines, each further in; what stands inside a literal of several lines stays, unless it is a raw one, which moves as a whole.</summary>
    public static string Deeper(SourceText source, TextSpan span, IEnumerable<SyntaxNode> statements, string unit)
    {
        var fixedSpans = Literals(statements);
        var text = new StringBuilder();
        foreach (var line in source.Lines.Where(line => line.Start >= span.Start && line.Start < span.End))
        {
            var isFixed = line.Span.IsEmpty || fixedSpans.Any(literal => literal.Start < line.Start && line.Start <= literal.End);
            text.Append(isFixed ? string.Empty : unit).Append(source.ToString(line.SpanIncludingLineBreak));
        }

        return text.ToString();
    }

    /// <summary>The literals of several lines whose text would change with the indentation; that of a raw one does not.</summary>
    public static IReadOnlyList<TextSpan> Literals(IEnumerable<SyntaxNode> statements) => statements
        .SelectMany(statement => statement.DescendantTokens())
        .Where(token => token.Kind() is SyntaxKind.StringLiteralToken or SyntaxKind.InterpolatedStringTextToken
            && !token.Text.StartsWith("\"\"\"", StringComparison.Ordinal)
            && !(token.Parent?.Parent is InterpolatedStringExpressionSyntax { StringStartToken: var start } && start.Text.Contains("\"\"\"")))
        .Select(token => token.Span)
        .ToList();
}
