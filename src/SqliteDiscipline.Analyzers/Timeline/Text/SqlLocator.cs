using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace SqliteDiscipline.Analyzers.Timeline.Text;

/// <summary>Finds where SQL stands in the source. Made for every run, asked only when something is reported.</summary>
/// <param name="template">The text with its origins; its holes are one character each, as in <see cref="Sql.SqlText"/>.</param>
/// <param name="body">The analysed body: text that is spelt elsewhere, a constant of the same file apart, is shown by the expression.</param>
/// <param name="fallback">The expression in the body that gives the text.</param>
internal sealed class SqlLocator(TextTemplate template, SyntaxNode body, SyntaxNode fallback)
{
    public SyntaxNode Fallback { get; } = fallback;

    public Location Locate(TextSpan span) => LocateExactly(span) ?? Fallback.GetLocation();

    public Location? LocateExactly(TextSpan span) =>
        Find(span.Start, isEnd: false) is { } start && Find(Math.Max(span.Start, span.End - 1), isEnd: span.Length > 0) is { } end
        && start.Tree == end.Tree && start.Position <= end.Position && start.Whole == end.Whole
            ? Location.Create(start.Tree, TextSpan.FromBounds(start.Position, end.Position))
            : null;

    /// <summary>Where the character at the position stands; of the end, where it ends.</summary>
    private (SyntaxTree Tree, int Position, SyntaxNode Whole)? Find(int position, bool isEnd)
    {
        var start = 0;
        foreach (var part in template.Parts)
        {
            var length = part.Text?.Length ?? 1;
            if (position >= start + length)
            {
                start += length;
                continue;
            }

            if (part.Hole is { Syntax: var hole })
            {
                // In an interpolated string the braces are a part of the hole.
                var shown = hole.Parent is InterpolationSyntax braces ? braces : hole;
                return IsShown(hole) ? (hole.SyntaxTree, isEnd ? shown.Span.End : shown.SpanStart, Whole(hole)) : null;
            }

            foreach (var origin in part.Origins)
            {
                var offset = position - start - origin.Start;
                if (offset < 0 || offset >= origin.Length || !IsShown(origin.Node))
                {
                    continue;
                }

                var place = origin.Offset + offset + (isEnd ? 1 : 0);
                return LiteralMap.Of(origin.Node) is { } map && place < map.Length ? (origin.Node.SyntaxTree, map[place], Whole(origin.Node)) : null;
            }

            return null;
        }

        return null;
    }

    // What stands for several possible endings of a text is no expression.
    private bool IsShown(SyntaxNode node) => node.SyntaxTree == body.SyntaxTree && node is not (StatementSyntax or MemberDeclarationSyntax or AnonymousFunctionExpressionSyntax)
        && (body.Span.Contains(node.Span) || node.Ancestors().Any(around => around is FieldDeclarationSyntax or PropertyDeclarationSyntax { Initializer: not null }));

    // A span may reach over several literals, but not from one expression into another: that would cover what is not SQL at all.
    public static SyntaxNode Whole(SyntaxNode node)
    {
        while (node.Parent is BinaryExpressionSyntax or ParenthesizedExpressionSyntax or InterpolatedStringExpressionSyntax or InterpolationSyntax)
        {
            node = node.Parent;
        }

        return node;
    }
}
