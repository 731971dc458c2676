using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SqliteDiscipline.Analyzers.Timeline.Text;

/// <summary>Where each character of a string stands in the literal that spells it.</summary>
internal static class LiteralMap
{
    // A script of a thousand statements is asked about as often.
    private const int Long = 1000;

    private static readonly ConditionalWeakTable<SyntaxNode, StrongBox<int[]?>> s_ofLong = new();

    /// <summary>
    /// The position in the source of every character and of the end, for a literal or the text of an interpolated string; absent for anything
    /// else, or where the spelling is not understood.
    /// </summary>
    public static int[]? Of(SyntaxNode node) => node.Span.Length < Long ? Read(node) : s_ofLong.GetValue(node, static spelt => new(Read(spelt))).Value;

    private static int[]? Read(SyntaxNode node) => node switch
    {
        LiteralExpressionSyntax { Token: var token } => OfLiteral(token),
        InterpolatedStringTextSyntax { Parent: InterpolatedStringExpressionSyntax interpolated } text => OfInterpolated(text.TextToken, interpolated),
        _ => null,
    };

    private static int[]? OfLiteral(SyntaxToken token)
    {
        var (text, start) = (token.Text, token.SpanStart);
        var map = token.Kind() switch
        {
            SyntaxKind.StringLiteralToken when text.StartsWith("@", StringComparison.Ordinal) => Escaped(text, 2, text.Length - 1, start, "\""),
            SyntaxKind.StringLiteralToken => Escaped(text, 1, text.Length - 1, start, "\\"),
            SyntaxKind.SingleLineRawStringLiteralToken => Plain(Quotes(text), text.Length - Quotes(text), start),
            SyntaxKind.MultiLineRawStringLiteralToken => Indented(text, start),
            _ => null,
        };
        return map?.Length == token.ValueText.Length + 1 ? map : null;
    }

    private static int[]? OfInterpolated(SyntaxToken token, InterpolatedStringExpressionSyntax interpolated)
    {
        var text = token.Text;
        return interpolated.StringStartToken.Kind() switch
        {
            SyntaxKind.InterpolatedStringStartToken => Escaped(text, 0, text.Length, token.SpanStart, "\\{}"),
            SyntaxKind.InterpolatedVerbatimStringStartToken => Escaped(text, 0, text.Length, token.SpanStart, "\"{}"),
            SyntaxKind.InterpolatedSingleLineRawStringStartToken => Plain(0, text.Length, token.SpanStart),
            SyntaxKind.InterpolatedMultiLineRawStringStartToken => Lines(token, interpolated),
            _ => null,
        };
    }

    private static int Quotes(string text) => text.TakeWhile(c => c == '"').Count();

    private static int[] Plain(int from, int to, int start) => Enumerable.Range(start + from, to - from + 1).ToArray();

    /// <summary>A string in which a character is escaped by a backslash, or by being doubled.</summary>
    private static int[] Escaped(string text, int from, int to, int start, string escapes)
    {
        var map = new List<int>(text.Length);
        for (var i = from; i < to; i++)
        {
            map.Add(start + i);
            if (escapes.IndexOf(text[i]) < 0)
            {
                continue;
            }

            if (text[i] != '\\')
            {
                i++;
                continue;
            }

            i += EscapeLength(text, i) - 1;
        }

        map.Add(start + to);
        return map.ToArray();
    }

    private static int EscapeLength(string text, int backslash)
    {
        var kind = backslash + 1 < text.Length ? text[backslash + 1] : '\0';
        if (kind is 'u' or 'U')
        {
            return kind == 'u' ? 6 : 10;
        }

        var length = 2;
        while (kind == 'x' && length < 6 && backslash + length < text.Length && Uri.IsHexDigit(text[backslash + length]))
        {
            length++;
        }

        return length;
    }

    /// <summary><c>"""</c> over several lines: the indentation of the closing quotes is cut from every line.</summary>
    private static int[]? Indented(string text, int start)
    {
        var first = text.IndexOf('\n') + 1;
        var last = text.LastIndexOf('\n');
        if (first == 0 || last < first - 1)
        {
            return null;
        }

        var indentation = text.Length - last - 1 - Quotes(text);
        var end = last > 0 && text[last - 1] == '\r' ? last - 1 : last;
        var map = new List<int>(text.Length);
        for (var line = first; line <= end;)
        {
            var next = text.IndexOf('\n', line, Math.Max(0, end - line));
            var stop = next < 0 ? end : next + 1;
            var content = Math.Min(line + indentation, stop);

            // A blank line may be shorter than the indentation: only its break remains.
            for (var i = line; i < content; i++)
            {
                if (text[i] is '\r' or '\n')
                {
                    content = i;
                }
            }

            for (var i = content; i < stop; i++)
            {
                map.Add(start + i);
            }

            if (next < 0)
            {
                break;
            }

            line = stop;
        }

        map.Add(start + end);
        return map.ToArray();
    }

    /// <summary>The text of a raw interpolated string over several lines: its source without the indentation, which the closing quotes give.</summary>
    private static int[] Lines(SyntaxToken token, InterpolatedStringExpressionSyntax interpolated)
    {
        var text = token.Text;
        var indentation = interpolated.StringEndToken.Text.Trim('\r', '\n').TakeWhile(char.IsWhiteSpace).Count();
        var map = new List<int>(text.Length + 1);
        var column = token.SpanStart == interpolated.StringStartToken.Span.End ? 0 : indentation;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] is '\r' or '\n' || column >= indentation)
            {
                map.Add(token.SpanStart + i);
            }

            column = text[i] == '\n' ? 0 : column + 1;
        }

        map.Add(token.SpanStart + text.Length);
        return map.ToArray();
    }
}
