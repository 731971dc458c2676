using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace SqliteDiscipline.CodeFixes.Rewriting;

/// <summary>Keeps the comments of what is removed: they are the author's, and often say more than the code did.</summary>
internal static class Comments
{
    /// <summary>The removal of a statement. What stands before and after it stays, and so do the comments inside it.</summary>
    public static TextChange Remove(SyntaxNode statement)
    {
        // What stands behind the statement takes its place on the line.
        var trailing = statement.GetTrailingTrivia();
        var gap = trailing.Count > 0 && trailing[0].IsKind(SyntaxKind.WhitespaceTrivia) && !(trailing.Count > 1 && trailing[1].IsKind(SyntaxKind.EndOfLineTrivia)) ? trailing[0].Span.Length : 0;
        var inside = Within(statement);
        return new TextChange(new TextSpan(statement.SpanStart, statement.Span.Length + (inside.Length == 0 ? gap : 0)), inside);
    }

    /// <summary>The comments inside a node, as they can stand on one line.</summary>
    public static string Within(SyntaxNode node, IEnumerable<TextSpan>? except = null)
    {
        var comments = node.DescendantTrivia()
            .Where(trivia => node.Span.Contains(trivia.Span) && except?.Any(span => span.Contains(trivia.Span)) != true)
            .Select(trivia => trivia.Kind() switch
            {
                SyntaxKind.MultiLineCommentTrivia => trivia.ToString(),
                SyntaxKind.SingleLineCommentTrivia => "/* " + trivia.ToString().TrimStart('/').Trim().Replace("*/", "* /") + " */",
                _ => null,
            })
            .Where(comment => comment is not null);
        var text = string.Join(" ", comments);
        return text.Length == 0 || except is null || !except.Any() ? text : " " + text;
    }
}
