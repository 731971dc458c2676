using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using SqliteDiscipline.Analyzers.Timeline.Events;

namespace SqliteDiscipline.Analyzers.Rules.Edits;

/// <summary>Cuts the expression that spells a text into expressions that spell its parts: a literal, an interpolated string, or a sum of them.</summary>
internal static class TextPieces
{
    /// <summary>The pieces in order, as source; <see langword="null"/> where the expression cannot be cut there.</summary>
    /// <param name="run">What is run.</param>
    /// <param name="expression">The expression of its text.</param>
    /// <param name="cuts">Before which statements it is cut.</param>
    public static IReadOnlyList<string>? Of(Run run, ExpressionSyntax expression, ImmutableArray<int> cuts)
    {
        var source = expression.SyntaxTree.GetText();
        var pieces = new List<string>();
        var (start, opening) = (expression.SpanStart, string.Empty);
        foreach (var cut in cuts)
        {
            if (End(run, cut - 1) is not { } end || CutAt(end, expression, source) is not { } place || end < start)
            {
                return null;
            }

            pieces.Add(opening + source.ToString(TextSpan.FromBounds(start, place.End)) + place.Closing);
            (start, opening) = (place.Next, place.Opening);
        }

        pieces.Add(opening + source.ToString(TextSpan.FromBounds(start, expression.Span.End)));
        return pieces;
    }

    // Just behind the semicolon.
    private static int? End(Run run, int statement)
    {
        var end = run.Statements[statement].Site.FullSpan.End;
        return run.Statements[statement].Site.IsTerminated ? run.ExactLocationOf(new TextSpan(end - 1, 1))?.SourceSpan.End : null;
    }

    private static (int End, string Closing, string Opening, int Next)? CutAt(int position, ExpressionSyntax expression, SourceText source)
    {
        var token = expression.SyntaxTree.GetRoot().FindToken(position - 1);
        if (!expression.Span.Contains(token.Span))
        {
            return null;
        }

        var literal = token.Parent is LiteralExpressionSyntax single ? single : token.Parent?.Parent as ExpressionSyntax;
        var quotes = literal switch
        {
            LiteralExpressionSyntax => token.Kind() switch
            {
                SyntaxKind.StringLiteralToken => token.Text[0] == '@' ? ("@\"", "\"") : ("\"", "\""),
                _ => default((string Open, string Close)?),
            },
            InterpolatedStringExpressionSyntax { StringStartToken: var open, StringEndToken.Text: "\"" } =>
                open.Text.EndsWith("\"\"\"", StringComparison.Ordinal) ? null : (open.Text, "\""),
            _ => null,
        };
        var (isRaw, fence) = Fence(literal);
        if (literal is null || (quotes is null && !isRaw) || !IsSummand(literal, expression))
        {
            return null;
        }

        // A comment on the line belongs to what stands before it.
        var line = source.Lines.GetLineFromPosition(position);
        var rest = source.ToString(TextSpan.FromBounds(position, Math.Min(line.End, literal.Span.End - 1)));
        var isLineEnd = line.End < literal.Span.End && (rest.Trim().Length == 0 || rest.TrimStart().StartsWith("--", StringComparison.Ordinal));
        var end = isLineEnd ? line.End : position;
        var last = isLineEnd ? LastBlank(line, literal.Span.End, source) : line;
        if (isRaw)
        {
            return !isLineEnd ? null : (end, Break(line, source) + fence.Indent + fence.Quotes, fence.Open + Break(line, source), last.EndIncludingLineBreak);
        }

        var closed = literal.Span.End - quotes!.Value.Close.Length;
        if (source.ToString(TextSpan.FromBounds(end, closed)).Trim().Length == 0)
        {
            // Nothing is left of this literal: the rest begins with the next.
            return literal.Parent is BinaryExpressionSyntax sum && Next(sum, literal) is { } next
                ? (closed, quotes.Value.Close, string.Empty, next.SpanStart)
                : null;
        }

        var start = isLineEnd ? last.End : end;
        while (!isLineEnd && start < closed && source[start] == ' ')
        {
            start++;
        }

        return (end, quotes.Value.Close, quotes.Value.Open, start);
    }

    /// <summary>The last of the blank lines that follow a line within a literal; the line itself where none does. Blank lines part what stands in one text.</summary>
    private static TextLine LastBlank(TextLine line, int end, SourceText source)
    {
        for (var next = line.LineNumber + 1; next < source.Lines.Count && source.Lines[next].End < end && string.IsNullOrWhiteSpace(source.Lines[next].ToString()); next++)
        {
            line = source.Lines[next];
        }

        return line;
    }

    /// <summary>What a raw literal of several lines begins and ends with.</summary>
    private static (bool IsRaw, (string Open, string Quotes, string Indent) Fence) Fence(ExpressionSyntax? literal)
    {
        var (open, close) = literal switch
        {
            LiteralExpressionSyntax { Token: { RawKind: (int)SyntaxKind.MultiLineRawStringLiteralToken, Text: var text } } =>
                (text.Substring(0, text.TakeWhile(c => c == '"').Count()), text.Substring(text.LastIndexOf('\n') + 1)),
            InterpolatedStringExpressionSyntax { StringStartToken: { RawKind: (int)SyntaxKind.InterpolatedMultiLineRawStringStartToken } start, StringEndToken: var end } =>
                (start.Text.TrimEnd(), end.Text.TrimStart('\r', '\n')),
            _ => (string.Empty, string.Empty),
        };
        return (open.Length > 0, (open, close.TrimStart(), close.Substring(0, close.Length - close.TrimStart().Length)));
    }

    private static bool IsSummand(ExpressionSyntax literal, ExpressionSyntax whole)
    {
        SyntaxNode node = literal;
        while (node != whole)
        {
            if (node.Parent is not BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression } sum)
            {
                return false;
            }

            node = sum;
        }

        return true;
    }

    // In a sum of three the second stands right of the inner one; what follows it is right of the outer.
    private static ExpressionSyntax? Next(BinaryExpressionSyntax sum, ExpressionSyntax operand) =>
        sum.Left == operand ? sum.Right : sum.Parent is BinaryExpressionSyntax outer && outer.Left == sum ? outer.Right : null;

    private static string Break(TextLine line, SourceText source) => source.ToString(TextSpan.FromBounds(line.End, line.EndIncludingLineBreak));
}
